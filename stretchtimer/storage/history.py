"""What was really done: sessions with their holds and gaps, in one SQLite file.

Each fact is written when it happens, so that a crash loses nothing. Instants are UTC; the date
that a session counts for is the local one, and its day begins at four in the morning.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history_rows import GapRow, HoldRow, SessionRow

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

    ``today`` gives the date for setting a damaged file aside. Every method but ``close`` raises
    UserError when the file cannot be used: what it holds is kept. All are for one thread only.
    """

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._path = path
        self._today = today
        self._connection: sqlite3.Connection | None = None
        self.note = ""
        """One sentence where a damaged file was moved aside on opening, else empty."""

    def begin(
        self, routine_id: str, routine_name: str, started_local: datetime, planned_ms: int
    ) -> str:
        """Notes the start of a session and returns its UUID; the time needs its zone."""
        uuid = str(uuid4())
        self._write(
            "INSERT INTO sessions (uuid, routine_id, routine_name, started_utc, counts_for_date, "
            "planned_ms) VALUES (?, ?, ?, ?, ?, ?)",
            uuid,
            routine_id,
            routine_name,
            _utc_text(started_local),
            day_of(started_local).isoformat(),
            planned_ms,
        )
        return uuid

    def add_hold(self, uuid: str, held: Held, ended_utc: datetime) -> None:
        """Adds what was held; raises InternalError where there is no such session."""
        self._write(
            f"INSERT INTO holds ({_HOLD_COLUMNS}) SELECT uuid, "
            "(SELECT COUNT(*) + 1 FROM holds WHERE session_uuid = uuid), ?, ?, ?, ?, ?, ?, ?, ? "
            "FROM sessions WHERE uuid = ?",
            held.stretch_id,
            held.stretch_name,
            held.side and held.side.value,
            held.repetition,
            held.round,
            held.planned_ms,
            held.held_ms,
            _utc_text(ended_utc),
            uuid,
        )

    def add_gap(self, uuid: str, at_utc: datetime, gap_ms: int) -> None:
        """Adds a time that was slept through; raises InternalError without such a session."""
        self._write(
            "INSERT INTO gaps (session_uuid, at_utc, gap_ms) "
            "SELECT uuid, ?, ? FROM sessions WHERE uuid = ?",
            _utc_text(at_utc),
            gap_ms,
            uuid,
        )

    def end(self, uuid: str, ended_utc: datetime, completed: bool) -> None:
        """Notes the end of a session; raises InternalError where there is no such session."""
        self._write(
            "UPDATE sessions SET ended_utc = ?, completed = ? WHERE uuid = ?",
            _utc_text(ended_utc),
            int(completed),
            uuid,
        )

    def sessions(self) -> tuple[SessionRow, ...]:
        """All sessions, the earliest first; reading alone makes no file."""
        if self._connection is None and not self._path.exists():
            return ()
        from stretchtimer.storage.database import told

        connection = self._opened()
        with told(self._path):
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

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            from stretchtimer.storage.database import open_database

            self._connection, note = open_database(self._path, self._today)
            self.note = note or self.note
        return self._connection

    def _write(self, statement: str, *values: str | int | None) -> None:
        """Carries out one statement that must touch one row."""
        from stretchtimer.storage.database import told

        connection = self._opened()
        with told(self._path):
            before = connection.total_changes
            connection.execute(statement, values)
            # Up to Python 3.12 ``rowcount`` tells INSERT by the rules of the locale, in which I and
            # i need not be the same letter, as in Turkish.
            touched = connection.total_changes - before
        if touched != 1:
            raise InternalError(f"the history has no session {values[-1]}")


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
