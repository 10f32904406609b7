"""What holds for every session, whatever the person does and whenever anybody looks."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from stretchtimer.engine.commands import (
    AnyCommand,
    Extend,
    Pause,
    Ready,
    Resume,
)
from stretchtimer.engine.countdown import COUNT_IN_MS
from stretchtimer.engine.cues import CueKind, CueStyle
from stretchtimer.engine.events import (
    CueDue,
    Event,
    HoldFinished,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
)
from stretchtimer.engine.model import Routine
from stretchtimer.engine.session import (
    Status,
    deadline_ms,
    elapsed_ms,
    held_ms,
    remaining_ms,
    total_left_ms,
)
from stretchtimer.engine.state_machine import advance, allowed
from tests.engine.routines import (
    CAT_COW,
    ENDS,
    NO_TIMES,
    SPOKEN,
    Played,
    routine,
    routines,
    scripts,
    started,
    stretch,
    styles,
    talking,
)

Script = list[tuple[int, AnyCommand]]
settles = st.sampled_from([0, 500])


@given(
    routines(),
    styles(),
    settles,
    scripts,
    st.lists(st.integers(0, 300_000), max_size=30),
)
def test_what_is_told_does_not_depend_on_when_or_how_often_one_looks(
    made: Routine, style: CueStyle, settle_ms: int, script: Script, polls: list[int]
) -> None:
    rarely, freely = started(made, style, settle_ms), started(made, style, settle_ms)
    to_look = sorted(polls)
    for wait_ms, command in script:
        rarely.now_ms += wait_ms
        while to_look and to_look[0] <= rarely.now_ms:
            freely.poll(max(freely.now_ms, to_look.pop(0)))
        freely.now_ms = rarely.now_ms
        assert rarely.try_(command) is freely.try_(command)
    for played in (rarely, freely):
        played.wait(100_000)
    assert rarely.events == freely.events
    assert rarely.state == freely.state


@given(routines(), styles(), settles, scripts)
def test_every_command_acts_or_raises_and_leaves_the_state_as_it_was(
    made: Routine, style: CueStyle, settle_ms: int, script: Script
) -> None:
    played = started(made, style, settle_ms)
    for wait_ms, command in script:
        played.now_ms += wait_ms
        before, copy = played.state, hash_of(played)
        brought_on = advance(before, played.now_ms)[0]
        assert played.try_(command) is allowed(brought_on, command)
        if not allowed(brought_on, command):
            assert played.state is before
            assert hash_of(played) == copy


def hash_of(played: Played) -> str:
    """All that a state says, so that a change deep within it shows."""
    return repr(played.state)


@dataclass
class _HoldClock:
    """A simple model of the time that really runs in holds, told by events alone."""

    total_ms: int = 0
    since_ms: int | None = None
    in_hold: bool = False
    paused: bool = False

    def stop(self, at_ms: int) -> None:
        if self.since_ms is not None and self.in_hold:
            self.total_ms += max(0, at_ms - self.since_ms)
        self.since_ms = None

    def hear(self, event: Event, was_waiting_for_ready: bool) -> None:
        if isinstance(event, PhaseEntered):
            self.stop(event.due_ms)
            self.in_hold = event.phase.is_hold
            if not self.paused:
                self.since_ms = event.due_ms + (COUNT_IN_MS if was_waiting_for_ready else 0)
        elif isinstance(event, SessionPaused):
            self.stop(event.due_ms)
            self.paused = True
        elif isinstance(event, SessionResumed):
            self.paused = False
            self.since_ms = event.runs_at_ms
        elif isinstance(event, SessionFinished):
            self.stop(event.due_ms)

    def read(self, now_ms: int) -> int:
        running = self.since_ms is not None and self.in_hold
        return self.total_ms + (max(0, now_ms - (self.since_ms or 0)) if running else 0)


@given(routines(), styles(), settles, scripts)
def test_held_time_is_never_lost_nor_invented(
    made: Routine, style: CueStyle, settle_ms: int, script: Script
) -> None:
    played, clock = started(made, style, settle_ms), _HoldClock()
    for event in played.events:
        clock.hear(event, False)
    for wait_ms, command in [*script, (50_000, Pause())]:
        for event in played.wait(wait_ms):
            clock.hear(event, False)
        waiting = played.state.status is Status.WAITING
        told = len(played.events)
        played.try_(command)
        for event in played.events[told:]:
            clock.hear(event, waiting and isinstance(command, Ready))
        assert held_ms(played.state, played.now_ms) == clock.read(played.now_ms)
    finished = [event.held for event in played.events if isinstance(event, HoldFinished)]
    assert tuple(finished) == played.state.ledger
    assert all(held.held_ms > 0 for held in finished)


@given(routines(), styles(), settles, scripts)
def test_a_session_always_stands_where_it_can_be_shown(
    made: Routine, style: CueStyle, settle_ms: int, script: Script
) -> None:
    played = started(made, style, settle_ms)
    for wait_ms, command in script:
        played.wait(wait_ms)
        played.try_(command)
        state, now_ms = played.state, played.now_ms
        assert 0 <= elapsed_ms(state, now_ms) <= state.duration_ms
        assert 0 <= remaining_ms(state, now_ms) <= total_left_ms(state, now_ms)
        assert [cue.offset_ms for cue in state.cues] == sorted(cue.offset_ms for cue in state.cues)
        due_ms = deadline_ms(state)
        assert due_ms is None or due_ms >= now_ms
        stands = state.status in (Status.PAUSED, Status.FINISHED)
        assert (due_ms is None) is stands or state.status is Status.WAITING
        if stands:
            assert played.wait(3_600_000) == ()


@given(routines(), styles(), scripts)
def test_half_way_is_told_at_most_once_in_a_hold(
    made: Routine, style: CueStyle, script: Script
) -> None:
    played = started(made, style)
    for wait_ms, command in [*script, *script]:
        played.wait(wait_ms)
        played.try_(command)
    told = 0
    for event in played.events:
        if isinstance(event, PhaseEntered):
            told = 0
        elif isinstance(event, CueDue) and event.cue.kind is CueKind.HALF_WAY:
            told += 1
        assert told <= 1


@given(routines(), settles, scripts)
def test_an_alternating_hold_ends_on_a_whole_cycle_also_when_extended(
    made: Routine, settle_ms: int, script: Script
) -> None:
    played = started(made, SPOKEN, settle_ms)
    for wait_ms, command in script:
        played.wait(wait_ms)
        played.try_(command)
        phase = played.state.phase
        if phase.is_hold and phase.stretch.movements and not phase.is_open:
            assert played.state.duration_ms % phase.stretch.cycle_ms == 0


interruptions = st.lists(
    st.tuples(
        st.integers(0, 40_000),
        st.lists(st.sampled_from(["pause", "extend", "extend while paused", "extend again"])),
    ),
    max_size=4,
)


STYLES = (SPOKEN, talking(), talking(letter_ms=110))


@given(st.integers(5, 60), st.booleans(), interruptions, settles, st.sampled_from(STYLES))
@example(30, False, [(27_400, ["pause"])], 0, SPOKEN)
@example(30, True, [(4_800, ["pause"]), (100, ["extend"])], 0, SPOKEN)
def test_a_hold_is_counted_down_at_its_true_end_and_no_two_cues_overlap(
    seconds: int,
    alternates: bool,
    stops: list[tuple[int, list[str]]],
    settle_ms: int,
    style: CueStyle,
) -> None:
    movements = CAT_COW if alternates else ()
    made = routine(stretch(hold_ms=seconds * 1_000, movements=movements), times=NO_TIMES)
    played = started(made, style)
    resumed_ms = extended_ms = 0
    for wait_ms, actions in stops:
        for action in actions:
            played.wait(wait_ms)
            if played.state.is_over:
                break
            if action != "pause" and played.state.status is Status.RUNNING:
                played.do(Extend())
                extended_ms = played.now_ms
            elif played.state.status is Status.RUNNING:
                played.do(Pause())
                if action == "extend while paused":
                    played.do(Extend())
                # What sounds when the person pauses is cut off; from here on all is heard anew.
                played.wait(20_000)
                played.do(Resume(settle_ms))
                resumed_ms = played.state.runs_at_ms
                if action == "extend again":
                    played.do(Extend())
    while not played.state.is_over:
        played.wait(10_000)
    cues = [event for event in played.events if isinstance(event, CueDue)]
    end_ms = cues[-1].due_ms
    assert cues[-1].cue.kind in ENDS
    assert SessionFinished(end_ms, True) == played.events[-1]
    quiet_ms = resumed_ms + style.length_ms("hold_start")
    heard = [event for event in cues if event.due_ms >= resumed_ms]
    counts = [event.due_ms for event in heard if event.cue.kind is CueKind.COUNT]
    assert [due_ms for due_ms in counts if due_ms > extended_ms] == [
        end_ms - left_ms for left_ms in (3_000, 2_000, 1_000) if end_ms - left_ms >= quiet_ms
    ]
    for before, after in pairwise(heard):
        assert before.due_ms + style.length_ms(before.cue.clip) <= after.due_ms


@given(st.integers(5, 60), st.integers(1, 59_999), st.integers(0, 90_000), settles)
def test_a_pause_takes_nothing_from_a_hold_and_adds_nothing(
    seconds: int, pause_ms: int, stood_ms: int, settle_ms: int
) -> None:
    played = started(routine(stretch(hold_ms=seconds * 1_000), times=NO_TIMES))
    played.poll(min(pause_ms, seconds * 1_000 - 1))
    left_ms = remaining_ms(played.state, played.now_ms)
    # A sound rings on in a pause, and no number is told below it; what is said falls silent.
    rings = [event for event in played.events if isinstance(event, CueDue)][-1]
    rings_ms = 0 if rings.cue.kind is CueKind.COUNT else rings.due_ms
    rings_ms += SPOKEN.length_ms(rings.cue.clip)
    played.do(Pause())
    played.wait(stood_ms)
    played.events.clear()
    played.do(Resume(settle_ms))
    runs_at_ms = played.now_ms + settle_ms + 3_000
    played.poll(runs_at_ms - 1)
    assert [at_ms for at_ms, _ in played.cues()] == [
        at_ms for ms in (3_000, 2_000, 1_000) if (at_ms := runs_at_ms - ms) >= rings_ms
    ]
    assert {kind for _, kind in played.cues()} == {CueKind.COUNT}
    played.poll(runs_at_ms)
    assert remaining_ms(played.state, runs_at_ms) == left_ms
    played.wait(left_ms)
    assert played.events[-1] == SessionFinished(runs_at_ms + left_ms, True)
    assert played.state.ledger[0].held_ms == seconds * 1_000
