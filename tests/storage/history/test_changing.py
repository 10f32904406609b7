"""A person's own changes of the record, with the way back; and the end of all of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import Side
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.reading import HeldSum, raw_sessions
from stretchtimer.storage.history.rows import HoldRow, SessionRow, WalkRow
from tests.storage.history.entries import DAY, START, hold, session, walk


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    history = History(tmp_path / "history.db", lambda: DAY)
    yield history
    history.close()


def test_an_entry_added_by_hand_is_there(history: History) -> None:
    added = replace(session(holds=()), by_hand=True)
    assert history.put(added) == added
    assert history.sessions() == (added,)
    assert history.entry("a") == added
    assert history.entry("b") is None


def test_a_walk_that_is_still_going_on_is_there_after_a_restart(
    tmp_path: Path, history: History
) -> None:
    begun = replace(walk(), ended_utc=None, walked_ms=None)
    history.put(begun)
    history.close()
    with closing(History(tmp_path / "history.db", lambda: DAY)) as again:
        assert again.walks() == (begun,)
        assert again.entry("w") == begun


def test_a_corrected_entry_is_a_new_revision_with_its_parts(history: History) -> None:
    history.put(session(holds=(hold(1), hold(2))))
    corrected = history.put(replace(session(holds=(hold(1, 5_000),)), note="too long"))
    assert corrected.revision == 2
    assert history.sessions() == (corrected,)


def test_a_change_is_undone_by_putting_the_old_entry_back(history: History) -> None:
    before = session(holds=(hold(1),))
    history.put(before)
    history.put(replace(before, holds=(), note="x"))
    assert history.put(before) == replace(before, revision=3)


@pytest.mark.parametrize("entry", [session(holds=(hold(1),)), walk()])
def test_a_deleted_entry_can_be_put_back_whole(
    history: History, entry: SessionRow | WalkRow
) -> None:
    history.put(entry)
    deleted = history.remove(entry.uuid)
    assert deleted == entry
    assert (history.sessions(), history.walks()) == ((), ())
    assert history.remove(entry.uuid) is None
    history.put(deleted)
    back = history.entry(entry.uuid)
    assert back == replace(entry, revision=3)


def test_how_the_back_feels_is_noted_while_the_session_goes_on(history: History) -> None:
    going_on = replace(session(), ended_utc=None, completed=False)
    history.write(going_on)
    assert history.feel("a", {"pain_before": 0})
    history.write(replace(going_on, holds=(hold(1),)))
    assert history.feel("a", {"pain_after": 3, "note": "warm"})
    (row,) = history.sessions()
    assert (row.pain_before, row.pain_after, row.note) == (0, 3, "warm")
    assert (row.revision, len(row.holds)) == (3, 1)
    assert history.take_notes() == ()


def test_a_feeling_is_taken_back(history: History) -> None:
    history.put(replace(session(), pain_after=4))
    history.feel("a", {"pain_after": None})
    assert history.sessions()[0].pain_after is None


def test_nobody_feels_anything_with_a_session_that_is_not_there(history: History) -> None:
    assert not history.feel("a", {"pain_after": 3})


def test_a_pain_that_cannot_be_is_our_own_fault(history: History) -> None:
    history.put(session())
    with pytest.raises(InternalError, match="CHECK constraint failed"):
        history.feel("a", {"pain_after": 11})


def test_sessions_and_walks_are_asked_for_by_their_days(history: History) -> None:
    for days in range(4):
        history.put(session(f"s{days}", days, holds=(hold(1),)))
        history.put(walk(f"w{days}", days))
    second, third = DAY + timedelta(days=1), DAY + timedelta(days=2)
    assert [row.uuid for row in history.sessions(second, third)] == ["s1", "s2"]
    assert [row.uuid for row in history.sessions(third)] == ["s2", "s3"]
    assert [row.uuid for row in history.walks(until=second)] == ["w0", "w1"]
    assert [len(row.holds) for row in history.sessions(second, parts=False)] == [0, 0, 0]


def test_the_latest_sessions_come_first_with_all_they_consist_of(history: History) -> None:
    for days in range(4):
        history.put(session(f"s{days}", days, holds=(hold(1), hold(2))))
    latest = history.latest(2)
    assert [(row.uuid, len(row.holds)) for row in latest] == [("s3", 2), ("s2", 2)]
    history.put(replace(session("other", 9), routine_id="evening"))
    assert [row.uuid for row in history.latest(of_routine="post-walk")] == ["s3"]


@pytest.mark.parametrize("limit", [1, 8])
@pytest.mark.parametrize("where", ["", "WHERE routine_id = 'post-walk'"])
def test_the_latest_sessions_are_found_by_their_index(
    history: History, where: str, limit: int
) -> None:
    """However long the record is: SQLite goes through it from its end, and sorts no more of it."""
    history.put(session(holds=(hold(1),)))
    with closing(sqlite3.connect(history.path)) as file:
        asked: list[str] = []
        file.set_trace_callback(asked.append)
        assert len(list(raw_sessions(file, where, limit=limit))) == 1
        file.set_trace_callback(None)
        assert len(asked) == 4, "sessions, holds, pauses and gaps"
        for statement in asked:
            steps = [row[3] for row in file.execute(f"EXPLAIN QUERY PLAN {statement}")]
            assert any("sessions USING INDEX sessions_by_start" in step for step in steps), steps


def test_what_was_held_is_summed_by_stretch_and_side_in_some_days(history: History) -> None:
    for days in range(3):
        history.put(
            session(
                f"s{days}",
                days,
                (
                    hold(1, 20_000, Side.LEFT),
                    hold(2, 15_000, Side.RIGHT),
                    hold(3, 7_000, None, "knees"),
                ),
            )
        )
    assert history.sums(DAY + timedelta(days=1)) == (
        HeldSum("twist", "Twist", Side.LEFT, 2, 60_000, 40_000),
        HeldSum("twist", "Twist", Side.RIGHT, 2, 60_000, 30_000),
        HeldSum("knees", "Knees", None, 2, 60_000, 14_000),
    )


def test_a_hold_that_was_begun_anew_was_planned_once(history: History) -> None:
    first = session("first", holds=(hold(1, 4_000), hold(2, 30_000)))
    history.put(first)
    history.put(replace(session("second", holds=(hold(1, 9_000),)), continues_uuid="first"))
    assert history.sums() == (HeldSum("twist", "Twist", None, 1, 30_000, 43_000),)


def counted(position: int, planned: int, done: int, stretch_id: str = "bridge") -> HoldRow:
    row = hold(position, 6_000 * done, None, stretch_id)
    held = replace(row.held, planned_repetitions=planned, done_repetitions=done, repetition=1)
    return replace(row, held=held)


def test_how_often_something_was_done_is_summed_where_all_of_it_was_counted(
    history: History,
) -> None:
    for days, done in enumerate((6, 4)):
        history.put(session(f"s{days}", days, (counted(1, 6, done), counted(2, 6, 5, "squat"))))
    again = session("again", holds=(counted(1, 6, 2),))
    history.put(replace(again, continues_uuid="s1"))
    history.put(session("old", holds=(hold(1, 20_000, None, "squat"),)))
    sums = {one.stretch_id: (one.planned_times, one.done_times) for one in history.sums()}
    assert sums == {"bridge": (12, 12), "squat": (None, None)}


def test_nothing_is_there_of_a_record_that_was_never_begun(history: History) -> None:
    assert (history.sums(), history.walks(), history.latest()) == ((), (), ())
    with history.everything() as found:
        assert list(found) == []
    assert not history.path.exists()


def test_deleting_everything_leaves_no_entry_and_no_copy_of_one(
    tmp_path: Path, history: History
) -> None:
    note = "nobody else's business"
    history.put(replace(session(holds=(hold(1),)), note=note))
    history.close()
    history.put(walk())
    assert list(tmp_path.glob("backups/*"))
    (tmp_path / "history.damaged-2026-02-01.db").write_text(note)
    (tmp_path / "settings.json").touch()
    (tmp_path / "running").mkdir()
    (tmp_path / "running" / "of a session that was killed").touch()
    history.remove_everything()
    assert (history.sessions(), history.walks()) == ((), ())
    with history.everything() as found:
        assert list(found) == []
    history.close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["history.db", "settings.json"]
    assert note.encode() not in (tmp_path / "history.db").read_bytes()


def test_a_record_can_be_written_after_everything_was_deleted(history: History) -> None:
    history.put(session())
    history.remove_everything()
    history.put(session())
    assert [row.uuid for row in history.sessions()] == ["a"]


def test_what_is_read_at_one_moment_is_not_changed_by_another_program(
    tmp_path: Path, history: History
) -> None:
    for days in range(3):
        history.put(session(f"s{days}", days))
    with history.everything() as found:
        first = next(found)
        with closing(sqlite3.connect(tmp_path / "history.db", isolation_level=None)) as other:
            other.execute("DELETE FROM sessions")
        assert [first.values[0], *(raw.values[0] for raw in found)] == ["s0", "s1", "s2"]
    assert history.sessions() == ()


def test_two_programs_that_write_in_turn_lose_no_entry(tmp_path: Path, history: History) -> None:
    with closing(History(tmp_path / "history.db", lambda: DAY)) as other:
        for number in range(10):
            one, two = f"one {number}", f"two {number}"
            history.write(replace(session(one), started_utc=START))
            other.write(replace(session(two), started_utc=START))
            history.write(replace(session(one, holds=(hold(1),)), started_utc=START))
            other.write(replace(session(two, holds=(hold(1),)), started_utc=START))
        assert len(history.sessions()) == len(other.sessions()) == 20
        assert all(len(row.holds) == 1 for row in history.sessions())
        assert history.take_notes() == other.take_notes() == ()
