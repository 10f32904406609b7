"""What may happen to a session, and what follows.

- TABLE says which command is taken in which status; ``allowed`` adds what the phase must be.
  Anything else raises InternalError and leaves the state untouched.
- ``apply`` and ``advance`` first tell everything that was due up to *now*, in order.
- The events of a session do not depend on when, or how often, it was looked at.
- Time runs only while RUNNING. After a pause a hold is counted in for three seconds.
- What was held is written to the ledger whenever a hold is left, however it is left.
- Skipping leaves out the release; going back leads to the approach, so that there is time to
  get into position. Skipping the last hold finishes the session.
- Moving about while paused stays paused.
- Whoever moves on before all was said is told the rest: nobody comes to a hold without having
  heard which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from stretchtimer.engine.cues import (
    COUNT_FROM,
    Arrival,
    Cue,
    count_cue,
    cue_map,
)
from stretchtimer.engine.cues_to_come import after_go, after_pause, of_longer
from stretchtimer.engine.durations import SECOND_MS, whole_cycles
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import (
    CueDue,
    Event,
    GapNoticed,
    Held,
    HoldFinished,
    PhaseEntered,
    PhaseExtended,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
    WaitingStarted,
)
from stretchtimer.engine.model import MAX_HOLD_MS
from stretchtimer.engine.plan import Phase, PhaseKind
from stretchtimer.engine.session import (
    SessionState,
    Status,
    deadline_ms,
    elapsed_ms,
    told_lines,
)
from stretchtimer.engine.speech import Line

COUNT_IN_MS = COUNT_FROM * SECOND_MS


@dataclass(frozen=True)
class Start:
    """Begin; the first phase starts ``settle_ms`` from now, so that the sound device can wake."""

    settle_ms: int = 0


@dataclass(frozen=True)
class Pause:
    """Stop the clock where it is."""


@dataclass(frozen=True)
class Resume:
    """Let the clock run again, ``settle_ms`` from now; a hold is counted in first."""

    settle_ms: int = 0


@dataclass(frozen=True)
class Next:
    """Leave the present phase for the next one that is no release."""


@dataclass(frozen=True)
class Previous:
    """Go back to the approach of the hold before (after a hold: of that hold)."""


@dataclass(frozen=True)
class Restart:
    """Hold the present hold again from its beginning."""


@dataclass(frozen=True)
class Extend:
    """Make the present phase longer; an alternating hold by whole cycles."""

    by_ms: int = 10 * SECOND_MS


@dataclass(frozen=True)
class GoTo:
    """Go to the phase of that index."""

    phase_index: int


@dataclass(frozen=True)
class Ready:
    """The person is in position: begin the hold that this phase leads up to."""


@dataclass(frozen=True)
class Finish:
    """End the session here."""


@dataclass(frozen=True)
class NoticeGap:
    """The machine stood still for ``gap_ms``: pause where the session was."""

    gap_ms: int


Command = Start | Pause | Resume | Next | Previous | Restart | Extend | GoTo | Ready | Finish
AnyCommand = Command | NoticeGap
Outcome = tuple[SessionState, tuple[Event, ...]]

_MOVES = frozenset({Next, Previous, GoTo, Finish})
TABLE: Mapping[Status, frozenset[type[AnyCommand]]] = {
    Status.READY: frozenset({Start}),
    Status.RUNNING: _MOVES | {Pause, Restart, Extend, Ready, NoticeGap},
    Status.COUNTING_IN: _MOVES | {Pause, Restart, Extend, NoticeGap},
    Status.WAITING: _MOVES | {Ready},
    Status.PAUSED: _MOVES | {Resume, Restart, Extend},
    Status.FINISHED: frozenset(),
}


def allowed(state: SessionState, command: AnyCommand) -> bool:
    """Whether the command makes sense now; the buttons are enabled by this."""
    if type(command) not in TABLE[state.status]:
        return False
    kind = state.phase.kind
    match command:
        case Start(settle_ms) | Resume(settle_ms):
            return settle_ms >= 0
        case Restart():
            return kind in (PhaseKind.HOLD, PhaseKind.RELEASE)
        case Ready():
            return kind not in (PhaseKind.HOLD, PhaseKind.RELEASE)
        case Extend(by_ms):
            return by_ms > 0 and _extended_ms(state, by_ms) <= MAX_HOLD_MS
        case GoTo(phase_index):
            return 0 <= phase_index < len(state.plan.phases)
    return True


def advance(state: SessionState, now_ms: int) -> Outcome:
    """Brings the session to ``now_ms`` and tells everything that was due since the last look.

    Raises InternalError when ``now_ms`` lies before the last look.
    """
    if now_ms < state.looked_ms:
        raise InternalError(f"time went back from {state.looked_ms} to {now_ms}")
    events: list[Event] = []
    while (due_ms := deadline_ms(state)) is not None and due_ms <= now_ms:
        state, told = _step(state, due_ms)
        events.extend(told)
    return replace(state, looked_ms=now_ms), tuple(events)


def apply(state: SessionState, command: AnyCommand, now_ms: int) -> Outcome:
    """Brings the session to ``now_ms`` and then carries out the command.

    Raises InternalError when the command is not allowed then.
    """
    state, told = advance(state, now_ms)
    if not allowed(state, command):
        raise InternalError(f"{command} makes no sense while {state.status.value}")
    state, more = _HANDLERS[type(command)](state, command, now_ms)
    return state, told + more


def _step(state: SessionState, due_ms: int) -> Outcome:
    """Carries out the one thing that is due at ``due_ms``."""
    if state.status is Status.COUNTING_IN:
        if state.count_in:
            cue = state.count_in[0][1]
            return replace(state, count_in=state.count_in[1:]), (CueDue(due_ms, state.phase, cue),)
        return replace(state, status=Status.RUNNING), ()
    if state.cues:
        told = CueDue(due_ms, state.phase, state.cues[0])
        return replace(state, cues=state.cues[1:], heard=(*state.heard, state.cues[0])), (told,)
    return _enter(state, state.phase_index + 1, due_ms)


def _enter(state: SessionState, index: int, at_ms: int) -> Outcome:
    """Leaves the present phase at ``at_ms`` for the phase of that index, or for the end."""
    state, told = _leave(state, at_ms)
    if index >= len(state.plan.phases):
        stood_ms = state.duration_ms
        over = replace(state, status=Status.FINISHED, stood_ms=stood_ms, completed=True)
        return over, (*told, SessionFinished(at_ms, True))
    return _begin(state, index, at_ms, told)


def _move(
    state: SessionState, index: int, at_ms: int, *, anew: bool = False, count_in_ms: int = 0
) -> Outcome:
    """Leaves the present phase at the person's wish; what it had no time to say is said there."""
    state, told = _leave(state, at_ms)
    state, told = _begin(state, index, at_ms, told, count_in_ms)
    arrival = Arrival(index, state.known, anew)
    cues = cue_map(state.plan, state.style, arrival).get(index, ())
    return replace(state, cues=cues), told


def _begin(
    state: SessionState, index: int, at_ms: int, told: tuple[Event, ...], count_in_ms: int = 0
) -> Outcome:
    phase = state.plan.phases[index]
    status = state.status
    if status is not Status.PAUSED:
        status = Status.COUNTING_IN if count_in_ms else Status.RUNNING
        status = Status.WAITING if phase.waits else status
    state = replace(
        state,
        status=status,
        phase_index=index,
        duration_ms=phase.duration_ms,
        origin_ms=at_ms + count_in_ms,
        stood_ms=0,
        cues=state.cue_map.get(index, ()),
        heard=(),
        known=_known(state, index, at_ms),
        count_in=_count_in(state, at_ms + count_in_ms) if count_in_ms else (),
    )
    told += (PhaseEntered(at_ms, phase),)
    if status is Status.WAITING:
        told += (WaitingStarted(at_ms, phase),)
    return state, told


def _known(state: SessionState, index: int, at_ms: int) -> frozenset[Line]:
    """What has been said by then about the hold that the phase of that index belongs to."""
    if _hold_of(state, index) != _hold_of(state, state.phase_index):
        return frozenset()
    return state.known | told_lines(state, at_ms)


def _hold_of(state: SessionState, index: int) -> Phase | None:
    """The hold that a phase leads up to, is, or leads out of."""
    released = state.plan.phases[index].kind is PhaseKind.RELEASE
    return state.plan.hold_before(index) if released else state.plan.hold_after(index)


def _leave(state: SessionState, at_ms: int) -> Outcome:
    """Writes what was held of the present phase to the ledger."""
    held_ms = elapsed_ms(state, at_ms)
    phase = state.phase
    if not phase.is_hold or not held_ms:
        return state, ()
    held = Held(
        phase_index=phase.index,
        stretch_id=phase.stretch.id,
        stretch_name=phase.stretch.name,
        side=phase.side,
        repetition=phase.repetition,
        round=phase.round,
        planned_ms=phase.duration_ms,
        held_ms=held_ms,
    )
    return replace(state, ledger=(*state.ledger, held)), (HoldFinished(at_ms, phase, held),)


def _count_in(state: SessionState, runs_at_ms: int) -> tuple[tuple[int, Cue], ...]:
    return tuple(
        (runs_at_ms - count * SECOND_MS, count_cue(count, 0, state.style))
        for count in range(COUNT_FROM, 0, -1)
    )


def _start(state: SessionState, command: Start, now_ms: int) -> Outcome:
    at_ms = now_ms + command.settle_ms
    state = replace(state, status=Status.RUNNING, started_ms=at_ms, looked_ms=now_ms)
    return _begin(state, 0, at_ms, (SessionStarted(at_ms),))


def _pause(state: SessionState, _command: Pause, now_ms: int) -> Outcome:
    return _stand(state, now_ms), (SessionPaused(now_ms, state.phase),)


def _notice_gap(state: SessionState, command: NoticeGap, now_ms: int) -> Outcome:
    told = (GapNoticed(now_ms, state.phase, command.gap_ms), SessionPaused(now_ms, state.phase))
    return _stand(state, now_ms), told


def _stand(state: SessionState, now_ms: int) -> SessionState:
    stood_ms = elapsed_ms(state, now_ms)
    return replace(state, status=Status.PAUSED, stood_ms=stood_ms, count_in=())


def _resume(state: SessionState, command: Resume, now_ms: int) -> Outcome:
    count_in_ms = COUNT_IN_MS if state.phase.is_hold else 0
    runs_at_ms = now_ms + command.settle_ms + count_in_ms
    told: tuple[Event, ...] = (SessionResumed(now_ms, state.phase, runs_at_ms),)
    if state.phase.waits:
        told += (WaitingStarted(runs_at_ms, state.phase),)
    state = replace(
        state,
        status=Status.WAITING if state.phase.waits else Status.COUNTING_IN,
        origin_ms=runs_at_ms - state.stood_ms,
        count_in=_count_in(state, runs_at_ms) if count_in_ms else (),
        cues=after_go(state) if state.phase.is_hold else after_pause(state, state.stood_ms),
    )
    return state, told


def _next(state: SessionState, _command: Next, now_ms: int) -> Outcome:
    later = state.plan.phases[state.phase_index + 1 :]
    index = next((p.index for p in later if p.kind is not PhaseKind.RELEASE), None)
    if index is None:
        return _finish(state, Finish(), now_ms)
    return _move(state, index, now_ms)


def _previous(state: SessionState, _command: Previous, now_ms: int) -> Outcome:
    # In a release the hold lies behind already: back means that hold once more.
    pivot = state.phase_index if _is_release(state) else _coming_hold(state).index
    before = state.plan.hold_before(pivot)
    index = state.plan.approach(before).index if before else 0
    return _move(state, index, now_ms, anew=True)


def _coming_hold(state: SessionState) -> Phase:
    """The present hold, or the one that the present phase leads up to."""
    return next(phase for phase in state.plan.phases[state.phase_index :] if phase.is_hold)


def _is_release(state: SessionState) -> bool:
    return state.phase.kind is PhaseKind.RELEASE


def _restart(state: SessionState, _command: Restart, now_ms: int) -> Outcome:
    index = state.phase_index - 1 if _is_release(state) else state.phase_index
    return _enter(state, index, now_ms)


def _extended_ms(state: SessionState, by_ms: int) -> int:
    cycle_ms = state.phase.stretch.cycle_ms if state.phase.is_hold else 0
    return state.duration_ms + (whole_cycles(by_ms, cycle_ms) if cycle_ms else by_ms)


def _extend(state: SessionState, command: Extend, now_ms: int) -> Outcome:
    duration_ms = _extended_ms(state, command.by_ms)
    cues = of_longer(state, duration_ms, elapsed_ms(state, now_ms))
    told = PhaseExtended(now_ms, state.phase, duration_ms - state.duration_ms)
    state = replace(state, duration_ms=duration_ms, cues=cues)
    if state.status is Status.COUNTING_IN and state.phase.is_hold:
        state = replace(state, cues=after_go(state))
    return state, (told,)


def _go_to(state: SessionState, command: GoTo, now_ms: int) -> Outcome:
    return _move(state, command.phase_index, now_ms, anew=True)


def _ready(state: SessionState, _command: Ready, now_ms: int) -> Outcome:
    # Whoever had to reach for a key gets the count-in; in a running lead-in the hold just begins.
    count_in_ms = COUNT_IN_MS if state.status is Status.WAITING else 0
    return _move(state, _coming_hold(state).index, now_ms, count_in_ms=count_in_ms)


def _finish(state: SessionState, _command: Finish, now_ms: int) -> Outcome:
    state, told = _leave(state, now_ms)
    stood_ms = elapsed_ms(state, now_ms)
    over = replace(state, status=Status.FINISHED, stood_ms=stood_ms, cues=(), count_in=())
    return over, (*told, SessionFinished(now_ms, False))


_HANDLERS: Mapping[type[AnyCommand], Callable[..., Outcome]] = {
    Start: _start,
    Pause: _pause,
    Resume: _resume,
    Next: _next,
    Previous: _previous,
    Restart: _restart,
    Extend: _extend,
    GoTo: _go_to,
    Ready: _ready,
    Finish: _finish,
    NoticeGap: _notice_gap,
}
