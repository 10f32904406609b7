"""Tests of the history: what is written, and what happens when its file is not as it should be."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage import atomic
from stretchtimer.storage.faults import Reason
from stretchtimer.storage.history import database
from stretchtimer.storage.history.database import open_database
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import (
    GapRow,
    HoldRow,
    PauseRow,
    Place,
    SessionRow,
    day_of,
)
from stretchtimer.storage.history.schema import APPLICATION_ID, MIGRATIONS
from tests.desktop.needs import need
from tests.storage.routines.routine_files import DATA
from tests.wording import all_said, refused, said

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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data/history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    history = History(path, today)
    yield history
    history.close()


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


def test_a_session_is_told_with_its_holds_and_gaps_in_utc(history: History) -> None:
    history.write(DONE)
    (session,) = history.sessions()
    assert session == DONE
    assert session.started_utc.tzinfo is timezone.utc
    assert session.held_ms == 37_245
    assert history.take_notes() == ()


def test_a_session_that_is_written_at_each_step_is_there_once_and_whole(history: History) -> None:
    going_on = replace(TWIST, held=replace(TWIST.held, held_ms=1_000), ended_utc=START)
    steps = [
        WALK,
        replace(WALK, holds=(KNEES,)),
        replace(WALK, holds=(KNEES,), gaps=(GAP,)),
        replace(WALK, holds=(KNEES,), pauses=(replace(PAUSE, paused_ms=None),), gaps=(GAP,)),
        replace(WALK, holds=(KNEES, going_on), pauses=(PAUSE,), gaps=(GAP,)),
        replace(WALK, holds=(KNEES, TWIST), pauses=(PAUSE,), gaps=(GAP,)),
        DONE,
        DONE,
    ]
    for session in steps:
        history.write(session)
        assert history.sessions() == (session,)
    assert history.take_notes() == ()


def test_sessions_are_told_in_the_order_of_their_start(history: History) -> None:
    # The same hour further east is earlier.
    starts = (START + timedelta(days=1), START.replace(tzinfo=timezone(timedelta(hours=5))), START)
    later, earlier, middle = (
        replace(WALK, uuid=str(number), started_utc=start, holds=holds)
        for number, (start, holds) in enumerate(zip(starts, ((KNEES,), (), (KNEES,)), strict=True))
    )
    for session in (later, earlier, middle):
        history.write(session)
    assert history.sessions() == (earlier, middle, later)


class _Uncounted(sqlite3.Cursor):
    """Does not know how many rows it has touched, as happens to INSERT in a Turkish locale."""

    rowcount = -1


class _Connection(sqlite3.Connection):
    def execute(self, *args: Any) -> sqlite3.Cursor:
        return self.cursor(_Uncounted).execute(*args)


def test_a_connection_that_counts_no_rows_is_written_to_all_the_same(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **kwargs: really(*args, factory=_Connection, **kwargs)
    )
    history.write(WALK)
    history.write(DONE)
    assert history.sessions() == (DONE,)


_IN_TURKISH = """
import locale, sys
from pathlib import Path
from stretchtimer.storage.history.history import History
from tests.storage.history.test_history import DONE, WALK, today
locale.setlocale(locale.LC_ALL, "")
history = History(Path(sys.argv[1]), today)
history.write(WALK)
history.write(DONE)
print(history.sessions() == (DONE,), locale.setlocale(locale.LC_CTYPE))
"""


def test_a_session_is_written_in_a_turkish_locale(tmp_path: Path, path: Path) -> None:
    name = "tr_TR.UTF-8"
    localedef = shutil.which("localedef")
    made = localedef and subprocess.run(
        [localedef, "-i", "tr_TR", "-f", "UTF-8", str(tmp_path / name)],
        capture_output=True,
        check=False,
    )
    # Where the system has no sources of locales, a folder is made all the same.
    is_there = (tmp_path / name / "LC_CTYPE").is_file()
    need(bool(made) and is_there, "no Turkish locale can be made (localedef)")
    surroundings = {**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": name}
    command = [sys.executable, "-c", _IN_TURKISH, str(path)]
    ended = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert (ended.stdout, ended.stderr) == (f"True {name}\n", "")


def test_each_hold_is_safe_as_soon_as_it_is_written(path: Path, history: History) -> None:
    for holds in ((KNEES,), (KNEES, TWIST)):
        history.write(replace(WALK, holds=holds))
        other = History(path, today)
        assert other.sessions() == (replace(WALK, holds=holds),)
        other.close()


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(3, 59, date(2026, 2, 28)), (4, 0, DAY), (23, 59, DAY)]
)
def test_a_day_begins_at_four_in_the_morning_of_the_person(
    hour: int, minute: int, day: date
) -> None:
    assert day_of(START.replace(hour=hour, minute=minute)) == day


def test_an_instant_without_a_zone_is_our_own_fault(history: History) -> None:
    with pytest.raises(InternalError, match="needs its zone"):
        history.write(replace(WALK, started_utc=START.replace(tzinfo=None)))


def test_a_duration_below_zero_is_our_own_fault_and_nothing_of_it_is_written(
    history: History,
) -> None:
    negative = replace(KNEES.held, held_ms=-1)
    with pytest.raises(InternalError, match="CHECK constraint failed: held_ms >= 0"):
        history.write(replace(WALK, holds=(replace(KNEES, held=negative),)))
    assert history.sessions() == ()


def test_asking_for_sessions_alone_makes_no_file(path: Path, history: History) -> None:
    assert history.sessions() == ()
    history.close()
    assert not path.parent.exists()


def test_a_closed_history_opens_again(path: Path, history: History) -> None:
    history.write(WALK)
    history.close()
    history.close()
    assert names(path) == ["history.db"]
    assert len(history.sessions()) == 1


def test_the_file_says_whose_it_is_and_in_which_version(path: Path, history: History) -> None:
    history.write(WALK)
    assert value(path, "PRAGMA application_id") == APPLICATION_ID
    assert value(path, "PRAGMA user_version") == len(MIGRATIONS)
    assert value(path, "PRAGMA journal_mode") == "wal"


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
    with refused(r"could not be used: no such table: absent\. What it"):
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


def sample_with(path: Path, start: int, data: bytes) -> None:
    damaged = bytearray(sample(path))
    damaged[start : start + len(data)] = data
    path.write_bytes(damaged)


def foreign(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE theirs (x)")


DAMAGES: dict[str, Any] = {
    "no database": lambda path: sample_with(path, 0, b"x" * 100),
    "a page of rubbish": lambda path: sample_with(path, 4_096, b"\xff" * 4_096),
    "cut short": lambda path: path.write_bytes(sample(path)[:9_000]),
    "somebody else's": foreign,
}
REASONS = {"somebody else's": "it is not a Stretch Timer history"}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_moved_aside_and_told(damage: str, path: Path, history: History) -> None:
    DAMAGES[damage](path)
    before = path.read_bytes()
    history.write(WALK)
    assert history.sessions() == (WALK,)
    kept = path.with_name("history.damaged-2026-03-01.db")
    assert kept.read_bytes() == before
    reason = REASONS.get(damage, "it is damaged")
    assert all_said(history.take_notes()) == (
        f"{path} could not be used: {reason}. It was moved to {kept}, and a new one was started.",
    )
    assert history.take_notes() == ()


def test_what_lies_beside_a_damaged_file_is_moved_with_it(path: Path, history: History) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    path.with_name("history.db-wal").write_bytes(b"recent")
    history.write(WALK)
    kept = path.with_name("history.damaged-2026-03-01.db-wal")
    assert kept.read_bytes() == b"recent"


def test_an_empty_file_is_begun_in_place(path: Path, history: History) -> None:
    path.parent.mkdir()
    path.touch()
    history.write(WALK)
    assert history.take_notes() == ()
    assert history.sessions() == (WALK,)


@pytest.mark.parametrize("kind", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_in_words(kind: Any, path: Path, history: History) -> None:
    path.parent.mkdir()
    kind(path)
    with refused("it is not an ordinary file"):
        history.write(WALK)
    assert names(path) == ["history.db"]


def test_a_date_that_somebody_made_unreadable_is_told(path: Path, history: History) -> None:
    sample(path, "UPDATE sessions SET counts_for_date = 'yesterday'")
    with refused("Invalid isoformat string: 'yesterday'"):
        history.sessions()


def test_a_full_disk_is_told_and_keeps_what_was_written(path: Path, history: History) -> None:
    before = replace(WALK, holds=(KNEES,))
    history.write(before)
    connection = history._opened()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    huge = replace(TWIST, held=replace(TWIST.held, stretch_name="x" * 100_000))
    after = replace(before, holds=(KNEES, huge))
    with pytest.raises(UserError) as caught:
        history.write(after)
    assert said(caught.value) == (
        f"{path} could not be used: the disk is full. Its contents are unchanged."
    )
    assert history.sessions() == (before,)
    history.write(after)
    assert history.sessions() == (after,)


def test_a_disk_that_is_read_only_is_told(path: Path, history: History) -> None:
    history.write(WALK)
    history._opened().execute("PRAGMA query_only = ON")
    with refused("could not be used: it is read-only"):
        history.write(DONE)


def test_another_program_that_keeps_the_file_to_itself_is_told(
    path: Path, history: History
) -> None:
    history.write(WALK)
    history._opened().execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with refused("another program is using it"):
            history.write(DONE)
    history.write(DONE)
    assert history.sessions() == (DONE,)
    assert history.take_notes() == ()


def test_another_program_that_locks_the_whole_file_does_not_make_it_damaged(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sample(path)
    really = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda *args, **kwargs: really(*args, **(kwargs | {"timeout": 0}))
    )
    with closing(really(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with refused("another program is using it"):
            history.sessions()
    assert path.read_bytes() == before
    assert names(path) == ["history.db"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with refused(r"history\.db could not be used: "):
        History(tmp_path / "data/history.db", today).write(WALK)


def test_a_damaged_file_that_cannot_be_moved_stays_where_it_is(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise OSError(errno.EROFS, "Read-only file system")

    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(atomic, "new_sibling", refuse)
    with refused("could not be moved aside: the disk is read-only"):
        history.write(WALK)
    assert path.read_bytes() == b"x" * 100


@pytest.mark.parametrize("begun", [False, True], ids=["by the first program", "by another one"])
def test_a_file_that_is_only_begun_is_no_damage(path: Path, history: History, begun: bool) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        assert path.stat().st_size > 0
        if not begun:
            other.close()
        history.write(WALK)
    assert history.sessions() == (WALK,)
    assert history.take_notes() == ()
    assert [name for name in names(path) if "damaged" in name] == []


def test_a_first_write_that_fails_leaves_a_file_that_can_be_written(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = sqlite3.connect

    def failing(*args: Any, **kwargs: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = really(*args, **kwargs)
        if "mode=ro" not in str(args[0]):
            connection.execute("PRAGMA max_page_count = 2")
        return connection

    monkeypatch.setattr(sqlite3, "connect", failing)
    with refused("the disk is full"):
        history.write(WALK)
    monkeypatch.undo()
    history.write(WALK)
    assert history.sessions() == (WALK,)
    assert history.take_notes() == ()
    assert [name for name in names(path) if "damaged" in name] == []


def test_a_file_that_looks_damaged_only_once_is_left_in_its_place(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(path)
    really = database.look_through
    looks: list[Path] = []

    def look(one: Path, newest: int, *, suspected: bool) -> None:
        looks.append(one)
        if len(looks) == 1:
            raise database.DamagedError(Reason.DAMAGED)
        really(one, newest, suspected=suspected)

    monkeypatch.setattr(database, "look_through", look)
    history.write(WALK)
    assert len(history.sessions()) == 3
    assert history.take_notes() == ()
    assert "history.db" in names(path)
    assert [name for name in names(path) if "damaged" in name] == []


def test_what_another_program_has_begun_afresh_meanwhile_is_not_moved_aside(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    DAMAGES["no database"](path)
    other = History(path, today)
    really = database.look_through
    looks: list[Path] = []

    def slowly(one: Path, newest: int, *, suspected: bool) -> None:
        looks.append(one)
        try:
            really(one, newest, suspected=suspected)
        except database.DamagedError:
            if len(looks) == 1:
                raise
            monkeypatch.setattr(database, "look_through", really)
            other.write(DONE)
            other.close()
            raise

    monkeypatch.setattr(database, "look_through", slowly)
    evening = replace(WALK, uuid="another", started_utc=START + timedelta(hours=9))
    history.write(evening)
    assert history.sessions() == (DONE, evening)
    assert history.take_notes() == ()
    assert len(other.take_notes()) == 1
    assert [name for name in names(path) if "damaged" in name] == ["history.damaged-2026-03-01.db"]


_BROKEN_OFF = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
for number in range(400):
    connection.execute("INSERT INTO gaps SELECT uuid, 'x', 1 FROM sessions")
os._exit(0)
"""


def test_a_writer_that_was_killed_while_writing_is_taken_back(path: Path, history: History) -> None:
    sample(path)
    before = history.sessions()
    history._opened().execute("PRAGMA journal_mode = DELETE")
    history.close()
    subprocess.run([sys.executable, "-c", _BROKEN_OFF, str(path)], check=True)
    assert path.with_name("history.db-journal").stat().st_size > 0
    assert history.sessions() == before
    assert history.take_notes() == ()


@pytest.mark.parametrize("rows", ["sessions", "holds", "gaps"])
def test_rows_of_a_running_session_that_another_program_removes_are_written_again_and_told(
    path: Path, history: History, rows: str
) -> None:
    history.write(replace(WALK, holds=(KNEES,), gaps=(GAP,)))
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute(f"DELETE FROM {rows}")
    history.write(DONE)
    assert history.sessions() == (DONE,)
    (note,) = history.take_notes()
    assert said(note).startswith("Another program removed parts of this session")
    history.write(DONE)
    assert history.take_notes() == ()


def test_a_table_that_another_program_removes_costs_one_write_and_no_session(
    path: Path, history: History
) -> None:
    history.write(WALK)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("DROP TABLE holds")
    with refused("no such table: holds"):
        history.write(DONE)
    history.write(DONE)
    assert history.sessions() == (DONE,)
    (note,) = history.take_notes()
    assert "a part of it is missing. It was moved to" in said(note)


def removed(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    (path.parent / "backup").mkdir()
    sample(path.parent / "backup" / "history.db")
    (path.parent / "backup" / "history.db").replace(path)


@pytest.mark.parametrize("change", [removed, moved, replaced])
def test_a_log_that_is_removed_or_replaced_is_told_and_goes_on_with_the_whole_session(
    path: Path, history: History, change: Any
) -> None:
    history.write(replace(WALK, holds=(KNEES,)))
    change(path)
    history.write(DONE)
    other = History(path, today)
    sessions = other.sessions()
    other.close()
    assert DONE in sessions
    assert len(sessions) == (3 if change is replaced else 1)
    (note,) = history.take_notes()
    assert said(note).startswith(f"Another program removed or replaced {path}.")
    history.close()
    assert value(path, "PRAGMA integrity_check") == "ok"


def test_a_log_that_is_moved_takes_along_what_was_written(path: Path, history: History) -> None:
    history.write(replace(WALK, holds=(KNEES,)))
    moved(path)
    history.write(DONE)
    elsewhere = History(path.with_name("elsewhere.db"), today)
    assert elsewhere.sessions() == (replace(WALK, holds=(KNEES,)),)
    elsewhere.close()


def test_a_log_that_something_else_is_put_in_the_place_of_is_told(
    path: Path, history: History
) -> None:
    history.write(WALK)
    removed(path)
    os.mkfifo(path)
    with refused("it is not an ordinary file"):
        history.write(DONE)
    path.unlink()
    history.write(DONE)
    assert history.sessions() == (DONE,)
