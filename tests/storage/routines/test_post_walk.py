"""Tests of the routine that comes with the program."""

from __future__ import annotations

import re
from dataclasses import astuple, replace

import pytest

from stretchtimer.engine.model import Breath, Routine, Side, Stretch, Times
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


@each_stretch
def test_each_stretch_has_all_its_words(stretch: Stretch) -> None:
    words = stretch.words
    assert all(astuple(words))
    assert len(stretch.told(Side.RIGHT).position) <= 61
    assert 3 <= len(words.setup) <= 5
    assert 2 <= len(words.mistakes) <= 3
    assert words.release.count(".") == 1
    assert all(re.search(r"[.]$", sentence) for sentence in sentences(ROUTINE))


@each_stretch
@pytest.mark.parametrize("side", Side)
def test_the_words_tell_the_side_and_no_other(stretch: Stretch, side: Side) -> None:
    told = replace(stretch, words=stretch.told(side))
    text = " ".join(sentences(Routine("x", "X", (told,))))
    named = set(re.findall(r"\b(left|right)\b", text, re.IGNORECASE))
    assert named == ({side.value} if stretch.two_sided else set())
    assert not re.search(r"[{|}]|that side|that leg|is shown", text)


def test_the_last_breath_of_a_hold_is_one_out() -> None:
    for stretch in ROUTINE.stretches:
        if stretch.movements:
            assert stretch.movements[-1].breath is Breath.OUT


@each_stretch
def test_the_easier_way_tells_as_much_as_the_usual_one(stretch: Stretch) -> None:
    easier = replace(stretch, is_easier=True)
    assert easier.told(Side.LEFT).position == easier.told(Side.LEFT).easier
    assert ("left" in easier.told(Side.LEFT).position) is stretch.two_sided


def test_nothing_is_promised() -> None:
    text = " ".join(sentences(ROUTINE))
    assert not re.search(r"\b(cures?|heals?|treats?|fix(es)?|relieves?|prevents?)\b", text)
