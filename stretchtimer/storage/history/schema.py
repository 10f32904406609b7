"""The tables of the history, as one list of frozen statements for each version.

A list that has been released is never changed; a new version adds a list to the end.
"""

from __future__ import annotations

APPLICATION_ID = 0x53747254
"""Stands in the file's header ("StrT"), so that it is not taken for somebody else's database."""

TABLES = frozenset({"sessions", "holds", "gaps"})
"""What every version has."""

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        """
        CREATE TABLE sessions (
          uuid TEXT NOT NULL PRIMARY KEY,
          routine_id TEXT NOT NULL,
          routine_name TEXT NOT NULL,
          started_utc TEXT NOT NULL,
          counts_for_date TEXT NOT NULL,
          planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
          ended_utc TEXT,
          completed INTEGER NOT NULL DEFAULT 0 CHECK (completed IN (0, 1))
        )
        """,
        """
        CREATE TABLE holds (
          session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          stretch_id TEXT NOT NULL,
          stretch_name TEXT NOT NULL,
          side TEXT CHECK (side IN ('left', 'right')),
          repetition INTEGER NOT NULL,
          round INTEGER NOT NULL,
          planned_ms INTEGER NOT NULL CHECK (planned_ms >= 0),
          held_ms INTEGER NOT NULL CHECK (held_ms >= 0),
          ended_utc TEXT NOT NULL,
          PRIMARY KEY (session_uuid, position)
        )
        """,
        """
        CREATE TABLE gaps (
          session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
          at_utc TEXT NOT NULL,
          gap_ms INTEGER NOT NULL CHECK (gap_ms >= 0)
        )
        """,
        "CREATE INDEX gaps_of_session ON gaps (session_uuid)",
        "CREATE INDEX sessions_by_start ON sessions (started_utc)",
    ),
)
