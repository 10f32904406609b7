"""A line for each week: on how many days was stretched and walked, and how far one came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from stretchtimer.services.record.days import monday_of, weeks_between
from stretchtimer.storage.history.rows import SessionRow, WalkRow


@dataclass(frozen=True)
class WeekLine:
    """A week from ``monday`` on; ``longest_ms`` is None where nobody said how long a walk was."""

    monday: date
    days: int = 0
    """Days with a session."""
    walk_days: int = 0
    longest_ms: int | None = None


def week_lines(
    sessions: Iterable[SessionRow], walks: Iterable[WalkRow], first: date, last: date
) -> list[WeekLine]:
    """Every week from that of the first day to that of the last; walks of other days are left."""
    days: dict[date, set[date]] = defaultdict(set)
    for session in sessions:
        days[monday_of(session.counts_for_date)].add(session.counts_for_date)
    walked: dict[date, list[WalkRow]] = defaultdict(list)
    for walk in walks:
        if first <= walk.counts_for_date <= last and walk.ended_utc is not None:
            walked[monday_of(walk.counts_for_date)].append(walk)
    return [
        WeekLine(
            monday,
            len(days[monday]),
            len({walk.counts_for_date for walk in walked[monday]}),
            max((w.walked_ms for w in walked[monday] if w.walked_ms is not None), default=None),
        )
        for monday in weeks_between(first, last)
    ]
