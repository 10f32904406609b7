"""What happens to a log that is damaged, no log, locked, or cannot be written."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, NoReturn

import pytest

from stretchtimer.engine.errors import UserError
from stretchtimer.storage import atomic
from stretchtimer.storage.faults import Reason
from stretchtimer.storage.history import database
from stretchtimer.storage.history.history import History
from tests.storage.history.samples import (
    DONE,
    KNEES,
    START,
    TWIST,
    WALK,
    names,
    sample,
    today,
)
from tests.wording import all_said, refused, said


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
