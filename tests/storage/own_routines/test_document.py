"""A routine is edited in its file with nothing else of it changed, and every state can be kept."""

from __future__ import annotations

from collections.abc import Callable
from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtimer.engine.errors import InternalError
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.own_routines.document import (
    RoutineDocument,
    document_of,
    open_document,
)
from stretchtimer.storage.own_routines.text_edits import loses_comments
from stretchtimer.storage.routines.routine_file import RoutineFileError, read_routine
from stretchtimer.storage.routines.toml_text import parse
from tests.storage.routines.routine_files import write
from tests.wording import refused, said

POST_WALK = asset_folder("routines") / "post-walk.toml"
BY_HAND = """\
# My own, from the leaflet.
format = 1
name = 'Evening'   # as the leaflet calls it
extra = "kept"

[times]
lead_in_s = 5      # short

# First the easy one.
[[stretches]]
id = "a"
name = "A"
hold_s = 20   # seconds
setup = ["One.", "Two."]

[[stretches]]   # then this
id = "b"
name = "B"
hold_s = 30
[[stretches.movements]]
pose = "cat"
name = "Cat"
duration_s = 5
"""
INLINE = """\
format = 1
name = "Inline"
stretches = [{id = "a", name = "A", hold_s = 20}, {id = "b", name = "B", hold_s = 30}]
times.rounds = 2
"""
NEW = {"id": "new", "name": "New", "hold_s": 40, "movements": [{"pose": "cow", "name": "Cow"}]}


def document(text: str = BY_HAND) -> RoutineDocument:
    return document_of(Path("evening.toml"), text.encode(), text)


def changed_lines(before: str, after: str) -> list[str]:
    lines = ndiff(before.splitlines(), after.splitlines())
    return [line for line in lines if line[0] in "+-"]


def test_a_value_is_changed_on_its_line_alone() -> None:
    edited = document().set(("stretches", 0, "hold_s"), 25).set(("name",), "Morning")
    assert changed_lines(BY_HAND, edited.text()) == [
        "- name = 'Evening'   # as the leaflet calls it",
        '+ name = "Morning"   # as the leaflet calls it',
        "- hold_s = 20   # seconds",
        "+ hold_s = 25   # seconds",
    ]


def test_a_stretch_comes_goes_and_moves_with_all_that_is_its_own() -> None:
    before = document()
    assert changed_lines(BY_HAND, before.insert(("stretches",), 2, NEW).text()) == [
        "+ ",
        "+ [[stretches]]",
        '+ id = "new"',
        '+ name = "New"',
        "+ hold_s = 40",
        "+ ",
        "+ [[stretches.movements]]",
        '+ pose = "cow"',
        '+ name = "Cow"',
    ]
    gone = before.take_out(("stretches",), 0).text()
    assert "[[stretches]]   # then this" in gone
    assert 'extra = "kept"' in gone
    assert 'id = "a"' not in gone
    none = before.take_out(("stretches",), 0).take_out(("stretches",), 0)
    assert "stretches" not in none.data
    assert "[[stretches]]" not in none.text()
    moved = before.move(("stretches",), 1, 0)
    assert moved.text().index('name = "Cat"') < moved.text().index('id = "a"')
    assert "# First the easy one." in moved.text()
    assert moved.move(("stretches",), 0, 1).data == before.data


def test_a_key_that_is_new_stands_in_its_table_and_a_table_is_made_for_it() -> None:
    edited = document().set(("care",), "Mind the knee.").set(("times", "rounds"), 3)
    assert changed_lines(BY_HAND, edited.text()) == ['+ care = "Mind the knee."', "+ rounds = 3"]
    made = document(BY_HAND.replace("[times]\nlead_in_s = 5      # short\n", ""))
    text = made.set(("times", "rounds"), 3).text()
    assert text.endswith("\n\n[times]\nrounds = 3\n")
    assert "rounds" not in document().set(("times", "rounds"), 3).remove(("times", "rounds")).text()


def test_each_state_is_kept_as_it_was() -> None:
    before = document()
    after = before.set(("stretches", 1, "movements", 0, "duration_s"), 9)
    assert before.text() == BY_HAND
    assert not before.is_changed
    assert after.is_changed
    assert before.data != after.data
    assert after.set(("stretches", 1, "movements", 0, "duration_s"), 9) is after


def test_long_texts_stand_on_lines_of_their_own() -> None:
    steps = ["Lie down on your back, on the mat.", "Draw both of your knees up to your chest."]
    text = document().set(("stretches", 0, "setup"), steps).text()
    assert f'setup = [\n    "{steps[0]}",\n    "{steps[1]}",\n]\n' in text


def test_faults_are_those_that_check_tells_and_the_routine_is_that_of_the_file(
    tmp_path: Path,
) -> None:
    edited = open_document(write(tmp_path, BY_HAND.replace('extra = "kept"\n', "")))
    assert edited.routine() == read_routine(edited.path)
    wrong = edited.set(("stretches", 0, "hold_s"), 0).remove(("name",))
    assert wrong.routine() is None
    write(tmp_path, wrong.text())
    with pytest.raises(RoutineFileError) as caught:
        read_routine(edited.path)
    told = sorted(said(fault.message) for fault in wrong.faults())
    assert told == sorted(said(fault.message) for fault in caught.value.faults)
    assert {fault.place for fault in wrong.faults()} == {("name",), ("stretches", 0, "hold_s")}
    newer = edited.set(("format",), 99)
    assert newer.routine() is None
    assert "update the app" in said(newer.faults()[0].message)


def test_what_is_no_toml_or_no_text_cannot_be_edited(tmp_path: Path) -> None:
    for data in (b"name = ", b"\xff\xfe", b"a = " + b"[" * 3000):
        with refused("evening.toml:1: ", RoutineFileError):
            open_document(write(tmp_path, data))
    with refused("does not exist"):
        open_document(tmp_path / "nowhere.toml")


@pytest.mark.parametrize(
    "edit",
    [
        lambda one: one.insert(("stretches",), 3, NEW),
        lambda one: one.take_out(("stretches",), 2),
        lambda one: one.move(("stretches",), 0, 2),
        lambda one: one.set(("stretches", 7, "hold_s"), 3),
        lambda one: one.set(("name", "x"), 3),
        lambda one: one.set((), 3),
        lambda one: one.insert(("name",), 0, NEW),
        lambda one: one.move(("nothing",), 0, 0),
    ],
)
def test_an_edit_that_makes_no_sense_is_our_own_fault(
    edit: Callable[[RoutineDocument], RoutineDocument],
) -> None:
    with pytest.raises(InternalError):
        edit(document())


def test_lines_end_as_they_did_and_a_mark_stays(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + BY_HAND.replace("\n", "\r\n").encode()
    opened = open_document(write(tmp_path, data))
    assert opened.contents() == data
    edited = opened.set(("stretches", 0, "hold_s"), 21)
    assert edited.contents() == data.replace(b"hold_s = 20", b"hold_s = 21")


@pytest.mark.parametrize("ending", ["", "\n", "\n\n\n"])
def test_the_end_of_the_file_stays(ending: str) -> None:
    text = BY_HAND.rstrip("\n") + ending
    edited = document(text).set(("stretches", 0, "hold_s"), 21)
    assert edited.text() == text.replace("hold_s = 20", "hold_s = 21")


def test_tables_within_lines_stay_there() -> None:
    edited = document(INLINE).set(("stretches", 0, "hold_s"), 9).insert(("stretches",), 2, NEW)
    edited = edited.set(("times", "lead_in_s"), 3).move(("stretches",), 0, 1)
    text = edited.text()
    assert parse(text) == edited.data
    assert "[[" not in text
    assert "times.rounds = 2\n" in text
    within = document(INLINE).insert(("stretches", 1, "movements"), 0, {"pose": "cat"})
    assert parse(within.text()) == within.data
    assert within.text().splitlines()[2].endswith('movements = [{pose = "cat"}]}]')


def test_what_the_other_parser_trips_over_is_written_anew_and_lost_comments_are_told() -> None:
    apart = '# c\n[a.x]\n[[stretches]]\nid = "a"\n[a.y]\n[times]\nb = 1\n[a.z]\n'
    edited = document(apart).set(("a", "w"), {"v": [1, "two", {"three": 3}]})
    assert parse(edited.text()) == edited.data
    assert loses_comments(apart, "a = 1")
    assert not loses_comments(apart, apart)


places = st.sampled_from(
    [
        *(("name",), ("care",), ("times", "rounds"), ("stretches", 0, "hold_s")),
        *(("stretches", 1, "setup"), ("stretches", 0, "new"), ("x", "y")),
    ]
)
values = st.one_of(
    st.integers(-5, 5),
    st.text(max_size=8),
    st.booleans(),
    st.lists(st.text(max_size=50), max_size=3),
)


@settings(max_examples=60, deadline=None)
@given(
    text=st.sampled_from([BY_HAND, INLINE, POST_WALK.read_text(encoding="utf-8")]),
    steps=st.lists(st.tuples(st.integers(0, 5), places, values, st.integers(0, 9)), max_size=6),
)
def test_whatever_is_edited_the_text_holds_it(
    text: str, steps: list[tuple[int, tuple[str | int, ...], object, int]]
) -> None:
    edited = document(text)
    for kind, place, value, index in steps:
        try:
            edited = _one_step(edited, kind, place, value, index)
        except InternalError:
            continue
    assert parse(edited.text()) == edited.data


def _one_step(
    edited: RoutineDocument, kind: int, place: tuple[str | int, ...], value: object, index: int
) -> RoutineDocument:
    match kind:
        case 0:
            return edited.remove(place)
        case 1:
            return edited.insert(("stretches",), index, NEW)
        case 2:
            return edited.take_out(("stretches",), index)
        case 3:
            return edited.move(("stretches",), index % 3, index // 3)
        case 4:
            return edited.insert(("stretches", index % 3, "movements"), 0, {"pose": "cat"})
    return edited.set(place, value)


def test_whatever_was_changed_one_can_go_back_to_what_was_read() -> None:
    document = document_of(Path("a.toml"), BY_HAND.encode(), BY_HAND.replace("Evening", "Late"))
    changed = document.set(("name",), "Later")
    assert changed.as_read.text() == BY_HAND
    assert not changed.as_read.is_changed
    new = document_of(Path("a.toml"), None, BY_HAND).set(("name",), "Later")
    assert new.as_read is new


def test_what_is_known_of_the_stretches_does_not_grow_for_ever() -> None:
    text = 'format = 2\nname = "A"\n[[stretches]]\nid = "a"\nname = "A"\nhold_s = 20\n'
    document = document_of(Path("a.toml"), text.encode(), text)
    for hold_s in range(1, 1_200):
        document = document.set(("stretches", 0, "hold_s"), hold_s)
        routine = document.routine()
        assert routine is not None
        assert routine.stretches[0].hold_ms == hold_s * 1000
    for hold_s, is_right in ((0, False), (5, True), (0, False)):
        document = document.set(("stretches", 0, "hold_s"), hold_s)
        assert (document.routine() is not None) is is_right
        assert bool(document.faults()) is not is_right
