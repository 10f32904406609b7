"""What is changed in the history: entries put, deleted and joined with those of another file.

Two copies of an entry are joined by one rule: the one of the higher revision is it; of two that
are equally new the one that was seen later, and at last the one whose values come later in the
alphabet. An entry that was deleted stays so unless a copy is at least as new as that. So it does
not matter in which order, or how often, files are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchtimer.storage.history.columns import (
    GAPS_KEY,
    HOLDS_KEY,
    LAST_SEEN,
    PAUSES_KEY,
    REVISION_OF_SESSION,
    REVISION_OF_WALK,
    SESSION,
    gap_values,
    hold_values,
    insert,
    pause_values,
    session_values,
    walk_values,
)
from stretchtimer.storage.history.reading import (
    SESSIONS,
    TOMBS,
    WALKS,
    Kind,
    Raw,
    raw_sessions,
    raw_walks,
)
from stretchtimer.storage.history.rows import SessionRow, WalkRow

if TYPE_CHECKING:
    import sqlite3

_BATCH = 500
_KINDS = (SESSIONS, WALKS, TOMBS)


@dataclass(frozen=True)
class Merged:
    """How many entries joining has added, changed and deleted."""

    added: int = 0
    changed: int = 0
    deleted: int = 0


def raw_of(entry: SessionRow | WalkRow) -> Raw:
    """The entry as plain values."""
    if isinstance(entry, WalkRow):
        return Raw(WALKS, walk_values(entry))
    return Raw(
        SESSIONS,
        session_values(entry),
        tuple(map(hold_values, entry.holds)),
        tuple(map(pause_values, entry.pauses)),
        tuple(map(gap_values, entry.gaps)),
    )


def known_revision(connection: sqlite3.Connection, uuid: str) -> int:
    """The highest revision that was ever given to the entry here; 0 where it is not known."""
    union = " UNION ALL ".join(
        f"SELECT revision FROM {kind.table} WHERE uuid = :uuid" for kind in _KINDS
    )
    row = connection.execute(f"SELECT MAX(revision) FROM ({union})", {"uuid": uuid}).fetchone()
    return int(row[0] or 0)


def store(connection: sqlite3.Connection, raws: Sequence[Raw]) -> None:
    """Puts entries in, in place of those of the same ids."""
    # Up to Python 3.12 ``executemany`` knows INSERT by the rules of the locale, in which I and i
    # need not be the same letter, as in Turkish; REPLACE it knows everywhere.
    for kind in _KINDS:
        rows = [raw.values for raw in raws if raw.kind is kind]
        connection.executemany(insert(kind.table, kind.columns, "REPLACE"), rows)
    sessions = [raw for raw in raws if raw.kind is SESSIONS]
    holds = [(raw.values[0], *hold) for raw in sessions for hold in raw.holds]
    connection.executemany(insert("holds", HOLDS_KEY, "REPLACE"), holds)
    pauses = [
        (raw.values[0], position, *pause)
        for raw in sessions
        for position, pause in enumerate(raw.pauses, 1)
    ]
    connection.executemany(insert("pauses", PAUSES_KEY, "REPLACE"), pauses)
    gaps = [(raw.values[0], *gap) for raw in sessions for gap in raw.gaps]
    connection.executemany(insert("gaps", GAPS_KEY, "REPLACE"), gaps)


class RowCounts(NamedTuple):
    """How many rows a session has in each table."""

    sessions: int
    holds: int
    pauses: int
    gaps: int


def counts_of(connection: sqlite3.Connection, uuid: str) -> RowCounts:
    """How many rows are there."""
    row = connection.execute(
        "SELECT (SELECT COUNT(*) FROM sessions WHERE uuid = :uuid), "
        "(SELECT COUNT(*) FROM holds WHERE session_uuid = :uuid), "
        "(SELECT COUNT(*) FROM pauses WHERE session_uuid = :uuid), "
        "(SELECT COUNT(*) FROM gaps WHERE session_uuid = :uuid)",
        {"uuid": uuid},
    ).fetchone()
    return RowCounts(*row)


_RUNNING = (
    *("ended_utc", "ended_offset_s", "completed", "last_seen_utc", "as_run"),
    *("next_stretch_id", "next_side", "next_round"),
)
"""What changes of a session while it goes on; all else may have been changed by the person."""


def write_on(
    connection: sqlite3.Connection, session: SessionRow, present: RowCounts | None
) -> None:
    """Adds what the file lacks of the session; ``present`` is None where that is not known."""
    running = ", ".join(f"{name} = excluded.{name}" for name in _RUNNING)
    connection.execute(
        f"{insert('sessions', SESSION)} ON CONFLICT (uuid) DO UPDATE SET {running}",
        session_values(session),
    )
    # The last one that is there may have gone on since.
    first = max(0, present.holds - 1) if present else 0
    for hold in session.holds[first:]:
        connection.execute(
            f"{insert('holds', HOLDS_KEY)} ON CONFLICT (session_uuid, position) "
            "DO UPDATE SET planned_ms = excluded.planned_ms, held_ms = excluded.held_ms, "
            "done_repetitions = excluded.done_repetitions, ended_utc = excluded.ended_utc",
            (session.uuid, *hold_values(hold)),
        )
    first = max(0, present.pauses - 1) if present else 0
    for position, pause in enumerate(session.pauses[first:], first + 1):
        connection.execute(
            f"{insert('pauses', PAUSES_KEY)} ON CONFLICT (session_uuid, position) "
            "DO UPDATE SET paused_ms = excluded.paused_ms",
            (session.uuid, position, *pause_values(pause)),
        )
    if present is None or present.gaps != len(session.gaps):
        connection.execute("DELETE FROM gaps WHERE session_uuid = ?", (session.uuid,))
        for gap in session.gaps:
            connection.execute(insert("gaps", GAPS_KEY), (session.uuid, *gap_values(gap)))


def find(connection: sqlite3.Connection, uuid: str) -> Raw | None:
    """The session or walk of that id."""
    for read in (raw_sessions, raw_walks):
        for raw in read(connection, "WHERE uuid = ?", (uuid,)):
            return raw
    return None


def bury(connection: sqlite3.Connection, uuid: str) -> None:
    """Deletes the entry, and notes that it was."""
    tomb = Raw(TOMBS, (uuid, known_revision(connection, uuid) + 1))
    _remove(connection, [uuid])
    store(connection, [tomb])


def _remove(connection: sqlite3.Connection, uuids: Iterable[str]) -> None:
    for uuid in uuids:
        connection.execute("DELETE FROM sessions WHERE uuid = ?", (uuid,))
        connection.execute("DELETE FROM walks WHERE uuid = ?", (uuid,))


def empty(connection: sqlite3.Connection) -> None:
    """Deletes every entry, and every trace of one."""
    for table in ("gaps", "pauses", "holds", *(kind.table for kind in _KINDS)):
        connection.execute(f"DELETE FROM {table}")


def merge(connection: sqlite3.Connection, raws: Iterable[Raw]) -> Merged:
    """Joins the entries with what is there."""
    total = Merged()
    coming = iter(raws)
    while batch := list(islice(coming, _BATCH)):
        one = _merge_batch(connection, _newest_each(batch))
        total = Merged(
            total.added + one.added, total.changed + one.changed, total.deleted + one.deleted
        )
    return total


def _merge_batch(connection: sqlite3.Connection, batch: Sequence[Raw]) -> Merged:
    uuids = tuple({raw.values[0] for raw in batch})
    marks = f"WHERE uuid IN ({', '.join('?' * len(uuids))})"
    tombs: dict[str, int] = dict(
        connection.execute(f"SELECT uuid, revision FROM deleted {marks}", uuids)
    )
    here = {
        (kind.table, row[0]): row[1:]
        for kind, more in ((SESSIONS, ", COALESCE(last_seen_utc, '')"), (WALKS, ", ''"))
        for row in connection.execute(
            f"SELECT uuid, revision{more} FROM {kind.table} {marks}", uuids
        )
    }
    newer_tombs = [
        raw for raw in batch if raw.kind is TOMBS and raw.values[1] > tombs.get(raw.values[0], 0)
    ]
    tombs |= {raw.values[0]: raw.values[1] for raw in newer_tombs}
    added, changed, alike = [], [], []
    for raw in batch:
        uuid = raw.values[0]
        if raw.kind is TOMBS or _age(raw)[0] < tombs.get(uuid, 0):
            continue
        present = here.get((raw.kind.table, uuid))
        if present is None:
            added.append(raw)
        elif _age(raw) > present:
            changed.append(raw)
        elif _age(raw) == present:
            alike.append(raw)
    changed += _later_of(connection, alike)
    buried = {
        uuid for (_table, uuid), (revision, _seen) in here.items() if revision < tombs.get(uuid, 0)
    } - {raw.values[0] for raw in changed}
    _remove(connection, buried)
    store(connection, [*newer_tombs, *added, *changed])
    return Merged(len(added), len(changed), len(buried))


def _newest_each(batch: Sequence[Raw]) -> list[Raw]:
    """Of copies of one entry the newest."""
    newest: dict[tuple[str, str], Raw] = {}
    for raw in batch:
        key = raw.kind.table, raw.values[0]
        if key not in newest or _rank(raw) > _rank(newest[key]):
            newest[key] = raw
    return list(newest.values())


def _later_of(connection: sqlite3.Connection, alike: Sequence[Raw]) -> list[Raw]:
    """Those whose values come later in the alphabet than the ones that are there."""
    there: dict[tuple[Kind, str], Raw] = {}
    for kind, read in ((SESSIONS, raw_sessions), (WALKS, raw_walks)):
        uuids = tuple(raw.values[0] for raw in alike if raw.kind is kind)
        if uuids:
            marks = ", ".join("?" * len(uuids))
            for raw in read(connection, f"WHERE uuid IN ({marks})", uuids):
                there[kind, raw.values[0]] = raw
    return [
        raw
        for raw in alike
        if raw != (other := there[raw.kind, raw.values[0]]) and _rank(raw) > _rank(other)
    ]


def _rank(raw: Raw) -> tuple[int, str, str]:
    return (*_age(raw), repr(raw[1:]))


def _age(raw: Raw) -> tuple[int, str]:
    """How new a copy is."""
    values: tuple[Any, ...] = raw.values
    if raw.kind is SESSIONS:
        return values[REVISION_OF_SESSION], values[LAST_SEEN] or ""
    return values[REVISION_OF_WALK if raw.kind is WALKS else 1], ""
