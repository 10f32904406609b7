"""One entry of the record: opened, corrected, deleted, put back, added by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import QDate, Qt, QTime

from stretchtimer.ui.record.record_page import RecordPage
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.places import faults
from tests.ui.record.driving import history_of, name_of, page_of
from tests.weeks import LAST_DAY, session


def test_an_entry_is_opened_corrected_and_that_undone(six_weeks: Person) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.days.list.rows[0])
    form = page.form
    assert form.isVisible()
    assert form.pain_before.value == 2
    six_weeks.click(form.pain_before.keys[7])
    six_weeks.focus(form.pain_after.keys[1])
    six_weeks.key(Qt.Key.Key_3)
    six_weeks.write(form.hold_boxes[0], "10")
    six_weeks.write(form.note, "  long day ")
    six_weeks.write(form.walked, "20")
    six_weeks.click(form.keep)
    (one,) = history_of(six_weeks).sessions(LAST_DAY)
    assert (one.pain_before, one.pain_after, one.note) == (7, 3, "long day")
    assert one.holds[0].held.held_ms == 10_000
    facts = "back pain 7 of 10 before, 3 after · after a walk of 20 min · long day"
    assert any(facts in words for words in texts(page))
    assert page.undo_bar.text == "Saved: Sunday 1 March."
    six_weeks.click(page.undo_bar.undo)
    (one,) = history_of(six_weeks).sessions(LAST_DAY)
    assert (one.pain_before, one.pain_after, one.note) == (2, 1, "")
    assert one.holds[0].held.held_ms == 25_000


def held_told(page: RecordPage) -> str:
    """What the first line of what was held says to a screen reader."""
    return page.held.rows[0].chart.accessibleName()


def test_what_was_counted_is_told_and_corrected_in_times(make: Open) -> None:
    person = make(routine="strength")
    person.start("hold")
    person.go_on(20_000)
    person.control.end()
    person.click(person.window.done.home)
    person.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    settle()
    page = person.window.record
    assert held_told(page) == "Bridge: 3 of 6 times planned."
    person.click(page.days.list.rows[0])
    box = page.form.hold_boxes[0]
    assert (box.text(), box.value()) == ("3 times", 3)
    person.write(box, "5")
    person.click(page.form.keep)
    (hold,) = history_of(person).latest()[0].holds
    assert (hold.held.done_repetitions, hold.held.held_ms) == (5, 30_000)
    assert held_told(page) == "Bridge: 5 of 6 times planned."


def test_an_entry_is_deleted_and_put_back(six_weeks: Person) -> None:
    page = six_weeks.window.record
    before = history_of(six_weeks).sessions()
    six_weeks.click(page.days.list.rows[0])
    six_weeks.click(page.form.delete)
    assert len(history_of(six_weeks).sessions()) == len(before) - 1
    assert page.undo_bar.undo.hasFocus()
    six_weeks.key(Qt.Key.Key_Return)
    assert len(history_of(six_weeks).sessions()) == len(before)
    six_weeks.click(page.days.list.rows[0])
    six_weeks.click(page.form.delete)
    six_weeks.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(history_of(six_weeks).sessions()) == len(before)
    assert page.days.list.rows[0].entry is not None


def test_what_was_done_after_midnight_is_told_as_of_the_night(person: Person) -> None:
    row = session(1, LAST_DAY)
    late = replace(row, started_utc=row.started_utc.replace(hour=23, minute=12))
    history_of(person).put(replace(late, counts_for_date=LAST_DAY))
    page = page_of(person)
    assert name_of(page.days.list.rows[0]).startswith("Sunday 1 March, at night, 00:12")


def test_escape_leaves_an_entry_as_it_was(six_weeks: Person) -> None:
    page = six_weeks.window.record
    before = history_of(six_weeks).sessions()
    six_weeks.click(page.days.list.rows[0])
    six_weeks.click(page.form.pain_before.keys[9])
    six_weeks.key(Qt.Key.Key_Escape)
    assert page.days.isVisible()
    assert history_of(six_weeks).sessions() == before


def test_an_entry_is_added_by_hand(person: Person) -> None:
    page = page_of(person)
    person.click(page.care.by_hand)
    form = page.form
    settle()
    assert faults(page) == []
    assert form.title.text() == "Add by hand: After your walk"
    assert not form.delete.isVisible()
    form.day.setDate(QDate(2026, 2, 27))
    form.time.setTime(QTime(18, 15))
    person.write(form.minutes, "9")
    person.click(form.pain_after.keys[0])
    person.click(form.keep)
    (one,) = history_of(person).sessions()
    assert (one.counts_for_date, one.by_hand, one.planned_ms) == (date(2026, 2, 27), True, 540_000)
    assert (one.pain_before, one.pain_after) == (None, 0)
    assert f"{one.started_local:%H:%M}" == "18:15"
    assert name_of(page.days.grid.cell(LAST_DAY)).endswith("today")
    person.click(page.undo_bar.undo)
    assert history_of(person).sessions() == ()
