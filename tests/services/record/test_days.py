"""Days done, weeks and the aim, with the borders of days in real zones."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from stretchtimer.engine.commands import Finish, Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.services.record.days import (
    DayMark,
    day_marks,
    month_of,
    week_of,
    weeks_between,
)
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.storage.history.rows import SessionRow, day_of
from tests.fakes import FakeClock
from tests.services.session.sessions import bundled_plan, open_profile
from tests.storage.history.entries import DAY, session

BERLIN, NEW_YORK, AUCKLAND = map(
    ZoneInfo, ("Europe/Berlin", "America/New_York", "Pacific/Auckland")
)
PLAN = bundled_plan()


class ZonedClock(FakeClock):
    """A clock in a real zone, which a person may take elsewhere."""

    def __init__(self, local: datetime) -> None:
        super().__init__()
        self.place = local.tzinfo
        self.utc = local.astimezone(timezone.utc)

    def local_now(self) -> datetime:
        return self.utc.astimezone(self.place)


def done(folder: Path, clock: FakeClock, minutes: int = 5) -> SessionRow:
    """A session of some minutes, as it is in the record."""
    profile = open_profile(folder, clock, [])
    log = profile.recorder().follow(PLAN, f"at {clock.utc}")
    runner = SessionRunner(clock, PLAN, CueStyle(), (log.on_event,), (log,))
    runner.send(Start())
    for _ in range(minutes * 60):
        clock.advance(1_000)
        runner.poll()
    if not runner.state.is_over:
        runner.send(Finish())
    (row,) = profile.history.latest()
    profile.close()
    return row


@pytest.mark.parametrize(
    ("local", "day"),
    [
        (datetime(2026, 3, 2, 3, 59, tzinfo=BERLIN), date(2026, 3, 1)),
        (datetime(2026, 3, 2, 4, 0, tzinfo=BERLIN), date(2026, 3, 2)),
        # The night in which the clock goes from 2 to 3: four is four all the same.
        (datetime(2026, 3, 29, 3, 59, tzinfo=BERLIN), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 4, 0, tzinfo=BERLIN), date(2026, 3, 29)),
        # The night in which it goes from 3 back to 2.
        (datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1), date(2026, 10, 24)),
        (datetime(2026, 10, 25, 4, 0, tzinfo=BERLIN), date(2026, 10, 25)),
        (datetime(2026, 11, 1, 3, 59, tzinfo=NEW_YORK), date(2026, 10, 31)),
        (datetime(2026, 1, 1, 3, 0, tzinfo=AUCKLAND), date(2025, 12, 31)),
    ],
)
def test_a_session_counts_for_the_day_that_began_at_four(
    tmp_path: Path, local: datetime, day: date
) -> None:
    row = done(tmp_path, ZonedClock(local))
    assert row.counts_for_date == day == day_of(local)
    assert row.started_local.replace(tzinfo=None) == local.replace(tzinfo=None, fold=0)


def test_a_session_in_the_night_of_summer_time_has_both_offsets(tmp_path: Path) -> None:
    row = done(tmp_path, ZonedClock(datetime(2026, 3, 29, 1, 58, tzinfo=BERLIN)))
    assert (row.started_offset_s, row.ended_offset_s) == (3_600, 7_200)
    assert row.ended_utc is not None
    assert row.ended_utc - row.started_utc == timedelta(minutes=5)


def test_a_session_that_goes_on_past_the_border_of_the_day_counts_for_the_day_it_began(
    tmp_path: Path,
) -> None:
    row = done(tmp_path, ZonedClock(datetime(2026, 3, 2, 3, 58, tzinfo=BERLIN)))
    assert row.counts_for_date == date(2026, 3, 1)


def test_whoever_travels_has_each_session_on_the_day_of_the_place(tmp_path: Path) -> None:
    clock = ZonedClock(datetime(2026, 3, 2, 20, 0, tzinfo=AUCKLAND))
    first = done(tmp_path, clock)
    clock.advance(3_600_000)
    # An hour later in the world it is the night before in New York, at three.
    clock.place = NEW_YORK
    second = done(tmp_path, clock)
    assert first.started_utc < second.started_utc
    assert (first.started_local.hour, second.started_local.hour) == (20, 3)
    assert (first.counts_for_date.day, second.counts_for_date.day) == (2, 1)


def test_a_clock_that_is_set_back_between_two_sessions_loses_neither(tmp_path: Path) -> None:
    clock = ZonedClock(datetime(2026, 3, 2, 20, 0, tzinfo=BERLIN))
    done(tmp_path, clock)
    clock.set_wall(-86_400_000)
    done(tmp_path, clock)
    profile = open_profile(tmp_path, clock, [])
    with closing(profile.history) as history:
        days = [row.counts_for_date.day for row in history.sessions()]
    profile.close()
    assert days == [1, 2]


def test_a_day_is_marked_by_the_most_that_was_done_on_it() -> None:
    part = replace(session("part"), completed=False)
    hand = replace(session("hand"), by_hand=True)
    broken = replace(session("broken", 1), ended_utc=None)
    marks = day_marks(
        [hand, part, session(), broken, replace(hand, counts_for_date=date(2026, 4, 1))]
    )
    assert marks == {
        DAY: DayMark.DONE,
        DAY + timedelta(days=1): DayMark.PART,
        date(2026, 4, 1): DayMark.BY_HAND,
    }
    assert day_marks([hand, part]) == {DAY: DayMark.PART}


def test_a_week_counts_its_days_against_the_aim() -> None:
    monday = date(2026, 3, 2)
    some = [session(str(days), days) for days in (0, 1, 1, 3, 8)]
    week = week_of(monday + timedelta(days=6), some, aim=2)
    assert (week.days[0], len(week.days)) == (monday, 7)
    assert (week.done, week.is_reached) == (2, True)
    assert not week_of(monday, some).is_reached
    assert not week_of(monday, some, aim=3).is_reached


def test_a_month_and_its_weeks() -> None:
    first, last = month_of(date(2026, 2, 14))
    assert (first, last) == (date(2026, 2, 1), date(2026, 2, 28))
    assert month_of(date(2024, 12, 31)) == (date(2024, 12, 1), date(2024, 12, 31))
    mondays = weeks_between(first, last)
    assert (mondays[0], mondays[-1], len(mondays)) == (date(2026, 1, 26), date(2026, 2, 23), 5)
