"""A backup a day, seven kept; going back to one; and what is rescued of a damaged file."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.history import backup, database
from stretchtimer.storage.history.backup import backup_of, backups
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.schema import MIGRATIONS
from tests.storage.history.entries import DAY, hold, session, walk
from tests.storage.routines.routine_files import DATA
from tests.wording import all_said, refused


class Day:
    """The day it is; a test lets it become another."""

    def __init__(self) -> None:
        self.day = DAY

    def __call__(self) -> date:
        return self.day

    def later(self, days: int = 1) -> None:
        self.day += timedelta(days=days)


@pytest.fixture
def day() -> Day:
    return Day()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.db"


@pytest.fixture
def history(path: Path, day: Day) -> Iterator[History]:
    history = History(path, day)
    yield history
    history.close()


def kept_days(path: Path) -> list[str]:
    return [one.stem.removeprefix("history-") for one in backups(path)]


def ids(history: History) -> list[str]:
    return [row.uuid for row in history.sessions()]


def test_each_day_has_a_backup_of_what_was_there_before_it(
    path: Path, history: History, day: Day
) -> None:
    history.put(session("first"))
    assert backups(path) == []
    day.later()
    history.put(session("second"))
    history.put(session("third"))
    assert kept_days(path) == ["2026-03-02"]
    with closing(History(backups(path)[0], day)) as copy:
        assert ids(copy) == ["first"]


def test_the_last_seven_are_kept(path: Path, history: History, day: Day) -> None:
    for number in range(10):
        history.put(session(str(number)))
        history.close()
        day.later()
    assert kept_days(path) == [f"2026-03-{number:02}" for number in range(10, 3, -1)]
    assert sorted(one.suffix for one in backups(path)[0].parent.iterdir()) == [".db"] * 7


def test_what_a_program_left_that_was_killed_while_copying_is_removed_by_the_next_backup(
    path: Path, history: History, day: Day
) -> None:
    history.put(session("first"))
    folder = path.with_name("backups")
    folder.mkdir()
    old, new, foreign = (
        folder / name
        for name in (
            ".history-2026-02-28.db.abc.tmp-journal",
            ".history-2026-03-01.db.def.tmp",
            ".somebody.tmp",
        )
    )
    for one in (old, new, foreign):
        one.touch()
    for one in (old, foreign):
        long_ago_s = new.stat().st_mtime - 86_400
        os.utime(one, (long_ago_s, long_ago_s))
    day.later()
    history.put(session("second"))
    assert kept_days(path) == ["2026-03-02"]
    # What is recent another program may be at just now.
    assert (old.exists(), new.exists(), foreign.exists()) == (False, True, True)


def test_a_record_of_nothing_pushes_out_no_backup(path: Path, history: History, day: Day) -> None:
    history.put(session())
    day.later()
    history.sessions()
    history.remove("a")
    day.later()
    history.sessions()
    assert kept_days(path) == ["2026-03-02"]


def test_a_backup_that_cannot_be_made_is_told_and_holds_nothing_up(
    path: Path, history: History, day: Day
) -> None:
    history.put(session("first"))
    day.later()
    backup.folder_of(path).touch()
    history.put(session("second"))
    assert ids(history) == ["first", "second"]
    (words,) = all_said(history.take_notes())
    assert words.startswith(
        f"Today's backup of {path} could not be made. {path} could not be used: "
    )
    assert backups(path) == []


def test_one_goes_back_to_the_latest_backup_or_to_that_of_a_day(
    path: Path, history: History, day: Day
) -> None:
    for number in range(3):
        history.put(session(str(number)))
        day.later()
    kept = history.restore(backup_of(path, DAY + timedelta(days=1)))
    assert ids(history) == ["0"]
    assert kept == path.with_name("history.replaced-2026-03-04.db")
    with closing(History(kept, day)) as before:
        assert ids(before) == ["0", "1", "2"]
    history.restore(backup_of(path, None))
    assert ids(history) == ["0"]
    assert kept_days(path)[0] == "2026-03-04"


def test_one_goes_back_where_the_record_is_gone(path: Path, history: History, day: Day) -> None:
    history.put(session())
    day.later()
    history.sessions()
    history.close()
    path.unlink()
    assert history.restore(backup_of(path, None)) is None
    assert ids(history) == ["a"]


def test_a_day_without_a_backup_is_told(path: Path) -> None:
    with refused("There is no backup from that day in"):
        backup_of(path, DAY)


def test_a_damaged_backup_is_refused_and_the_record_stays(
    path: Path, history: History, day: Day
) -> None:
    history.put(session())
    other = path.with_name("other.db")
    other.write_bytes(b"x" * 5_000)
    with refused("The backup .*other.db could not be used: it is damaged"):
        history.restore(other)
    assert ids(history) == ["a"]


def test_a_backup_that_cannot_be_put_in_place_leaves_the_record(
    path: Path, history: History, day: Day, monkeypatch: pytest.MonkeyPatch
) -> None:
    history.put(session("first"))
    day.later()
    history.put(session("second"))

    def refuse(*_: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(backup, "_put", refuse)
    for is_there in (True, False):
        with refused("the disk is full"):
            history.restore(backup_of(path, None))
        if is_there:
            assert ids(history) == ["first", "second"]
            history.close()
            path.unlink()


def damage(path: Path, start: int, end: int | None = None) -> None:
    """Makes rubbish of a part of the file."""
    data = bytearray(path.read_bytes())
    end = len(data) if end is None else end
    data[start:end] = b"\xee" * (end - start)
    path.write_bytes(data)


def filled(history: History, count: int) -> None:
    for number in range(count):
        history.put(session(f"{number:03}", number, (hold(1), hold(2))))
    history.put(walk())
    history.close()


def test_what_can_be_read_of_a_damaged_file_is_rescued_and_told(
    path: Path, history: History, day: Day
) -> None:
    filled(history, 200)
    size = path.stat().st_size
    damage(path, size - 3 * 4_096, size - 2 * 4_096)
    rescued = history.sessions()
    (words,) = all_said(history.take_notes())
    assert "it is damaged. It was moved to" in words
    assert f"{len(rescued) + len(history.walks())} entries were recovered" in words
    assert len(rescued) > 100
    with closing(History(path.with_name("fresh.db"), day)) as fresh:
        filled(fresh, 200)
        known = {row.uuid: row for row in fresh.sessions()}
    assert all(known[row.uuid] == replace(row, holds=known[row.uuid].holds) for row in rescued)


def test_what_is_lost_of_a_damaged_file_comes_from_the_backup(
    path: Path, history: History, day: Day
) -> None:
    filled(history, 5)
    day.later()
    history.sessions()
    history.close()
    damage(path, 0)
    assert len(history.sessions()) == 5
    assert len(history.walks()) == 1
    assert (
        "6 entries were recovered from it and the last backup" in all_said(history.take_notes())[0]
    )


def test_a_backup_that_is_damaged_too_is_passed_over(
    path: Path, history: History, day: Day
) -> None:
    filled(history, 3)
    for _ in range(2):
        day.later()
        history.sessions()
    history.close()
    damage(path, 0)
    damage(backups(path)[0], 0)
    assert len(history.sessions()) == 3


def test_a_damaged_file_without_a_backup_that_nothing_can_be_read_of_is_begun_afresh(
    path: Path, history: History
) -> None:
    history.put(session())
    history.close()
    damage(path, 0)
    assert history.sessions() == ()
    assert all_said(history.take_notes())[0].endswith("and a new one was started.")


def test_a_file_of_the_first_version_is_rescued_as_well(path: Path, history: History) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "history-1.sql").read_text("utf-8"))
        connection.execute("DROP TABLE gaps")
    assert [len(row.holds) for row in history.sessions()] == [2, 0]
    (words,) = all_said(history.take_notes())
    assert "a part of it is missing" in words
    assert "2 entries were recovered" in words


def test_rows_that_cannot_be_are_not_rescued(path: Path, history: History) -> None:
    filled(history, 2)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE sessions SET started_utc = 'long ago' WHERE uuid = '000'")
        connection.execute("DROP TABLE pauses")
    assert ids(history) == ["001"]


def test_what_cannot_be_copied_for_reading_is_left_aside(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(history, 2)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE pauses")

    def refuse(*_: Any) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", refuse)
    assert history.sessions() == ()
    assert path.with_name("history.damaged-2026-03-01.db").exists()


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Has every file be taken for a large one, which is not looked through for nothing."""
    monkeypatch.setattr(database, "_SMALL", 0)


@pytest.mark.usefixtures("large")
def test_damage_in_a_large_file_is_met_when_it_is_read_and_then_rescued(
    path: Path, history: History
) -> None:
    filled(history, 200)
    size = path.stat().st_size
    damage(path, size - 6 * 4_096, size - 4_096)
    assert len(history.sessions()) > 20
    (words,) = all_said(history.take_notes())
    assert "recovered from it" in words


@pytest.mark.usefixtures("large")
def test_damage_in_a_large_file_that_was_not_closed_tidily_is_met_at_once(
    path: Path, history: History, day: Day
) -> None:
    filled(history, 200)
    size = path.stat().st_size
    damage(path, size - 6 * 4_096, size - 4_096)
    path.with_name("history.db-wal").touch()
    history.latest()
    assert "recovered from it" in all_said(history.take_notes())[0]


@pytest.mark.usefixtures("large")
def test_a_large_file_that_stays_damaged_is_told(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(history, 2)

    def broken(*_: Any) -> NoReturn:
        raise sqlite3.DatabaseError("database disk image is malformed")

    monkeypatch.setattr("stretchtimer.storage.history.reading.sums", broken)
    with pytest.raises(UserError):
        history.sums()
    assert ids(history) == ["000", "001"]


def test_the_sample_of_version_2_is_read(path: Path, history: History) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((DATA / "history-2.sql").read_text("utf-8"))
    walk_, evening = history.sessions()
    assert (walk_.pain_before, walk_.pain_after, walk_.note) == (5, 3, "stiff today")
    assert walk_.started_local.isoformat() == "2026-02-28T02:30:00+01:00"
    assert walk_.holds[1].held.done_repetitions == 8
    assert [pause.paused_ms for pause in walk_.pauses] == [5_000]
    assert evening.next_place is not None
    assert (evening.next_place.stretch_id, evening.continues_uuid) == ("spinal-twist", walk_.uuid)
    along, going_on = history.walks()
    assert (along.walked_ms, along.pain, going_on.ended_utc) == (2_400_000, 4, None)
    with history.everything() as found:
        assert [raw.values for raw in found][-1] == ("6f1c1f0e-0000-4000-8000-000000000005", 3)
    assert history.take_notes() == ()


def test_a_new_file_has_the_tables_of_the_sample_of_version_2(path: Path, tmp_path: Path) -> None:
    assert len(MIGRATIONS) == 2, "a new version needs a sample of its own"
    tables = []
    for name in ("new.db", "sample.db"):
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            if name == "sample.db":
                connection.executescript((DATA / "history-2.sql").read_text("utf-8"))
            else:
                database.open_database(tmp_path / name, lambda: DAY)[0].close()
            rows = connection.execute(
                "SELECT name, (SELECT group_concat(one.name || one.type || one.pk || "
                "\"notnull\" || COALESCE(dflt_value, '')) FROM pragma_table_info(m.name) AS one) "
                "FROM sqlite_master AS m ORDER BY name"
            )
            tables.append(rows.fetchall())
    assert tables[0] == tables[1]
