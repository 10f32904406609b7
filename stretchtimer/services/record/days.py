"""Days on which something was done: a month or week of them, and the person's own aim.

A day is the one that a session counts for, which begins at four in the morning. A week begins on
Monday. All functions are pure; the sessions they need are those that count for the days asked
about (``History.sessions(since, until, parts=False)`` suffices).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from stretchtimer.storage.history.rows import End, SessionRow

WEEK = timedelta(days=7)


class DayMark(str, Enum):
    """What a day in the calendar is marked with."""

    DONE = "done"
    PART = "part"
    """Something was held, but no session came to its end."""
    BY_HAND = "by_hand"
    """It was added by hand, and nothing else was done."""


@dataclass(frozen=True)
class Week:
    """The seven days of a week with their marks; ``aim`` is the number wanted, 0 for none."""

    days: tuple[date, ...]
    marks: Mapping[date, DayMark]
    aim: int

    @property
    def done(self) -> int:
        """On how many days anything was done: who has stretched a part has stretched."""
        return len(self.marks)

    @property
    def is_reached(self) -> bool:
        return bool(self.aim) and self.done >= self.aim


def monday_of(day: date) -> date:
    """The Monday of its week."""
    return day - timedelta(days=day.weekday())


def week_of(day: date, sessions: Iterable[SessionRow], aim: int = 0) -> Week:
    """The week that the day lies in."""
    monday = monday_of(day)
    days = tuple(monday + timedelta(days=number) for number in range(7))
    marks = {one: mark for one, mark in day_marks(sessions).items() if one in days}
    return Week(days, marks, aim)


def day_marks(sessions: Iterable[SessionRow]) -> dict[date, DayMark]:
    """Each day on which something was done, with its mark.

    A session that was broken off and gone on with counts as the last part of it ended, for the day
    of that part. What was begun and ended without holding anything is not told from a part here:
    sessions may come without what they consist of.
    """
    marks: dict[date, DayMark] = {}
    for session in sessions:
        mark = _mark_of(session)
        there = marks.get(session.counts_for_date)
        if there is None or _WEIGHT[mark] > _WEIGHT[there]:
            marks[session.counts_for_date] = mark
    return marks


_WEIGHT = {DayMark.BY_HAND: 0, DayMark.PART: 1, DayMark.DONE: 2}


def _mark_of(session: SessionRow) -> DayMark:
    if session.by_hand:
        return DayMark.BY_HAND
    return DayMark.DONE if session.end is End.FINISHED else DayMark.PART


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of its month."""
    first = day.replace(day=1)
    after = (first + timedelta(days=31)).replace(day=1)
    return first, after - timedelta(days=1)


def weeks_between(first: date, last: date) -> Sequence[date]:
    """The Mondays of all weeks from that of the first day to that of the last."""
    monday, mondays = monday_of(first), []
    while monday <= last:
        mondays.append(monday)
        monday += WEEK
    return mondays
