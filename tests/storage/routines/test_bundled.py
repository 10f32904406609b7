"""Every routine that comes with the program is complete, and says what a person can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, astuple, replace

import pytest

from stretchtimer.engine.model import Breath, Routine, Side, Stretch
from stretchtimer.storage.assets import asset, asset_folder
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.storage.routines.routine_file import read_routine

POSES = frozenset(Poses(asset("poses")))
ROUTINES = [
    read_routine(path, poses=POSES) for path in sorted(asset_folder("routines").glob("*.toml"))
]
STRETCHES = [(routine, stretch) for routine in ROUTINES for stretch in routine.stretches]

each_routine = pytest.mark.parametrize("routine", ROUTINES, ids=lambda r: r.id)
each_stretch = pytest.mark.parametrize(
    "stretch", [s for _, s in STRETCHES], ids=[f"{r.id}:{s.id}" for r, s in STRETCHES]
)


def _sentences(routine: Routine) -> Iterator[str]:
    yield from filter(None, (routine.summary, routine.care))
    for stretch in routine.stretches:
        yield from _sentences_of(stretch)


def _sentences_of(stretch: Stretch) -> Iterator[str]:
    yield from (movement.instruction for movement in stretch.movements)
    for item in filter(None, astuple(stretch.words)):
        yield from [item] if isinstance(item, str) else item


@each_routine
def test_it_names_its_language_and_tells_in_a_sentence_what_it_is(routine: Routine) -> None:
    assert routine.language == "en"
    assert routine.summary.endswith(".")
    assert len(routine.summary) <= 120


def test_no_two_of_them_have_the_same_name() -> None:
    assert len({routine.name for routine in ROUTINES}) == len(ROUTINES)


@each_stretch
def test_each_stretch_has_all_its_words(stretch: Stretch) -> None:
    words = stretch.words
    # Most easier ways are breathed in and left as the usual one.
    usual = {"easier_breathing": "Calmly.", "easier_release": "Slowly."}
    assert all(
        words
        for key, words in {**asdict(words), **usual}.items()
        if key not in ("half_way", "easier_half_way")
    )
    assert len(stretch.told(Side.RIGHT).position) <= 61
    assert 3 <= len(words.setup) <= 5
    assert 2 <= len(words.mistakes) <= 3
    assert words.release.count(".") == 1
    assert all(sentence.endswith(".") for sentence in _sentences_of(stretch))


@each_stretch
@pytest.mark.parametrize("side", Side)
def test_the_words_tell_the_side_and_no_other(stretch: Stretch, side: Side) -> None:
    # Movements that go from side to side name both.
    held = replace(stretch.dose, is_counted=False)
    told = replace(stretch, words=stretch.told(side), movements=(), dose=held)
    text = " ".join(_sentences_of(told))
    named = set(re.findall(r"\b(left|right)\b", text, re.IGNORECASE))
    assert named == ({side.value} if stretch.two_sided else set())
    assert not re.search(r"[{|}]|that side|that leg|is shown", text)


@each_stretch
def test_a_movement_that_names_a_side_is_told_as_it_is_shown(stretch: Stretch) -> None:
    for movement in stretch.movements:
        for side in Side:
            if side.value in movement.name:
                assert side.value in movement.instruction
                assert side.other.value not in movement.instruction


@each_stretch
def test_each_stretch_has_its_poses(stretch: Stretch) -> None:
    assert stretch.start_pose
    assert stretch.pose or stretch.movements
    assert stretch.easier_pose != stretch.pose


@each_stretch
def test_its_dose_lies_within_what_is_sane_for_it(stretch: Stretch) -> None:
    least, most = stretch.dose.sane_ms
    assert least <= stretch.dose.hold_ms <= most
    assert most > least


@each_stretch
def test_the_last_breath_of_a_hold_is_one_out(stretch: Stretch) -> None:
    if any(movement.breath for movement in stretch.movements):
        assert stretch.movements[-1].breath is Breath.OUT


@each_stretch
def test_the_easier_way_tells_as_much_as_the_usual_one(stretch: Stretch) -> None:
    easier = replace(stretch, is_easier=True)
    assert easier.told(Side.LEFT).position == easier.told(Side.LEFT).easier
    assert ("left" in easier.told(Side.LEFT).position) is stretch.two_sided


@each_stretch
def test_who_brings_in_one_knee_only_is_not_told_of_both(stretch: Stretch) -> None:
    told = replace(stretch, is_easier=True).told(Side.LEFT)
    if "one knee only" in told.position:
        assert "change knees half-way" in told.position
        assert not re.search(r"\b(knees|feet)\b", f"{told.breathing} {told.release}")


@each_routine
def test_nothing_is_promised(routine: Routine) -> None:
    text = " ".join(_sentences(routine))
    assert not re.search(r"\b(cures?|heals?|treats?|fix(es)?|relieves?|prevents?)\b", text)
