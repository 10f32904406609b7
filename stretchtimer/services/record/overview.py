"""What the Record page tells: a month of days, and held times and pains of a longer span.

``overview`` asks the history for what lies in the month and in the span alone, so a long history
costs no more than a short one. It is for ``Journal.ask``; everything else is pure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from itertools import groupby

from stretchtimer.services.record.days import (
    WEEK,
    DayMark,
    Week,
    day_marks,
    monday_of,
    month_of,
    week_of,
)
from stretchtimer.services.record.entries import Entry, entries_of, running_in
from stretchtimer.services.record.exchange import backup_days
from stretchtimer.services.record.ledger import SideLine, ledger
from stretchtimer.services.record.pain_over_weeks import (
    PainWeek,
    Pair,
    pain_weeks,
    pairs,
    walking_weeks,
)
from stretchtimer.services.record.week_lines import WeekLine, week_lines
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow, WalkRow

_LEAST_SHARE = 20
"""A side that lacks less than this part of what was planned in a long time lacks nothing."""


class Span(str, Enum):
    """How far back held times and pains are told."""

    SIX_WEEKS = "six_weeks"
    QUARTER = "quarter"
    YEAR = "year"
    ALL = "all"


_WEEKS = {Span.SIX_WEEKS: 6, Span.QUARTER: 13, Span.YEAR: 52}


@dataclass(frozen=True)
class Asked:
    """What is asked for: the month of a day, and a span that ends today."""

    today: date
    month: date
    span: Span = Span.SIX_WEEKS
    days_a_week: int = 0


@dataclass(frozen=True)
class Note:
    """What somebody wrote to a session."""

    day: date
    text: str


@dataclass(frozen=True)
class Overview:
    """All that the page shows.

    ``marks`` and ``entries`` (the latest first) are those of the month and of the days before it
    in its first week, ``days_in_month`` those of the month alone; ``days_done``, ``sides``,
    ``pain``, ``pairs`` and ``notes`` those of the span from ``first`` to today, as are ``weeks``
    and ``walking``, the pain while walking. ``sides`` begin with what was held longest. ``backups``
    are the days that there are backups of, the latest first.
    """

    asked: Asked
    is_empty: bool
    marks: Mapping[date, DayMark]
    entries: tuple[Entry, ...]
    week: Week
    first: date
    days_done: int
    sides: tuple[SideLine, ...]
    pain: tuple[PainWeek, ...]
    pairs: tuple[Pair, ...]
    notes: tuple[Note, ...]
    weeks: tuple[WeekLine, ...]
    walking: tuple[PainWeek, ...]
    backups: tuple[date, ...]

    @property
    def days_in_month(self) -> int:
        """On how many days of the month anything was done."""
        first, last = month_of(self.asked.month)
        return sum(first <= day <= last for day in self.marks)

    @property
    def high_days(self) -> int:
        """Days of the span with a pain of seven or more."""
        return sum(week.high_days for week in self.pain)

    @property
    def has_pain(self) -> bool:
        """Whether anybody said how the back felt."""
        return any(week.asked for week in self.pain)

    @property
    def walk_days(self) -> int:
        """On how many days of the span a walk was noted."""
        return sum(week.walk_days for week in self.weeks)

    @property
    def longest_walk_ms(self) -> int | None:
        """The longest walk of the span; None where nobody said how long any was."""
        return max((w.longest_ms for w in self.weeks if w.longest_ms is not None), default=None)


def overview(history: History, asked: Asked) -> Overview:
    """Asks the history; where the writer does its works (``Journal.ask``)."""
    today = asked.today
    first_of_month, to_day = month_of(asked.month)
    from_day = monday_of(first_of_month)
    in_month = history.sessions(from_day, to_day)
    # A walk in the night may count for the day before.
    walks = history.walks(from_day - timedelta(days=1), to_day)
    monday = monday_of(today)
    this_week = history.sessions(monday, monday + timedelta(days=6), parts=False)
    since = _since(asked.span, today)
    in_span = history.sessions(since, today, parts=False)
    first = since or (in_span[0].counts_for_date if in_span else today)
    span_walks = history.walks(first - timedelta(days=1), today)
    return Overview(
        asked=asked,
        # Asked in this order: where much is known, the first answers are enough.
        is_empty=not (in_span or span_walks or in_month or history.latest(1) or history.walks()),
        marks=day_marks(in_month),
        entries=tuple(reversed(entries_of(in_month, walks, running_in(history)))),
        week=week_of(today, this_week, asked.days_a_week),
        first=first,
        days_done=len({session.counts_for_date for session in in_span}),
        sides=tuple(sorted(ledger(history.sums(since, today)), key=_most_first)),
        pain=tuple(pain_weeks(in_span, first, today)),
        pairs=tuple(_pairs(in_span, span_walks)),
        notes=tuple(
            Note(session.counts_for_date, session.note) for session in in_span if session.note
        ),
        weeks=tuple(week_lines(in_span, span_walks, first, today)),
        walking=tuple(walking_weeks(span_walks, first, today)),
        backups=tuple(backup_days(history)),
    )


def _most_first(line: SideLine) -> int:
    """Sorts what was to be held for longest first: what was tried once or twice matters less."""
    return -line.planned_ms


def is_one_sided(line: SideLine) -> bool:
    """Whether one side was held so much less in a long time that it may be made up for."""
    return line.behind is not None and line.behind_ms * _LEAST_SHARE >= line.planned_ms


def _since(span: Span, today: date) -> date | None:
    """The Monday on which the span begins; None where it goes back to the beginning."""
    weeks = _WEEKS.get(span)
    return None if weeks is None else monday_of(today) - (weeks - 1) * WEEK


def _pairs(sessions: Iterable[SessionRow], walks: Iterable[WalkRow]) -> Iterator[Pair]:
    """The pairs, with the walks of the same days looked through for each, and not all there are."""
    by_day: dict[date, list[WalkRow]] = defaultdict(list)
    for walk in walks:
        for day in (walk.counts_for_date, walk.counts_for_date + timedelta(days=1)):
            by_day[day].append(walk)
    for day, some in groupby(sessions, key=lambda session: session.counts_for_date):
        yield from pairs(some, by_day[day])
