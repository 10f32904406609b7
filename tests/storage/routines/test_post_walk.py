"""Tests of the routine for after a walk, and of its short and its long form."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.model import Routine, Times
from stretchtimer.engine.plan import make_plan
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.routine_file import read_routine


def _bundled(routine_id: str) -> Routine:
    return read_routine(asset("routines", f"{routine_id}.toml"))


ROUTINE = _bundled("post-walk")


def test_it_holds_the_five_stretches_with_their_doses() -> None:
    assert (ROUTINE.id, ROUTINE.name) == ("post-walk", "After your walk")
    assert [(s.id, s.name, s.hold_ms, s.two_sided) for s in ROUTINE.stretches] == [
        ("knee-hug", "Knee hug", 25_000, False),
        ("spinal-twist", "Spinal twist", 30_000, True),
        ("hamstring", "Hamstring stretch", 30_000, True),
        ("childs-pose", "Child's pose", 30_000, False),
        ("cat-cow", "Cat-cow", 30_000, False),
    ]
    assert [(m.pose, m.duration_ms) for m in ROUTINE.stretch("cat-cow").movements] == [
        ("cow", 5_000),
        ("cat", 5_000),
    ]
    assert ROUTINE.times == Times(15_000, 10_000, 8_000, 8_000, 6_000, 20_000)


def test_each_stretch_starts_in_a_pose_and_is_held_in_another() -> None:
    assert [(s.start_pose, s.pose) for s in ROUTINE.stretches] == [
        ("feet_flat", "knee_hug"),
        ("t_arms", "twist"),
        ("legs_straight", "hamstring"),
        ("all_fours", "childs_pose"),
        ("all_fours", "cat"),
    ]


def test_each_way_that_looks_easier_has_a_pose_of_its_own() -> None:
    easier = [replace(stretch, is_easier=True) for stretch in ROUTINE.stretches]
    assert [stretch.held_pose for stretch in easier] == [
        "one_knee_hug",
        "twist_cushioned",
        "hamstring_bent",
        "childs_pose_raised",
        "cat",
    ]


@pytest.mark.parametrize("other", ["post-walk-two-rounds", "post-walk-five-minutes"])
def test_the_long_and_the_short_form_say_the_same_of_each_stretch(other: str) -> None:
    def without_doses(routine: Routine) -> list[object]:
        return [replace(s, dose=ROUTINE.stretches[0].dose) for s in routine.stretches]

    assert without_doses(_bundled(other)) == without_doses(ROUTINE)


def test_the_long_form_is_the_usual_one_twice_with_a_rest_in_between() -> None:
    twice = _bundled("post-walk-two-rounds")
    assert [s.dose for s in twice.stretches] == [s.dose for s in ROUTINE.stretches]
    assert twice.times == replace(ROUTINE.times, rounds=2, round_rest_ms=30_000)


def test_the_short_form_takes_five_minutes_and_hurries_nobody_from_stretch_to_stretch() -> None:
    short = _bundled("post-walk-five-minutes")
    assert make_plan(short).total_ms == 300_000
    assert short.times == ROUTINE.times
    assert [s.dose.hold_ms for s in short.stretches] == [20_000, 20_000, 20_000, 25_000, 30_000]
