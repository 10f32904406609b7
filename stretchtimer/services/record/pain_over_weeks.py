"""How the back felt: the range of each week, and before against after.

- Only what was said of *now* counts, before and after a session. What was skipped is not there at
  all: it is no zero.
- A change of under two points is none: so much differs from one asking to the next by itself. It
  says nothing of what brought a change about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from stretchtimer.services.record.days import monday_of, weeks_between
from stretchtimer.services.record.walks import walk_before
from stretchtimer.storage.history.rows import SessionRow, WalkRow

HIGH = 7
LEAST_CHANGE = 2


class Change(str, Enum):
    """What became of a pain."""

    LESS = "less"
    SAME = "same"
    MORE = "more"


@dataclass(frozen=True)
class PainWeek:
    """A week from ``monday`` on; least and most pain are None where nobody said anything."""

    monday: date
    least: int | None = None
    most: int | None = None
    asked: int = 0
    high_days: int = 0
    """Days with a pain of seven or more."""


@dataclass(frozen=True)
class Pair:
    """The pain before and after one session."""

    day: date
    before: int
    after: int
    after_walk: bool

    @property
    def change(self) -> Change:
        return change(self.before, self.after)


@dataclass(frozen=True)
class PairCount:
    """How many sessions ended with less pain, more, or no change to speak of."""

    less: int = 0
    same: int = 0
    more: int = 0

    @property
    def all(self) -> int:
        return self.less + self.same + self.more


def change(before: float, after: float) -> Change:
    """What may honestly be said of two pains, or of two means of them."""
    if abs(after - before) < LEAST_CHANGE:
        return Change.SAME
    return Change.LESS if after < before else Change.MORE


def pain_weeks(sessions: Iterable[SessionRow], first: date, last: date) -> list[PainWeek]:
    """Every week from that of the first day to that of the last, also those without a word."""
    said = (
        (session.counts_for_date, pain)
        for session in sessions
        for pain in (session.pain_before, session.pain_after)
    )
    return _weeks(said, first, last)


def walking_weeks(walks: Iterable[WalkRow], first: date, last: date) -> list[PainWeek]:
    """The same weeks, with how the back felt while walking."""
    return _weeks(((walk.counts_for_date, walk.pain) for walk in walks), first, last)


def _weeks(said: Iterable[tuple[date, int | None]], first: date, last: date) -> list[PainWeek]:
    by_week: dict[date, list[tuple[date, int]]] = {}
    for day, pain in said:
        if pain is not None:
            by_week.setdefault(monday_of(day), []).append((day, pain))
    return [_week(monday, by_week.get(monday, ())) for monday in weeks_between(first, last)]


def _week(monday: date, said: Sequence[tuple[date, int]]) -> PainWeek:
    if not said:
        return PainWeek(monday)
    pains = [pain for _, pain in said]
    high = {day for day, pain in said if pain >= HIGH}
    return PainWeek(monday, min(pains), max(pains), len(pains), len(high))


def pairs(sessions: Iterable[SessionRow], walks: Iterable[WalkRow]) -> list[Pair]:
    """Sessions of which both was said, in their order, told whether a walk came before."""
    known = list(walks)
    return [
        Pair(
            session.counts_for_date,
            session.pain_before,
            session.pain_after,
            walk_before(session, known) is not None,
        )
        for session in sessions
        if session.pain_before is not None and session.pain_after is not None
    ]


def count_pairs(some: Iterable[Pair]) -> PairCount:
    """How these went."""
    changes = [pair.change for pair in some]
    return PairCount(*(changes.count(one) for one in (Change.LESS, Change.SAME, Change.MORE)))
