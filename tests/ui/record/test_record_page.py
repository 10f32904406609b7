"""The Record page: everything on it is reached, read, changed and taken back as a person would."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from stretchtimer.engine.model import Side
from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.record.overview import Span
from stretchtimer.storage.history.history import History
from stretchtimer.ui.record.paper import Paper, Sheet, pdf_of
from stretchtimer.ui.record.record_page import RecordPage
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.storage.history.entries import walk
from tests.ui.conftest import Open
from tests.ui.driving import Person, bar_of, picture, settle, shown, texts
from tests.ui.places import faults, resize
from tests.weeks import LAST_DAY, fill, session, weeks

CTRL = Qt.KeyboardModifier.ControlModifier


def history_of(person: Person) -> History:
    return person.app.profile.history


def page_of(person: Person) -> RecordPage:
    person.key(Qt.Key.Key_3, CTRL, person.window)
    settle()
    return person.window.record


@pytest.fixture
def six_weeks(make: Open) -> Person:
    """Somebody after six weeks, at the Record page."""
    person = make()
    fill(history_of(person))
    page_of(person)
    return person


def dialog(page: QWidget) -> QFileDialog:
    (found,) = shown(page, QFileDialog)
    return found


def is_whole(widget: QWidget) -> bool:
    """Whether all of it can be seen without scrolling."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def test_places_are_gone_to_by_key_and_by_click_and_the_present_one_is_told(
    person: Person,
) -> None:
    page = page_of(person)
    assert person.window.pages.currentWidget() is page
    here, there = page.places.words[RECORD], page.places.words[TODAY]
    assert here.isChecked()
    assert here.font().weight() > there.font().weight()
    person.click(there)
    assert person.window.pages.currentWidget() is person.window.home
    page_of(person)
    person.key(Qt.Key.Key_1, CTRL, person.window)
    assert person.window.pages.currentWidget() is person.window.home


def test_no_place_is_gone_to_from_a_session(session: Person) -> None:
    session.key(Qt.Key.Key_3, CTRL, session.window)
    assert session.window.pages.currentWidget() is session.window.session


def test_an_empty_record_says_what_will_be_here_and_lets_one_begin(person: Person) -> None:
    page = page_of(person)
    assert "There is nothing here yet" in page.empty.text()
    assert page.empty.isVisible()
    assert not any(part.isVisible() for part in (page.days, page.held, page.range, page.pairs))
    assert page.care.by_hand.isEnabled()
    assert not page.care.json.isEnabled()


def test_one_entry_looks_right(make: Open) -> None:
    person = make()
    history_of(person).put(session(1, LAST_DAY, pain=(6, 4)))
    page = page_of(person)
    assert not page.empty.isVisible()
    assert page.range.words.text() == "Between 4 and 6 of 10. 0 days at 7 or more."
    assert "1 session noted before and after. Less pain afterwards: 1." in page.pairs.words.text()
    assert faults(page) == []


def test_the_calendar_tells_what_was_done_on_each_day(six_weeks: Person) -> None:
    page = six_weeks.window.record
    assert page.days.words.text() == "6 days this week. 1 day in March 2026."
    assert name_of(page.days.grid.cell(LAST_DAY)) == "Sunday 1 March, done, today"
    six_weeks.click(page.days.earlier)
    done = {one.counts_for_date: one.completed for one in weeks()}
    for number in range(1, 29):
        day = date(2026, 2, number)
        name = name_of(page.days.grid.cell(day))
        told = {True: ", done", False: ", partly done", None: "February"}[done.get(day)]
        assert name.endswith(told), name
    six_weeks.click(page.days.later)
    assert not page.days.later.isEnabled()


def test_arrows_go_from_day_to_day_and_enter_opens_what_was_done(six_weeks: Person) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.days.earlier)
    six_weeks.focus(page.days.grid.cell(date(2026, 2, 28)))
    six_weeks.key(Qt.Key.Key_Up)
    six_weeks.key(Qt.Key.Key_Left)
    cell = page.days.grid.cell(date(2026, 2, 20))
    assert cell.hasFocus()
    six_weeks.key(Qt.Key.Key_Return)
    assert page.days.day == date(2026, 2, 20)
    assert page.days.list.title.startswith("Friday 20 February")


def test_marks_differ_without_their_colour(person: Person) -> None:
    whole, part, hand, none = (date(2026, 2, number) for number in (3, 4, 5, 6))
    history = history_of(person)
    history.put(session(1, whole))
    history.put(session(2, part, part=0.5))
    history.put(replace(session(3, hand), by_hand=True, holds=()))
    person.app.preferences.override(theme=ThemeChoice.CONTRAST)
    page = page_of(person)
    person.click(page.days.earlier)
    looks = []
    for day in (whole, part, hand, none):
        cell = page.days.grid.cell(day)
        cell.setText("")
        looks.append(picture(cell))
    assert all(one != other for one, other in combinations(looks, 2))


def test_each_chart_has_its_numbers_as_a_table_that_can_be_copied(six_weeks: Person) -> None:
    page = six_weeks.window.record
    for part, rows in (
        (page.days, 6),
        (page.held, 5),
        (page.range, 6),
        (page.pairs, len(page.view.pairs) if page.view else 0),
    ):
        assert not part.table.isVisible()
        six_weeks.click(part.as_table)
        assert part.table.rowCount() == rows
        six_weeks.click(part.copy)
        copied = QGuiApplication.clipboard().text().split("\n")
        assert len(copied) == rows + 1
        cells = [part.table.item(0, column) for column in range(part.table.columnCount())]
        assert copied[1].split("\t") == [cell.text() for cell in cells if cell]
    held = page.held.table
    (row,) = held.findItems("Spinal twist", Qt.MatchFlag.MatchExactly)
    held.selectRow(row.row())
    six_weeks.focus(held)
    six_weeks.key(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().split("\n")[1].startswith("Spinal twist\t15 min 39 s")


def test_charts_tell_a_screen_reader_what_they_show(six_weeks: Person) -> None:
    page = six_weeks.window.record
    assert name_of(page.range.chart) == "Between 1 and 8 of 10. 7 days at 7 or more."
    twist = next(row for row in page.held.rows if "twist" in name_of(row.chart))
    assert "left 15 min 39 s, right 17 min, of 17 min planned" in name_of(twist.chart)


def test_walks_are_told_week_by_week_with_the_pain_meanwhile(make: Open) -> None:
    person = make()
    history = history_of(person)
    history.put(session(1, LAST_DAY))
    history.put(replace(walk("a", minutes_before=60), pain=6))
    history.put(replace(walk("b", days=-1), pain=4))
    history.put(walk("c", days=-8))
    page = page_of(person)
    assert page.walks.words.text() == (
        "Walked on 3 days. The longest walk took 40 min. "
        "Back pain while walking: between 4 and 6 of 10."
    )
    person.click(page.walks.as_table)
    cells = [
        [page.walks.table.item(row, column).text() for column in range(4)]  # type: ignore[union-attr]
        for row in range(page.walks.table.rowCount())
    ]
    assert [row[1:] for row in cells] == [["1", "40 min", ""], ["2", "40 min", "4 to 6"]]
    person.app.preferences.change(feelings=False)
    assert not page.walks.isVisible()


def test_the_record_is_shown_from_its_beginning_each_time(six_weeks: Person) -> None:
    bar = bar_of(six_weeks.window.record)
    bar.setValue(bar.maximum())
    six_weeks.window.go_to(TODAY)
    page_of(six_weeks)
    assert bar.value() == 0


def test_nothing_is_called_a_change_that_is_none(make: Open) -> None:
    person = make()
    history_of(person).put(session(1, LAST_DAY, pain=(6, 5)))
    page = page_of(person)
    assert "No change to speak of: 1." in page.pairs.words.text()
    assert "Less pain" not in page.pairs.words.text()
    person.click(page.pairs.as_table)
    item = page.pairs.table.item(0, 4)
    assert item is not None
    assert item.text() == "no change to speak of"


def test_a_side_that_was_held_less_is_made_up_for_at_once(six_weeks: Person) -> None:
    page = six_weeks.window.record
    row = next(row for row in page.held.rows if row.make_up)
    assert row.make_up is not None
    assert name_of(row.make_up) == "Catch up on the left side: Spinal twist"
    six_weeks.click(row.make_up)
    holds = [phase for phase in six_weeks.state.plan.phases if phase.is_hold]
    assert [(phase.stretch.id, phase.side) for phase in holds] == [("spinal-twist", Side.LEFT)]


def test_another_span_is_shown(six_weeks: Person) -> None:
    page = six_weeks.window.record
    assert page.view is not None
    assert len(page.view.pain) == 6
    page.span.setCurrentIndex(page.span.findData(Span.QUARTER))
    page.span.activated.emit(page.span.currentIndex())
    assert len(page.view.pain) == 13


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
    assert page.days.list.rows[0].entry is not None


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


def test_it_is_exported_and_taken_in_elsewhere(
    six_weeks: Person, make: Open, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    file = tmp_path / "out.json"
    six_weeks.click(page.care.json)
    asked = dialog(page)
    asked.selectFile(str(file))
    asked.accept()
    assert page.undo_bar.text == f"Written: {file}"
    assert json.loads(file.read_text())["what"] == "stretchtimer-history"
    settle()
    other = make(where=tmp_path / "other")
    there = page_of(other)
    other.click(there.care.take_in)
    asked = dialog(there)
    asked.selectFile(str(file))
    asked.accept()
    assert history_of(other).sessions() == history_of(six_weeks).sessions()
    assert "entries added. Changed: 0. Deleted: 0." in there.undo_bar.text
    assert there.days.isVisible()


def test_tables_are_written_into_a_folder(six_weeks: Person, tmp_path: Path) -> None:
    page = six_weeks.window.record
    folder = tmp_path / "tables"
    folder.mkdir()
    six_weeks.click(page.care.csv)
    asked = dialog(page)
    asked.setDirectory(str(folder))
    asked.selectFile(str(folder))
    asked.accept()
    assert sorted(path.name for path in folder.iterdir()) == [
        *("holds.csv", "sessions.csv", "walks.csv")
    ]


def test_what_cannot_be_taken_in_is_told_and_changes_nothing(
    six_weeks: Person, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    before = history_of(six_weeks).sessions()
    file = tmp_path / "no-export.json"
    file.write_text("[]")
    six_weeks.click(page.care.take_in)
    asked = dialog(page)
    asked.selectFile(str(file))
    asked.accept()
    assert "no-export.json" in six_weeks.notices()
    assert history_of(six_weeks).sessions() == before


def test_everything_is_deleted_after_one_question_with_an_export_offered(
    six_weeks: Person,
) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.care.delete)
    question = page.care.question
    assert question.no.hasFocus()
    settle()
    assert is_whole(question), "nobody has to look for it"
    six_weeks.key(Qt.Key.Key_Return)
    assert not question.isVisible()
    assert history_of(six_weeks).sessions()
    six_weeks.click(page.care.delete)
    settle()
    assert is_whole(question)
    six_weeks.click(question.export)
    dialog(page).reject()
    settle()
    six_weeks.click(question.yes)
    assert history_of(six_weeks).sessions() == ()
    assert page.empty.isVisible()
    assert page.undo_bar.text == "Everything is deleted."
    assert not page.undo_bar.undo.isVisible()


def test_a_backup_is_put_back(six_weeks: Person) -> None:
    history = history_of(six_weeks)
    history.close()
    page = page_of(six_weeks)
    count = len(history.sessions())
    six_weeks.click(page.days.list.rows[0])
    six_weeks.click(page.form.delete)
    page = page_of(six_weeks)
    assert page.care.backups.currentText() == "Backup of 1 March 2026"
    six_weeks.click(page.care.restore)
    assert len(history.sessions()) == count
    assert page.undo_bar.text.startswith("The backup has been restored.")


def test_the_page_for_the_therapist_is_saved_with_the_notes_that_were_chosen(
    six_weeks: Person, tmp_path: Path
) -> None:
    page = six_weeks.window.record
    six_weeks.click(page.care.therapist)
    form = page.therapist
    assert [note.text for note, _ in form.notes] == ["Long car ride.", "Stiff after gardening."]
    six_weeks.click(form.notes[0][1])
    assert [note.text for note in form.sheet().notes] == ["Long car ride."]
    before = picture(form.preview)
    form.paper.setCurrentIndex(form.paper.findData(Paper.LETTER))
    form.paper.activated.emit(form.paper.currentIndex())
    assert picture(form.preview) != before
    six_weeks.click(form.save)
    asked = dialog(form)
    asked.selectFile(str(tmp_path / "page.pdf"))
    asked.accept()
    data = (tmp_path / "page.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.count(b"/Type /Page\n") == 1
    assert b"/MediaBox [0 0 612" in data
    six_weeks.click(form.back)
    assert page.days.isVisible()


def test_the_page_has_the_size_of_its_paper(six_weeks: Person) -> None:
    view = six_weeks.window.record.view
    assert view is not None
    assert b"/MediaBox [0 0 595" in pdf_of(Sheet(view, ()), Paper.A4)


@pytest.mark.parametrize("size", [(900, 600), (1366, 768), (1920, 1080), (1080, 1920)])
def test_there_is_room_for_everything(six_weeks: Person, size: tuple[int, int]) -> None:
    page = six_weeks.window.record
    resize(six_weeks, size)
    assert faults(page) == []
    six_weeks.click(page.days.list.rows[0])
    resize(six_weeks, size)
    assert faults(page) == []
    six_weeks.click(page.form.leave)
    six_weeks.click(page.care.therapist)
    resize(six_weeks, size)
    assert faults(page) == []


@pytest.fixture(autouse=True)
def _no_native_dialogs(qapp: QApplication) -> Iterator[None]:
    """Dialogs of the system are beyond a test; Qt's own have the same parts."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = qapp.testAttribute(attribute)
    qapp.setAttribute(attribute, True)
    yield
    qapp.setAttribute(attribute, before)
