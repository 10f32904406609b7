"""Every edit of an editor changes what it should, and little else of the file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from stretchtimer.engine.model import Place as MatPlace
from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.tables import table_of
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.own_routines.document import RoutineDocument
from stretchtimer.storage.routines.own_pictures import pictures_folder
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.storage.routines.schema import routine_from
from stretchtimer.storage.routines.table_reader import KeyFaults
from tests.engine.routines import stretches
from tests.services.editing.documents import changed_lines, old_document
from tests.wording import said

A, B = ("stretches", 0), ("stretches", 1)
BUNDLED = read_routine(asset_folder("routines") / "post-walk.toml").stretches


def _read_back(table: dict[str, object]) -> Stretch:
    findings = KeyFaults()
    data = {"format": 2, "name": "R", "stretches": [table]}
    routine = routine_from("r", data, findings)
    assert routine is not None, [said(fault.message) for fault in findings.found]
    return routine.stretches[0]


def _stretch(document: RoutineDocument, index: int) -> Stretch:
    routine = document.routine()
    assert routine is not None, [said(fault.message) for fault in document.faults()]
    return routine.stretches[index]


@pytest.mark.parametrize("stretch", BUNDLED, ids=lambda stretch: stretch.id)
def test_a_stretch_that_comes_with_the_program_is_read_back_from_its_table(
    stretch: Stretch,
) -> None:
    assert _read_back(table_of(stretch)) == stretch


@given(stretch=stretches("a"))
def test_any_stretch_is_read_back_from_its_table(stretch: Stretch) -> None:
    if stretch.dose.is_counted:
        # In a file the range of a counted dose is one of whole cycles.
        sane_ms = stretch.cycle_ms, 3 * stretch.cycle_ms
        stretch = replace(stretch, dose=replace(stretch.dose, sane_ms=sane_ms))
    assert _read_back(table_of(stretch)) == stretch


def test_a_counted_alternating_stretch_is_read_back_from_its_table() -> None:
    table = {
        "id": "march",
        "name": "March",
        "place": "chair",
        "sides": "alternate",
        "first_side": "right",
        "times": 8,
        "sets": 2,
        "sane_times": [4, 12],
        "rest_s": 20.5,
        "wait_until_ready": True,
        "pose": "sit",
        "start_pose": "sit",
        "setup": ["One.", "Two."],
        "movements": [
            {
                "pose": "sit",
                "name": "Lift",
                "duration_s": 2.5,
                "instruction": "Up.",
                "breath": "in",
            }
        ],
    }
    stretch = _read_back(table)
    assert (stretch.times, stretch.alternates, stretch.place) == (8, True, MatPlace.CHAIR)
    assert stretch.first_side is Side.RIGHT
    assert table_of(stretch) == table


def test_words_are_typed_into_their_key_and_taken_away_with_it() -> None:
    document = ops.type_text(old_document(), (*A, "feel"), "A mild pull.")
    assert changed_lines(document) == ['+ feel = "A mild pull."']
    assert "feel" not in ops.stretch_table(ops.type_text(document, (*A, "feel"), ""), 0)


def test_a_needed_name_stays_empty_and_is_told_as_wrong() -> None:
    document = ops.type_text(old_document(), (*A, "name"), "")
    (fault,) = document.faults()
    assert fault.place == (*A, "name")
    assert "name is “”, but it must be a text of 1 to 80 characters" in said(fault.message)


def test_a_stretch_may_have_no_pose_but_a_movement_may_not() -> None:
    document = ops.type_text(old_document(), (*A, "pose"), "")
    assert _stretch(document, 0).pose == ""
    assert ops.type_text(document, (*B, "movements", 0, "pose"), "").faults()


def test_a_list_is_typed_a_line_an_item() -> None:
    document = ops.type_lines(old_document(), (*A, "setup"), " One. \n\n  Two.\n")
    assert _stretch(document, 0).words.setup == ("One.", "Two.")
    assert _stretch(ops.type_lines(document, (*A, "setup"), " \n"), 0).words.setup == ()


@pytest.mark.parametrize(
    ("words", "value"),
    [("25", 25), (" 25 ", 25), ("2.5", 2.5), ("2,5", 2.5), ("25.0", 25), ("-3", -3), ("٣٠", 30)],
)
def test_a_number_is_typed_with_a_point_or_a_comma(words: str, value: float) -> None:
    document = ops.type_number(old_document(), (*A, "hold_s"), words)
    assert ops.stretch_table(document, 0)["hold_s"] == value
    assert type(ops.stretch_table(document, 0)["hold_s"]) is type(value)


@pytest.mark.parametrize("words", ["soon", "1e3", "nan", "9" * 5_000, "0x10", "1_000"])
def test_what_is_no_number_is_kept_as_it_was_typed_and_told_as_wrong(words: str) -> None:
    document = ops.type_number(old_document(), (*A, "hold_s"), words)
    (fault,) = document.faults()
    assert "hold_s is" in said(fault.message)
    assert "a number of seconds from 1 to 3600" in said(fault.message)
    assert document.text()


def test_no_number_takes_the_key_away_where_it_need_not_be_there() -> None:
    document = ops.type_number(old_document(), (*A, "rest_s"), "5")
    assert "rest_s" not in ops.stretch_table(ops.type_number(document, (*A, "rest_s"), ""), 0)


def test_a_range_is_typed_in_two_fields() -> None:
    document = ops.type_range(old_document(), (*A, "sane_hold_s"), "10", "40")
    assert _stretch(document, 0).dose.sane_ms == (10_000, 40_000)
    assert ops.type_range(document, (*A, "sane_hold_s"), "10", "").faults()
    emptied = ops.type_range(document, (*A, "sane_hold_s"), "", "")
    assert "sane_hold_s" not in ops.stretch_table(emptied, 0)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("care",), "With brittle bones, ask first."),
        (("times", "own_pace"), True),
        ((*A, "place"), "bed"),
        ((*A, "wait_until_ready"), True),
        ((*B, "sides"), "alternate"),
    ],
)
def test_what_needs_the_newer_format_makes_the_file_one_of_that(
    place: tuple[str | int, ...], value: object
) -> None:
    document = ops.choose(old_document(), place, value)
    assert document.data["format"] == 2
    assert document.faults() == ()


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ((*A, "care"), "Ask first."),
        ((*A, "sides"), "both"),
        (("times", "wait_until_ready"), True),
        (("times", "rounds"), 2),
    ],
)
def test_what_the_older_format_has_leaves_the_file_one_of_that(
    place: tuple[str | int, ...], value: object
) -> None:
    document = ops.choose(old_document(), place, value)
    assert document.data["format"] == 1
    assert document.faults() == ()


def test_sides_that_there_are_none_of_need_no_key() -> None:
    document = old_document()
    assert ops.choose_sides(document, 0, "none") is document
    both = ops.choose_sides(document, 0, "both")
    assert _stretch(both, 0).two_sided
    assert not _stretch(ops.choose_sides(both, 0, "none"), 0).two_sided


def test_a_held_stretch_is_counted_as_often_as_its_movements_filled_the_hold() -> None:
    document = ops.type_number(old_document(), (*B, "repetitions"), "12")
    counted = ops.count(document, 1)
    assert _stretch(counted, 1).times == 3
    assert _stretch(counted, 1).dose.repetitions == 10
    assert counted.data["format"] == 2
    assert ops.count(counted, 1) is counted


def test_a_counted_stretch_is_held_as_long_as_it_took() -> None:
    document = ops.choose(ops.count(old_document(), 1), (*B, "sets"), 2)
    held = ops.hold(document, 1)
    stretch = _stretch(held, 1)
    assert (stretch.times, stretch.dose.hold_ms, stretch.dose.repetitions) == (None, 30_000, 2)
    assert ops.hold(held, 1) is held


def test_counting_without_movements_is_told_at_its_field() -> None:
    (fault,) = ops.count(old_document(), 0).faults()
    assert fault.place == (*A, "times")


def test_a_known_stretch_is_added_with_all_it_has_and_an_id_of_its_own() -> None:
    document = old_document()
    for _ in range(3):
        document = ops.add_stretch(document, 1, BUNDLED[1])
    assert [one["id"] for one in ops.stretch_tables(document)] == [
        *("a", "spinal-twist-3", "spinal-twist-2", "spinal-twist", "b"),
    ]
    assert _stretch(document, 3) == BUNDLED[1]
    assert document.data["format"] == 1


def test_a_known_stretch_of_the_newer_format_makes_the_file_one_of_that() -> None:
    counted = _stretch(ops.count(old_document(), 1), 1)
    document = ops.add_stretch(old_document(), 2, counted)
    assert document.data["format"] == 2
    assert _stretch(document, 2).times == 3


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("Café stretch!", "cafe-stretch"), ("猫", "stretch"), ("A", "a-2"), ("x" * 80, "x" * 60)],
)
def test_a_new_stretch_has_an_id_made_of_its_name(name: str, wanted: str) -> None:
    document = ops.add_stretch(old_document(), 2, name)
    assert _stretch(document, 2).id == wanted
    assert ops.stretch_table(document, 2)["name"] == name


def test_a_copy_stands_after_its_stretch() -> None:
    document = ops.copy_stretch(old_document(), 0)
    assert [stretch["id"] for stretch in ops.stretch_tables(document)] == ["a", "a-2", "b"]
    assert _stretch(document, 1).pose == "knee_hug"


def test_stretches_and_movements_are_moved_and_taken_out() -> None:
    document = ops.move_stretch(old_document(), 1, 0)
    assert [stretch["id"] for stretch in ops.stretch_tables(document)] == ["b", "a"]
    document = ops.move_movement(document, 0, 0, 1)
    document = ops.add_movement(document, 0, 2, "Rest", "all_fours")
    assert [movement.name for movement in _stretch(document, 0).movements] == ["Cow", "Cat", "Rest"]
    document = ops.take_out_movement(document, 0, 1)
    assert [movement.name for movement in _stretch(document, 0).movements] == ["Cow", "Rest"]
    document = ops.take_out_stretch(ops.take_out_stretch(document, 0), 0)
    assert ops.stretch_tables(document) == []
    assert document.faults()[0].place == ("stretches",)


def test_a_file_that_holds_other_things_is_edited_all_the_same() -> None:
    document = old_document('format = 1\nname = "N"\nstretches = [3, {id = "x", times = "no"}]\n')
    assert ops.stretch_table(document, 0) == {}
    assert ops.stretch_table(ops.hold(document, 1), 1)["hold_s"] == 30
    assert ops.stretch_tables(old_document("stretches = 3\n")) == []


def test_a_picture_makes_the_file_one_of_the_newer_format() -> None:
    document = ops.choose(old_document(), ("stretches", 0, "picture"), "knee.png")
    assert document.data["format"] == 2
    assert _stretch(document, 0).picture == "knee.png"
    assert _read_back(table_of(_stretch(document, 0))) == _stretch(document, 0)
    without = ops.type_text(document, ("stretches", 0, "picture"), "")
    assert "picture" not in ops.stretch_table(without, 0)


def test_the_picture_of_another_routine_does_not_come_along_with_a_stretch() -> None:
    document = old_document()
    beside = f"{pictures_folder(document.path) / 'knee.png'}#1"
    for picture, wanted in ((beside, "knee.png"), ("/a/b.parts/pictures/knee.png#1", None)):
        stretch = replace(BUNDLED[1], picture=picture)
        added = ops.add_stretch(document, 1, stretch)
        assert ops.stretch_table(added, 1).get("picture") == wanted
