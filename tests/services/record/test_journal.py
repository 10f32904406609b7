"""The record is asked and changed where the writer works, and nobody waits for that."""

from __future__ import annotations

import csv
import io
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtimer.engine.model import Side
from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.record.csv_export import holds_csv, sessions_csv
from stretchtimer.services.record.exchange import (
    backup_days,
    export_csv,
    import_json,
    restore_backup,
)
from stretchtimer.services.record.journal import Journal, at_once
from stretchtimer.services.system.writer import BackgroundWriter
from stretchtimer.storage.history.history import History
from stretchtimer.storage.paths import folders
from tests.fakes import FakeClock, FakeWriter
from tests.services.session.sessions import open_profile
from tests.storage.history.entries import DAY, START, hold, session, walk
from tests.wording import refused, said


def test_what_is_asked_is_answered_in_its_order(tmp_path: Path) -> None:
    profile = open_profile(tmp_path, FakeClock(), [])
    journal = profile.journal(at_once)
    answers: list[object] = []
    journal.ask(lambda history: history.put(session()))
    journal.ask(lambda history: history.sessions(), answers.append)
    journal.ask(lambda history: history.remove("a"), answers.append)
    journal.ask(lambda history: len(history.sessions()), answers.append)
    assert answers == [(session(),), session(), 0]
    assert journal.path == profile.folders.history
    profile.close()


def test_answers_come_by_the_way_that_was_given(tmp_path: Path) -> None:
    held_back: list[Callable[[], None]] = []
    clock = FakeClock()
    history = History(tmp_path / "history.db", clock.utc.date)
    journal = Journal(history, FakeWriter(clock, lambda _: None), held_back.append)
    answers: list[object] = []
    journal.ask(lambda history: history.sessions(), answers.append)
    assert answers == []
    held_back[0]()
    assert answers == [()]


def test_what_cannot_be_is_told_to_who_asked_or_else_as_any_other_notice(tmp_path: Path) -> None:
    told: list[str] = []
    profile = open_profile(tmp_path, FakeClock(), told)
    journal = profile.journal(at_once)
    absent = tmp_path / "absent.json"
    answers: list[object] = []
    refusals: list[Notice] = []
    journal.ask(lambda history: import_json(history, absent), answers.append, refusals.append)
    assert [said(one) for one in refusals] == [
        f"{absent} could not be imported: it does not exist. Your record is unchanged."
    ]
    assert told == answers == []
    journal.ask(lambda history: import_json(history, absent), answers.append)
    assert len(told) == 1
    journal.ask(lambda history: history.sessions(), answers.append)
    assert answers == [()]
    profile.close()


def test_a_damaged_record_is_told_by_the_journal_as_well(tmp_path: Path) -> None:
    told: list[str] = []
    profile = open_profile(tmp_path, FakeClock(), told)
    profile.folders.history.parent.mkdir(parents=True)
    profile.folders.history.write_bytes(b"x" * 5_000)
    profile.journal(at_once).ask(lambda history: history.sessions())
    assert "moved to" in told[0]
    profile.close()


def test_the_thread_that_asks_never_touches_the_file(tmp_path: Path) -> None:
    profile = Profile(folders(tmp_path), FakeClock(), lambda _: None, BackgroundWriter)
    journal = profile.journal(at_once)
    threads: list[str] = []
    answered = threading.Event()

    def look(_: History) -> None:
        threads.append(threading.current_thread().name)
        answered.set()

    journal.ask(look)
    assert answered.wait(20)
    profile.close()
    assert threads == ["writer"]


def read_back(lines: list[str]) -> list[dict[str, str]]:
    return list(csv.DictReader("\n".join(lines).split("\n")))


def test_the_tables_tell_local_times_with_their_offset_and_nothing_as_empty(
    tmp_path: Path,
) -> None:
    one = replace(
        session("a", holds=(hold(1, 12_345, Side.LEFT), hold(2, 30_000, Side.RIGHT))),
        pain_before=0,
        ended_offset_s=7_200,
    )
    other = replace(session("b", 1), ended_utc=None, started_offset_s=None, by_hand=True)
    with closing(History(tmp_path / "history.db", lambda: DAY)) as history:
        for entry in (
            one,
            other,
            replace(walk("w"), pain=3),
            replace(walk("v", 9), walked_ms=None),
        ):
            history.put(entry)
        paths = export_csv(history, tmp_path / "out", DAY)
    assert [path.name for path in paths] == ["sessions.csv", "holds.csv", "walks.csv"]
    sessions, holds, walks = (read_back(path.read_text("utf-8").splitlines()) for path in paths)
    first, second = sessions
    assert first["started"] == "2026-03-01T09:30:00.000+01:00"
    assert first["ended"] == "2026-03-01T10:36:00.000+02:00"
    assert (first["held_s"], first["pain_before"], first["pain_after"]) == ("42.345", "0", "")
    assert (first["walked_min"], first["pain_walking"], first["end"]) == ("40", "3", "finished")
    assert (second["started"], second["ended"]) == ("2026-03-02T08:30:00.000+00:00", "")
    assert (second["by_hand"], second["end"], second["walked_min"]) == ("yes", "broken_off", "")
    assert [(row["side"], row["held_s"]) for row in holds] == [("left", "12.345"), ("right", "30")]
    assert [row["walked_min"] for row in walks] == ["40", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_taken_for_a_formula(start: str) -> None:
    text = f'{start}HYPERLINK("x"),\n"y"'
    evil = replace(hold(1), held=replace(hold(1).held, stretch_name=text, stretch_id=text))
    one = replace(session(holds=(evil,)), note=text, routine_name=text)
    tables = [list(sessions_csv([one], [])), list(holds_csv([one]))]
    rows = [list(csv.reader("\n".join(table).splitlines(keepends=True))) for table in tables]
    cells = [cell for table in rows for row in table for cell in row]
    assert sum(cell == f"'{text}" for cell in cells) == 4
    assert not [cell for cell in cells if cell.startswith(start)]


@pytest.mark.parametrize("note", ["two\nlines", "two\rlines", "two\r\nlines", "\n", 'a "b",\nc'])
def test_a_note_of_several_lines_is_one_cell(note: str) -> None:
    one = replace(session(holds=(hold(1),)), note=note)
    lines = io.StringIO("\n".join(sessions_csv([one], [])) + "\n", newline="")
    (row,) = csv.DictReader(lines)
    assert (row["note"], row["by_hand"], row["continues"]) == (note, "", "")


def test_a_record_goes_back_to_a_day_that_has_a_backup(tmp_path: Path) -> None:
    day = [DAY]
    with closing(History(tmp_path / "history.db", lambda: day[0])) as history:
        for number in range(3):
            history.put(replace(session(str(number)), started_utc=START))
            day[0] += timedelta(days=1)
        history.sessions()
        days = backup_days(history)
        assert days == [DAY + timedelta(days=n) for n in (3, 2, 1)]
        backup, kept = restore_backup(history, days[1])
        assert backup.name == "history-2026-03-03.db"
        assert kept is not None
        assert len(history.sessions()) == 2
        with refused("There is no backup from that day"):
            restore_backup(history, DAY)
