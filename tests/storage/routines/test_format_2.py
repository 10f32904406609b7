"""What format 2 of a routine's file brought: doses that are counted, places, waiting, own pace."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.model import (
    Breath,
    Dose,
    Movement,
    Place,
    Routine,
    Side,
    Stretch,
    StretchWords,
    Times,
)
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from tests.storage.routines.routine_files import DATA, SOUND, write
from tests.wording import said

COUNTED = """\
format = 2
name = "Strength"

[[stretches]]
id = "bridge"
name = "Bridge"
times = 8
movements = [{ pose = "up", name = "Up", duration_s = 3 }]
"""


def told(path: Path) -> list[str]:
    """What is wrong with a file, each with its line."""
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path)
    return [f"{fault.line}: {said(fault.message)}" for fault in caught.value.faults]


def test_every_key_of_format_2_reaches_the_routine() -> None:
    twist = Stretch(
        id="twist",
        name="Twist",
        two_sided=True,
        first_side=Side.RIGHT,
        place=Place.BED,
        wait_until_ready=True,
        dose=Dose(30_000, 3, 12_250, (15_000, 45_500)),
        pose="twist_pose",
        start_pose="t-arms",
        words=StretchWords(
            position="Lie down, knees to the {left|right}.",
            setup=("One.", "Two."),
            feel="Mild.",
            breathing="Calmly.",
            mistakes=("Jerking.",),
            easier="Less.",
            care="Ask first.",
            release="Slowly.",
        ),
    )
    bridge = Stretch(
        id="bridge",
        name="Bridge",
        dose=Dose(44_000, 2, 30_000, (33_000, 66_000), is_counted=True),
        movements=(
            Movement("up", "Up", 3_000, "Lift.", Breath.OUT),
            Movement("down", "Down", 2_500, "", Breath.IN),
        ),
    )
    lifts = Stretch(
        id="bird-dog",
        name="Leg and arm lifts",
        alternates=True,
        first_side=Side.RIGHT,
        dose=Dose(48_000, 1, 10_000, (40_000, 120_000), is_counted=True),
        movements=(
            Movement(
                "out",
                "Out with the {left|right} leg",
                4_000,
                "Stretch out your {left|right} leg.",
            ),
        ),
    )
    times = Times(12_000, 9_500, 7_000, 11_000, 0, 21_000, 2, False, own_pace=True)
    made = read_routine(DATA / "routine-2.toml")
    care = "Ask first if you have brittle bones."
    assert made == Routine(
        "routine-2", "Every key", (twist, bridge, lifts), times, "One of each.", "en", care
    )
    assert [one.times for one in made.stretches] == [None, 8, 6]
    assert made.places == (Place.BED, Place.FLOOR)


def test_a_cycle_of_alternating_sides_is_all_movements_on_the_one_and_then_on_the_other() -> None:
    lifts = read_routine(DATA / "routine-2.toml").stretch("bird-dog")
    assert lifts.cycle() == (
        Movement(
            "out",
            "Out with the right leg",
            4_000,
            "Stretch out your right leg.",
            side=Side.RIGHT,
        ),
        Movement(
            "out", "Out with the left leg", 4_000, "Stretch out your left leg.", side=Side.LEFT
        ),
    )
    assert lifts.cycle_ms == 8_000
    assert lifts.movement_at(4_000) == lifts.cycle()[1]
    assert lifts.sides == (None,)
    assert lifts.has_sides


def test_movements_of_a_hold_on_one_side_have_the_words_for_that_side() -> None:
    move = Movement("out", "{Left|Right} leg out", 4_000)
    lift = Stretch("a", "A", Dose(8_000, is_counted=True), two_sided=True, movements=(move,))
    assert [one.name for one in lift.cycle(Side.RIGHT)] == ["Right leg out"]
    assert lift.movement_at(0, Side.LEFT) == replace(move, name="Left leg out")


def test_the_same_file_in_format_1_and_2_is_the_same_routine(tmp_path: Path) -> None:
    old = read_routine(write(tmp_path, SOUND))
    assert read_routine(write(tmp_path, SOUND.replace("format = 1", "format = 2"))) == old


@pytest.mark.parametrize(
    ("change", "key", "line"),
    [
        (('name = "Evening"', 'name = "Evening"\ncare = "Slowly."'), "care", 3),
        (("lead_in_s = 5", "lead_in_s = 5\nown_pace = true"), "times: own_pace", 6),
        (("hold_s = 20", "hold_s = 20\ntimes = 8"), "stretch 1: times", 11),
        (("hold_s = 20", "times = 8"), "stretch 1: times", 10),
        (("hold_s = 20", "hold_s = 20\nsets = 2"), "stretch 1: sets", 11),
        (("hold_s = 20", "hold_s = 20\nsane_times = [2, 3]"), "stretch 1: sane_times", 11),
        (("hold_s = 20", 'hold_s = 20\nplace = "bed"'), "stretch 1: place", 11),
        (
            ("hold_s = 20", "hold_s = 20\nwait_until_ready = true"),
            "stretch 1: wait_until_ready",
            11,
        ),
    ],
)
def test_a_new_key_in_a_file_of_format_1_asks_for_format_2(
    change: tuple[str, str], key: str, line: int, tmp_path: Path
) -> None:
    assert told(write(tmp_path, SOUND.replace(*change))) == [
        f"{line}: {key} came with format 2; write format = 2 at the top of the file to use it."
    ]


def test_alternating_sides_in_a_file_of_format_1_ask_for_format_2(tmp_path: Path) -> None:
    assert told(write(tmp_path, SOUND.replace('"both"', '"alternate"'))) == [
        "16: stretch 2: sides is “alternate”, which came with format 2; write format = 2 at the "
        "top of the file to use it."
    ]


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            "times = 8\n",
            "",
            4,
            "it has neither hold_s nor times; write how many seconds it is held, or how many times "
            "its movements are done.",
        ),
        ("times = 8", "times = 8\nhold_s = 20", 7, "it has both hold_s and times, but only one"),
        ("times = 8", "times = 8\nrepetitions = 2", 8, "repetitions does not go with times; sets"),
        (
            "times = 8",
            "times = 8\nsane_hold_s = [5, 9]",
            8,
            "sane_hold_s does not go with times; sane_times does.",
        ),
        (
            "times = 8",
            "hold_s = 8\nsets = 2",
            8,
            "sets does not go with hold_s; repetitions does.",
        ),
        (
            "times = 8",
            "times = 101",
            7,
            "times is 101, but it must be a whole number from 1 to 100",
        ),
        (
            "times = 8",
            "times = 8\nsets = 11",
            8,
            "sets is 11, but it must be a whole number from 1",
        ),
        (
            "times = 8",
            "times = 8\nsane_times = [9, 5]",
            8,
            "sane_times is [9, 5], but it must be two whole numbers from 1 to 100, the smaller one "
            "first.",
        ),
        (
            "times = 8",
            'times = 8\nsides = "two"',
            8,
            "sides is “two”, but it must be “none”, “both” or “alternate”.",
        ),
        ("times = 8", "times = 8\nsane_times = 5", 8, "sane_times is 5, but it must be two whole"),
        (
            'movements = [{ pose = "up", name = "Up", duration_s = 3 }]\n',
            "",
            7,
            "times needs movements, each begun by [[stretches.movements]]: they are what is",
        ),
        (
            "duration_s = 3",
            "duration_s = 600",
            7,
            "so many times take longer than 60 minutes; make times smaller or the movements",
        ),
        (
            "times = 8",
            'times = 8\nplace = "sofa"',
            8,
            "place is “sofa”, but it must be “floor”, “bed”, “chair” or “standing”.",
        ),
        (
            'times = 8\nmovements = [{ pose = "up", name = "Up", duration_s = 3 }]\n',
            'hold_s = 8\nsides = "alternate"',
            8,
            "sides is “alternate”, which needs movements, each begun by [[stretches.movements]]",
        ),
    ],
)
def test_what_is_wrong_with_a_counted_dose_is_told_with_its_line(
    old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    (fault,) = told(write(tmp_path, COUNTED.replace(old, new)))
    assert fault.startswith(f"{line}: stretch 1: {message}")


def test_what_fitting_may_change_stays_below_the_longest_hold(tmp_path: Path) -> None:
    text = COUNTED.replace("duration_s = 3", "duration_s = 400")
    dose = read_routine(write(tmp_path, text)).stretches[0].dose
    assert dose == Dose(3_200_000, sane_ms=(2_000_000, 3_600_000), is_counted=True)


def test_a_routine_of_format_2_may_have_all_defaults(tmp_path: Path) -> None:
    (bridge,) = read_routine(write(tmp_path, COUNTED)).stretches
    assert bridge.dose == Dose(24_000, 1, 10_000, (15_000, 45_000), is_counted=True)
    assert (bridge.place, bridge.wait_until_ready) == (Place.FLOOR, False)
