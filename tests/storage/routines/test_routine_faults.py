"""Whatever is wrong in a routine's file is told with its line, and with what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest

from stretchtimer.storage.routines.routine_file import (
    read_routine,
)
from tests.storage.routines.routine_files import SOUND, write
from tests.storage.routines.told_faults import SECONDS, faults, only_fault, told
from tests.wording import said


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("format = 1\n", "", 1, "format is missing; it must be 1 or 2."),
        (
            "format = 1",
            "format = true",
            1,
            "format is true, but it must be 1 or 2.",
        ),
        (
            "format = 1",
            'format = "2"',
            1,
            "format is “2”, but it must be 1 or 2.",
        ),
        ("format = 1", "format = 0", 1, "format is 0, but it must be 1 or 2."),
        (
            '"Evening"',
            f'"{"n" * 81}"',
            2,
            f"name is “{'n' * 39}…” (81 characters), "
            "but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            '"  "',
            2,
            "name is “  ”, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            '"a\\u0007b"',
            2,
            "name is “a b”, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            "[1, {}]",
            2,
            "name is a list of 2, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            '"Evening"',
            "{x = 1}",
            2,
            "name is a table, but it must be a text of 1 to 80 characters that can be seen.",
        ),
        (
            "[times]",
            f'summary = "{"s" * 501}"\n[times]',
            4,
            f"summary is “{'s' * 39}…” (501 characters), "
            "but it must be a text of at most 500 characters.",
        ),
        (
            "[times]",
            'id = "x"\n[times]',
            4,
            "id is not a known key; a routine is known by the name of its file.",
        ),
        ("[times]\nlead_in_s = 5", "times = 5", 4, "times is 5, but it must be a table, begun by"),
        ("lead_in_s = 5", "lead_in = 5", 5, "times: lead_in is not a known key; did you mean"),
        (
            "lead_in_s = 5",
            "q = 5",
            5,
            "times: q is not a known key; known are first_lead_in_s, lead_in_s, change_sides_s, "
            "change_over_s, release_s, round_rest_s, rounds, wait_until_ready.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = true",
            5,
            f"times: lead_in_s is true, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = 600.001",
            5,
            f"times: lead_in_s is 600.001, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = nan",
            5,
            f"times: lead_in_s is nan, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "lead_in_s = -inf",
            5,
            f"times: lead_in_s is -inf, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            f"lead_in_s = 0x{'f' * 5_000}",
            5,
            f"times: lead_in_s is a very large number, but it must be {SECONDS} 0 to 600.",
        ),
        (
            "lead_in_s = 5",
            "rounds = 2.0",
            5,
            "times: rounds is 2.0, but it must be a whole number from 1 to 20.",
        ),
        (
            "lead_in_s = 5",
            "wait_until_ready = 1",
            5,
            "times: wait_until_ready is 1, but it must be true or false.",
        ),
        (
            'id = "a"',
            'id = "A b"',
            8,
            "stretch 1: id is “A b”, but it must be lower-case letters and digits with single "
            "hyphens between them.",
        ),
        ('id = "b"', 'id = "a"', 13, "stretch 2: id is “a”, which stretch 1 already has."),
        ('id = "b"\n', "", 12, "stretch 2: id is missing; it must be lower-case letters and"),
        ('name = "B"\n', "", 12, "stretch 2: name is missing; it must be a text of 1 to 80"),
        ("hold_s = 30\n", "", 12, f"stretch 2: hold_s is missing; it must be {SECONDS} 1 to 3600"),
        ("hold_s = 30", "hold_s = 0", 15, "stretch 2: hold_s is 0, but it must be a number"),
        ("hold_s = 30", "hold_s = 3601", 15, "stretch 2: hold_s is 3601, but it must be a number"),
        (
            "hold_s = 30",
            "hold_s = 1979-05-27",
            15,
            "stretch 2: hold_s is 1979-05-27, but it must be",
        ),
        ("hold_s = 30", 'hold_s = "30"', 15, "stretch 2: hold_s is “30”, but it must be a number"),
        (
            '"both"',
            '"two"',
            16,
            "stretch 2: sides is “two”, but it must be “none” or “both”.",
        ),
        ('"both"', "true", 16, "stretch 2: sides is true, but it must be “none” or “both”."),
        (
            '"both"',
            '"both"\nsane_hold_s = [30, 10]',
            17,
            "stretch 2: sane_hold_s is [30, 10], but it must be two numbers of seconds from 1 to "
            "3600, the smaller one first.",
        ),
        ('"both"', '"both"\nsane_hold_s = [30]', 17, "stretch 2: sane_hold_s is [30], but"),
        ('"both"', '"both"\nsane_hold_s = 30', 17, "stretch 2: sane_hold_s is 30, but"),
        ('"both"', '"both"\nsane_hold_s = [1, "x"]', 17, "stretch 2: sane_hold_s is [1, “x”], but"),
        (
            '"both"',
            '"both"\npose = "../x"',
            17,
            "stretch 2: pose is “../x”, but it must be lower-case letters and digits with single "
            "underscores and hyphens between them.",
        ),
        (
            '"both"',
            '"both"\nsetup = "x"',
            17,
            "stretch 2: setup is “x”, but it must be a list of at most 20 texts.",
        ),
        (
            '"both"',
            '"both"\nsetup = ["x",\n  3]',
            18,
            "stretch 2: setup[2] is 3, but it must be a text of 1 to 500 characters.",
        ),
        (
            '"both"',
            '"both"\nmistakes = [' + "'x'," * 21 + "]",
            17,
            "stretch 2: mistakes has 21 items, but it must be a list of at most 20 texts.",
        ),
        (
            '"both"',
            '"both"\nmovements = [\n{pose="x", name="X", duration_s=5},\n{pose="y", name="Y"}]',
            19,
            f"stretch 2, movement 2: duration_s is missing; it must be {SECONDS} 1 to 600.",
        ),
        (
            '"both"',
            '"both"\nmovements = [3]',
            17,
            "stretch 2: movements[1] is 3, but it must be a table.",
        ),
        (
            '"both"',
            '"both"\nmovements = [' + "{pose='x', name='X', duration_s=5}," * 9 + "]",
            17,
            "stretch 2: movements has 9 items, but it must be 0 to 8 tables, each begun by "
            "[[stretches.movements]].",
        ),
    ],
)
def test_a_fault_is_told_with_its_line_and_what_is_allowed(
    old: str, new: str, line: int, message: str, tmp_path: Path
) -> None:
    assert old in SOUND
    path = write(tmp_path, SOUND.replace(old, new))
    fault = only_fault(path)
    assert said(fault.notice).startswith(f"{path}:{line}: {message}")


def test_a_fault_names_line_key_value_and_what_is_allowed(tmp_path: Path) -> None:
    path = write(tmp_path, SOUND.replace("hold_s = 30", "hold_s = 0"))
    assert told(only_fault(path)) == (
        15,
        "stretches[2].hold_s",
        "stretch 2: hold_s is 0, but it must be a number of seconds from 1 to 3600.",
    )


def test_all_faults_are_told_at_once_ordered_by_line(tmp_path: Path) -> None:
    text = SOUND.replace('name = "Evening"', "").replace('"A"', "4").replace('"both"', '"x"')
    found = faults(write(tmp_path, f"{text}\nq = 1\n"))
    assert [(fault.line, fault.key) for fault in found] == [
        (1, "name"),
        (9, "stretches[1].name"),
        (16, "stretches[2].sides"),
        (18, "stretches[2].q"),
    ]


@pytest.mark.parametrize("text", ["", " \n\t\n", "\ufeff"])
def test_an_empty_file_is_told_in_one_sentence(text: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    message = "the file is empty; it needs format, name and stretches."
    assert told(only_fault(path)) == (1, "", message)


@pytest.mark.parametrize("stretches", ["", "stretches = []"])
def test_a_routine_needs_a_stretch(stretches: str, tmp_path: Path) -> None:
    path = write(tmp_path, f'format = 1\nname = "N"\n{stretches}')
    assert said(only_fault(path).message) == (
        "stretches is missing; it must be 1 to 100 tables, each begun by [[stretches]]."
    )


def test_stretches_that_are_no_list_are_one_fault(tmp_path: Path) -> None:
    path = write(tmp_path, 'format = 1\nname = "N"\nstretches = 3')
    assert said(only_fault(path).message).startswith(
        "stretches is 3, but it must be 1 to 100 tables"
    )


def test_too_many_stretches_are_one_fault(tmp_path: Path) -> None:
    stretches = "".join(
        f'[[stretches]]\nid = "s{number}"\nname = "S"\nhold_s = 1\n' for number in range(101)
    )
    fault = only_fault(write(tmp_path, f'format = 1\nname = "N"\n{stretches}'))
    assert said(fault.message).startswith("stretches has 101 items, but it must be 1 to 100 tables")


@pytest.mark.parametrize(
    ("hold_s", "repetitions", "rest_s", "fits"),
    [
        (3600, 12, 0, True),
        (3600, 13, 0, False),
        (1, 100, 436.7, False),
        (1, 100, 420, True),
    ],
)
def test_a_routine_takes_at_most_twelve_hours(
    hold_s: int, repetitions: int, rest_s: float, fits: bool, tmp_path: Path
) -> None:
    times = "first_lead_in_s = 0\nrelease_s = 0"
    path = write(
        tmp_path,
        f'format = 1\nname = "N"\n[times]\n{times}\n[[stretches]]\nid = "a"\nname = "A"\n'
        f"hold_s = {hold_s}\nrepetitions = {repetitions}\nrest_s = {rest_s}\n",
    )
    if fits:
        assert read_routine(path).stretches[0].dose.repetitions == repetitions
    else:
        assert told(only_fault(path)) == (1, "", "the routine takes longer than 12 hours.")


@pytest.mark.parametrize(("stretches", "rounds", "fits"), [(10, 1, True), (3, 4, False)])
def test_a_routine_has_at_most_a_thousand_holds(
    stretches: int, rounds: int, fits: bool, tmp_path: Path
) -> None:
    tables = "".join(
        f'[[stretches]]\nid = "a{number}"\nname = "A"\nhold_s = 1\nrepetitions = 100\n'
        for number in range(stretches)
    )
    path = write(tmp_path, f'format = 1\nname = "N"\n[times]\nrounds = {rounds}\n{tables}')
    if fits:
        assert len(read_routine(path).stretches) == stretches
    else:
        message = "the routine has 1200 holds, but it must have at most 1000."
        assert told(only_fault(path)) == (1, "", message)
