"""What was held reaches the log, and a log in trouble is told and never stops a session."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from stretchtimer.engine.commands import Pause, Resume, Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import (
    Event,
    GapNoticed,
    Held,
    HoldFinished,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.session import new_session
from stretchtimer.services.record.as_run import digest_of
from stretchtimer.services.session.occasion import TRIAL, Occasion
from stretchtimer.services.session.recorder import Recorder
from stretchtimer.services.session.runner import Emitted, Listener, SessionRunner
from stretchtimer.services.system.writer import FIRST_RETRY_MS
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import PauseRow, Place, SessionRow
from tests.fakes import FakeClock, FakeWriter
from tests.services.session.sessions import bundled_plan, follow
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
ENOUGH_MS = PLAN.total_ms
"""Held so long, it counts as done, whatever else was not held."""


def test_a_session_is_written_with_its_instants_and_its_end(recorded: Recorded) -> None:
    zero = recorded.clock.utc
    listener = recorded.follow()
    recorded.notify(
        listener, STARTED, hold(0, ENOUGH_MS), GapNoticed(0, HOLDS[1], 61_000), FINISHED
    )
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


def test_a_session_has_pauses_of_their_length_and_the_offset_of_the_place(
    recorded: Recorded,
) -> None:
    zero = recorded.clock.utc
    listener = recorded.follow()
    recorded.notify(listener, STARTED, SessionPaused(0, HOLDS[0]))
    (row,) = recorded.history.sessions()
    assert row.pauses == (PauseRow(zero + timedelta(seconds=2), None),)
    recorded.notify(listener, SessionResumed(0, HOLDS[0], 0), SessionPaused(0, HOLDS[0]))
    recorded.clock.advance(4_000)
    recorded.notify(listener, FINISHED)
    (row,) = recorded.history.sessions()
    assert [pause.paused_ms for pause in row.pauses] == [1_000, 5_000]
    assert (row.started_offset_s, row.ended_offset_s) == (3_600, 3_600)


def test_a_session_that_is_not_over_tells_where_it_could_go_on(recorded: Recorded) -> None:
    listener = recorded.follow()
    recorded.notify(listener, STARTED, PhaseEntered(0, PLAN.phases[0]))
    (row,) = recorded.history.sessions()
    assert row.next_place == Place(HOLDS[0].stretch.id, None, 1)
    assert row.as_run
    assert row.routine_digest == digest_of(PLAN.routine)
    release = PLAN.phases[HOLDS[0].index + 1]
    recorded.notify(listener, PhaseEntered(0, release))
    (row,) = recorded.history.sessions()
    assert row.next_place == Place(HOLDS[1].stretch.id, HOLDS[1].side, 1)
    assert row.last_seen_utc == recorded.clock.utc
    recorded.notify(listener, PhaseEntered(0, PLAN.phases[-1]))
    assert recorded.history.sessions()[0].next_place is None
    recorded.notify(listener, FINISHED)
    (row,) = recorded.history.sessions()
    assert (row.as_run, row.next_place) == (None, None)


def test_a_session_is_told_with_its_occasion(recorded: Recorded) -> None:
    occasion = Occasion(continues_uuid="before", pain_before=0)
    recorded.notify(recorded.recorder.follow(PLAN, "x", occasion).on_event, STARTED)
    (row,) = recorded.history.sessions()
    assert (row.uuid, row.continues_uuid, row.pain_before) == ("x", "before", 0)


def test_a_trial_is_not_kept(recorded: Recorded) -> None:
    listener = recorded.recorder.follow(PLAN, "x", TRIAL).on_event
    for event in (STARTED, PhaseEntered(0, HOLDS[0]), FINISHED):
        recorded.notify(listener, event)
    assert list(recorded.history.sessions()) == []


def led(recorded: Recorded) -> SessionRunner:
    log = recorded.recorder.follow(PLAN, "led")
    runner = SessionRunner(recorded.clock, PLAN, CueStyle(), (log.on_event,), (log,))
    runner.send(Start())
    return runner


def test_a_hold_is_in_the_file_before_each_second_of_it_is_over(recorded: Recorded) -> None:
    runner = led(recorded)
    lead_in_ms = HOLDS[0].start_ms
    follow(runner, recorded.clock, runner.now_ms() + lead_in_ms)
    for second in range(1, 25):
        follow(runner, recorded.clock, runner.now_ms() + 1_000)
        with closing(History(recorded.path, recorded.clock.utc.date)) as other:
            (row,) = other.sessions()
        assert 0 <= 1_000 * second - row.holds[0].held.held_ms < 1_000
        assert len(row.holds) == 1


def test_a_paused_hold_is_in_the_file_as_far_as_it_got(recorded: Recorded) -> None:
    runner = led(recorded)
    follow(runner, recorded.clock, runner.now_ms() + HOLDS[0].start_ms + 7_777)
    runner.send(Pause())
    assert recorded.held() == [[7_777]]
    at = recorded.history.sessions()[0].holds[0].ended_utc
    recorded.clock.advance(60_000)
    runner.poll()
    runner.send(Resume())
    assert recorded.history.sessions()[0].holds[0].ended_utc == at
    follow(runner, recorded.clock)
    assert recorded.held() == [[hold.duration_ms for hold in HOLDS]]
    assert [pause.paused_ms for pause in recorded.history.sessions()[0].pauses] == [60_000]


def test_nothing_is_written_while_nothing_is_held(recorded: Recorded) -> None:
    runner = led(recorded)
    follow(runner, recorded.clock, runner.now_ms() + HOLDS[0].start_ms - 500)
    before = recorded.history.sessions()
    assert before[0].holds == ()
    runner.send(Pause())
    with closing(sqlite3.connect(recorded.path)) as other:
        version = other.execute("PRAGMA data_version").fetchone()
        recorded.clock.advance(3_600_000)
        runner.poll()
        assert other.execute("PRAGMA data_version").fetchone() == version


def test_a_session_that_is_never_looked_at_again_ends_nothing(recorded: Recorded) -> None:
    log = recorded.recorder.follow(PLAN, "never begun")
    state = new_session(PLAN, CueStyle())
    log.look_ahead(state, 0)
    assert log.next_look_ahead_ms(state, 0) is None
    assert not recorded.path.exists()


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
    recorded.notify(listener, hold(2, ENOUGH_MS), FINISHED)
    assert recorded.held() == [[1, 2, ENOUGH_MS]]
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
