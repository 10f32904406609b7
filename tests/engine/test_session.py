"""A session that runs straight on, and the values that are shown of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    Finish,
    Pause,
    Ready,
    Resume,
    Start,
)
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import (
    CueDue,
    HoldFinished,
    PhaseEntered,
    SessionFinished,
    SessionStarted,
)
from stretchtimer.engine.model import Routine, Times
from stretchtimer.engine.session import (
    Status,
    count_in_left_ms,
    deadline_ms,
    elapsed_ms,
    held_ms,
    movement,
    next_second_ms,
    remaining_ms,
    total_left_ms,
)
from tests.engine.routines import (
    CAT_COW,
    NO_TIMES,
    Played,
    routine,
    routines,
    started,
    stretch,
    styles,
)


@given(
    routines(waits=st.just(False)),
    styles(),
    st.integers(0, 100_000),
    st.sampled_from([0, 500]),
    st.integers(900, 20_000),
)
def test_a_straight_run_tells_every_phase_and_cue_at_its_place_in_the_plan(
    made: Routine, style: CueStyle, began_ms: int, settle_ms: int, every_ms: int
) -> None:
    played = Played.of(made, style, began_ms)
    played.do(Start(settle_ms))
    zero_ms, plan = began_ms + settle_ms, played.state.plan
    while not played.state.is_over:
        played.wait(every_ms)
    told = played.events
    assert told[0] == SessionStarted(zero_ms)
    assert told[-1] == SessionFinished(zero_ms + plan.total_ms, True)
    assert [(e.due_ms, e.phase) for e in told if isinstance(e, PhaseEntered)] == [
        (zero_ms + phase.start_ms, phase) for phase in plan.phases
    ]
    assert [(e.due_ms, e.phase, e.cue) for e in told if isinstance(e, CueDue)] == [
        (zero_ms + plan.phases[index].start_ms + cue.offset_ms, plan.phases[index], cue)
        for index, cues in sorted(cue_map(plan, style).items())
        for cue in cues
    ]
    assert [(e.due_ms, e.held.held_ms) for e in told if isinstance(e, HoldFinished)] == [
        (zero_ms + phase.end_ms, phase.duration_ms) for phase in plan.phases if phase.is_hold
    ]
    assert [event.due_ms for event in told] == sorted(event.due_ms for event in told)


@given(routines(waits=st.just(False)), styles(), st.data())
def test_what_is_shown_adds_up_at_every_instant(
    made: Routine, style: CueStyle, data: st.DataObject
) -> None:
    played = started(made, style, settle_ms=400)
    total_ms = played.state.plan.total_ms
    for now_ms in sorted(data.draw(st.lists(st.integers(0, total_ms + 400), max_size=8))):
        played.poll(now_ms)
        state = played.state
        run_ms = max(0, now_ms - 400)
        assert total_left_ms(state, now_ms) == total_ms - run_ms
        if not state.is_over:
            assert elapsed_ms(state, now_ms) == run_ms - state.phase.start_ms
            assert remaining_ms(state, now_ms) == state.phase.end_ms - run_ms
        assert held_ms(state, now_ms) == sum(
            max(0, min(run_ms, phase.end_ms) - phase.start_ms)
            for phase in state.plan.phases
            if phase.is_hold
        )


def test_before_the_start_the_whole_routine_is_left_and_nothing_is_due() -> None:
    played = Played.of(routine(), now_ms=5_000)
    assert played.wait(60_000) == ()
    state = played.state
    assert (state.status, state.is_active, state.is_over) == (Status.READY, False, False)
    assert remaining_ms(state, played.now_ms) == 15_000
    assert total_left_ms(state, played.now_ms) == state.plan.total_ms
    assert held_ms(state, played.now_ms) == 0
    assert deadline_ms(state) is None
    assert next_second_ms(state, played.now_ms) is None


def test_the_held_time_tells_what_was_held() -> None:
    played = started(routine(stretch("a", two_sided=True)))
    played.wait(played.state.plan.total_ms)
    first, second = played.state.ledger
    assert (first.stretch_id, first.stretch_name) == ("a", "A")
    assert (first.side, second.side) == played.state.phase.stretch.sides
    assert (first.repetition, first.round) == (1, 1)
    assert (first.planned_ms, first.held_ms) == (30_000, 30_000)


def test_time_that_goes_back_is_refused_and_changes_nothing() -> None:
    played = started(routine())
    played.poll(10_000)
    before = played.state
    with pytest.raises(InternalError, match="10000 to 9999"):
        played.poll(9_999)
    assert played.state == before


def test_nothing_is_left_when_the_session_is_over() -> None:
    played = started(routine())
    played.wait(played.state.plan.total_ms + 1_000)
    state = played.state
    assert (state.is_over, state.is_active, state.completed) == (True, False, True)
    assert remaining_ms(state, played.now_ms) == total_left_ms(state, played.now_ms) == 0
    assert held_ms(state, played.now_ms) == 30_000
    assert deadline_ms(state) is None
    assert next_second_ms(state, played.now_ms) is None
    assert played.wait(100_000) == ()


def test_a_phase_that_ran_to_the_end_of_the_session_has_elapsed_entirely() -> None:
    played = started(routine(times=NO_TIMES))
    played.poll(10_000)
    played.do(Pause())
    played.do(Resume())
    played.wait(60_000)
    assert played.state.is_over
    assert elapsed_ms(played.state, played.now_ms) == 30_000


def test_a_session_finished_early_keeps_where_it_was() -> None:
    played = started(routine(times=NO_TIMES))
    played.poll(12_345)
    played.do(Finish())
    played.wait(5_000)
    assert (played.state.is_over, played.state.completed) == (True, False)
    assert elapsed_ms(played.state, played.now_ms) == held_ms(played.state, played.now_ms) == 12_345


@given(routines(waits=st.just(False)), st.integers(0, 60_000), st.sampled_from([0, 1, 500]))
def test_the_displayed_second_changes_exactly_at_the_next_second(
    made: Routine, now_ms: int, settle_ms: int
) -> None:
    played = started(made, settle_ms=settle_ms)
    played.poll(now_ms)
    state = played.state
    at_ms = next_second_ms(state, now_ms)
    if at_ms is None:
        assert state.is_over
        return
    shown = -(-remaining_ms(state, now_ms) // 1_000)
    assert at_ms > now_ms
    assert -(-remaining_ms(state, at_ms - 1) // 1_000) == shown
    assert -(-remaining_ms(state, at_ms) // 1_000) == shown - 1


def test_the_seconds_of_a_count_in_change_too() -> None:
    played = started(routine(times=NO_TIMES))
    played.poll(10_000)
    assert count_in_left_ms(played.state, 10_000) == 0
    played.do(Pause())
    played.do(Resume(settle_ms=400))
    state = played.state
    assert (state.status, state.is_active) == (Status.COUNTING_IN, True)
    assert count_in_left_ms(state, 10_000) == 3_400
    assert next_second_ms(state, 10_000) == 10_400
    assert next_second_ms(state, 10_400) == 11_400
    assert (remaining_ms(state, 12_000), state.runs_at_ms) == (20_000, 13_400)


def test_the_movement_is_shown_during_the_hold_alone() -> None:
    played = started(routine(stretch(hold_ms=20_000, movements=CAT_COW)))
    assert movement(played.state, 0) is None
    for into_ms, name in ((0, "Cat"), (4_999, "Cat"), (5_000, "Cow"), (10_000, "Cat")):
        played.poll(15_000 + into_ms)
        shown = movement(played.state, played.now_ms)
        assert shown is not None
        assert shown.name == name


def test_at_its_very_end_a_hold_still_shows_its_last_movement() -> None:
    played = started(routine(stretch(hold_ms=20_000, movements=CAT_COW), times=NO_TIMES))
    played.poll(19_999)
    shown = movement(played.state, 20_000)
    assert shown is not None
    assert shown.name == "Cow"


def test_waiting_leaves_its_estimate_in_the_total() -> None:
    played = started(routine(times=Times(wait_until_ready=True)))
    played.wait(100_000)
    assert played.state.status is Status.WAITING
    assert total_left_ms(played.state, played.now_ms) == played.state.plan.total_ms
    assert next_second_ms(played.state, played.now_ms) is None
    played.do(Ready())
    assert count_in_left_ms(played.state, played.now_ms) == 3_000
    assert total_left_ms(played.state, played.now_ms) == 36_000


def test_deadlines_are_exactly_the_instants_at_which_something_is_told() -> None:
    played = started(routine(stretch("a", 11_000, two_sided=True), stretch("b", 10_000)))
    while (due_ms := deadline_ms(played.state)) is not None:
        if due_ms > played.now_ms:
            assert played.poll(due_ms - 1) == ()
        told = played.poll(due_ms)
        assert {event.due_ms for event in told} == {due_ms}
    assert played.state.completed
    assert played.cues()[-1] == (played.now_ms, CueKind.ROUTINE_END)
