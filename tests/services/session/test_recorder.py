"""What was held reaches the log, and a log in trouble is told and never stops a session."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from stretchtimer.engine.events import (
    Event,
    GapNoticed,
    Held,
    HoldFinished,
    SessionFinished,
    SessionStarted,
)
from stretchtimer.services.session.recorder import Recorder
from stretchtimer.services.session.runner import Emitted, Listener
from stretchtimer.services.system.writer import FIRST_RETRY_MS
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import SessionRow
from tests.fakes import FakeClock, FakeWriter
from tests.services.session.sessions import bundled_plan
from tests.wording import telling

PLAN = bundled_plan()
HOLDS = [phase for phase in PLAN.phases if phase.is_hold]


class Recorded:
    """A recorder with a real history, and what it reported."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.path = folder / "history.db"
        self.history = History(self.path, lambda: self.clock.local_now().date())
        self.told: list[str] = []
        self.writer = FakeWriter(self.clock, telling(self.told))
        self.recorder = Recorder(self.history, self.clock, self.writer)

    def follow(self) -> Listener:
        return self.recorder.follow(PLAN, str(uuid4())).on_event

    def notify(self, listener: Listener, *events: Event) -> None:
        for event in events:
            self.clock.advance(1_000)
            listener(Emitted(event, self.clock.ms))

    def held(self) -> list[list[int]]:
        """What was held in each session of the log."""
        return [[hold.held.held_ms for hold in row.holds] for row in self.history.sessions()]


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[Recorded]:
    recorded = Recorded(tmp_path)
    yield recorded
    recorded.writer.close()


def hold(index: int, held_ms: int) -> HoldFinished:
    phase = HOLDS[index]
    held = Held(phase.stretch.id, phase.stretch.name, phase.side, 1, 1, 30_000, held_ms)
    return HoldFinished(0, phase, held)


STARTED, FINISHED = SessionStarted(0), SessionFinished(0, True)


def test_a_session_is_written_with_its_instants_and_its_end(recorded: Recorded) -> None:
    zero = recorded.clock.utc
    listener = recorded.follow()
    recorded.notify(listener, STARTED, hold(0, 25_000), GapNoticed(0, HOLDS[1], 61_000), FINISHED)
    (row,) = recorded.history.sessions()
    assert row.started_utc == zero + timedelta(seconds=1)
    assert row.holds[0].ended_utc == zero + timedelta(seconds=2)
    assert [(gap.at_utc, gap.gap_ms) for gap in row.gaps] == [(zero + timedelta(seconds=3), 61_000)]
    assert (row.ended_utc, row.completed) == (zero + timedelta(seconds=4), True)
    assert row.planned_ms == PLAN.total_ms
    assert recorded.told == []


@pytest.mark.parametrize(("hour", "day"), [(1, 28), (2, 28), (3, 1)])
def test_a_session_before_four_in_the_morning_counts_for_the_day_before(
    recorded: Recorded, hour: int, day: int
) -> None:
    # The clock of the tests is an hour ahead of UTC.
    recorded.clock.utc = recorded.clock.utc.replace(hour=hour)
    recorded.notify(recorded.follow(), STARTED)
    assert recorded.history.sessions()[0].counts_for_date.day == day


def test_an_unfinished_session_is_not_taken_for_a_completed_one(recorded: Recorded) -> None:
    recorded.notify(recorded.follow(), STARTED, hold(0, 9), SessionFinished(0, False))
    assert [row.completed for row in recorded.history.sessions()] == [False]


def test_each_listener_writes_to_its_own_session(recorded: Recorded) -> None:
    first, second = recorded.follow(), recorded.follow()
    recorded.notify(first, STARTED, hold(0, 1))
    recorded.notify(second, STARTED, hold(0, 2))
    recorded.notify(first, hold(1, 3))
    assert recorded.held() == [[1, 3], [2]]


def test_trouble_is_told_once_a_session(recorded: Recorded) -> None:
    recorded.path.mkdir()
    for sessions in (1, 2):
        listener = recorded.follow()
        recorded.notify(listener, STARTED, hold(0, 1), hold(1, 2), FINISHED)
        assert len(recorded.told) == sessions
        assert str(recorded.path) in recorded.told[-1]


def test_a_log_that_can_be_written_again_gets_all_that_was_held(recorded: Recorded) -> None:
    zero = recorded.clock.utc
    recorded.path.mkdir()
    listener = recorded.follow()
    recorded.notify(listener, STARTED, hold(0, 1), hold(1, 2))
    recorded.path.rmdir()
    recorded.notify(listener, hold(2, 3), FINISHED)
    assert recorded.held() == [[1, 2, 3]]
    (row,) = recorded.history.sessions()
    assert row.started_utc == zero + timedelta(seconds=1)
    assert [hold.ended_utc for hold in row.holds] == [
        zero + timedelta(seconds=seconds) for seconds in (2, 3, 4)
    ]
    assert row.completed
    assert len(recorded.told) == 1


def test_a_log_that_can_be_written_again_after_the_session_gets_it_by_itself(
    recorded: Recorded,
) -> None:
    recorded.path.mkdir()
    recorded.notify(recorded.follow(), STARTED, hold(0, 1), FINISHED)
    recorded.path.rmdir()
    recorded.clock.advance(FIRST_RETRY_MS)
    recorded.writer.do_due()
    assert recorded.held() == [[1]]


def test_a_log_that_can_be_written_again_on_closing_gets_all(recorded: Recorded) -> None:
    recorded.path.mkdir()
    for _ in range(2):
        recorded.notify(recorded.follow(), STARTED, hold(0, 1), FINISHED)
    recorded.path.rmdir()
    assert recorded.writer.close() == ()
    assert recorded.held() == [[1], [1]]


def test_a_hold_that_ends_while_the_log_is_being_written_is_not_lost(
    recorded: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    listener = recorded.follow()
    really = recorded.history.write

    def slowly(session: SessionRow) -> None:
        really(session)
        monkeypatch.undo()
        # The writer is busy just now, as it is on its own thread.
        monkeypatch.setattr(recorded.writer, "do_due", lambda: None)
        recorded.notify(listener, hold(0, 7))
        monkeypatch.undo()

    monkeypatch.setattr(recorded.history, "write", slowly)
    recorded.notify(listener, STARTED)
    assert recorded.held() == [[7]]


def test_rows_that_are_gone_in_mid_session_end_nothing_and_are_told(recorded: Recorded) -> None:
    listener = recorded.follow()
    recorded.notify(listener, STARTED, hold(0, 1))
    with closing(sqlite3.connect(recorded.path, isolation_level=None)) as other:
        other.execute("DELETE FROM holds")
        other.execute("DELETE FROM sessions")
    recorded.notify(listener, hold(1, 2), FINISHED)
    assert recorded.held() == [[1, 2]]
    assert len(recorded.told) == 1
    assert "removed parts of this session" in recorded.told[0]


def test_a_log_that_is_removed_in_mid_session_ends_nothing_and_is_told(recorded: Recorded) -> None:
    listener = recorded.follow()
    recorded.notify(listener, STARTED, hold(0, 1))
    recorded.path.unlink()
    recorded.notify(listener, hold(1, 2), FINISHED)
    assert recorded.held() == [[1, 2]]
    assert len(recorded.told) == 1
    assert f"removed or replaced {recorded.path}" in recorded.told[0]


def test_what_the_log_does_not_take_by_our_own_fault_is_told_and_holds_nothing_up(
    recorded: Recorded, caplog: pytest.LogCaptureFixture
) -> None:
    recorded.notify(recorded.follow(), STARTED, hold(0, -1))
    recorded.notify(recorded.follow(), STARTED, hold(0, 5), FINISHED)
    assert recorded.held() == [[], [5]]
    assert "A part of a session could not be written" in recorded.told[0]
    assert caplog.records[0].exc_info is not None


@pytest.mark.parametrize("by_ms", [-86_400_000, -3_600_000, 3_600_000])
def test_a_time_of_day_put_right_moves_no_instant_of_a_session(
    recorded: Recorded, by_ms: int
) -> None:
    zero = recorded.clock.utc
    listener = recorded.follow()
    recorded.notify(listener, STARTED)
    recorded.clock.set_wall(by_ms)
    recorded.notify(listener, hold(0, 1))
    recorded.clock.sleep(600_000)
    recorded.notify(listener, GapNoticed(0, HOLDS[1], 600_000), FINISHED)
    (row,) = recorded.history.sessions()
    since = [
        (instant - zero).total_seconds()
        for instant in (row.started_utc, row.holds[0].ended_utc, row.gaps[0].at_utc)
    ]
    assert since == [1, 2, 603]
    assert row.ended_utc == zero + timedelta(seconds=604)


def test_a_newer_log_is_told_and_stays_as_it_is(recorded: Recorded) -> None:
    recorded.notify(recorded.follow(), STARTED)
    recorded.history.close()
    with closing(sqlite3.connect(recorded.path)) as other:
        other.execute("PRAGMA user_version = 99")
    before = recorded.path.read_bytes()
    recorded.notify(recorded.follow(), STARTED, hold(0, 1), FINISHED)
    assert len(recorded.told) == 1
    assert "newer" in recorded.told[0]
    assert recorded.path.read_bytes() == before


def test_a_damaged_log_that_was_moved_aside_is_told_once(recorded: Recorded) -> None:
    recorded.path.write_bytes(b"no database at all, " * 100)
    for _ in range(2):
        recorded.notify(recorded.follow(), STARTED, hold(0, 1), FINISHED)
    assert len(recorded.told) == 1
    assert "moved to" in recorded.told[0]
    assert recorded.held() == [[1], [1]]


def test_events_that_are_no_business_of_the_log_leave_it_alone(recorded: Recorded) -> None:
    listener = recorded.follow()
    recorded.notify(listener, hold(0, 1), FINISHED)
    assert not recorded.path.exists()
