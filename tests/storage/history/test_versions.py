"""A log of an earlier version is upgraded with a copy kept, one of a newer version left alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage.history import database
from stretchtimer.storage.history.database import open_database
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import (
    GapRow,
    HoldRow,
    SessionRow,
)
from stretchtimer.storage.history.schema import MIGRATIONS
from tests.storage.history.samples import NEXT, SIDES, WALK, names, sample, today, value
from tests.wording import refused


def test_the_sample_of_version_1_is_read(path: Path, history: History) -> None:
    sample(path)
    walk, evening = history.sessions()
    start = datetime(2026, 2, 28, 1, 30, tzinfo=timezone.utc)
    knees = Held("knee-hug", "Knee hug", None, 1, 1, 25_000, 25_000)
    twist = Held("spinal-twist", "Spinal twist", Side.LEFT, 1, 1, 30_000, 12_345)
    assert walk == SessionRow(
        uuid="6f1c1f0e-0000-4000-8000-000000000001",
        routine_id="post-walk",
        routine_name="After your walk",
        started_utc=start,
        counts_for_date=date(2026, 2, 27),
        planned_ms=337_000,
        ended_utc=start + timedelta(minutes=5, milliseconds=37_250),
        completed=True,
        holds=(
            HoldRow(1, knees, start + timedelta(seconds=40)),
            HoldRow(2, twist, start + timedelta(milliseconds=90_500)),
        ),
        gaps=(GapRow(start + timedelta(seconds=60), 61_000),),
    )
    assert (evening.routine_id, evening.ended_utc, evening.holds) == ("evening", None, ())
    assert names(path) == ["backups", "history.db", *SIDES, "history.version-1.db"]
    kept = path.with_name("history.version-1.db")
    assert value(kept, "SELECT COUNT(*) FROM holds") == 2


def test_a_new_file_has_the_tables_of_the_sample(path: Path, tmp_path: Path) -> None:
    query = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)"
    sample(tmp_path / "sample.db")
    for file, versions in ((path, MIGRATIONS[:1]), (tmp_path / "sample.db", MIGRATIONS[:1])):
        open_database(file, today, versions)[0].close()
    tables = [" ".join(value(file, query).split()) for file in (path, tmp_path / "sample.db")]
    assert tables[0] == tables[1]


def test_a_migration_keeps_what_is_there_and_copies_the_file_before(path: Path) -> None:
    sample(path)
    connection, note = open_database(path, today, NEXT)
    with closing(connection):
        assert connection.execute("SELECT COUNT(*), COUNT(more) FROM sessions").fetchone() == (2, 0)
    assert note is None
    assert value(path, "PRAGMA user_version") == len(NEXT)
    assert names(path) == ["history.db", "history.version-1.db", "history.version-2.db"]
    copy = path.with_name("history.version-1.db")
    assert value(copy, "PRAGMA user_version") == 1
    assert value(copy, "SELECT COUNT(*) FROM holds") == 2


def test_a_migration_that_fails_half_way_changes_nothing(path: Path) -> None:
    before = sample(path)
    broken = (*MIGRATIONS[:1], ("DROP TABLE gaps", "ALTER TABLE absent ADD COLUMN x"))
    with refused(r"could not be used: no such table: absent\. Its contents"):
        open_database(path, today, broken)
    assert value(path, "SELECT COUNT(*) FROM gaps") == 1
    assert value(path, "PRAGMA user_version") == 1
    assert len(path.read_bytes()) == len(before)


def test_a_migration_that_another_program_did_meanwhile_is_not_done_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(path)
    really = database.copy_to

    def slowly(connection: sqlite3.Connection, target: Path) -> None:
        really(connection, target)
        monkeypatch.setattr(database, "copy_to", really)
        open_database(path, today, NEXT)[0].close()

    monkeypatch.setattr(database, "copy_to", slowly)
    open_database(path, today, NEXT)[0].close()
    assert value(path, "PRAGMA user_version") == len(NEXT)
    assert value(path, "SELECT COUNT(*) FROM sessions") == 2


def test_a_newer_version_is_refused_and_stays_as_it_is(path: Path, history: History) -> None:
    before = sample(path, "PRAGMA user_version = 99", "PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    for use in (history.sessions, lambda: history.write(WALK)):
        with refused("newer version of Stretch Timer. It is unchanged"):
            use()
    assert path.read_bytes() == before
    assert {name.partition("-")[0] for name in names(path)} == {"history.db"}
