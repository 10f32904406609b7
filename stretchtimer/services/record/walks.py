"""Walks: one that was just taken, one that is being timed, and how long one stays warm.

A walk that is being timed is an entry of the history without an end, so it goes on being timed
while the program is closed: ``under_way`` finds it at the next start. All instants are aware; an
``id`` for a new entry is ``str(uuid4())``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from stretchtimer.storage.history.rows import SessionRow, WalkRow, day_of, offset_s

WARM_MINUTES = 30
LONGEST = timedelta(hours=12)
"""Whoever comes back later than this has forgotten to say so: how long it was is not known."""
BEFORE = timedelta(hours=2)
"""A session so long after a walk is still one after a walk."""
_MINUTE_MS = 60_000


def just_walked(walk_id: str, local: datetime, minutes: int | None = None) -> WalkRow:
    """A walk that ended just now, by the local time; of so many minutes where that is said."""
    ended = local.astimezone(timezone.utc)
    started = None if minutes is None else ended - timedelta(minutes=minutes)
    return WalkRow(
        uuid=walk_id,
        counts_for_date=day_of(local),
        started_utc=started,
        ended_utc=ended,
        offset_s=offset_s(local),
        walked_ms=None if minutes is None else minutes * _MINUTE_MS,
    )


def going_for_a_walk(walk_id: str, local: datetime) -> WalkRow:
    """A walk that begins now."""
    return WalkRow(
        uuid=walk_id,
        counts_for_date=day_of(local),
        started_utc=local.astimezone(timezone.utc),
        offset_s=offset_s(local),
    )


def back_from(walk: WalkRow, local: datetime) -> WalkRow:
    """The walk that was being timed, ended now.

    How long it was is left open where that cannot be: after half a day, or where the clock was
    set back meanwhile. It counts for the day of its end.
    """
    ended = local.astimezone(timezone.utc)
    took = None if walk.started_utc is None else ended - walk.started_utc
    is_known = took is not None and timedelta(0) <= took <= LONGEST
    return replace(
        walk,
        started_utc=walk.started_utc if is_known else None,
        ended_utc=ended,
        offset_s=offset_s(local),
        counts_for_date=day_of(local),
        walked_ms=took // timedelta(milliseconds=1) if took is not None and is_known else None,
    )


def under_way(walks: Iterable[WalkRow]) -> WalkRow | None:
    """The walk that is being timed, the latest where there are several."""
    begun = [walk for walk in walks if walk.ended_utc is None and walk.started_utc is not None]
    return max(begun, key=lambda walk: (walk.started_utc, walk.uuid), default=None)


def last_walk(walks: Iterable[WalkRow]) -> WalkRow | None:
    """The walk that ended last."""
    ended = [walk for walk in walks if walk.ended_utc is not None]
    return max(ended, key=lambda walk: (walk.ended_utc, walk.uuid), default=None)


def warm_left_ms(
    walk: WalkRow | None, now_utc: datetime, warm_minutes: int = WARM_MINUTES
) -> int | None:
    """How long one is still warm after the walk; None where one is not, or not any more.

    A clock that was set back does not make it longer than it is from the beginning.
    """
    if walk is None or walk.ended_utc is None:
        return None
    warm = timedelta(minutes=warm_minutes)
    left = min(walk.ended_utc + warm - now_utc, warm)
    return left // timedelta(milliseconds=1) if left > timedelta(0) else None


def walk_before(session: SessionRow, walks: Iterable[WalkRow]) -> WalkRow | None:
    """The walk that the session came after: the one noted with it, or one not long before it."""
    candidates = []
    for walk in walks:
        if walk.session_uuid == session.uuid:
            return walk
        if walk.ended_utc is not None and walk.session_uuid is None:
            since = session.started_utc - walk.ended_utc
            if timedelta(0) <= since <= BEFORE:
                candidates.append(walk)
    return last_walk(candidates)
