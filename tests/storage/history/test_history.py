"""Tests of the history: what is written, and what happens when its file is not as it should be."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from stretchtimer.engine.errors import InternalError
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import (
    day_of,
)
from stretchtimer.storage.history.schema import APPLICATION_ID, MIGRATIONS
from tests.desktop.needs import need
from tests.storage.history.samples import (
    DAY,
    DONE,
    GAP,
    KNEES,
    PAUSE,
    REPOSITORY,
    START,
    TWIST,
    WALK,
    names,
    today,
    value,
)


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
from tests.storage.history.samples import DONE, WALK, today
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
