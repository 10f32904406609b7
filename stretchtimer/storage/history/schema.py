"""The tables of the history, as one list of frozen statements for each version.

A list that has been released is never changed; a new version adds a list to the end.
"""

from __future__ import annotations

APPLICATION_ID = 0x53747254
"""Stands in the file's header ("StrT"), so that it is not taken for somebody else's database."""

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
    (
        "ALTER TABLE sessions ADD COLUMN routine_digest TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN started_offset_s INTEGER",
        "ALTER TABLE sessions ADD COLUMN ended_offset_s INTEGER",
        "ALTER TABLE sessions ADD COLUMN last_seen_utc TEXT",
        "ALTER TABLE sessions ADD COLUMN as_run TEXT",
        "ALTER TABLE sessions ADD COLUMN next_stretch_id TEXT",
        "ALTER TABLE sessions ADD COLUMN next_side TEXT CHECK (next_side IN ('left', 'right'))",
        "ALTER TABLE sessions ADD COLUMN next_round INTEGER",
        "ALTER TABLE sessions ADD COLUMN continues_uuid TEXT",
        "ALTER TABLE sessions ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0 "
        "CHECK (by_hand IN (0, 1))",
        "ALTER TABLE sessions ADD COLUMN pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10)",
        "ALTER TABLE sessions ADD COLUMN pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10)",
        "ALTER TABLE sessions ADD COLUMN note TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN revision INTEGER NOT NULL DEFAULT 1",
        "ALTER TABLE holds ADD COLUMN planned_repetitions INTEGER CHECK (planned_repetitions >= 0)",
        "ALTER TABLE holds ADD COLUMN done_repetitions INTEGER CHECK (done_repetitions >= 0)",
        """
        CREATE TABLE pauses (
          session_uuid TEXT NOT NULL REFERENCES sessions (uuid) ON DELETE CASCADE,
          position INTEGER NOT NULL,
          at_utc TEXT NOT NULL,
          paused_ms INTEGER CHECK (paused_ms >= 0),
          PRIMARY KEY (session_uuid, position)
        )
        """,
        """
        CREATE TABLE walks (
          uuid TEXT NOT NULL PRIMARY KEY,
          counts_for_date TEXT NOT NULL,
          started_utc TEXT,
          ended_utc TEXT,
          offset_s INTEGER,
          walked_ms INTEGER CHECK (walked_ms >= 0),
          pain INTEGER CHECK (pain BETWEEN 0 AND 10),
          note TEXT NOT NULL DEFAULT '',
          session_uuid TEXT,
          revision INTEGER NOT NULL DEFAULT 1
        )
        """,
        """
        CREATE TABLE deleted (
          uuid TEXT NOT NULL PRIMARY KEY,
          revision INTEGER NOT NULL
        )
        """,
        "CREATE INDEX sessions_by_date ON sessions (counts_for_date)",
        "CREATE INDEX walks_by_date ON walks (counts_for_date)",
    ),
)

_FIRST = frozenset({"sessions", "holds", "gaps"})
TABLES = (frozenset[str](), _FIRST, _FIRST | {"pauses", "walks", "deleted"})
"""The tables that a file of each version has."""
