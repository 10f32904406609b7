"""The person's own days of the week: reminded on them, in the window alone, and never nagged."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stretchtimer.services.person.settings import Settings
from stretchtimer.services.record.weekly_reminder import WeeklyPlan, plan_in
from stretchtimer.ui.other_days import WeeklyReminder
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.looks import running
from tests.weeks import LAST_DAY, session

WORDS = "Today is one of your days to stretch. Your routine is ready."
ZONE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=ZONE)
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("since", "now", "is_due"),
    [
        (MONDAY - MINUTE, MONDAY, True),
        (MONDAY - MINUTE, MONDAY - timedelta(seconds=1), False),
        (MONDAY, MONDAY + MINUTE, False),
        (MONDAY - timedelta(days=3), MONDAY + timedelta(hours=3), True),
        (MONDAY - MINUTE, MONDAY + timedelta(days=1), False),
        (MONDAY + timedelta(days=1, minutes=-1), MONDAY + timedelta(days=1), False),
        (MONDAY + MINUTE, MONDAY - MINUTE, False),
    ],
)
def test_it_reminds_once_on_the_day_and_never_afterwards(
    since: datetime, now: datetime, is_due: bool
) -> None:
    assert WeeklyPlan(frozenset({0}), time(18, 0)).is_due(since, now) is is_due


def test_it_is_made_of_the_settings_and_without_any_day_never_reminds() -> None:
    assert plan_in(Settings()) == WeeklyPlan(frozenset(), time(18, 0))
    set_ = Settings(remind_hour=7, remind_on_monday=True, remind_on_sunday=True)
    assert plan_in(set_) == WeeklyPlan(frozenset({0, 6}), time(7, 0))


def wait_until(person: Person, hour: int, minute: int = 0, *, days: int = 0) -> None:
    """Lets the clock go on to that time of a day, looked at as the timer would."""
    now = person.clock.local_now()
    then = datetime(now.year, now.month, now.day, hour, minute, tzinfo=now.tzinfo)
    person.clock.advance((then + timedelta(days) - now) // timedelta(milliseconds=1))
    reminder(person).look()
    settle()


def reminder(person: Person) -> WeeklyReminder:
    return person.window.other_days.reminder


@pytest.fixture
def planned(make: Open) -> Person:
    """Somebody on a Sunday morning, with Sundays at six in the evening in their plan."""
    person = make()
    person.app.preferences.change(remind_on_sunday=True)
    return person


def test_nothing_reminds_and_nothing_runs_until_a_day_is_chosen(make: Open) -> None:
    person = make()
    assert running(reminder(person)) == []
    wait_until(person, 18)
    assert person.notices() == ""
    person.app.preferences.change(remind_on_sunday=True)
    assert len(running(reminder(person))) == 1
    person.app.preferences.change(remind_on_sunday=False)
    assert running(reminder(person)) == []


def test_the_day_is_told_at_its_time_once(planned: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    alerted: list[object] = []
    monkeypatch.setattr(QApplication, "alert", lambda window, *_: alerted.append(window))
    wait_until(planned, 17, 59)
    assert planned.notices() == ""
    wait_until(planned, 18)
    assert planned.notices() == WORDS
    assert alerted == [planned.window]
    planned.click(planned.window.home.notices.close_button)
    wait_until(planned, 18, 30)
    wait_until(planned, 18, days=1)
    assert planned.notices() == ""
    wait_until(planned, 18, days=6)
    assert planned.notices() == WORDS


def test_another_time_is_chosen(planned: Person) -> None:
    planned.app.preferences.change(remind_hour=12)
    wait_until(planned, 12)
    assert planned.notices() == WORDS


def test_a_time_that_has_passed_when_it_is_chosen_is_for_next_week(make: Open) -> None:
    person = make()
    wait_until(person, 18, 10)
    person.app.preferences.change(remind_on_sunday=True)
    wait_until(person, 18, 20)
    assert person.notices() == ""


def test_nobody_is_reminded_of_what_is_done(planned: Person) -> None:
    planned.app.profile.history.put(session(1, LAST_DAY, part=0.5))
    wait_until(planned, 18)
    assert planned.notices() == ""


@sweep
def test_nobody_is_reminded_in_the_middle_of_a_session(planned: Person) -> None:
    wait_until(planned, 17, 59)
    planned.start("hold")
    planned.go_on(60_000)
    reminder(planned).look()
    planned.control.end()
    planned.click(planned.window.done.home)
    assert planned.notices() == ""


def test_it_is_told_on_the_page_that_is_shown_and_goes_when_a_session_begins(
    planned: Person,
) -> None:
    planned.window.go_to("record")
    wait_until(planned, 18)
    assert planned.notices() == WORDS
    planned.window.go_to("today")
    assert planned.notices() == WORDS
    planned.start("hold")
    planned.control.end()
    planned.click(planned.window.done.home)
    assert planned.notices() == ""
    planned.window.go_to("record")
    assert planned.notices() == ""


def test_a_window_that_stayed_open_over_night_tells_of_the_new_day(
    make: Open, qapp: QApplication
) -> None:
    person = make()
    person.app.profile.history.put(session(1, LAST_DAY))
    person.window.go_to("today")
    today = person.window.home.today
    assert today is not None
    assert today.words.text().startswith("Done today.")
    person.clock.advance(86_400_000)
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert today.words.text().startswith("Done yesterday.")
