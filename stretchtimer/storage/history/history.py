"""What was really done: sessions with their holds and gaps, in one SQLite file.

A session is written anew, as far as it has got, with each thing that happens: what a failed write
or another program has taken from the file is in it again with the next. Instants are UTC; the date
that a session counts for is the local one, and its day begins at four in the morning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import Side
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import Identity, identity
from stretchtimer.storage.faults import FileNotice
from stretchtimer.storage.history.rows import GapRow, HoldRow, SessionRow

if TYPE_CHECKING:
    import sqlite3

DAY_STARTS = timedelta(hours=4)

_SESSIONS = (
    "SELECT uuid, routine_id, routine_name, started_utc, counts_for_date, planned_ms, ended_utc, "
    "completed FROM sessions ORDER BY started_utc, uuid"
)
_HOLD_COLUMNS = (
    "session_uuid, position, stretch_id, stretch_name, side, repetition, round, planned_ms, "
    "held_ms, ended_utc"
)
_HOLDS = f"SELECT {_HOLD_COLUMNS} FROM holds ORDER BY session_uuid, position"
_GAPS = "SELECT session_uuid, at_utc, gap_ms FROM gaps ORDER BY session_uuid, at_utc"


def day_of(local: datetime) -> date:
    """The date that something at a local time counts for."""
    return (local - DAY_STARTS).date()


class History:
    """The history in the file at ``path``, which is opened when first needed.

    ``today`` gives the date for setting a damaged file aside. All but ``close`` and ``take_notes``
    raise UserError when the file cannot be used: what it holds is kept. For one thread only.
    """

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self.path = path
        self._today = today
        self._connection: sqlite3.Connection | None = None
        self._file: Identity | None = None
        self._written: dict[str, _Rows] = {}
        self._notes: list[Notice] = []

    def write(self, session: SessionRow) -> None:
        """Writes the session as far as it has got; raises InternalError where it cannot be so."""
        from stretchtimer.storage.history.database import told, transaction

        connection = self._opened()
        written = self._written.get(session.uuid)
        try:
            with told(self.path), transaction(connection):
                present = _rows_of(connection, session.uuid)
                _write(connection, session, present if present == written else None)
        except BaseException:
            # Whatever is wrong with the file is looked at when it is opened again.
            self.close()
            raise
        self._written[session.uuid] = _Rows(1, len(session.holds), len(session.gaps))
        if written not in (None, present):
            self._notes.append(Notice(FileNotice.SESSION_WRITTEN_AGAIN, path=self.path))

    def take_notes(self) -> tuple[Notice, ...]:
        """What there is to tell since the last time, such as a damaged file moved aside."""
        notes, self._notes = tuple(self._notes), []
        return notes

    def sessions(self) -> tuple[SessionRow, ...]:
        """All sessions, the earliest first; reading alone makes no file."""
        if self._connection is None and not self.path.exists():
            return ()
        from stretchtimer.storage.history.database import told

        connection = self._opened()
        with told(self.path):
            holds = defaultdict(list)
            for uuid, *values in connection.execute(_HOLDS):
                holds[uuid].append(_hold_row(tuple(values)))
            gaps = defaultdict(list)
            for uuid, at_utc, gap_ms in connection.execute(_GAPS):
                gaps[uuid].append(GapRow(datetime.fromisoformat(at_utc), gap_ms))
            return tuple(
                _session_row(row, tuple(holds[row[0]]), tuple(gaps[row[0]]))
                for row in connection.execute(_SESSIONS)
            )

    def close(self) -> None:
        """Closes the file; it is opened again when needed."""
        if self._connection is not None:
            from sqlite3 import Error

            # All is committed; what fails here is only the tidying up.
            with suppress(Error):
                self._connection.close()
            self._connection = None
            self._written = {}

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and identity(self.path) != self._file:
            self._give_up_the_file()
        if self._connection is None:
            from stretchtimer.storage.history.database import open_database

            self._connection, note = open_database(self.path, self._today)
            self._file = identity(self.path)
            if note:
                self._notes.append(note)
        return self._connection

    def _give_up_the_file(self) -> None:
        """Lets go of a file that is not the one of our name any more: removed, moved, replaced."""
        from sqlite3 import Error

        assert self._connection is not None
        # It gets what is its own, so that nothing of it is left beside the one of our name.
        with suppress(Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()
        self._notes.append(Notice(FileNotice.HISTORY_REPLACED, path=self.path))


class _Rows(NamedTuple):
    """How many rows a session has in each table."""

    sessions: int
    holds: int
    gaps: int


def _rows_of(connection: sqlite3.Connection, uuid: str) -> _Rows:
    row = connection.execute(
        "SELECT (SELECT COUNT(*) FROM sessions WHERE uuid = :uuid), "
        "(SELECT COUNT(*) FROM holds WHERE session_uuid = :uuid), "
        "(SELECT COUNT(*) FROM gaps WHERE session_uuid = :uuid)",
        {"uuid": uuid},
    ).fetchone()
    return _Rows(*row)


def _write(connection: sqlite3.Connection, session: SessionRow, present: _Rows | None) -> None:
    """Adds what the file lacks of the session; ``present`` is None where that is not known."""
    connection.execute(
        "INSERT INTO sessions (uuid, routine_id, routine_name, started_utc, counts_for_date, "
        "planned_ms, ended_utc, completed) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (uuid) "
        "DO UPDATE SET ended_utc = excluded.ended_utc, completed = excluded.completed",
        (
            session.uuid,
            session.routine_id,
            session.routine_name,
            _utc_text(session.started_utc),
            session.counts_for_date.isoformat(),
            session.planned_ms,
            session.ended_utc and _utc_text(session.ended_utc),
            int(session.completed),
        ),
    )
    # Up to Python 3.12 ``executemany`` and ``rowcount`` know INSERT by the rules of the locale, in
    # which I and i need not be the same letter, as in Turkish.
    for hold in session.holds[present.holds if present else 0 :]:
        connection.execute(
            f"INSERT INTO holds ({_HOLD_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (session_uuid, position) DO NOTHING",
            (
                session.uuid,
                hold.position,
                hold.stretch_id,
                hold.stretch_name,
                hold.side and hold.side.value,
                hold.repetition,
                hold.round,
                hold.planned_ms,
                hold.held_ms,
                _utc_text(hold.ended_utc),
            ),
        )
    if present is None or present.gaps != len(session.gaps):
        connection.execute("DELETE FROM gaps WHERE session_uuid = ?", (session.uuid,))
        for gap in session.gaps:
            connection.execute(
                "INSERT INTO gaps (session_uuid, at_utc, gap_ms) VALUES (?, ?, ?)",
                (session.uuid, _utc_text(gap.at_utc), gap.gap_ms),
            )


def _utc_text(instant: datetime) -> str:
    if instant.tzinfo is None:
        raise InternalError("an instant for the history needs its zone")
    return instant.astimezone(timezone.utc).isoformat(timespec="milliseconds")


def _session_row(
    row: tuple[Any, ...], holds: tuple[HoldRow, ...], gaps: tuple[GapRow, ...]
) -> SessionRow:
    uuid, routine_id, routine_name, started_utc, counts_for, planned_ms, ended_utc, completed = row
    return SessionRow(
        uuid,
        routine_id,
        routine_name,
        datetime.fromisoformat(started_utc),
        date.fromisoformat(counts_for),
        planned_ms,
        datetime.fromisoformat(ended_utc) if ended_utc else None,
        completed == 1,
        holds,
        gaps,
    )


def _hold_row(row: tuple[Any, ...]) -> HoldRow:
    position, stretch_id, name, side, repetition, round_, planned_ms, held_ms, ended_utc = row
    return HoldRow(
        position,
        stretch_id,
        name,
        Side(side) if side else None,
        repetition,
        round_,
        planned_ms,
        held_ms,
        datetime.fromisoformat(ended_utc),
    )
