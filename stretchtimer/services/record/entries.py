"""Entries as a person opens, corrects, adds and deletes them; each change can be undone.

What was measured stays as it was measured, but for how long each hold was: somebody may have
forgotten to pause. All functions that take a history are for ``Journal.ask``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from stretchtimer.engine.events import Held
from stretchtimer.services.record.walks import walk_before
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow, WalkRow, day_of, offset_s

_MINUTE_MS = 60_000


@dataclass(frozen=True)
class Entry:
    """A session with the walk that came before it, if there was one.

    ``is_running`` tells that it goes on just now, in whatever program.
    """

    session: SessionRow
    walk: WalkRow | None = None
    is_running: bool = False

    @property
    def walked_min(self) -> int | None:
        """How long the walk was, in whole minutes; None where nobody said, or there was none."""
        ms = self.walk.walked_ms if self.walk else None
        return None if ms is None else round(ms / _MINUTE_MS)


@dataclass(frozen=True)
class Said:
    """What a person says of a session; None and no text where nothing is said."""

    pain_before: int | None = None
    pain_after: int | None = None
    walked_min: int | None = None
    pain_walking: int | None = None
    note: str = ""


@dataclass(frozen=True)
class ByHand:
    """A session that was not led by the program; ``local`` is its start, aware."""

    local: datetime
    minutes: int
    routine_id: str
    routine_name: str


def entries_of(
    sessions: Sequence[SessionRow],
    walks: Sequence[WalkRow],
    is_running: Callable[[SessionRow], bool] = lambda _: False,
) -> list[Entry]:
    """The sessions with their walks, in their order."""
    return [
        Entry(session, walk_before(session, walks), is_running(session)) for session in sessions
    ]


def running_in(history: History) -> Callable[[SessionRow], bool]:
    """What tells whether a session of that history goes on just now."""
    return lambda session: session.ended_utc is None and history.running.is_running(session.uuid)


def said_of(entry: Entry) -> Said:
    """What was said of it until now."""
    session, walk = entry.session, entry.walk
    return Said(
        session.pain_before,
        session.pain_after,
        entry.walked_min,
        walk.pain if walk else None,
        session.note,
    )


def corrected(entry: Entry, said: Said, held_ms: Sequence[int], walk_id: str) -> Entry:
    """The entry as the person puts it right; ``held_ms`` has a time for each of its holds.

    ``walk_id`` is for a walk that nobody had noted yet. What is the same is left as it is.
    """
    holds = tuple(
        hold if hold.held.held_ms == ms else replace(hold, held=_held_for(hold.held, max(0, ms)))
        for hold, ms in zip(entry.session.holds, held_ms, strict=True)
    )
    session = replace(
        entry.session,
        pain_before=said.pain_before,
        pain_after=said.pain_after,
        note=said.note.strip(),
        holds=holds,
    )
    return Entry(session, _walk_of(entry, said, walk_id))


def by_hand(uuid: str, what: ByHand, said: Said, walk_id: str) -> Entry:
    """A new entry, of a session that nobody measured: no hold of it is known."""
    started = what.local.astimezone(timezone.utc)
    length_ms = what.minutes * _MINUTE_MS
    ahead_s = offset_s(what.local)
    session = SessionRow(
        uuid=uuid,
        routine_id=what.routine_id,
        routine_name=what.routine_name,
        started_utc=started,
        counts_for_date=day_of(what.local),
        planned_ms=length_ms,
        ended_utc=started + timedelta(milliseconds=length_ms),
        completed=True,
        started_offset_s=ahead_s,
        ended_offset_s=ahead_s,
        by_hand=True,
    )
    return corrected(Entry(session), said, (), walk_id)


def keep(history: History, before: Entry | None, after: Entry) -> Entry:
    """Writes what has changed from ``before``, which is None for a new entry.

    ``keep(history, after, before)`` undoes it, and ``remove(history, after)`` where it was new.
    """
    if before is None or before.session != after.session:
        history.put(after.session)
    old, new = before.walk if before else None, after.walk
    if new is not None and new != old:
        history.put(new)
    elif new is None and old is not None:
        history.remove(old.uuid)
    return after


def remove(history: History, entry: Entry) -> Entry:
    """Deletes the entry with what was noted with it; ``keep(history, None, entry)`` undoes it."""
    history.remove(entry.session.uuid)
    if entry.walk and entry.walk.session_uuid == entry.session.uuid:
        history.remove(entry.walk.uuid)
    return entry


def _held_for(held: Held, held_ms: int) -> Held:
    """A hold that really was so long; what is counted was done as often as that takes."""
    once_ms = once_ms_of(held)
    done = round(held_ms / once_ms) if once_ms else held.done_repetitions
    return replace(held, held_ms=held_ms, done_repetitions=done)


def once_ms_of(held: Held) -> int:
    """How long it takes to do once what is counted; 0 where it is timed."""
    return held.planned_ms // held.planned_repetitions if held.planned_repetitions else 0


def _walk_of(entry: Entry, said: Said, walk_id: str) -> WalkRow | None:
    walk, walked_min = entry.walk, entry.walked_min
    if walk is None:
        if (said.walked_min, said.pain_walking) == (None, None):
            return None
        session = entry.session
        walk = WalkRow(
            uuid=walk_id,
            counts_for_date=session.counts_for_date,
            ended_utc=session.started_utc,
            offset_s=session.started_offset_s,
            session_uuid=session.uuid,
        )
    walked_ms = walk.walked_ms
    if said.walked_min != walked_min:
        walked_ms = None if said.walked_min is None else said.walked_min * _MINUTE_MS
    return replace(walk, walked_ms=walked_ms, pain=said.pain_walking)
