"""A stretch can be found among all that are known: by words, by place, by part of the body."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.model import Place, Routine
from stretchtimer.services.editing.known_stretches import (
    KnownStretch,
    known_stretches,
    parts_of,
    search,
)
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.storage.routines.routine_file import read_routine

BUNDLED = read_routine(asset_folder("routines") / "post-walk.toml")
POSES = dict(Poses(asset_folder("poses")))


@pytest.fixture(scope="module")
def known() -> tuple[KnownStretch, ...]:
    in_bed = replace(BUNDLED.stretches[0], id="in-bed", name="Étirement", place=Place.BED)
    mine = Routine("mine", "Mine", (replace(BUNDLED.stretches[1], id="again"), in_bed))
    return known_stretches([BUNDLED, mine], POSES)


def _ids(found: tuple[KnownStretch, ...]) -> list[str]:
    return [each.stretch.id for each in found]


def test_the_same_stretch_under_another_id_is_there_once(known: tuple[KnownStretch, ...]) -> None:
    bundled = [stretch.id for stretch in BUNDLED.stretches]
    assert _ids(known) == [*bundled, "in-bed"]
    assert [each.routine for each in known] == [*[BUNDLED.name] * len(bundled), "Mine"]


@pytest.mark.parametrize("words", ["etirement", "ÉTIREMENT", " étire  ment "])
def test_words_are_found_whatever_their_case_and_accents(
    known: tuple[KnownStretch, ...], words: str
) -> None:
    assert _ids(search(known, words)) == ["in-bed"]


def test_both_sides_words_are_found_and_the_braces_between_them_are_not(
    known: tuple[KnownStretch, ...],
) -> None:
    assert "spinal-twist" in _ids(search(known, "down to the left"))
    assert "spinal-twist" in _ids(search(known, "down to the right"))
    assert search(known, "{left|right}") == ()


def test_a_place_and_a_part_of_the_body_narrow_what_is_found(
    known: tuple[KnownStretch, ...],
) -> None:
    assert _ids(search(known, place=Place.BED)) == ["in-bed"]
    hamstring = _ids(search(known, part="hamstring"))
    assert "hamstring" in hamstring
    assert "childs-pose" not in hamstring
    assert search(known, part="hamstring", place=Place.BED) == ()
    assert search(known) == known


def test_the_parts_are_told_without_sides(known: tuple[KnownStretch, ...]) -> None:
    parts = parts_of(known)
    assert "hamstring" in parts
    assert "lower_back" in parts
    assert not [part for part in parts if part.endswith(("_left", "_right"))]
    assert len(set(parts)) == len(parts)


def test_a_stretch_in_an_unknown_pose_has_no_parts() -> None:
    assert parts_of(known_stretches([BUNDLED], {})) == ()
