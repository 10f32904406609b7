"""Tests of reading routines, and of telling everything that is wrong with their files."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from stretchtimer.engine.model import Dose, Movement, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.storage.routines.routine_file import (
    RoutineFileError,
    read_routine,
)
from tests.storage.routines.routine_files import DATA, write
from tests.wording import said


def test_every_key_of_format_1_reaches_the_routine() -> None:
    twist = Stretch(
        id="twist",
        name="Twist",
        two_sided=True,
        first_side=Side.RIGHT,
        dose=Dose(30_000, 3, 12_250, (15_000, 45_500)),
        pose="twist_pose",
        start_pose="t-arms",
        words=StretchWords(
            position="Lie down.",
            setup=("One.", "Two."),
            feel="Mild.",
            breathing="Calmly.",
            mistakes=("Jerking.",),
            easier="Less.",
            care="Ask first.",
            release="Slowly, in your own time.",
        ),
    )
    cat_cow = Stretch(
        id="cat-cow",
        name="Cat-cow",
        dose=Dose(31_000),
        movements=(Movement("cat", "Cat", 5_000, "Round up."), Movement("cow", "Cow", 4_500)),
    )
    times = Times(12_000, 9_500, 7_000, 11_000, 0, 21_000, 2, True)
    assert read_routine(DATA / "routine-1.toml") == Routine(
        "routine-1", "Every key", (twist, cat_cow), times, "One of each."
    )


def test_the_pose_of_the_easier_way_is_read_and_must_be_one_that_there_is(tmp_path: Path) -> None:
    stretch = '{id="a", name="A", hold_s=1, pose="lying", easier_pose="%s", easier="Less."}'
    words = 'format = 1\nname = "N"\nstretches = [%s]'
    path = write(tmp_path, words % (stretch % "propped"))
    (read,) = read_routine(path, poses={"lying", "propped"}).stretches
    assert (read.held_pose, replace(read, is_easier=True).held_pose) == ("lying", "propped")
    path = write(tmp_path, words % (stretch % "proped"))
    with pytest.raises(RoutineFileError) as caught:
        read_routine(path, poses={"lying", "propped"})
    assert "easier_pose is “proped”" in said(caught.value)


def test_what_is_not_in_the_file_has_the_defaults_of_the_model(tmp_path: Path) -> None:
    path = write(tmp_path, 'format = 1\nname = "N"\nstretches = [{id="a", name="A", hold_s=1}]')
    stretch = Stretch("a", "A", Dose(1_000))
    assert read_routine(path) == Routine("evening", "N", (stretch,))
