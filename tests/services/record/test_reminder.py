"""The weekly plan reminds on its days, at its time, and never of what was done already."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from stretchtimer.services.record.reminder import WeekPlan, next_reminder_ms

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = date(2026, 3, 2)
PLAN = WeekPlan(frozenset({0, 3}), 18 * 60 + 30)
HOUR_MS = 3_600_000


def at(day: int, hour: int, minute: int = 30) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("local", "hours"),
    [
        (at(2, 17), 1),
        (at(2, 18), 0),
        # A little late is not too late.
        (at(2, 18, 34), 0),
        (at(2, 18, 35), 71 + 55 / 60),
        (at(3, 18), 48),
        (at(6, 18), 72),
        # In the night before Sunday the 29th there is an hour less.
        (at(28, 18), 47),
    ],
)
def test_the_next_reminder_is_at_the_time_of_the_next_day_of_the_plan(
    local: datetime, hours: float
) -> None:
    assert next_reminder_ms(PLAN, local, ()) == round(hours * HOUR_MS)


def test_a_day_on_which_it_was_done_is_quiet() -> None:
    assert next_reminder_ms(PLAN, at(2, 9), {MONDAY}) == 81 * HOUR_MS
    every = {MONDAY + timedelta(days=n) for n in range(10)}
    assert next_reminder_ms(PLAN, at(2, 9), every) is None


def test_without_a_day_nobody_is_reminded() -> None:
    assert next_reminder_ms(WeekPlan(), at(2, 9), ()) is None


def test_a_reminder_in_the_small_hours_is_of_the_day_before() -> None:
    night = WeekPlan(frozenset({1}), 60)
    assert next_reminder_ms(night, at(3, 0, 30), {MONDAY}) is not None
    assert next_reminder_ms(night, at(3, 0, 30), ()) == HOUR_MS // 2
    assert next_reminder_ms(night, at(3, 0, 30), {MONDAY}) == HOUR_MS // 2 + 7 * 24 * HOUR_MS
