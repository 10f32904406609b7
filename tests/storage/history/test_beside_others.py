"""A log that another program changes, begins afresh, moves or removes, or was killed in."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.storage.history.history import History
from tests.storage.history.samples import DONE, GAP, KNEES, WALK, sample, today, value
from tests.wording import refused, said

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
    history.close()
    value(path, "PRAGMA journal_mode = DELETE")
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
