"""What is read of the history: sessions with all they consist of, walks, and sums.

Everything is asked for by the dates it counts for, both ends included; None is without an end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from stretchtimer.engine.model import Side
from stretchtimer.storage.history.columns import (
    DELETED,
    GAP,
    HOLD,
    PAUSE,
    SESSION,
    WALK,
    Values,
    session_row,
    side_of,
    walk_row,
)
from stretchtimer.storage.history.rows import SessionRow, WalkRow

if TYPE_CHECKING:
    import sqlite3


class Kind(NamedTuple):
    """Entries of one kind: their table and columns."""

    table: str
    columns: tuple[str, ...]


SESSIONS = Kind("sessions", tuple(SESSION))
WALKS = Kind("walks", tuple(WALK))
TOMBS = Kind("deleted", tuple(DELETED))


class Raw(NamedTuple):
    """One entry as plain values; see ``columns``."""

    kind: Kind
    values: Values
    holds: tuple[Values, ...] = ()
    pauses: tuple[Values, ...] = ()
    gaps: tuple[Values, ...] = ()


@dataclass(frozen=True)
class HeldSum:
    """All that was held of a stretch on one side in some time; times in milliseconds.

    Where all of it was counted, it also has how often it was planned and done.
    """

    stretch_id: str
    stretch_name: str
    side: Side | None
    holds: int
    planned_ms: int
    held_ms: int
    planned_times: int | None = None
    done_times: int | None = None


_PARTS = (
    ("holds", HOLD, "part.position"),
    ("pauses", PAUSE, "part.position"),
    ("gaps", GAP, "part.at_utc, part.gap_ms"),
)


def raw_sessions(
    connection: sqlite3.Connection,
    where: str = "",
    values: Values = (),
    *,
    parts: bool = True,
    limit: int = -1,
    order: str = "sessions.started_utc, sessions.uuid",
) -> Iterator[Raw]:
    """Sessions in the order of their start, or the latest ``limit`` of them, the latest first."""
    if limit >= 0:
        order = "sessions.started_utc DESC, sessions.uuid DESC"
        # True of each; without it SQLite may sort all there are, for the sake of one.
        where = f"{where} {'AND' if where else 'WHERE'} sessions.started_utc > ''"
    chosen = f"FROM sessions {where} ORDER BY {order} LIMIT {limit}"
    columns = ", ".join(SESSION)
    rows = connection.execute(f"SELECT {columns} {chosen}", values)
    if not parts:
        for row in rows:
            yield Raw(SESSIONS, row)
        return
    groups = []
    for table, names, within in _PARTS:
        some = ", ".join(f"part.{name}" for name in names)
        query = (
            f"SELECT sessions.uuid, {some} FROM (SELECT uuid, started_utc {chosen}) AS sessions "
            f"CROSS JOIN {table} AS part ON part.session_uuid = sessions.uuid "
            f"ORDER BY {order}, {within}"
        )
        groups.append(_Groups(connection.execute(query, values)))
    for row in rows:
        yield Raw(SESSIONS, row, *(group.take(row[0]) for group in groups))


class _Groups:
    """The parts of each session, of rows that come in the order of the sessions."""

    def __init__(self, rows: Iterable[Values]) -> None:
        self._groups = groupby(rows, key=itemgetter(0))
        self._next = next(self._groups, None)

    def take(self, uuid: str) -> tuple[Values, ...]:
        if self._next is None or self._next[0] != uuid:
            return ()
        found = tuple(row[1:] for row in self._next[1])
        self._next = next(self._groups, None)
        return found


def raw_walks(
    connection: sqlite3.Connection, where: str = "", values: Values = ()
) -> Iterator[Raw]:
    """Walks in the order of their days."""
    names = ", ".join(WALK)
    order = "counts_for_date, COALESCE(ended_utc, started_utc), uuid"
    for row in connection.execute(f"SELECT {names} FROM walks {where} ORDER BY {order}", values):
        yield Raw(WALKS, row)


def raw_everything(connection: sqlite3.Connection) -> Iterator[Raw]:
    """All there is, in an order that depends on nothing else."""
    # In the order of the ids another file takes them in much faster: its indices are in that, too.
    yield from raw_sessions(connection, order="sessions.uuid")
    yield from raw_walks(connection)
    for row in connection.execute("SELECT uuid, revision FROM deleted ORDER BY uuid"):
        yield Raw(TOMBS, row)


def between(since: date | None, until: date | None) -> tuple[str, Values]:
    """The condition for the dates, and its values."""
    asked = [
        (f"counts_for_date {sign} ?", day.isoformat())
        for sign, day in ((">=", since), ("<=", until))
        if day is not None
    ]
    where = " AND ".join(condition for condition, _ in asked)
    return where and f"WHERE {where}", tuple(day for _, day in asked)


def last_days(connection: sqlite3.Connection) -> dict[str, date]:
    """For each routine the latest day on which it was done."""
    rows = connection.execute(
        "SELECT routine_id, max(counts_for_date) FROM sessions GROUP BY routine_id"
    )
    return {routine_id: date.fromisoformat(day) for routine_id, day in rows}


def session_of(raw: Raw) -> SessionRow:
    return session_row(raw.values, raw.holds, raw.pauses, raw.gaps)


def walk_of(raw: Raw) -> WalkRow:
    return walk_row(raw.values)


def sums(
    connection: sqlite3.Connection, since: date | None, until: date | None
) -> tuple[HeldSum, ...]:
    """What was held of each stretch and side, in the order in which they were last held."""
    where, values = between(since, until)
    # A hold that was begun anew, also in a session that goes on with another, was planned once.
    once = (
        "SELECT stretch_id, stretch_name, side, MAX(holds.planned_ms) AS planned_ms, "
        "SUM(holds.held_ms) AS held_ms, MAX(holds.ended_utc) AS latest, "
        f"{_all_of('planned_repetitions', 'MAX')} AS planned_times, "
        f"{_all_of('done_repetitions', 'SUM')} AS done_times "
        f"FROM sessions CROSS JOIN holds ON session_uuid = uuid {where} "
        "GROUP BY COALESCE(continues_uuid, uuid), stretch_id, side, repetition, round"
    )
    rows = connection.execute(
        # Of a bare column SQLite gives the value beside the greatest of MAX.
        "SELECT stretch_id, stretch_name, side, COUNT(*), SUM(planned_ms), SUM(held_ms), "
        f"MAX(latest) AS at, {_all_of('planned_times', 'SUM')}, {_all_of('done_times', 'SUM')} "
        f"FROM ({once}) GROUP BY stretch_id, side ORDER BY at, stretch_id, side",
        values,
    )
    return tuple(
        HeldSum(stretch_id, name, side_of(side), count, planned_ms, held_ms, *times)
        for stretch_id, name, side, count, planned_ms, held_ms, _, *times in rows
    )


def _all_of(column: str, sum_: str) -> str:
    """What makes one value of a column, and none where it is missing in any row."""
    return f"CASE WHEN COUNT({column}) = COUNT(*) THEN {sum_}({column}) END"
