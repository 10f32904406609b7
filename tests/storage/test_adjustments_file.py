"""Tests of the file that keeps a person's own changes to routines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from stretchtimer.engine.adjustments import Adjustments, StretchAdjustment
from stretchtimer.engine.model import Side
from stretchtimer.storage.adjustments_file import AdjustmentsFile
from tests.storage.routines.routine_files import DATA
from tests.wording import all_said, refused, said

POST_WALK = Adjustments(
    {
        "hamstring": StretchAdjustment(45_000, True, Side.RIGHT),
        "no-longer-there": StretchAdjustment(20_000),
    },
    ("hamstring", "knee-hug"),
    {"lead_in_ms": 20_000, "rounds": 2, "wait_until_ready": True},
)
EVENING = Adjustments(order=("b", "a"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "adjustments.json"


@pytest.fixture
def file(path: Path) -> AdjustmentsFile:
    return AdjustmentsFile(path, lambda: date(2026, 3, 1))


def found(file: AdjustmentsFile, *ids: str) -> tuple[dict[str, Adjustments], list[str]]:
    """The adjustments of the usual routines or the given ones that have some, and what is told."""
    loaded = file.load()
    taken = {one: loaded.of(one) for one in ids or ("post-walk", "evening", "r")}
    kept = {one: own for one, own in taken.items() if own != Adjustments()}
    return kept, list(all_said(loaded.warnings))


def entry(path: Path, text: str) -> None:
    path.write_text(f'{{"format": 1, "routines": {{"r": {text}}}}}')


def test_the_sample_of_format_1_is_read(path: Path, file: AdjustmentsFile) -> None:
    path.write_bytes((DATA / "adjustments-1.json").read_bytes())
    assert found(file) == ({"post-walk": POST_WALK, "evening": EVENING}, [])


def test_without_a_file_there_are_no_changes(path: Path, file: AdjustmentsFile) -> None:
    assert found(file) == ({}, [])
    assert not path.exists()


def test_what_is_saved_is_loaded_again(file: AdjustmentsFile) -> None:
    assert file.save({}, {"post-walk": POST_WALK}) == ()
    both = {"post-walk": POST_WALK, "evening": EVENING}
    assert file.save({"post-walk": POST_WALK}, both) == ()
    assert found(file) == ({"post-walk": POST_WALK, "evening": EVENING}, [])


def test_each_kind_of_change_can_be_saved_alone(file: AdjustmentsFile) -> None:
    before: Mapping[str, Adjustments] = {}
    for adjustments in (
        Adjustments({"a": StretchAdjustment(hold_ms=5_000)}),
        Adjustments({"a": StretchAdjustment(left_out=True)}),
        Adjustments({"a": StretchAdjustment(first_side=Side.LEFT)}),
        Adjustments({"a": StretchAdjustment(easier=True)}),
        Adjustments({"a": StretchAdjustment(times=12)}),
        Adjustments(order=("a",)),
        Adjustments(times={"release_ms": 0}),
        Adjustments(times={"wait_until_ready": False}),
        Adjustments(times={"own_pace": True}),
    ):
        after = {"r": adjustments}
        file.save(before, after)
        assert found(file) == (after, [])
        before = after


def test_a_routine_back_to_its_original_leaves_the_file(path: Path, file: AdjustmentsFile) -> None:
    both = {"post-walk": POST_WALK, "evening": EVENING}
    file.save({}, both)
    file.save(both, both | {"post-walk": Adjustments({"x": StretchAdjustment()})})
    assert json.loads(path.read_text()) == {
        "format": 1,
        "routines": {"evening": {"order": ["b", "a"]}},
    }


def test_two_programs_saving_different_routines_keep_what_the_other_saved(
    path: Path, file: AdjustmentsFile
) -> None:
    other = AdjustmentsFile(path, lambda: date(2026, 3, 1))
    assert found(file) == found(other) == ({}, [])
    file.save({}, {"evening": EVENING})
    other.save({}, {"post-walk": POST_WALK})
    assert found(file) == ({"post-walk": POST_WALK, "evening": EVENING}, [])


def test_two_programs_changing_one_routine_keep_what_each_has_changed(
    path: Path, file: AdjustmentsFile
) -> None:
    other = AdjustmentsFile(path, lambda: date(2026, 3, 1))
    before = {"post-walk": POST_WALK}
    file.save({}, before)
    first = POST_WALK.with_stretch("hamstring", StretchAdjustment(60_000, True, Side.RIGHT))
    second = replace(POST_WALK, order=(), times={"rounds": 3}).with_stretch(
        "knee-hug", StretchAdjustment(left_out=True)
    )
    file.save(before, {"post-walk": first})
    other.save(before, {"post-walk": second})
    both = Adjustments(
        {**first.stretches, "knee-hug": StretchAdjustment(left_out=True)}, (), {"rounds": 3}
    )
    assert found(file) == ({"post-walk": both}, [])


def test_holds_are_saved_within_five_seconds_and_ten_minutes(file: AdjustmentsFile) -> None:
    own = {"a": StretchAdjustment(4_000), "b": StretchAdjustment(4_800_000)}
    file.save({}, {"r": Adjustments(own)})
    own = {"a": StretchAdjustment(5_000), "b": StretchAdjustment(600_000)}
    assert found(file) == ({"r": Adjustments(own)}, [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3", "r is 3, but it must be a table"),
        ('{"stretches": []}', "stretches of r is [], but it must be a table"),
        ('{"stretches": {"a": 3}}', "a of r is 3, but it must be a table"),
        (
            '{"stretches": {"a": {"hold_ms": 4999}}}',
            "hold_ms of a is 4999, but it must be a whole number from 5000 to 600000",
        ),
        (
            '{"stretches": {"a": {"hold_ms": 600001}}}',
            "hold_ms of a is 600001, but it must be a whole number from 5000 to 600000",
        ),
        ('{"stretches": {"a": {"hold_ms": true}}}', "hold_ms of a is true, but it must be a whole"),
        (
            '{"stretches": {"a": {"left_out": "False"}}}',
            "left_out of a is “False”, but it must be true or false",
        ),
        (
            '{"stretches": {"a": {"first_side": "up"}}}',
            "first_side of a is “up”, but it must be “left” or “right”",
        ),
        ('{"order": "a"}', "order of r is “a”, but it must be a list of ids"),
        ('{"order": ["a", 1]}', "order of r is [“a”, 1], but it must be a list of ids"),
        ('{"times": 3}', "times of r is 3, but it must be a table"),
        (
            '{"times": {"lead_in_ms": 600001}}',
            "lead_in_ms of r is 600001, but it must be a whole number from 0 to 600000",
        ),
        (
            '{"times": {"rounds": 21}}',
            "rounds of r is 21, but it must be a whole number from 1 to 20",
        ),
        (
            '{"times": {"wait_until_ready": 1}}',
            "wait_until_ready of r is 1, but it must be true or false",
        ),
    ],
)
def test_what_is_not_allowed_is_told_and_passed_over(
    text: str, told: str, path: Path, file: AdjustmentsFile
) -> None:
    entry(path, text)
    loaded = file.load()
    assert loaded.of("r") == loaded.of("r") == Adjustments()
    assert len(loaded.warnings) == 1
    assert said(loaded.warnings[0]).startswith(f"{path}: {told}")
    assert said(loaded.warnings[0]).endswith(". It is ignored.")


def test_routines_that_are_no_table_are_told(path: Path, file: AdjustmentsFile) -> None:
    path.write_text('{"format": 1, "routines": 3}')
    told = f"{path}: routines is 3, but it must be a table. It is ignored."
    assert found(file) == ({}, [told])
    file.save({}, {"evening": EVENING})
    assert found(file) == ({"evening": EVENING}, [])


def test_one_wrong_value_does_not_take_the_others_with_it(
    path: Path, file: AdjustmentsFile
) -> None:
    entry(path, '{"stretches": {"a": {"hold_ms": 1, "left_out": true}}, "order": ["b"]}')
    assert file.load().of("r") == Adjustments({"a": StretchAdjustment(left_out=True)}, ("b",))


def test_only_what_is_asked_for_is_taken_apart_and_told(path: Path, file: AdjustmentsFile) -> None:
    path.write_text('{"format": 1, "routines": {"a": 1, "b": 2, "c": {"order": ["x"]}}}')
    loaded = file.load()
    assert loaded.warnings == []
    assert loaded.of("c") == Adjustments(order=("x",))
    assert loaded.of("b") == Adjustments()
    told = f"{path}: b is 2, but it must be a table. It is ignored."
    assert all_said(loaded.warnings) == (told,)


def test_what_is_not_known_is_kept(path: Path, file: AdjustmentsFile) -> None:
    entry(
        path,
        '{"stretches": {"a": {"hold_ms": 10000, "x": 1}, "b": 4}, "times": {"y": 2}, "z": 3}',
    )
    own = Adjustments({"a": StretchAdjustment(20_000), "b": StretchAdjustment(left_out=True)})
    file.save({"r": file.load().of("r")}, {"r": own})
    assert json.loads(path.read_text())["routines"]["r"] == {
        "z": 3,
        "stretches": {"a": {"x": 1, "hold_ms": 20_000}, "b": {"left_out": True}},
        "times": {"y": 2},
    }


def test_a_damaged_file_is_told_and_moved_aside_when_saving(
    path: Path, file: AdjustmentsFile
) -> None:
    path.write_text('{"format": 1, "routines": {')
    told = f"{path} could not be used: it is damaged. "
    assert found(file) == ({}, [f"{told}The routines are shown without your own changes."])
    kept = path.with_name("adjustments.damaged-2026-03-01.json")
    assert str(kept) in said(file.save({}, {"evening": EVENING})[0])
    assert kept.read_text() == '{"format": 1, "routines": {'
    assert found(file) == ({"evening": EVENING}, [])


def test_a_newer_file_is_neither_used_nor_changed(path: Path, file: AdjustmentsFile) -> None:
    path.write_text('{"format": 2}')
    assert "it was written by a newer version of Stretch Timer" in said(file.load().warnings[0])
    with refused("was not saved"):
        file.save({}, {"evening": EVENING})
    assert path.read_text() == '{"format": 2}'
