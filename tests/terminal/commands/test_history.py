"""``history`` and ``walked``: what was done, told, joined and gone back to from the terminal."""

from __future__ import annotations

import csv
import json
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from stretchtimer.cli import main
from stretchtimer.services.record.walks import going_for_a_walk
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow, WalkRow
from stretchtimer.storage.paths import folders
from tests.storage.history.entries import DAY, hold, session, walk

Capture = pytest.CaptureFixture[str]


def run(folder: Path, *words: str) -> int:
    return main([*words, "--profile", str(folder)])


def put(folder: Path, *entries: SessionRow | WalkRow, today: date = DAY) -> None:
    with closing(History(folders(folder).history, lambda: today)) as history:
        for entry in entries:
            history.put(entry)


def walks(folder: Path) -> tuple[WalkRow, ...]:
    with closing(History(folders(folder).history, lambda: DAY)) as history:
        return history.walks()


def test_nothing_is_told_of_a_new_profile_and_nothing_made(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path, "history") == 0
    assert capsys.readouterr().out == "There is nothing here yet.\n"
    assert list(tmp_path.iterdir()) == []


def test_each_session_is_a_line_with_how_it_ended_and_felt(tmp_path: Path, capsys: Capture) -> None:
    put(
        tmp_path,
        replace(session("a", holds=(hold(1),)), pain_before=5, pain_after=3),
        replace(session("b", 1), completed=False, pain_before=0),
        replace(session("c", 2), ended_utc=None, pain_after=4),
        replace(session("d", 3), by_hand=True),
    )
    assert run(tmp_path, "history") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "2026-03-01 09:30 After your walk 30 s finished back pain 5, then 3",
        "2026-03-02 09:30 After your walk 0 s partly done back pain 0 before",
        "2026-03-03 09:30 After your walk 0 s interrupted back pain 4 after",
        "2026-03-04 09:30 After your walk 0 s added by hand",
        "",
        "0 days this week.",
    ]
    assert run(tmp_path, "history", "--since", "2026-03-04") == 0
    assert capsys.readouterr().out.splitlines()[0].startswith("2026-03-04")


def test_the_week_is_counted_against_the_aim_that_is_set(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path, session())
    assert run(tmp_path, "settings", "days_a_week", "5") == 0
    assert run(tmp_path, "history") == 0
    assert capsys.readouterr().out.endswith("\n0 of 5 days this week.\n")


def test_as_json_it_is_a_file_that_can_be_imported(tmp_path: Path, capsys: Capture) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    put(one, session("a", holds=(hold(1),)), session("b", 3), walk())
    assert run(one, "history", "--json") == 0
    text = capsys.readouterr().out
    assert [entry["uuid"] for entry in json.loads(text)["sessions"]] == ["a", "b"]
    export = tmp_path / "export.json"
    export.write_text(text)
    assert run(other, "history", "import", str(export)) == 0
    assert capsys.readouterr().out == "3 entries added.\n"
    assert run(other, "history", "import", str(export)) == 0
    assert capsys.readouterr().out == "0 entries added.\n"
    assert run(other, "history", "--json") == 0
    assert capsys.readouterr().out == text
    assert run(one, "history", "--json", "--since", "2026-03-02") == 0
    data = json.loads(capsys.readouterr().out)
    assert ([entry["uuid"] for entry in data["sessions"]], data["walks"]) == (["b"], [])


def test_an_import_says_what_was_changed_and_deleted(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path, session("a"), session("b"))
    export = tmp_path / "export.json"
    changed = {
        "uuid": "a",
        "routine_id": "x",
        "routine_name": "X",
        "started_utc": "2026-03-01T08:30:00.000+00:00",
        "counts_for_date": "2026-03-01",
        "planned_ms": 1,
        "revision": 2,
    }
    data = {
        "format": 1,
        "what": "stretchtimer-history",
        "sessions": [changed],
        "deleted": [{"uuid": "b", "revision": 2}],
    }
    export.write_text(json.dumps(data))
    assert run(tmp_path, "history", "import", str(export)) == 0
    assert capsys.readouterr().out == "0 entries added, 1 entry changed, 1 entry deleted.\n"


def test_a_file_that_cannot_be_imported_is_told(tmp_path: Path, capsys: Capture) -> None:
    assert run(tmp_path, "history", "import", str(tmp_path / "absent")) == 1
    assert "could not be imported: it does not exist" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "columns", "rows"),
    [
        (["--csv"], "session,counts_for,started", 1),
        (["--csv", "sessions"], "session,counts_for,started", 1),
        (["--csv", "holds"], "session,counts_for,hold", 2),
        (["--csv", "walks"], "walk,counts_for,started", 1),
    ],
)
def test_as_csv_it_is_a_table(
    tmp_path: Path, capsys: Capture, words: list[str], columns: str, rows: int
) -> None:
    note = "two\nlines, and a comma"
    put(tmp_path, replace(session(holds=(hold(1), hold(2))), note=note), walk())
    assert run(tmp_path, "history", *words) == 0
    out = capsys.readouterr().out
    assert out.startswith(columns)
    table = list(csv.reader(out.splitlines(keepends=True)))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}
    assert (note in table[1]) == (columns.startswith("session,counts_for,started"))


def test_one_goes_back_to_a_backup(tmp_path: Path, capsys: Capture) -> None:
    put(tmp_path, session("a"))
    put(tmp_path, session("b"), today=DAY + timedelta(days=1))
    assert run(tmp_path, "history", "restore", "2026-03-01") == 1
    assert "There is no backup from that day" in capsys.readouterr().err
    assert run(tmp_path, "history", "restore", "2026-03-02") == 0
    words = capsys.readouterr().out
    assert "history-2026-03-02.db. The record you had before is in" in words
    with closing(History(folders(tmp_path).history, lambda: DAY)) as history:
        assert [row.uuid for row in history.sessions()] == ["a"]
    folders(tmp_path).history.unlink()
    assert run(tmp_path, "history", "restore") == 0
    assert capsys.readouterr().out.endswith(".db.\n")


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "20260301", ""])
def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path, capsys: Capture, day: str) -> None:
    assert run(tmp_path, "history", "--since", day) == 2
    assert capsys.readouterr().err


def test_a_walk_is_noted_with_its_minutes_and_how_long_one_is_warm(
    tmp_path: Path, capsys: Capture
) -> None:
    assert run(tmp_path, "walked", "40") == 0
    (noted,) = walks(tmp_path)
    assert noted.walked_ms == 2_400_000
    assert noted.ended_utc is not None
    assert noted.offset_s is not None
    local = noted.ended_utc + timedelta(seconds=noted.offset_s)
    until = (local + timedelta(minutes=30)).strftime("%H:%M")
    assert capsys.readouterr().out == f"Saved. You should stay warm until about {until}.\n"
    run(tmp_path, "settings", "warm_minutes", "90")
    capsys.readouterr()
    assert run(tmp_path, "walked") == 0
    later = walks(tmp_path)[1]
    assert later.walked_ms is None
    assert later.ended_utc is not None
    until = (later.ended_utc + timedelta(seconds=noted.offset_s, minutes=90)).strftime("%H:%M")
    assert capsys.readouterr().out == f"Saved. You should stay warm until about {until}.\n"


def test_a_walk_that_was_being_timed_has_its_end(tmp_path: Path) -> None:
    begun = SystemClock().local_now() - timedelta(minutes=25)
    put(tmp_path, going_for_a_walk("timed", begun))
    assert run(tmp_path, "walked") == 0
    (noted,) = walks(tmp_path)
    assert noted.uuid == "timed"
    assert noted.walked_ms is not None
    assert 1_500_000 <= noted.walked_ms < 1_600_000


@pytest.mark.parametrize("minutes", ["0", "-5", "721", "1.5", "much"])
def test_minutes_that_cannot_be_are_wrong_usage(
    tmp_path: Path, capsys: Capture, minutes: str
) -> None:
    assert run(tmp_path, "walked", minutes) == 2
    assert not folders(tmp_path).history.exists()
