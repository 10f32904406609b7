"""A runner tells each event once and in order, and stands still over a gap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    Extend,
    Finish,
    Next,
    NoticeGap,
    Pause,
    Ready,
    Resume,
    Start,
)
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.events import (
    CueDue,
    Event,
    GapNoticed,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.plan import make_plan
from stretchtimer.engine.session import SessionState, Status, elapsed_ms
from stretchtimer.services.session.runner import GAP_MS, Emitted, SessionRunner
from stretchtimer.services.session.session_view import session_view
from tests.engine.routines import NO_TIMES, SPOKEN, routine, stretch
from tests.fakes import FakeClock
from tests.services.session.sessions import (
    bundled_lengths,
    bundled_plan,
    follow,
    look_after,
    told_by,
)

PLAN = bundled_plan()
STYLE = CueStyle(lengths_ms=bundled_lengths())
SETTLE_MS = 600

Gap = Callable[[FakeClock], None]


def new_runner() -> tuple[SessionRunner, FakeClock, list[Event]]:
    clock = FakeClock()
    runner = SessionRunner(clock, PLAN, STYLE)
    return runner, clock, told_by(runner)


def started() -> tuple[SessionRunner, FakeClock, list[Event]]:
    runner, clock, events = new_runner()
    runner.send(Start(SETTLE_MS))
    return runner, clock, events


def second_by_second() -> tuple[SessionState, list[Event]]:
    runner, clock, events = started()
    look_after(runner, clock, [1_000])
    return runner.state, events


STEADY_STATE, STEADY_EVENTS = second_by_second()


def test_the_whole_bundled_routine_is_told_from_its_start_to_its_end() -> None:
    phases = [event.phase for event in STEADY_EVENTS if isinstance(event, PhaseEntered)]
    assert phases == list(PLAN.phases)
    assert isinstance(STEADY_EVENTS[0], SessionStarted)
    start_ms = STEADY_EVENTS[0].due_ms
    assert STEADY_EVENTS[-1] == SessionFinished(start_ms + PLAN.total_ms, True)
    assert [held.held_ms for held in STEADY_STATE.ledger] == [
        phase.duration_ms for phase in PLAN.phases if phase.is_hold
    ]


def test_looking_only_when_asked_to_tells_the_same_events() -> None:
    runner, clock, events = started()
    follow(runner, clock)
    assert events == STEADY_EVENTS
    assert runner.state.ledger == STEADY_STATE.ledger


def test_looking_only_when_asked_to_tells_each_event_at_its_instant() -> None:
    runner, clock, _ = started()
    lateness: list[int] = []
    runner.listen(lambda emitted: lateness.append(emitted.emitted_ms - emitted.event.due_ms))
    follow(runner, clock)
    assert len(lateness) > len(PLAN.phases)
    assert set(lateness) == {0}


def test_looking_only_when_asked_to_shows_every_second() -> None:
    runner, clock, _ = started()
    shown: list[tuple[int, int]] = []

    def looked() -> None:
        if not runner.state.is_over:
            view = session_view(runner.state, clock.ms)
            shown.append((view.phase.index, view.seconds))

    follow(runner, clock, looked=looked)
    for phase in PLAN.phases:
        seconds = list(dict.fromkeys(second for index, second in shown if index == phase.index))
        assert seconds == list(range(phase.duration_ms // 1_000, 0, -1))


@given(st.lists(st.integers(0, 20) | st.integers(0, GAP_MS), max_size=40))
def test_looking_rarely_loses_nothing(waits: list[int]) -> None:
    runner, clock, events = started()
    look_after(runner, clock, [*waits, GAP_MS])
    assert events == STEADY_EVENTS
    assert runner.state.ledger == STEADY_STATE.ledger
    assert runner.state.completed


def test_a_listener_finds_the_state_that_the_event_led_to() -> None:
    runner, clock, _ = started()
    found: list[Status] = []
    runner.listen(lambda _told: found.append(runner.state.status))
    clock.advance(5_000)
    runner.send(Pause())
    runner.send(Resume(SETTLE_MS))
    runner.send(Finish())
    statuses = [Status.PAUSED, Status.COUNTING_IN, Status.FINISHED]
    assert list(dict.fromkeys(found)) == [Status.RUNNING, *statuses]


def test_listeners_are_told_one_event_after_the_other_in_the_order_they_came() -> None:
    runner, clock, _ = new_runner()
    heard: list[tuple[str, Event]] = []
    runner.listen(lambda emitted: heard.append(("first", emitted.event)))
    runner.listen(lambda emitted: heard.append(("second", emitted.event)))
    runner.send(Start())
    follow(runner, clock)
    assert heard[::2] == [("first", event) for _, event in heard[1::2]]


def test_a_command_from_a_listener_waits_until_all_have_heard_of_the_event() -> None:
    runner, clock, _ = new_runner()
    heard: list[tuple[str, str]] = []

    def first(emitted: Emitted) -> None:
        heard.append(("first", type(emitted.event).__name__))
        if isinstance(emitted.event, PhaseEntered) and emitted.event.phase.is_hold:
            runner.send(Pause())
            assert runner.state.status is Status.RUNNING
            runner.send(Resume())

    runner.listen(first)
    runner.listen(lambda emitted: heard.append(("second", type(emitted.event).__name__)))
    runner.send(Start())
    for _ in range(2):
        clock.advance(PLAN.phases[0].duration_ms // 2)
        runner.poll()
    both = [(who, what) for who, what in heard if what != "CueDue"]
    assert both == [
        (who, what)
        for what in (
            "SessionStarted",
            "PhaseEntered",
            "PhaseEntered",
            "SessionPaused",
            "SessionResumed",
        )
        for who in ("first", "second")
    ]


def test_a_listener_that_breaks_hides_nothing_from_the_others() -> None:
    runner, clock, _ = new_runner()

    def broken(emitted: Emitted) -> None:
        if isinstance(emitted.event, SessionStarted):
            raise LookupError("broken")

    runner.listen(broken)
    events = told_by(runner)
    with pytest.raises(LookupError):
        runner.send(Start(SETTLE_MS))
    next_ms = runner.next_poll_ms()
    assert next_ms is not None
    assert next_ms <= clock.ms
    follow(runner, clock)
    assert events == STEADY_EVENTS


def test_a_command_that_has_just_stopped_making_sense_does_nothing() -> None:
    runner, clock, events = started()
    clock.advance(3_000)
    runner.poll()
    before = list(events)
    for command in (Resume(), Start(), Extend(-5)):
        assert not runner.allows(command)
        state = runner.state
        runner.send(command)
        assert runner.state == state
    assert events == before


def test_a_second_press_on_the_same_button_does_nothing() -> None:
    runner, clock, events = started()
    clock.advance(3_000)
    runner.send(Pause())
    runner.send(Pause())
    assert [type(event) for event in events].count(SessionPaused) == 1


def test_a_command_finds_the_session_where_it_really_is() -> None:
    runner, clock, events = started()
    clock.advance(SETTLE_MS)
    for _ in range(2):
        clock.advance(PLAN.phases[0].duration_ms // 2)
        runner.poll()
    clock.advance(9_000)
    runner.send(Pause())
    assert elapsed_ms(runner.state, clock.ms) == 9_000
    assert events[-1] == SessionPaused(clock.ms, PLAN.phases[1])


def test_nothing_is_looked_for_before_the_start_while_paused_and_after_the_end() -> None:
    runner, clock, _ = new_runner()
    assert runner.next_poll_ms() is None
    runner.send(Start())
    assert runner.next_poll_ms() is not None
    runner.send(Pause())
    assert runner.next_poll_ms() is None
    runner.send(Resume())
    follow(runner, clock)
    assert runner.state.is_over
    assert runner.next_poll_ms() is None


def test_nothing_is_looked_for_while_the_person_gets_ready() -> None:
    clock = FakeClock()
    waiting = routine(stretch(), times=replace(NO_TIMES, wait_until_ready=True))
    runner = SessionRunner(clock, make_plan(waiting), SPOKEN)
    runner.send(Start())
    follow(runner, clock)
    assert runner.state.status is Status.WAITING
    runner.send(Ready())
    assert runner.next_poll_ms() is not None


def test_the_next_look_is_at_the_first_thing_that_is_due() -> None:
    clock = FakeClock()
    plan = make_plan(routine(stretch(hold_ms=12_300), times=NO_TIMES))
    runner = SessionRunner(clock, plan, CueStyle(half_way=False))
    runner.send(Start())
    start_ms = clock.ms
    polls: list[int] = []
    follow(runner, clock, looked=lambda: polls.append(clock.ms - start_ms))
    # The whole seconds of what is left; the beeps and the end fall on them too.
    assert polls == [0, *range(300, 12_301, 1_000)]


def skip(ms: int) -> Gap:
    return lambda clock: clock.advance(ms)


def sleep(ms: int) -> Gap:
    """A system whose monotonic clock stands still in sleep; ``skip`` is one where it does not."""

    def move(clock: FakeClock) -> None:
        clock.advance(400)
        clock.sleep(ms)

    return move


def wall(ms: int) -> Gap:
    def move(clock: FakeClock) -> None:
        clock.advance(400)
        clock.set_wall(ms)

    return move


GAPS = [
    (skip(3_600_000), 3_600_000),
    (skip(GAP_MS + 1), GAP_MS + 1),
    (sleep(3_600_000), 3_600_400),
    (sleep(GAP_MS), GAP_MS + 400),
]
CORRECTIONS = [wall(GAP_MS + 1), wall(-GAP_MS - 1), wall(3_600_000), wall(-86_400_000)]


@pytest.mark.parametrize(("gap", "gap_ms"), GAPS)
def test_a_gap_pauses_where_the_session_was_last_seen(gap: Gap, gap_ms: int) -> None:
    runner, clock, events = started()
    follow(runner, clock, clock.ms + SETTLE_MS + 20_000)
    state, seen_ms = runner.state, clock.ms
    into_ms = elapsed_ms(state, seen_ms)
    before = len(events)
    gap(clock)
    runner.poll()
    assert events[before:] == [
        GapNoticed(seen_ms, state.phase, gap_ms),
        SessionPaused(seen_ms, state.phase),
    ]
    assert runner.state.status is Status.PAUSED
    assert elapsed_ms(runner.state, clock.ms) == into_ms
    assert runner.next_poll_ms() is None


@pytest.mark.parametrize(("gap", "gap_ms"), GAPS)
def test_a_session_goes_on_after_a_gap_as_if_nothing_had_been(gap: Gap, gap_ms: int) -> None:
    runner, clock, events = started()
    follow(runner, clock, clock.ms + SETTLE_MS + 20_000)
    gap(clock)
    runner.send(Resume(SETTLE_MS))
    assert isinstance(events[-1], SessionResumed)
    follow(runner, clock)
    assert runner.state.ledger == STEADY_STATE.ledger
    assert gap_ms in [event.gap_ms for event in events if isinstance(event, GapNoticed)]
    assert [type(event) for event in events].count(GapNoticed) == 1


def test_the_pause_button_pressed_after_a_gap_leaves_the_session_paused() -> None:
    runner, clock, events = started()
    clock.advance(3_600_000)
    runner.send(Pause())
    assert runner.state.status is Status.PAUSED
    assert [type(event) for event in events].count(SessionPaused) == 1


@pytest.mark.parametrize("gap", [skip(GAP_MS), sleep(GAP_MS - 400), *CORRECTIONS])
def test_ten_seconds_without_a_look_and_a_clock_put_right_are_no_gap(gap: Gap) -> None:
    runner, clock, events = started()
    follow(runner, clock, clock.ms + 5_000)
    gap(clock)
    runner.poll()
    assert runner.state.status is Status.RUNNING
    assert not [event for event in events if isinstance(event, GapNoticed)]


@pytest.mark.parametrize("gap", [gap for gap, _ in GAPS])
def test_nobody_minds_a_gap_while_nothing_runs(gap: Gap) -> None:
    runner, clock, events = new_runner()
    gap(clock)
    runner.send(Start())
    gap_free = runner.state.status
    runner.send(Pause())
    gap(clock)
    runner.send(Resume())
    assert runner.state.status is Status.COUNTING_IN
    runner.send(Finish())
    gap(clock)
    runner.poll()
    assert gap_free is Status.RUNNING
    assert not [event for event in events if isinstance(event, GapNoticed)]


def test_a_gap_in_a_count_in_loses_nothing_of_the_hold() -> None:
    runner, clock, _ = started()
    runner.send(Next())
    clock.advance(4_000)
    runner.send(Pause())
    runner.send(Resume())
    clock.advance(1_000)
    runner.poll()
    clock.advance(60_000)
    runner.poll()
    assert runner.state.status is Status.PAUSED
    assert elapsed_ms(runner.state, clock.ms) == 4_000


def test_events_keep_their_instants_however_late_they_are_told() -> None:
    runner, clock, _ = started()
    emitted: list[Emitted] = []
    runner.listen(emitted.append)
    clock.advance(9_000)
    runner.poll()
    assert emitted[0].event.due_ms == clock.ms - 9_000 + SETTLE_MS
    assert isinstance(emitted[0].event, CueDue)
    assert {one.emitted_ms for one in emitted} == {clock.ms}


def test_the_gap_command_itself_is_open_to_the_runner_alone() -> None:
    runner, _, _ = started()
    runner.send(Pause())
    assert not runner.allows(NoticeGap(11_000))
