"""What there is to show of a session at one instant, as values; window and terminal word it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stretchtimer.engine.countdown import COUNT_FROM
from stretchtimer.engine.durations import SECOND_MS, whole_seconds_left
from stretchtimer.engine.model import Movement, Side, Stretch
from stretchtimer.engine.plan import Phase, PhaseKind
from stretchtimer.engine.session import (
    SessionState,
    Status,
    count_in_left_ms,
    elapsed_ms,
    movement,
    remaining_ms,
    times_done,
    total_left_ms,
)


class Stage(str, Enum):
    """What the person is doing, in one word; the status first, else the kind of phase."""

    PAUSED = "paused"
    COUNT_IN = "count_in"
    READY = "ready"
    LEAD_IN = "lead_in"
    REST = "rest"
    HOLD = "hold"
    CHANGE_SIDES = "change_sides"
    CHANGE_OVER = "change_over"
    RELEASE = "release"


class Coming(str, Enum):
    """How the next hold differs from the present one."""

    OTHER_SIDE = "other_side"
    ONCE_MORE = "once_more"
    NEXT_SET = "next_set"
    STRETCH = "stretch"
    END = "end"


@dataclass(frozen=True)
class SessionView:
    """One picture of a session; times in milliseconds.

    ``seconds`` is the number to show large; in a hold that is counted it is how often the movements
    are done, of ``times``. ``left_ms`` of ``duration_ms`` is then what is left of the present one.
    ``hold`` is the hold that one gets into position for, if any. ``ending`` tells that a hold is
    nearly over: its last three seconds run, or the last of its times. In a hold that ``is_open``,
    ``seconds`` is how long it has been held. ``coming_stretch`` is named only where ``coming`` is a
    stretch, and ``coming_set`` is the number of the set that comes.
    """

    stage: Stage
    phase: Phase
    stretch: Stretch
    side: Side | None
    movement: Movement | None
    instruction: str
    hold: Phase | None
    seconds: int
    times: int | None
    is_open: bool
    left_ms: int
    duration_ms: int
    total_left_ms: int
    ending: bool
    coming: Coming
    coming_stretch: str
    coming_set: int
    hold_number: int
    holds: int


def session_view(state: SessionState, now_ms: int) -> SessionView:
    """The picture of ``state`` at ``now_ms``."""
    phase = state.phase
    left_ms, of_ms = _left(state, now_ms)
    coming, following = _coming(state)
    holds = [p.index for p in state.plan.phases if p.is_hold]
    present = movement(state, now_ms)
    return SessionView(
        stage=_stage(state),
        phase=phase,
        stretch=phase.stretch,
        side=phase.side or (present.side if present else None),
        movement=present,
        instruction=instruction(phase, present),
        hold=_hold_to_come(state),
        seconds=_seconds(state, now_ms),
        times=_times(state),
        is_open=phase.is_open and state.status is Status.RUNNING,
        left_ms=left_ms,
        duration_ms=of_ms,
        total_left_ms=total_left_ms(state, now_ms),
        ending=_is_ending(state, now_ms),
        coming=coming,
        coming_stretch=following.stretch.name if following and coming is Coming.STRETCH else "",
        coming_set=following.repetition if following and coming is Coming.NEXT_SET else 0,
        hold_number=sum(index < phase.index for index in holds) + phase.is_hold,
        holds=len(holds),
    )


def _stage(state: SessionState) -> Stage:
    if state.status is Status.PAUSED:
        return Stage.PAUSED
    if state.status is Status.WAITING:
        return Stage.READY
    if state.status is Status.COUNTING_IN and state.phase.is_hold:
        return Stage.COUNT_IN
    if state.phase.kind is PhaseKind.LEAD_IN and _is_next_set(state.phase):
        return Stage.REST
    return Stage(state.phase.kind.value)


def _is_next_set(phase: Phase) -> bool:
    return phase.stretch.dose.is_counted and phase.repetition > 1


def _hold_to_come(state: SessionState) -> Phase | None:
    into_position = state.phase.kind in (PhaseKind.LEAD_IN, PhaseKind.CHANGE_SIDES)
    return state.plan.hold_after(state.phase.index) if into_position else None


def _times(state: SessionState) -> int | None:
    """How often the movements of the present hold are to be done, where that is counted."""
    phase = state.phase
    if not phase.is_hold or phase.is_open or phase.times is None:
        return None
    return state.duration_ms // phase.stretch.cycle_ms


def _left(state: SessionState, now_ms: int) -> tuple[int, int]:
    """What is left, and of how much: of the phase, or of one time where it is counted."""
    if _times(state) is None:
        whole_ms = state.phase.duration_ms if state.phase.is_open else state.duration_ms
        return remaining_ms(state, now_ms), whole_ms
    cycle_ms = state.phase.stretch.cycle_ms
    left_ms = remaining_ms(state, now_ms)
    return left_ms % cycle_ms or (cycle_ms if left_ms else 0), cycle_ms


def _seconds(state: SessionState, now_ms: int) -> int:
    """What is left of the count-in of a hold, else of the phase."""
    counting_in_ms = count_in_left_ms(state, now_ms) if state.phase.is_hold else 0
    if counting_in_ms:
        # While the sound device wakes, the count stands at its first number.
        return min(COUNT_FROM, whole_seconds_left(counting_in_ms))
    if state.phase.is_open:
        return elapsed_ms(state, now_ms) // SECOND_MS
    done = times_done(state, now_ms)
    return whole_seconds_left(remaining_ms(state, now_ms)) if done is None else done


def _is_ending(state: SessionState, now_ms: int) -> bool:
    if state.status is not Status.RUNNING or not state.phase.is_hold or state.phase.is_open:
        return False
    left_ms = remaining_ms(state, now_ms)
    if _times(state) is not None:
        return left_ms <= state.phase.stretch.cycle_ms
    return whole_seconds_left(left_ms) <= COUNT_FROM


def instruction(phase: Phase, present: Movement | None) -> str:
    """What to do in the phase, in one sentence; ``present`` is the movement that is due."""
    words = phase.words
    # Who tells no position may have told the way into it.
    position = words.position or " ".join(words.setup)
    if phase.kind is PhaseKind.RELEASE:
        return words.release or words.position
    if phase.kind is PhaseKind.CHANGE_OVER and words.setup:
        return words.setup[0]
    if phase.is_hold:
        return (present.instruction if present else words.breathing) or position
    return position


def _coming(state: SessionState) -> tuple[Coming, Phase | None]:
    """What follows the hold that is shown: while one leads up to a hold, what follows that."""
    plan, phase = state.plan, state.phase
    shown = phase if phase.kind is PhaseKind.RELEASE else plan.hold_after(phase.index)
    coming = plan.hold_after(shown.index + 1) if shown else None
    if shown is None or coming is None:
        return Coming.END, None
    if coming.stretch is not shown.stretch or coming.round != shown.round:
        return Coming.STRETCH, coming
    if coming.side is not shown.side:
        return Coming.OTHER_SIDE, coming
    return (Coming.NEXT_SET if _is_next_set(coming) else Coming.ONCE_MORE), coming
