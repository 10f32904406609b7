"""The Editor: a routine of one's own is changed, ordered, undone, saved, given up, found again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stretchtimer.storage.routines.routine_file import read_routine
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.editing.driving import (
    ALT,
    CTRL,
    SHIFT,
    choose,
    edit,
    field,
    names,
    new,
    work,
    write,
)
from tests.ui.editing.three import THREE
from tests.ui.places import resize


@pytest.fixture
def person(make: Open, three: Path) -> Person:
    return make()


def test_a_new_routine_is_named_at_once_and_saved(person: Person, profile: Path) -> None:
    page = new(person)
    assert page.whole.name.line.hasFocus()
    QTest.keyClicks(page.whole.name.line, "After work")
    choose(person, page, 0)
    write(person, page, "Knees to the chest", "name")
    write(person, page, "45", "hold_s")
    person.click(page.save)
    work(person)
    assert page.bar.text == "Saved."
    saved = read_routine(profile / "data" / "routines" / "My routine.toml")
    assert saved.name == "After work"
    assert [(one.name, one.hold_ms) for one in saved.stretches] == [("Knees to the chest", 45_000)]


@sweep
def test_saved_is_said_until_something_is_changed_again(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    write(person, page, "25", "hold_s")
    person.click(page.save)
    work(person)
    assert page.bar.isVisible()
    write(person, page, "30", "hold_s")
    assert not page.bar.isVisible()


@sweep
def test_after_a_new_routine_was_saved_its_card_has_the_focus(person: Person) -> None:
    page = new(person)
    QTest.keyClicks(page.whole.name.line, "After work")
    person.click(page.save)
    work(person)
    person.click(page.back)
    work(person)
    person.go_on(60_000)
    work(person)
    assert person.focused().accessibleName().startswith("After work")


@sweep
def test_what_is_done_to_a_stretch_stays_on_one_line(person: Person) -> None:
    page = edit(person, "own:three")
    for size in ((820, 540), (900, 600), (1100, 720), (1366, 768)):
        resize(person, size)
        order = page.order
        tops = {one.mapTo(page, one.rect().topLeft()).y() for one in
                (order.up, order.down, order.copy, order.remove)}  # fmt: skip
        assert len(tops) == 1, size


@sweep
def test_a_new_routine_of_which_nothing_was_made_leaves_nothing(
    person: Person, profile: Path
) -> None:
    page = new(person)
    person.click(page.back)
    work(person)
    assert [one.name for one in (profile / "data" / "routines").iterdir()] == ["three.toml"]


@sweep
def test_list_time_and_timeline_follow_what_is_typed(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    before = page.figure.total.text()
    box = field(page, "hold_s").control
    person.focus(box)
    QTest.keyClick(box, Qt.Key.Key_End)
    QTest.keyClicks(box, "0")
    assert page.order.rows.row_at(1).under == "3 min 20 s"
    assert page.figure.total.text() != before
    assert page.figure.timeline.chosen == 0
    assert page.figure.showing.poses == ("knee_hug",)


def test_a_fault_is_said_at_its_field_in_the_words_of_check(person: Person, three: Path) -> None:
    page = edit(person, "own:three")
    choose(person, page, 1)
    write(person, page, "9999", "hold_s")
    fault = field(page, "hold_s").fault
    assert fault.isVisible()
    assert "9999" in fault.text()
    assert page.order.rows.row_at(2).is_wrong
    person.click(page.save)
    work(person)
    assert page.bar.text.startswith("It cannot be saved yet: ")
    assert field(page, "hold_s").control.hasFocus()
    assert three.read_text() == THREE
    write(person, page, "30", "hold_s")
    assert not fault.isVisible()
    assert not page.order.rows.row_at(2).is_wrong


def test_stretches_are_moved_by_buttons_keys_and_the_pointer(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    person.click(page.order.down)
    assert names(page) == ["1. Two", "2. One", "3. Three of them"]
    rows = page.order.rows
    person.focus(rows)
    person.key(Qt.Key.Key_Down, ALT)
    assert names(page) == ["1. Two", "2. Three of them", "3. One"]
    person.key(Qt.Key.Key_Up, ALT)
    assert (page.chosen, rows.chosen) == (1, 1)
    spots = [rows.visualItemRect(rows.item(number)).center() for number in (1, 3)]
    target = spots[1] + QPoint(0, 10)
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=spots[0])
    QTest.mouseMove(rows.viewport(), target)
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=target)
    assert names(page) == ["1. One", "2. Three of them", "3. Two"]


def test_stretches_are_copied_and_taken_out(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 1)
    person.click(page.order.copy)
    assert names(page) == ["1. One", "2. Two", "3. Two", "4. Three of them"]
    person.click(page.order.remove)
    person.focus(page.order.rows)
    person.key(Qt.Key.Key_Home)
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Delete)
    assert names(page) == ["1. Two", "2. Three of them"]
    assert page.bar.text == "Taken out: One."
    person.click(page.bar.undo)
    assert names(page) == ["1. One", "2. Two", "3. Three of them"]


def test_everything_is_undone_and_made_again_by_keys_also_within_a_field(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    write(person, page, "First", "name")
    write(person, page, "50", "hold_s")
    page.order.rows.setFocus()
    person.key(Qt.Key.Key_Down, ALT)
    assert names(page) == ["1. Two", "2. First", "3. Three of them"]
    line = field(page, "name").control
    person.focus(line)
    for _ in range(3):
        person.key(Qt.Key.Key_Z, CTRL)
        settle()
    assert names(page) == ["1. One", "2. Two", "3. Three of them"]
    assert not page.undo.isEnabled()
    for _ in range(3):
        person.key(Qt.Key.Key_Z, CTRL | SHIFT)
        settle()
    assert names(page) == ["1. Two", "2. First", "3. Three of them"]
    person.click(page.undo)
    person.key(Qt.Key.Key_Y, CTRL)
    person.click(page.undo)
    person.click(page.redo)
    assert names(page) == ["1. Two", "2. First", "3. Three of them"]


@sweep
def test_undo_goes_to_where_it_undoes(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    write(person, page, "50", "hold_s")
    choose(person, page, 2)
    person.click(page.undo)
    assert page.chosen == 0
    assert field(page, "hold_s").control.hasFocus()


def test_the_list_of_keys_is_that_of_the_page(person: Person) -> None:
    edit(person, "own:three")
    person.key(Qt.Key.Key_F1)
    words = texts(person.window.overlays.keys)
    assert "Save the routine" in words
    assert "Start the routine" not in words


def test_one_stretch_is_tried_and_one_comes_back_to_where_one_was(person: Person) -> None:
    page = edit(person, "own:three")
    choose(person, page, 1)
    write(person, page, "12", "hold_s")
    person.click(page.trial)
    holds = [phase for phase in person.state.plan.phases if phase.is_hold]
    assert [(one.stretch.name, one.duration_ms) for one in holds] == [("Two", 12_000)] * 2
    person.click(person.window.session.controls.end)
    question = person.window.acts.ending.question
    assert question is not None
    assert "in your record" not in question.accessibleDescription()
    person.click(question.go_on)
    done = person.window.done
    for press in (done.again, done.home):
        person.go_on(person.state.plan.total_ms + 10_000)
        assert done.sentence == "That was a trial. It is not in your record."
        person.click(press)
    assert page.isVisible()
    assert page.chosen == 1
    person.app.profile.writer.hurry()
    assert list(person.app.profile.history.sessions()) == []
    person.click(page.back)
    work(person)
    person.key(Qt.Key.Key_1, CTRL, person.window)
    person.start()
    person.control.end()
    assert done.home.text() == "Go to Today"
    person.click(done.home)
    assert person.window.home.isVisible()
