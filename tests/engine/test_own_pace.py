"""Sessions without a clock, and stretches that wait: one goes on when one likes."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import Extend, GoTo, Pause, Ready, Restart, Resume, Start
from stretchtimer.engine.countdown import COUNT_IN_MS
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import (
    CueDue,
    Event,
    HoldFinished,
    OpenHoldEnded,
    SessionFinished,
    WaitingStarted,
)
from stretchtimer.engine.model import MAX_HOLD_MS, Times
from stretchtimer.engine.plan import PhaseKind, make_plan
from stretchtimer.engine.session import Status, held_ms, next_second_ms, remaining_ms, total_left_ms
from stretchtimer.engine.speech import SpeechLine
from stretchtimer.engine.state_machine import allowed
from tests.engine.routines import CAT_COW, Played, counted, routine, started, stretch, talking

OWN_PACE = replace(Times(), own_pace=True)
BOTH = routine(stretch(two_sided=True), times=OWN_PACE)


def holding(made: Played) -> Played:
    """The same session in its first hold, from its first instant on."""
    made.do(Ready())
    made.wait(COUNT_IN_MS)
    return made


def done(played: Played) -> tuple[Event, ...]:
    """Says that the hold is done, and gives what follows at once."""
    return played.do(Ready()) + played.wait(0)


def test_all_that_leads_to_a_hold_waits_and_the_hold_is_open() -> None:
    made = routine(
        stretch(two_sided=True, repetitions=2), replace(stretch(), id="b"), times=OWN_PACE
    )
    waits = {phase.kind: phase.waits for phase in make_plan(made).phases}
    assert waits == {
        PhaseKind.LEAD_IN: True,
        PhaseKind.HOLD: True,
        PhaseKind.CHANGE_SIDES: True,
        PhaseKind.CHANGE_OVER: False,
        PhaseKind.RELEASE: False,
    }
    assert all(phase.waits for phase in make_plan(made).phases if phase.is_hold)


def test_a_hold_goes_on_until_the_person_is_done_and_what_was_held_is_measured() -> None:
    played = holding(started(BOTH, talking()))
    assert played.state.status is Status.RUNNING
    played.wait(75_000)
    assert played.state.phase.is_open
    told = done(played)
    kinds = [event.cue.kind for event in told if isinstance(event, CueDue)]
    assert kinds == [CueKind.HOLD_END]
    (finished,) = [event for event in told if isinstance(event, HoldFinished)]
    assert (finished.held.held_ms, finished.held.planned_ms) == (75_000, 30_000)
    assert played.state.phase.kind is PhaseKind.RELEASE


def test_the_next_side_waits_and_the_last_hold_ends_the_session() -> None:
    played = holding(started(BOTH, talking()))
    played.wait(10_000)
    played.do(Ready())
    told = played.wait(600_000)
    assert [type(event) for event in told].count(WaitingStarted) == 1
    assert played.place == (Status.WAITING, PhaseKind.CHANGE_SIDES, 3)
    holding(played)
    played.wait(20_000)
    done(played)
    played.wait(10_000)
    assert played.events[-1] == SessionFinished(played.events[-1].due_ms, True)
    assert [held.held_ms for held in played.state.ledger] == [10_000, 20_000]


@given(st.integers(1, 9_000))
def test_who_is_done_hears_nothing_more_of_that_hold_but_its_end(done_after_ms: int) -> None:
    """Whatever was being said, or was still to be said, is over at that instant."""
    made = routine(stretch(two_sided=True), times=OWN_PACE)
    played = holding(started(made, talking()))
    hold = played.state.phase
    played.wait(done_after_ms)
    told = done(played)
    assert told[0] == OpenHoldEnded(played.now_ms, hold)
    heard_of_it = [e.cue.kind for e in told if isinstance(e, CueDue) and e.phase == hold]
    # The sound of a hold's begin that still rings keeps that of its end back.
    assert heard_of_it in ([CueKind.HOLD_END], [])
    assert played.state.phase.kind is PhaseKind.RELEASE
    instants = [event.due_ms for event in (*told, *played.wait(60_000))]
    assert instants == sorted(instants)
    assert instants[0] == played.now_ms - 60_000


def test_without_a_release_the_last_hold_ends_the_session_at_once() -> None:
    made = routine(stretch(), times=replace(OWN_PACE, release_ms=0))
    played = holding(started(made, talking()))
    played.wait(10_000)
    told = done(played)
    assert told[-1] == SessionFinished(played.now_ms, True)
    assert [event.cue.kind for event in told if isinstance(event, CueDue)] == [CueKind.ROUTINE_END]
    assert played.state.completed


def test_nothing_is_counted_down_and_no_middle_is_told() -> None:
    played = holding(started(BOTH, talking()))
    begun = len(played.events)
    played.wait(600_000)
    heard = {e.cue.kind for e in played.events[begun:] if isinstance(e, CueDue)}
    assert heard <= {CueKind.HOLD_START, CueKind.SPEECH}


def test_a_hold_that_is_forgotten_ends_after_the_longest_time_a_hold_may_last() -> None:
    played = holding(started(BOTH, talking()))
    played.wait(MAX_HOLD_MS - 1)
    assert played.state.phase.is_hold
    played.wait(1)
    assert played.state.phase.kind is PhaseKind.RELEASE
    assert played.state.ledger[0].held_ms == MAX_HOLD_MS


def test_all_movements_are_told_at_once_and_none_when_it_is_due() -> None:
    made = routine(stretch(movements=CAT_COW), times=OWN_PACE)
    played = holding(started(made, talking()))
    played.wait(60_000)
    said = [
        event.cue.text
        for event in played.events
        if isinstance(event, CueDue) and event.cue.line is SpeechLine.MOVEMENT
    ]
    assert said == ["Cat.", "Cow."]
    assert CueKind.MOVEMENT not in [kind for _, kind in played.cues()]


def test_what_is_counted_is_done_when_the_person_says_so_and_else_unknown() -> None:
    made = routine(counted(8, sets=2), times=OWN_PACE)
    played = holding(started(made, talking()))
    played.wait(90_000)
    done(played)
    played.wait(20_000)
    holding(played)
    played.wait(5_000)
    played.do(GoTo(0))
    told = [(held.planned_repetitions, held.done_repetitions) for held in played.state.ledger]
    assert told == [(8, 8), (8, None)]


def test_an_open_hold_can_be_paused_and_begun_again_but_not_made_longer() -> None:
    played = holding(started(BOTH, talking()))
    played.wait(10_000)
    assert not allowed(played.state, Extend())
    played.do(Pause())
    played.wait(50_000)
    assert not allowed(played.state, Ready())
    played.do(Resume())
    played.wait(COUNT_IN_MS + 5_000)
    assert held_ms(played.state, played.now_ms) == 15_000
    played.do(Restart())
    assert held_ms(played.state, played.now_ms) == 15_000
    assert played.state.status is Status.RUNNING


def test_what_is_left_is_an_estimate_that_runs_out_while_one_goes_on() -> None:
    played = holding(started(BOTH, talking()))
    played.wait(12_300)
    assert remaining_ms(played.state, played.now_ms) == 17_700
    assert next_second_ms(played.state, played.now_ms) == played.now_ms + 700
    played.wait(100_000)
    assert remaining_ms(played.state, played.now_ms) == 0
    rest_ms = played.state.plan.total_ms - played.state.phase.end_ms
    assert total_left_ms(played.state, played.now_ms) == rest_ms


def test_one_stretch_alone_may_wait() -> None:
    made = routine(stretch(), replace(stretch(waits=True), id="b"))
    waits = [phase.waits for phase in make_plan(made).phases if phase.kind is PhaseKind.LEAD_IN]
    assert waits == [False, True]
    played = Played.of(made, talking())
    played.do(Start())
    played.wait(3_600_000)
    assert played.state.status is Status.WAITING
    assert played.state.phase.stretch.id == "b"


@given(st.lists(st.integers(0, 100_000), min_size=2, max_size=2))
def test_held_is_exactly_as_long_as_one_held(spans: list[int]) -> None:
    played = started(BOTH, talking())
    for span_ms in spans:
        holding(played)
        played.wait(span_ms)
        done(played)
        played.wait(20_000)
    assert played.state.is_over
    assert [held.held_ms for held in played.state.ledger] == [span for span in spans if span]
