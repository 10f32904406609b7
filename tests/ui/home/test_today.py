"""The first page on another day: what it knows, what it offers, and what it asks, never needed."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.engine.model import Side
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import End, SessionRow
from stretchtimer.storage.paths import folders
from stretchtimer.ui.home.today_bar import TodayBar
from stretchtimer.ui.window_size import PageScroll
from tests.profiles import asked_before
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.places import faults, resize
from tests.weeks import LAST_DAY, session

DAY = timedelta(days=1)
DAY_MS = 86_400_000
SIZES = [(900, 600), (1366, 768), (1080, 1920)]


def history_of(person: Person) -> History:
    return person.app.profile.history


def today_of(person: Person) -> TodayBar:
    """The bar, after a look at what there is now."""
    person.window.go_to("today")
    settle()
    today = person.window.home.today
    assert today is not None
    return today


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def uneven(number: int, one: SessionRow) -> SessionRow:
    """The session with the left side left out."""
    holds = tuple(
        replace(hold, held=replace(hold.held, held_ms=0)) if hold.held.side is Side.LEFT else hold
        for hold in one.holds
    )
    return replace(one, holds=holds)


def test_nothing_is_told_to_somebody_new(person: Person) -> None:
    today = today_of(person)
    assert today.words.text() == ""
    assert not today.week.isVisible()
    assert today.offer is None
    assert today.pain.line.text() == "How is your back now?"


@pytest.mark.parametrize(
    ("ago", "part", "words"),
    [
        (0, 1.0, "Done today. 1 day this week."),
        (1, 1.0, "Done yesterday. 1 day this week."),
        (1, 0.5, "Partly done yesterday. 1 day this week."),
        (9, 1.0, "Last done 9 days ago. 0 days this week."),
    ],
)
def test_one_line_knows_when_it_was_last_done(
    person: Person, ago: int, part: float, words: str
) -> None:
    history_of(person).put(session(1, LAST_DAY - ago * DAY, part=part))
    today = today_of(person)
    assert today.words.text() == words


def test_a_day_that_was_done_stays_done_whatever_was_broken_off_after_it(person: Person) -> None:
    history_of(person).put(session(1, LAST_DAY))
    history_of(person).put(session(2, LAST_DAY, part=0.5))
    assert today_of(person).words.text() == "Done today. 1 day this week."


YESTERDAY = session(1, LAST_DAY - DAY)
LONG_AGO = session(1, LAST_DAY - 30 * DAY)


@sweep
@pytest.mark.parametrize(
    ("last", "words", "size"),
    [
        (YESTERDAY, "Done yesterday", (900, 600)),
        (YESTERDAY, "Done yesterday", (1920, 1080)),
        (LONG_AGO, "Welcome back", (1366, 768)),
        (uneven(1, YESTERDAY), "Last time, you held one side", (1366, 768)),
        (uneven(1, YESTERDAY), "Last time, you held one side", (1920, 1080)),
    ],
)
def test_what_is_told_does_not_move_the_page_that_was_painted_before(
    profile: Path, last: SessionRow, words: str, size: tuple[int, int]
) -> None:
    with closing(History(folders(profile).history, lambda: LAST_DAY)) as history:
        history.put(last)
    asked_before(profile)
    person = Person(profile)
    home = person.window.home
    person.app.open()
    resize(person, size)
    settle()
    assert home.today is None
    before = home.card.geometry(), home.list.geometry()
    person.window.other_days.look()
    settle()
    assert home.today
    assert home.today.words.text().startswith(words)
    assert (home.card.geometry(), home.list.geometry()) == before
    person.close()


def test_the_week_is_told_against_one_s_own_aim_and_readable(person: Person) -> None:
    for ago in (1, 3):
        history_of(person).put(session(ago, LAST_DAY - ago * DAY, part=1.0 if ago == 1 else 0.5))
    today = today_of(person)
    person.app.preferences.change(days_a_week=3)
    assert today.words.text() == "Done yesterday. 2 of 3 days this week."
    words = name_of(today.week)
    assert words.startswith("This week, Monday: nothing, Tuesday: nothing, Wednesday: nothing")
    assert words.endswith(
        "Thursday: partly done, Friday: nothing, Saturday: done, Sunday: nothing (today)"
    )


def test_what_was_broken_off_is_gone_on_with_at_its_side_by_one_key(
    make: Open, profile: Path, tmp_path: Path
) -> None:
    first = make()
    today_of(first)
    first.start()
    twist = next(
        phase
        for phase in first.state.plan.phases
        if phase.is_hold and phase.stretch.id == "spinal-twist" and phase.side is Side.RIGHT
    )
    while first.phase.index != twist.index:
        first.go_on(2_000)
    first.go_on(7_000)
    copy = tmp_path / "after the power cut"
    shutil.copytree(profile, copy)
    first.control.end()
    again = make(where=copy)
    again.clock.advance(3_600_000)
    today = today_of(again)
    assert today.words.text() == "Last time you stopped at: Spinal twist, right."
    assert today.take_up.hasFocus()
    again.key(Qt.Key.Key_Return)
    begun = next(phase for phase in again.state.plan.phases if phase.is_hold)
    assert (begun.stretch.id, begun.side) == ("spinal-twist", Side.RIGHT)
    again.go_to("hold")
    again.go_on(20_000)
    again.control.end()
    # What was held before the break is not in this number.
    assert "since you resumed. It is in your record." in again.window.done.sentence
    before, after = history_of(again).sessions()
    assert before.end is End.BROKEN_OFF
    assert after.continues_uuid == before.uuid


def test_an_offer_is_let_be_for_good(make: Open) -> None:
    person = make()
    history_of(person).put(uneven(1, session(1, LAST_DAY - DAY)))
    today = today_of(person)
    assert today.words.text() == (
        "Last time, you held one side for less time: Spinal twist · Hamstring stretch."
    )
    person.click(today.let_be)
    assert today.offer is None
    assert today.words.text().startswith("Done yesterday. ")
    assert today_of(person).offer is None


def test_a_side_that_was_held_less_is_made_up_for(person: Person) -> None:
    history_of(person).put(uneven(1, session(1, LAST_DAY - DAY)))
    today = today_of(person)
    assert today.take_up.text() == "Catch up on the left side"
    person.click(today.take_up)
    holds = [phase for phase in person.state.plan.phases if phase.is_hold]
    assert [(phase.stretch.id, phase.side) for phase in holds] == [
        ("spinal-twist", Side.LEFT),
        ("hamstring", Side.LEFT),
    ]
    while person.window.is_in_session:
        person.go_on(60_000)
    person.click(person.window.done.home)
    assert today.offer is None


def test_after_some_weeks_a_shorter_start_is_offered_once(person: Person) -> None:
    history_of(person).put(session(1, LAST_DAY - 30 * DAY))
    today = today_of(person)
    assert today.words.text().startswith("Welcome back. A shorter version takes ")
    whole = person.personal.plan().total_ms
    person.click(today.take_up)
    assert person.state.plan.total_ms < whole
    person.control.end()
    person.click(person.window.done.home)
    assert today.offer is None


def test_the_pain_before_is_one_click_or_digit_and_goes_with_the_session(person: Person) -> None:
    today = today_of(person)
    assert not today.pain.is_unfolded
    person.click(today.pain.line)
    assert "How is your back now?" in texts(today)
    person.click(today.pain.keys.keys[4])
    assert "How is your back now?" not in texts(today)
    assert today.pain.line.text() == "Back pain now: 4 of 10"
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_6)
    assert today.pain.line.text() == "Back pain now: 6 of 10"
    person.start("hold")
    person.control.end()
    (one,) = history_of(person).sessions()
    assert one.pain_before == 6
    person.click(person.window.done.home)
    assert today.pain.line.text() == "How is your back now?"


def test_nothing_said_is_no_zero_and_an_answer_is_taken_back(person: Person) -> None:
    today = today_of(person)
    person.click(today.pain.line)
    person.click(today.pain.keys.keys[0])
    person.click(today.pain.line)
    person.click(today.pain.keys.keys[0])
    person.start("hold")
    person.control.end()
    (one,) = history_of(person).sessions()
    assert one.pain_before is None


def test_escape_folds_the_keys(person: Person) -> None:
    today = today_of(person)
    person.click(today.pain.line)
    person.key(Qt.Key.Key_Escape)
    assert not today.pain.is_unfolded
    assert today.pain.line.hasFocus()


def test_a_walk_that_was_none_is_taken_back(person: Person) -> None:
    walk = today_of(person).walk
    person.click(walk.walked)
    assert len(history_of(person).walks()) == 1
    person.click(walk.undo)
    settle()
    assert list(history_of(person).walks()) == []
    assert walk.walked.isVisible()
    assert walk.walked.hasFocus()
    assert not walk.warm.isVisible()
    assert not walk.undo.isVisible()


def test_a_walk_just_taken_keeps_one_warm_for_a_while_and_reminds_once(person: Person) -> None:
    today = today_of(person)
    walk = today.walk
    person.click(walk.walked)
    QApplication.processEvents()
    assert walk.minutes.lineEdit().selectedText() == "How long?"
    for place in (2, walk.minutes.width() // 2):
        person.click(walk.minutes.lineEdit(), QPoint(place, walk.minutes.height() // 3))
        QApplication.processEvents()
        assert walk.minutes.lineEdit().selectedText() == "How long?"
    person.focus(person.window.home.card.start)
    assert not walk.minutes.lineEdit().hasSelectedText()
    assert walk.warm.text() == "Still warm for about 30 min"
    assert not walk.walked.isVisible()
    person.write(walk.minutes, "25")
    person.click(walk.pain.line)
    person.click(walk.pain.keys.keys[3])
    (noted,) = history_of(person).walks()
    assert (noted.walked_ms, noted.pain) == (1_500_000, 3)
    person.clock.advance(21 * 60_000)
    walk.tick()
    assert walk.warm.text() == "Still warm for about 9 min"
    assert person.notices() == "You should still be warm from your walk. Your routine is ready."
    person.clock.advance(10 * 60_000)
    walk.tick()
    # It would not be true any more.
    assert person.notices() == ""
    assert not walk.warm.isVisible()
    assert walk.walked.isVisible()


@sweep
@pytest.mark.usefixtures("undrawn")
def test_who_has_stretched_since_the_walk_is_not_reminded_of_it(make: Open) -> None:
    person = make()
    walk = today_of(person).walk
    person.click(walk.walked)
    person.start()
    while person.window.is_in_session:
        person.go_on(5_000)
    person.click(person.window.done.home)
    assert walk.walked.isVisible()
    person.clock.advance(18 * 60_000)
    walk.tick()
    assert person.notices() == ""
    person.click(walk.walked)
    assert walk.warm.isVisible()


@sweep
def test_the_reminder_of_a_walk_goes_when_the_session_begins(person: Person) -> None:
    walk = today_of(person).walk
    person.click(walk.walked)
    person.clock.advance(21 * 60_000)
    walk.tick()
    assert person.notices().startswith("You should still be warm")
    person.start("hold")
    person.control.end()
    person.click(person.window.done.home)
    assert person.notices() == ""


def test_how_long_one_stays_warm_can_be_set(person: Person) -> None:
    today = today_of(person)
    person.app.preferences.change(warm_minutes=45)
    person.click(today.walk.walked)
    assert today.walk.warm.text() == "Still warm for about 45 min"


def test_a_walk_is_timed_also_while_the_program_is_closed(make: Open) -> None:
    first = make()
    first.click(today_of(first).walk.going)
    assert not today_of(first).walk.walked.isVisible()
    first.close()
    again = make()
    again.clock.advance(40 * 60_000)
    walk = today_of(again).walk
    assert walk.back.isVisible()
    again.click(walk.back)
    assert walk.minutes.value() == 40
    assert walk.warm.isVisible()
    (noted,) = history_of(again).walks()
    assert noted.walked_ms == 40 * 60_000


def test_asking_about_back_and_walks_is_switched_off_as_a_whole(person: Person) -> None:
    today = today_of(person)
    person.click(today.pain.line)
    person.click(today.pain.keys.keys[4])
    person.app.preferences.change(feelings=False)
    assert not any(part.isVisible() for part in (today.pain.line, today.walk.walked))
    person.start("hold")
    person.control.end()
    (one,) = history_of(person).sessions()
    assert one.pain_before is None


def test_there_is_room_for_everything(make: Open) -> None:
    person = make()
    history_of(person).put(uneven(1, session(1, LAST_DAY - DAY)))
    today = today_of(person)
    for size in SIZES:
        resize(person, size)
        assert faults(person.window.home) == [], size
        assert not person.window.findChildren(PageScroll)[0].is_scrolling, size
    person.click(today.walk.walked)
    for size in SIZES:
        resize(person, size)
        assert faults(person.window.home) == [], size
    person.click(today.pain.line)
    for size in SIZES:
        resize(person, size)
        assert faults(person.window.home) == [], size
