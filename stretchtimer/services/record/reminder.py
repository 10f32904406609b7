"""The weekly plan: on which days, and at what time, a person would like to be reminded.

It is for a program that runs anyhow: nothing is started for it. It is quiet on a day on which
something was done already, and a day that has gone by is gone by.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

from stretchtimer.storage.history.rows import day_of

_LATE = timedelta(minutes=5)
"""Who looks a little late, as after a sleep of the computer, is still reminded."""


@dataclass(frozen=True)
class WeekPlan:
    """Weekdays from 0 (Monday) to 6, and the minute of the day from 0 to 1,439."""

    weekdays: frozenset[int] = frozenset()
    minute: int = 18 * 60


def next_reminder_ms(plan: WeekPlan, local: datetime, done: Container[date]) -> int | None:
    """How long until the next reminder, 0 where it is due; None where there is none this week.

    ``local`` is the present local time, aware; ``done`` are the days on which something was done.
    To be asked again after each reminder and each session, and when the clock may have been set.
    """
    for number in range(8):
        day = local.date() + timedelta(days=number)
        at = datetime.combine(day, time(*divmod(plan.minute, 60)), local.tzinfo)
        is_wanted = day.weekday() in plan.weekdays and day_of(at) not in done
        if is_wanted and at + _LATE > local:
            # In UTC, as there may lie a change of summer time between them.
            left = at.astimezone(timezone.utc) - local.astimezone(timezone.utc)
            return max(0, left // timedelta(milliseconds=1))
    return None
