"""On which days of the week, and at which hour, somebody wants to be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time

from stretchtimer.services.person.settings import Settings
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import day_of

_DAY_KEYS = (
    *("remind_on_monday", "remind_on_tuesday", "remind_on_wednesday", "remind_on_thursday"),
    *("remind_on_friday", "remind_on_saturday", "remind_on_sunday"),
)
PLAN_KEYS = (*_DAY_KEYS, "remind_hour")
"""The settings that the plan is made of."""


@dataclass(frozen=True)
class WeeklyPlan:
    """``days`` are numbers from 0, Monday; ``at`` is a local time."""

    days: frozenset[int]
    at: time

    def is_due(self, since: datetime, now: datetime) -> bool:
        """Whether today's reminder lies after ``since`` and not after ``now``, both local.

        One of a day before is not made up for.
        """
        planned = datetime.combine(now.date(), self.at, now.tzinfo)
        return now.weekday() in self.days and since < planned <= now


def plan_in(settings: Settings) -> WeeklyPlan:
    """The plan as it is set."""
    days = frozenset(day for day, key in enumerate(_DAY_KEYS) if getattr(settings, key))
    return WeeklyPlan(days, time(settings.remind_hour))


def is_done_on_day_of(local: datetime, history: History) -> bool:
    """Whether anything was done that counts for the day; asks the history (``Journal.ask``)."""
    day = day_of(local)
    return bool(history.sessions(day, day, parts=False))
