"""Sessions as they are logged, and logs as others leave them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history.rows import (
    GapRow,
    HoldRow,
    PauseRow,
    Place,
    SessionRow,
)
from stretchtimer.storage.history.schema import MIGRATIONS
from tests.storage.routines.routine_files import DATA

REPOSITORY = Path(__file__).resolve().parents[3]
DAY = date(2026, 3, 1)
EAST = timezone(timedelta(hours=2))
START = datetime(2026, 3, 1, 8, 30, 0, 123_000, EAST)
KNEES = HoldRow(
    1,
    Held("knee-hug", "Knee hug", None, 1, 1, 25_000, 24_900),
    START + timedelta(seconds=40),
)
TWIST = HoldRow(
    2,
    Held("spinal-twist", "Spinal twist", Side.RIGHT, 1, 2, 30_000, 12_345),
    START + timedelta(seconds=200),
)
GAP = GapRow(START + timedelta(seconds=50), 61_000)
PAUSE = PauseRow(START + timedelta(seconds=111), 5_000)
WALK = SessionRow(
    uuid="6f1c1f0e-0000-4000-8000-00000000000a",
    routine_id="post-walk",
    routine_name="After your walk",
    routine_digest="0123",
    started_utc=START,
    started_offset_s=7_200,
    counts_for_date=DAY,
    planned_ms=337_000,
    last_seen_utc=START,
    as_run="{}",
    next_place=Place("spinal-twist", Side.RIGHT, 2),
    continues_uuid="6f1c1f0e-0000-4000-8000-000000000009",
    pain_before=4,
    note="a note",
)
DONE = replace(
    WALK,
    ended_utc=START + timedelta(seconds=300),
    ended_offset_s=3_600,
    completed=True,
    last_seen_utc=START + timedelta(seconds=300),
    as_run=None,
    next_place=None,
    holds=(KNEES, TWIST),
    pauses=(PAUSE,),
    gaps=(GAP,),
)
SAMPLE = (DATA / "history-1.sql").read_text(encoding="utf-8")
SIDES = ["history.db-shm", "history.db-wal"]
NEXT = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN more TEXT",))


def today() -> date:
    return DAY


def sample(path: Path, *more: str) -> bytes:
    """A file of version 1 and its bytes."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SAMPLE + ";".join(more))
    return path.read_bytes()


def names(path: Path) -> list[str]:
    return sorted(sibling.name for sibling in path.parent.iterdir())


def value(path: Path, query: str) -> Any:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchone()[0]
