"""The Record page: everything on it is reached, read, changed and taken back as a person would."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from stretchtimer.engine.model import Side
from stretchtimer.services.person.choices import ThemeChoice
from stretchtimer.services.record.overview import Span
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.storage.history.entries import walk
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, bar_of
from tests.ui.looks import picture
from tests.ui.places import faults, resize
from tests.ui.record.driving import CTRL, history_of, name_of, page_of
from tests.weeks import LAST_DAY, session, weeks


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


def test_a_walk_alone_is_something_to_keep_and_to_take_along(make: Open) -> None:
    person = make()
    history_of(person).put(walk("a", days=-100))
    page = page_of(person)
    assert not page.empty.isVisible()
    assert page.days.isVisible()
    assert all(button.isEnabled() for button in (page.care.json, page.care.csv, page.care.delete))
    assert faults(page) == []


@sweep
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
    middle = looks[1].rect().center()
    row = {looks[1].pixel(middle.x() + x, middle.y() + y) for x in range(-8, 9) for y in (-1, 0, 1)}
    assert len(row) == 1, "a line strikes the number out"


@sweep
def test_days_of_the_month_before_stand_there_smaller(six_weeks: Person) -> None:
    grid = six_weeks.window.record.days.grid
    before, within = (picture(grid.cell(day)) for day in (date(2026, 2, 23), LAST_DAY))
    edge = before.height() // 2
    ground = before.pixel(0, 0)

    def reach(image: QImage) -> int:
        return sum(image.pixel(x, edge) != ground for x in range(image.width()))

    assert 0 < reach(before) < 0.9 * reach(within)


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


@sweep
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


@sweep
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


@sweep
@pytest.mark.parametrize(
    "size", swept([(900, 600), (1366, 768), (1920, 1080), (1080, 1920)], [(900, 600)])
)
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


def test_with_the_largest_text_in_the_smallest_window_nothing_is_out_of_reach(
    six_weeks: Person,
) -> None:
    six_weeks.app.preferences.change(text_percent=200)
    page = page_of(six_weeks)
    resize(six_weeks, (820, 540))
    assert faults(page) == []
    for button in (page.days.later, page.care.take_in, page.care.delete):
        six_weeks.reach(button)
