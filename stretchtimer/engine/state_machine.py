"""What may happen to a session, and what follows.

- TABLE says which command is taken in which status; ``allowed`` adds what the phase must be.
  Anything else raises InternalError and leaves the state untouched.
- ``apply`` and ``advance`` first tell everything that was due up to *now*, in order.
- The events of a session do not depend on when, or how often, it was looked at.
- Time runs only while RUNNING. After a pause a hold is counted in for three seconds.
- What was held is written to the ledger whenever a hold is left, however it is left.
- Skipping leaves out the release; going back leads to the approach, so that there is time to
  get into position. Skipping the last hold, or the last stretch, finishes the session.
- Which way a stretch is done changes only while time stands: nothing is said half one way.
- Moving about while paused stays paused.
- An open hold ends when the person says that it is done, or is left in any other way; nobody
  counts what is done in it. One that is forgotten ends after as long as any hold may last.
- After every step and command the cues still to come are laid out anew, by one rule: see
  ``cue_rescheduling``. Nobody comes to a hold without being told which it is.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from stretchtimer.engine.commands import (
    AnyCommand,
    ChooseWay,
    Extend,
    Finish,
    GoTo,
    Next,
    NoticeGap,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
    Start,
)
from stretchtimer.engine.countdown import COUNT_IN_MS, counts_before
from stretchtimer.engine.cue_rescheduling import emitted, hushed, known_on, rescheduled
from stretchtimer.engine.cues import Cue, count_cue
from stretchtimer.engine.durations import SECOND_MS, whole_cycles
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import (
    CueDue,
    Event,
    GapNoticed,
    HoldFinished,
    OpenHoldEnded,
    PhaseEntered,
    PhaseExtended,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
    WaitingStarted,
)
from stretchtimer.engine.model import MAX_HOLD_MS
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import (
    SessionState,
    Status,
    deadline_ms,
    elapsed_ms,
    held_so_far,
    lasting_ms,
)
from stretchtimer.engine.speech import Known, SpeechLine

_TOLD_ANEW = frozenset({SpeechLine.POSITION, SpeechLine.DOSE})

Outcome = tuple[SessionState, tuple[Event, ...]]

_MOVES = frozenset({Next, SkipStretch, Previous, GoTo, Finish})
TABLE: Mapping[Status, frozenset[type[AnyCommand]]] = {
    Status.READY: frozenset({Start}),
    Status.RUNNING: _MOVES | {Pause, Restart, Extend, Ready, NoticeGap},
    Status.COUNTING_IN: _MOVES | {Pause, Restart, Extend, NoticeGap},
    Status.WAITING: _MOVES | {Ready, ChooseWay},
    Status.PAUSED: _MOVES | {Resume, Restart, Extend, ChooseWay},
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
        case Ready() if state.phase.is_open:
            return True
        case Ready():
            return kind not in (PhaseKind.HOLD, PhaseKind.RELEASE)
        case Extend(by_ms):
            return (
                by_ms > 0 and not state.phase.is_open and _extended_ms(state, by_ms) <= MAX_HOLD_MS
            )
        case GoTo(phase_index):
            return 0 <= phase_index < len(state.plan.phases)
        case ChooseWay(stretch_id, easier):
            stretch = state.plan.stretch(stretch_id)
            return stretch is not None and stretch.can_be(easier)
    return True


def advance(state: SessionState, now_ms: int) -> Outcome:
    """Brings the session to ``now_ms`` and tells everything that was due since the last look.

    Raises InternalError when ``now_ms`` lies before the last look.
    """
    if now_ms < state.polled_ms:
        raise InternalError(f"time went back from {state.polled_ms} to {now_ms}")
    events: list[Event] = []
    while (due_ms := deadline_ms(state)) is not None and due_ms <= now_ms:
        state, told = _step(state, due_ms)
        events.extend(told)
    return replace(state, polled_ms=now_ms), tuple(events)


def apply(state: SessionState, command: AnyCommand, now_ms: int) -> Outcome:
    """Brings the session to ``now_ms`` and then carries out the command.

    Raises InternalError when the command is not allowed then.
    """
    state, told = advance(state, now_ms)
    if not allowed(state, command):
        raise InternalError(f"{command} makes no sense while {state.status.value}")
    state, more = _HANDLERS[type(command)](state, command, now_ms)
    if not state.is_over:
        state = rescheduled(state, now_ms, by_command=True)
    return state, told + more


def _step(state: SessionState, due_ms: int) -> Outcome:
    """Carries out the one thing that is due at ``due_ms``."""
    if state.status is Status.COUNTING_IN:
        if state.count_in:
            cue = state.count_in[0][1]
            state = replace(state, count_in=state.count_in[1:])
            return emitted(state, cue, due_ms), (CueDue(due_ms, state.phase, cue),)
        return replace(state, status=Status.RUNNING), ()
    if state.cues:
        cue = state.cues[0]
        state = replace(state, cues=state.cues[1:], heard=(*state.heard, cue))
        return emitted(state, cue, due_ms), (CueDue(due_ms, state.phase, cue),)
    if state.phase_index + 1 < len(state.plan.phases):
        state, told = _enter(state, state.phase_index + 1, due_ms)
        return rescheduled(state, due_ms, by_command=False), told
    state, told = _leave(state, due_ms)
    over = replace(state, status=Status.FINISHED, stood_ms=state.duration_ms, completed=True)
    return over, (*told, SessionFinished(due_ms, True))


def _enter(
    state: SessionState,
    index: int,
    at_ms: int,
    *,
    jump: bool = False,
    count_in_ms: int = 0,
) -> Outcome:
    """Leaves the present phase at ``at_ms`` for the phase of that index.

    Whoever jumps there may have been elsewhere before, and is told everything.
    """
    state, told = _leave(state, at_ms)
    state = hushed(state, at_ms)
    phase = state.plan.phases[index]
    status = state.status
    if status is not Status.PAUSED:
        status = Status.COUNTING_IN if count_in_ms else Status.RUNNING
        status = Status.WAITING if phase.stands else status
    state = replace(
        state,
        status=status,
        phase_index=index,
        duration_ms=lasting_ms(phase),
        origin_ms=at_ms + count_in_ms,
        stood_ms=0,
        cues=(),
        heard=(),
        known=Known() if jump else known_on(state, phase),
        count_in=_count_in(state, at_ms + count_in_ms) if count_in_ms else (),
    )
    told += (PhaseEntered(at_ms, phase),)
    if status is Status.WAITING:
        told += (WaitingStarted(at_ms, phase),)
    return state, told


def _leave(state: SessionState, at_ms: int) -> Outcome:
    """Writes what was held of the present phase to the ledger."""
    held = held_so_far(state, at_ms)
    phase = state.phase
    if held is None:
        return state, ()
    return replace(state, ledger=(*state.ledger, held)), (HoldFinished(at_ms, phase, held),)


def _count_in(state: SessionState, runs_at_ms: int) -> tuple[tuple[int, Cue], ...]:
    """The numbers before the clock runs, each within its second and below no other sound."""
    counts = (
        (at_ms, count_cue(count, 0, state.style)) for count, at_ms in counts_before(runs_at_ms)
    )
    return tuple(
        (at_ms, cue)
        for at_ms, cue in counts
        if at_ms >= state.sounds_until_ms and state.style.length_ms(cue.clip) <= SECOND_MS
    )


def _start(state: SessionState, command: Start, now_ms: int) -> Outcome:
    at_ms = now_ms + command.settle_ms
    state = replace(state, status=Status.RUNNING, origin_ms=at_ms, started_ms=at_ms)
    state, told = _enter(state, 0, at_ms, jump=True)
    return state, (SessionStarted(at_ms), *told)


def _pause(state: SessionState, _command: Pause, now_ms: int) -> Outcome:
    return _stand(state, now_ms), (SessionPaused(now_ms, state.phase),)


def _notice_gap(state: SessionState, command: NoticeGap, now_ms: int) -> Outcome:
    told = (GapNoticed(now_ms, state.phase, command.gap_ms), SessionPaused(now_ms, state.phase))
    return _stand(state, now_ms), told


def _stand(state: SessionState, now_ms: int) -> SessionState:
    state = replace(hushed(state, now_ms), stood_ms=elapsed_ms(state, now_ms))
    return replace(state, status=Status.PAUSED, count_in=())


def _resume(state: SessionState, command: Resume, now_ms: int) -> Outcome:
    count_in_ms = COUNT_IN_MS if state.phase.is_hold else 0
    runs_at_ms = now_ms + command.settle_ms + count_in_ms
    told: tuple[Event, ...] = (SessionResumed(now_ms, state.phase, runs_at_ms),)
    if state.phase.stands:
        told += (WaitingStarted(runs_at_ms, state.phase),)
    # The sound with which a hold goes on says so already.
    known = state.known.and_heard([SpeechLine.HOLD]) if state.phase.is_hold else state.known
    state = replace(
        state,
        status=Status.WAITING if state.phase.stands else Status.COUNTING_IN,
        origin_ms=runs_at_ms - state.stood_ms,
        count_in=_count_in(state, runs_at_ms) if count_in_ms else (),
        known=known,
    )
    return state, told


def _next(state: SessionState, _command: Next, now_ms: int) -> Outcome:
    for index in range(state.phase_index + 1, len(state.plan.phases)):
        if state.plan.phases[index].kind is not PhaseKind.RELEASE:
            return _enter(state, index, now_ms)
    return _over(state, now_ms, completed=True)


def _skip_stretch(state: SessionState, _command: SkipStretch, now_ms: int) -> Outcome:
    present = (state.phase.stretch, state.phase.round)
    for phase in state.plan.phases[state.phase_index + 1 :]:
        if (phase.stretch, phase.round) != present:
            return _enter(state, phase.index, now_ms)
    return _over(state, now_ms, completed=True)


def _choose_way(state: SessionState, command: ChooseWay, _now_ms: int) -> Outcome:
    stretch = state.plan.stretch(command.stretch_id)
    assert stretch is not None
    plan = state.plan.with_stretch(replace(stretch, is_easier=command.easier))
    known, heard = state.known, state.heard
    if stretch is state.phase.stretch:
        # How to get into position is another now, and so not known yet, nor what is told after it.
        known = known._replace(lines=known.lines - _TOLD_ANEW)
        heard = tuple(cue for cue in heard if cue.line not in _TOLD_ANEW)
    return replace(state, plan=plan, known=known, heard=heard), ()


def _previous(state: SessionState, _command: Previous, now_ms: int) -> Outcome:
    # In a release the hold lies behind already: back means that hold once more.
    coming = state.plan.hold_of(state.phase)
    before = state.plan.hold_before(state.phase_index if _is_release(state) else coming.index)
    index = state.plan.approach(before).index if before else 0
    return _enter(state, index, now_ms, jump=True)


def _is_release(state: SessionState) -> bool:
    return state.phase.kind is PhaseKind.RELEASE


def _restart(state: SessionState, _command: Restart, now_ms: int) -> Outcome:
    index = state.phase_index - 1 if _is_release(state) else state.phase_index
    return _enter(state, index, now_ms)


def _extended_ms(state: SessionState, by_ms: int) -> int:
    if state.phase.is_hold and state.phase.stretch.dose.is_counted:
        return state.duration_ms + state.phase.stretch.cycle_ms
    cycle_ms = state.phase.stretch.cycle_ms if state.phase.is_hold else 0
    return state.duration_ms + (whole_cycles(by_ms, cycle_ms) if cycle_ms else by_ms)


def _extend(state: SessionState, command: Extend, now_ms: int) -> Outcome:
    duration_ms = _extended_ms(state, command.by_ms)
    told = PhaseExtended(now_ms, state.phase, duration_ms - state.duration_ms)
    return replace(state, duration_ms=duration_ms), (told,)


def _go_to(state: SessionState, command: GoTo, now_ms: int) -> Outcome:
    return _enter(state, command.phase_index, now_ms, jump=True)


def _ready(state: SessionState, _command: Ready, now_ms: int) -> Outcome:
    if state.phase.is_open:
        return _done(state, now_ms)
    # Whoever had to reach for a key gets the count-in; in a running lead-in the hold just begins.
    count_in_ms = COUNT_IN_MS if state.status is Status.WAITING else 0
    return _enter(state, state.plan.hold_of(state.phase).index, now_ms, count_in_ms=count_in_ms)


def _done(state: SessionState, now_ms: int) -> Outcome:
    """Has an open hold end here, as any hold ends when its time is over.

    Nothing more is said of it; what was not heard to its end stays owed.
    """
    over = replace(hushed(state, now_ms), duration_ms=elapsed_ms(state, now_ms), cues=())
    return over, (OpenHoldEnded(now_ms, state.phase),)


def _finish(state: SessionState, _command: Finish, now_ms: int) -> Outcome:
    return _over(state, now_ms, completed=False)


def _over(state: SessionState, now_ms: int, *, completed: bool) -> Outcome:
    """Ends the session by a person's command.

    Who goes on past the last part has completed it, unless nothing at all was held.
    """
    state, told = _leave(state, now_ms)
    completed = completed and any(held.held_ms for held in state.ledger)
    over = replace(
        state,
        status=Status.FINISHED,
        stood_ms=elapsed_ms(state, now_ms),
        cues=(),
        count_in=(),
        completed=completed,
    )
    return over, (*told, SessionFinished(now_ms, completed))


_HANDLERS: Mapping[type[AnyCommand], Callable[..., Outcome]] = {
    Start: _start,
    Pause: _pause,
    Resume: _resume,
    Next: _next,
    SkipStretch: _skip_stretch,
    ChooseWay: _choose_way,
    Previous: _previous,
    Restart: _restart,
    Extend: _extend,
    GoTo: _go_to,
    Ready: _ready,
    Finish: _finish,
    NoticeGap: _notice_gap,
}
