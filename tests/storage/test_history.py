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
from uuid import UUID

import pytest

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side
from stretchtimer.storage import atomic, database
from stretchtimer.storage.database import open_database
from stretchtimer.storage.history import History, day_of
from stretchtimer.storage.history_rows import GapRow, HoldRow, SessionRow
from stretchtimer.storage.history_schema import APPLICATION_ID, MIGRATIONS
from tests.desktop.needs import need
from tests.storage.routine_files import DATA

REPOSITORY = Path(__file__).resolve().parents[2]
DAY = date(2026, 3, 1)
EAST = timezone(timedelta(hours=2))
START = datetime(2026, 3, 1, 8, 30, 0, 123_000, EAST)
KNEES = Held(2, "knee-hug", "Knee hug", None, 1, 1, 25_000, 24_900)
TWIST = Held(5, "spinal-twist", "Spinal twist", Side.RIGHT, 1, 2, 30_000, 12_345)
SAMPLE = (DATA / "history-1.sql").read_text(encoding="utf-8")
NEXT = (*MIGRATIONS, ("ALTER TABLE sessions ADD COLUMN note TEXT",))


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


def begin(history: History, start: datetime = START) -> str:
    return history.begin("post-walk", "After your walk", start, 337_000)


def test_a_session_is_told_with_its_holds_and_gaps_in_utc(history: History) -> None:
    uuid = begin(history)
    history.add_hold(uuid, KNEES, START + timedelta(seconds=40))
    history.add_gap(uuid, START + timedelta(seconds=50), 61_000)
    history.add_hold(uuid, TWIST, START + timedelta(seconds=200))
    history.end(uuid, START + timedelta(seconds=300), completed=True)
    start = datetime(2026, 3, 1, 6, 30, 0, 123_000, timezone.utc)
    (session,) = history.sessions()
    assert session == SessionRow(
        uuid=uuid,
        routine_id="post-walk",
        routine_name="After your walk",
        started_utc=start,
        counts_for_date=DAY,
        planned_ms=337_000,
        ended_utc=start + timedelta(seconds=300),
        completed=True,
        holds=(
            HoldRow(
                1, "knee-hug", "Knee hug", None, 1, 1, 25_000, 24_900, start + timedelta(seconds=40)
            ),
            HoldRow(
                2,
                "spinal-twist",
                "Spinal twist",
                Side.RIGHT,
                1,
                2,
                30_000,
                12_345,
                start + timedelta(seconds=200),
            ),
        ),
        gaps=(GapRow(start + timedelta(seconds=50), 61_000),),
    )
    assert session.started_utc.tzinfo is timezone.utc
    assert session.held_ms == 37_245
    assert str(UUID(uuid, version=4)) == uuid
    assert history.note == ""


def test_sessions_are_told_in_the_order_of_their_start(history: History) -> None:
    later = begin(history, START + timedelta(days=1))
    # The same hour further east is earlier.
    earlier = begin(history, START.replace(tzinfo=timezone(timedelta(hours=5))))
    middle = begin(history)
    history.add_hold(middle, KNEES, START)
    history.add_hold(later, TWIST, START)
    assert [session.uuid for session in history.sessions()] == [earlier, middle, later]
    assert [len(session.holds) for session in history.sessions()] == [0, 1, 1]


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
    uuid = begin(history)
    history.add_hold(uuid, KNEES, START)
    history.add_gap(uuid, START, 61_000)
    history.end(uuid, START, completed=True)
    (session,) = history.sessions()
    assert (len(session.holds), len(session.gaps), session.completed) == (1, 1, True)


_IN_TURKISH = """
import locale, sys
from datetime import datetime, timezone
from pathlib import Path
from stretchtimer.storage.history import History
locale.setlocale(locale.LC_ALL, "")
history = History(Path(sys.argv[1]), None)
history.begin("post-walk", "After your walk", datetime.now(timezone.utc), 337_000)
print(len(history.sessions()), locale.setlocale(locale.LC_CTYPE))
"""


def test_a_session_is_written_in_a_turkish_locale(tmp_path: Path, path: Path) -> None:
    name = "tr_TR.UTF-8"
    localedef = shutil.which("localedef")
    made = localedef and subprocess.run(
        [localedef, "-i", "tr_TR", "-f", "UTF-8", str(tmp_path / name)],
        capture_output=True,
        check=False,
    )
    need(bool(made) and (tmp_path / name).is_dir(), "no Turkish locale can be made (localedef)")
    surroundings = {**os.environ, "LOCPATH": str(tmp_path), "LC_ALL": name}
    command = [sys.executable, "-c", _IN_TURKISH, str(path)]
    ended = subprocess.run(
        command, env=surroundings, capture_output=True, text=True, check=False, cwd=REPOSITORY
    )
    assert (ended.stdout, ended.stderr) == (f"1 {name}\n", "")


def test_each_hold_is_safe_as_soon_as_it_is_added(path: Path, history: History) -> None:
    uuid = begin(history)
    for number in (1, 2):
        history.add_hold(uuid, KNEES, START)
        other = History(path, today)
        (session,) = other.sessions()
        other.close()
        assert [hold.position for hold in session.holds] == list(range(1, number + 1))
        assert (session.ended_utc, session.completed) == (None, False)


def test_a_session_that_was_broken_off_is_not_completed(history: History) -> None:
    uuid = begin(history)
    history.end(uuid, START, completed=False)
    assert [(s.ended_utc, s.completed) for s in history.sessions()] == [(START, False)]


@pytest.mark.parametrize(
    ("hour", "minute", "day"), [(3, 59, date(2026, 2, 28)), (4, 0, DAY), (23, 59, DAY)]
)
def test_a_day_begins_at_four_in_the_morning_of_the_person(
    hour: int, minute: int, day: date, history: History
) -> None:
    local = START.replace(hour=hour, minute=minute)
    assert day_of(local) == day
    begin(history, local)
    assert history.sessions()[0].counts_for_date == day


def test_a_session_that_was_never_begun_is_our_own_fault(history: History) -> None:
    begin(history)
    with pytest.raises(InternalError, match="no session x"):
        history.add_hold("x", KNEES, START)
    with pytest.raises(InternalError, match="no session x"):
        history.add_gap("x", START, 1)
    with pytest.raises(InternalError, match="no session x"):
        history.end("x", START, completed=True)
    (session,) = history.sessions()
    assert (session.holds, session.gaps, session.ended_utc) == ((), (), None)


def test_an_instant_without_a_zone_is_our_own_fault(history: History) -> None:
    with pytest.raises(InternalError, match="needs its zone"):
        begin(history, START.replace(tzinfo=None))


def test_a_duration_below_zero_is_our_own_fault(history: History) -> None:
    with pytest.raises(InternalError, match="CHECK constraint failed: planned_ms >= 0"):
        history.begin("post-walk", "After your walk", START, -1)
    assert history.sessions() == ()


def test_asking_for_sessions_alone_makes_no_file(path: Path, history: History) -> None:
    assert history.sessions() == ()
    history.close()
    assert not path.parent.exists()


def test_a_closed_history_opens_again(path: Path, history: History) -> None:
    begin(history)
    history.close()
    history.close()
    assert names(path) == ["history.db"]
    assert len(history.sessions()) == 1


def test_the_file_says_whose_it_is_and_in_which_version(path: Path, history: History) -> None:
    begin(history)
    assert value(path, "PRAGMA application_id") == APPLICATION_ID
    assert value(path, "PRAGMA user_version") == 1
    assert value(path, "PRAGMA journal_mode") == "wal"


def test_the_sample_of_version_1_is_read(path: Path, history: History) -> None:
    sample(path)
    walk, evening = history.sessions()
    start = datetime(2026, 2, 28, 1, 30, tzinfo=timezone.utc)
    assert walk == SessionRow(
        "6f1c1f0e-0000-4000-8000-000000000001",
        "post-walk",
        "After your walk",
        start,
        date(2026, 2, 27),
        337_000,
        start + timedelta(minutes=5, milliseconds=37_250),
        True,
        (
            HoldRow(
                1, "knee-hug", "Knee hug", None, 1, 1, 25_000, 25_000, start + timedelta(seconds=40)
            ),
            HoldRow(
                2,
                "spinal-twist",
                "Spinal twist",
                Side.LEFT,
                1,
                1,
                30_000,
                12_345,
                start + timedelta(milliseconds=90_500),
            ),
        ),
        (GapRow(start + timedelta(seconds=60), 61_000),),
    )
    assert (evening.routine_id, evening.ended_utc, evening.holds) == ("evening", None, ())


def test_a_new_file_has_the_tables_of_the_sample(path: Path, tmp_path: Path) -> None:
    query = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)"
    sample(tmp_path / "sample.db")
    open_database(path, today)[0].close()
    tables = [" ".join(value(file, query).split()) for file in (path, tmp_path / "sample.db")]
    assert tables[0] == tables[1]


def test_a_migration_keeps_what_is_there_and_copies_the_file_before(path: Path) -> None:
    sample(path)
    connection, note = open_database(path, today, NEXT)
    with closing(connection):
        assert connection.execute("SELECT COUNT(*), COUNT(note) FROM sessions").fetchone() == (2, 0)
    assert note == ""
    assert value(path, "PRAGMA user_version") == 2
    assert names(path) == ["history.db", "history.version-1.db"]
    copy = path.with_name("history.version-1.db")
    assert value(copy, "PRAGMA user_version") == 1
    assert value(copy, "SELECT COUNT(*) FROM holds") == 2


def test_a_migration_that_fails_half_way_changes_nothing(path: Path) -> None:
    before = sample(path)
    broken = (*MIGRATIONS, ("DROP TABLE gaps", "ALTER TABLE absent ADD COLUMN x"))
    with pytest.raises(UserError, match=r"could not be used: no such table: absent\. What it"):
        open_database(path, today, broken)
    assert value(path, "SELECT COUNT(*) FROM gaps") == 1
    assert value(path, "PRAGMA user_version") == 1
    assert len(path.read_bytes()) == len(before)


def test_a_migration_that_another_program_did_meanwhile_is_not_done_twice(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample(path)
    really = database._back_up

    def slowly(connection: sqlite3.Connection, target: Path) -> None:
        really(connection, target)
        monkeypatch.setattr(database, "_back_up", really)
        open_database(path, today, NEXT)[0].close()

    monkeypatch.setattr(database, "_back_up", slowly)
    open_database(path, today, NEXT)[0].close()
    assert value(path, "PRAGMA user_version") == 2
    assert value(path, "SELECT COUNT(*) FROM sessions") == 2


def test_a_newer_version_is_refused_and_stays_as_it_is(path: Path, history: History) -> None:
    before = sample(path, "PRAGMA user_version = 2", "PRAGMA journal_mode = WAL")
    before = path.read_bytes()
    for use in (history.sessions, lambda: begin(history)):
        with pytest.raises(UserError, match="newer version of Stretch Timer and is left as it is"):
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


DAMAGES = {
    "no database": lambda path: sample_with(path, 0, b"x" * 100),
    "a page of rubbish": lambda path: sample_with(path, 4_096, b"\xff" * 4_096),
    "cut short": lambda path: path.write_bytes(sample(path)[:9_000]),
    "somebody else's": foreign,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_moved_aside_and_told(damage: str, path: Path, history: History) -> None:
    DAMAGES[damage](path)
    before = path.read_bytes()
    uuid = begin(history)
    assert [session.uuid for session in history.sessions()] == [uuid]
    kept = path.with_name("history.damaged-2026-03-01.db")
    assert kept.read_bytes() == before
    reason = "it is not a history of Stretch Timer" if damage[0] == "s" else "it is damaged"
    assert history.note == (
        f"{path} could not be used: {reason}. It was moved to {kept} and begun afresh."
    )


def test_what_lies_beside_a_damaged_file_is_moved_with_it(path: Path, history: History) -> None:
    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    path.with_name("history.db-wal").write_bytes(b"recent")
    begin(history)
    kept = path.with_name("history.damaged-2026-03-01.db-wal")
    assert kept.read_bytes() == b"recent"


def test_an_empty_file_is_begun_in_place(path: Path, history: History) -> None:
    path.parent.mkdir()
    path.touch()
    begin(history)
    assert history.note == ""
    assert len(history.sessions()) == 1


@pytest.mark.parametrize("kind", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_refused_in_words(kind: Any, path: Path, history: History) -> None:
    path.parent.mkdir()
    kind(path)
    with pytest.raises(UserError, match="it is not an ordinary file"):
        begin(history)
    assert names(path) == ["history.db"]


def test_a_date_that_somebody_made_unreadable_is_told(path: Path, history: History) -> None:
    sample(path, "UPDATE sessions SET counts_for_date = 'yesterday'")
    with pytest.raises(UserError, match="Invalid isoformat string: 'yesterday'"):
        history.sessions()


def test_a_full_disk_is_told_and_keeps_what_was_written(path: Path, history: History) -> None:
    uuid = begin(history)
    history.add_hold(uuid, KNEES, START)
    connection = history._opened()
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    huge = replace(KNEES, stretch_name="x" * 100_000)
    with pytest.raises(UserError) as caught:
        history.add_hold(uuid, huge, START)
    assert str(caught.value) == (
        f"{path} could not be used: the disk is full. What it holds is kept."
    )
    (session,) = history.sessions()
    assert [hold.held_ms for hold in session.holds] == [24_900]


def test_a_disk_that_is_read_only_is_told(path: Path, history: History) -> None:
    uuid = begin(history)
    history._opened().execute("PRAGMA query_only = ON")
    with pytest.raises(UserError, match="could not be used: it is read-only"):
        history.add_hold(uuid, KNEES, START)


def test_another_program_that_keeps_the_file_to_itself_is_told(
    path: Path, history: History
) -> None:
    uuid = begin(history)
    history._opened().execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError, match="another program is using it"):
            history.add_hold(uuid, KNEES, START)
    history.add_hold(uuid, KNEES, START)
    assert len(history.sessions()[0].holds) == 1


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
        with pytest.raises(UserError, match="another program is using it"):
            history.sessions()
    assert path.read_bytes() == before
    assert names(path) == ["history.db"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    with pytest.raises(UserError, match=r"history\.db could not be used: "):
        begin(History(tmp_path / "data/history.db", today))


def test_a_damaged_file_that_cannot_be_moved_stays_where_it_is(
    path: Path, history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> NoReturn:
        raise OSError(errno.EROFS, "Read-only file system")

    path.parent.mkdir()
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr(atomic, "new_sibling", refuse)
    with pytest.raises(UserError, match="could not be moved aside: the disk is read-only"):
        begin(history)
    assert path.read_bytes() == b"x" * 100
