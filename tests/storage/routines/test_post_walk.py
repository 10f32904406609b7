"""Tests of the routine that comes with the program."""

from __future__ import annotations

import re
from dataclasses import astuple

import pytest

from stretchtimer.engine.model import Routine, Stretch, Times
from stretchtimer.storage.assets import asset
from stretchtimer.storage.routines.routine_file import read_routine

ROUTINE = read_routine(asset("routines", "post-walk.toml"))

each_stretch = pytest.mark.parametrize("stretch", ROUTINE.stretches, ids=lambda s: s.id)


def sentences(routine: Routine) -> list[str]:
    words = [routine.summary]
    for stretch in routine.stretches:
        words += [movement.instruction for movement in stretch.movements]
        for item in astuple(stretch.words):
            words += [item] if isinstance(item, str) else item
    return words


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
        ("cat", 5_000),
        ("cow", 5_000),
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


@each_stretch
def test_each_stretch_has_all_its_words(stretch: Stretch) -> None:
    words = stretch.words
    assert all(astuple(words))
    assert len(words.position) <= 60
    assert 3 <= len(words.setup) <= 5
    assert 2 <= len(words.mistakes) <= 3
    assert words.release.count(".") == 1
    assert all(re.search(r"[.]$", sentence) for sentence in sentences(ROUTINE))


@each_stretch
def test_the_words_hold_for_either_side(stretch: Stretch) -> None:
    if stretch.two_sided:
        text = " ".join(sentences(Routine("x", "X", (stretch,))))
        assert not re.search(r"\b(left|right)\b", text, re.IGNORECASE)


def test_nothing_is_promised() -> None:
    text = " ".join(sentences(ROUTINE))
    assert not re.search(r"\b(cures?|heals?|treats?|fix(es)?|relieves?|prevents?)\b", text)
