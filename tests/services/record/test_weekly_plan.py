"""When a plan for the week reminds."""

from __future__ import annotations

from datetime import datetime, time, timedelta, timezone

import pytest

from stretchtimer.services.person.settings import Settings
from stretchtimer.services.record.weekly_plan import WeeklyPlan, plan_in

ZONE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=ZONE)
PLAN = WeeklyPlan(frozenset({0}), time(18, 0))
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
    assert PLAN.is_due(since, now) is is_due


def test_it_is_made_of_the_settings_and_without_any_day_never_reminds() -> None:
    assert plan_in(Settings()) == WeeklyPlan(frozenset(), time(18, 0))
    set_ = Settings(remind_hour=7, remind_on_monday=True, remind_on_sunday=True)
    assert plan_in(set_) == WeeklyPlan(frozenset({0, 6}), time(7, 0))
