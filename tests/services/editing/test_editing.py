"""What is edited can be undone and redone, and is checked and laid out with each change."""

from __future__ import annotations

from functools import partial

import pytest

from stretchtimer.engine.plan import PhaseKind
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Editing
from stretchtimer.storage.own_routines.document import document_of
from tests.services.editing.documents import OLD, changed_lines, old_document
from tests.wording import all_said

A, B = ("stretches", 0), ("stretches", 1)
HOLD_A, NAME_A = (*A, "hold_s"), (*A, "name")


@pytest.fixture
def editing() -> Editing:
    return Editing(old_document())


def _type(editing: Editing, words: str, place: tuple[str | int, ...] = NAME_A) -> None:
    """Types words letter by letter."""
    for end in range(1, len(words) + 1):
        editing.type(partial(ops.type_text, place=place, words=words[:end]), place)


def _names(editing: Editing) -> list[str]:
    return [str(stretch["name"]) for stretch in ops.stretch_tables(editing.document)]


def _total_ms(editing: Editing) -> int:
    assert editing.plan is not None
    return editing.plan.total_ms


def test_each_edit_is_undone_and_made_again(editing: Editing) -> None:
    before = editing.document
    editing.edit(lambda document: ops.move_stretch(document, 0, 1), B)
    editing.edit(lambda document: ops.take_out_stretch(document, 0))
    assert _names(editing) == ["A"]
    editing.undo()
    assert _names(editing) == ["B", "A"]
    editing.undo()
    assert editing.document is before
    assert not editing.can_undo
    editing.redo()
    editing.redo()
    assert _names(editing) == ["A"]
    assert not editing.can_redo


def test_an_edit_that_changes_nothing_is_no_step(editing: Editing) -> None:
    editing.edit(partial(ops.choose, place=NAME_A, value="A"))
    editing.type(partial(ops.type_text, place=NAME_A, words="A"), NAME_A)
    assert not editing.can_undo


def test_without_anything_to_undo_nothing_happens(editing: Editing) -> None:
    heard: list[None] = []
    editing.changed = lambda: heard.append(None)
    editing.undo()
    editing.redo()
    assert heard == []


def test_what_is_typed_in_a_row_is_one_step(editing: Editing) -> None:
    _type(editing, "Knee hug")
    assert _names(editing) == ["Knee hug", "B"]
    editing.undo()
    assert _names(editing) == ["A", "B"]
    assert not editing.can_undo
    editing.redo()
    assert _names(editing) == ["Knee hug", "B"]


def test_only_what_stands_in_a_field_at_last_comes_into_the_file(editing: Editing) -> None:
    feel = (*A, "feel")
    _type(editing, "A pull", feel)
    assert changed_lines(editing.document) == ['+ feel = "A pull"']
    assert len(editing.document.edits) == 1


def test_another_field_begins_another_step(editing: Editing) -> None:
    _type(editing, "First")
    _type(editing, "Second", (*B, "name"))
    _type(editing, "Third")
    for names in (["First", "Second"], ["First", "B"], ["A", "B"]):
        editing.undo()
        assert _names(editing) == names


def test_a_field_that_was_left_begins_another_step(editing: Editing) -> None:
    _type(editing, "First")
    editing.settle()
    _type(editing, "Second")
    editing.undo()
    assert _names(editing)[0] == "First"


def test_typing_that_comes_to_what_was_there_is_no_step(editing: Editing) -> None:
    before = editing.document
    _type(editing, "AB")
    assert editing.can_undo
    editing.type(partial(ops.type_text, place=NAME_A, words="A"), NAME_A)
    assert not editing.can_undo
    assert editing.document is before
    _type(editing, "AC")
    editing.undo()
    assert editing.document is before


def test_undo_tells_where_something_changed(editing: Editing) -> None:
    _type(editing, "First")
    _type(editing, "Second", (*B, "name"))
    editing.undo()
    assert editing.place == (*B, "name")
    editing.undo()
    assert editing.place == NAME_A
    editing.redo()
    assert editing.place == NAME_A


def test_every_change_is_told_once(editing: Editing) -> None:
    heard: list[tuple[str, ...]] = []
    editing.changed = lambda: heard.append(tuple(_names(editing)))
    _type(editing, "XY")
    editing.undo()
    editing.redo()
    assert heard == [("X", "B"), ("XY", "B"), ("A", "B"), ("XY", "B")]


def test_a_fault_stands_at_its_field_in_the_words_of_check(editing: Editing) -> None:
    editing.edit(partial(ops.type_number, place=HOLD_A, words="0"))
    assert all_said(editing.faults.at(HOLD_A)) == (
        "hold_s is 0, but it must be a number of seconds from 1 to 3600.",
    )
    assert editing.faults.at(NAME_A) == ()
    assert editing.faults.of_stretch(0) == editing.faults.at(HOLD_A)
    assert editing.faults.of_stretch(1) == ()
    editing.undo()
    assert not editing.faults


def test_a_fault_in_an_item_stands_at_its_list_and_one_in_a_movement_at_the_movement(
    editing: Editing,
) -> None:
    setup, duration = (*A, "setup"), (*B, "movements", 1, "duration_s")
    editing.edit(partial(ops.type_lines, place=setup, words="x" * 501))
    editing.edit(partial(ops.type_number, place=duration, words="soon"))
    assert "setup[1] is" in all_said(editing.faults.at(setup))[0]
    assert len(editing.faults.at(duration)) == 1
    assert editing.faults.at((*B, "movements")) == ()
    assert editing.faults.of_stretch(1) == editing.faults.at(duration)


def test_what_is_wrong_in_no_field_is_told_with_its_stretch() -> None:
    editing = Editing(old_document(OLD.replace("hold_s = 20", "hold_s = 20\nbogus = 1")))
    assert editing.faults.elsewhere([NAME_A, HOLD_A])
    told = all_said(editing.faults.elsewhere([NAME_A, HOLD_A]))
    assert told[0].startswith("stretch 1: bogus is not a known key")
    assert editing.faults.elsewhere([(*A, "bogus")]) == ()


def test_a_pose_that_there_is_none_of_is_told() -> None:
    editing = Editing(old_document(), {"knee_hug", "cat"})
    (told,) = all_said(editing.faults.at((*B, "movements", 1, "pose")))
    assert "cow" in told


def test_the_plan_follows_and_waits_while_something_is_wrong(editing: Editing) -> None:
    total_ms = _total_ms(editing)
    editing.edit(partial(ops.type_number, place=HOLD_A, words="25"))
    assert _total_ms(editing) == total_ms + 5_000
    editing.edit(partial(ops.type_number, place=HOLD_A, words=""))
    assert editing.routine is None
    assert not editing.is_plan_present
    assert _total_ms(editing) == total_ms + 5_000
    editing.undo()
    assert editing.is_plan_present


def test_one_stretch_is_tried_alone_whatever_is_wrong_with_others(editing: Editing) -> None:
    editing.edit(partial(ops.choose, place=("times", "rounds"), value=3))
    editing.edit(partial(ops.type_number, place=HOLD_A, words="soon"))
    assert editing.trial(0) is None
    trial = editing.trial(1)
    assert trial is not None
    holds = [phase for phase in trial.phases if phase.kind is PhaseKind.HOLD]
    assert [(hold.stretch.id, hold.duration_ms) for hold in holds] == [("b", 30_000)]


def test_after_saving_what_was_before_stands_on_the_new_file(editing: Editing) -> None:
    _type(editing, "First")
    asked = editing.document
    saved = document_of(asked.path, asked.contents(), asked.text())
    _type(editing, "Second", (*B, "name"))
    editing.note_saved(asked, saved)
    assert _names(editing) == ["First", "Second"]
    assert editing.document.read == saved.read
    assert editing.document.is_changed
    editing.undo()
    assert editing.document is saved
    assert not editing.document.is_changed
    editing.undo()
    assert _names(editing) == ["A", "B"]
    assert editing.document.is_changed
    assert editing.document.contents().decode() == OLD


def test_a_pose_of_the_routines_own_is_known_by_what_it_is_drawn_by() -> None:
    editing = Editing(old_document(), {"knee_hug": "knee_hug"})
    editing.edit(partial(ops.choose, place=(*A, "pose"), value="mine"), (*A, "pose"))
    assert editing.faults.at((*A, "pose"))
    told: list[str] = []
    editing.changed = lambda: told.append("changed")
    editing.know_poses({"knee_hug": "knee_hug", "mine": "/a/mine.toml#1"})
    assert told == ["changed"]
    assert not editing.faults.at((*A, "pose"))
    assert editing.poses == ("knee_hug", "mine")
    assert (editing.pose_id("mine"), editing.pose_id("other")) == ("/a/mine.toml#1", "other")
    plan = editing.trial(0)
    assert plan is not None
    assert plan.routine.stretches[0].pose == "/a/mine.toml#1"
