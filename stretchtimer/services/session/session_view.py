"""What there is to show of a session at one instant, as values; window and terminal word it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stretchtimer.engine.durations import whole_seconds_left
from stretchtimer.engine.model import Movement, Side, Stretch
from stretchtimer.engine.plan import Phase, PhaseKind
from stretchtimer.engine.script import COUNT_FROM
from stretchtimer.engine.session import (
    SessionState,
    Status,
    count_in_left_ms,
    movement,
    remaining_ms,
    total_left_ms,
)


class Stage(str, Enum):
    """What the person is doing, in one word; the status first, else the kind of phase."""

    PAUSED = "paused"
    COUNT_IN = "count_in"
    READY = "ready"
    LEAD_IN = "lead_in"
    HOLD = "hold"
    CHANGE_SIDES = "change_sides"
    CHANGE_OVER = "change_over"
    RELEASE = "release"


class Coming(str, Enum):
    """How the next hold differs from the present one."""

    OTHER_SIDE = "other_side"
    ONCE_MORE = "once_more"
    STRETCH = "stretch"
    END = "end"


@dataclass(frozen=True)
class SessionView:
    """One picture of a session; times in milliseconds.

    ``seconds`` is the number to show large. ``hold_ms`` is the length of the hold that one gets
    into position for, else 0. ``ending`` tells that the last three seconds of a hold run.
    ``coming_stretch`` is named only where ``coming`` is a stretch.
    """

    stage: Stage
    phase: Phase
    stretch: Stretch
    side: Side | None
    movement: Movement | None
    instruction: str
    hold_ms: int
    seconds: int
    left_ms: int
    duration_ms: int
    total_left_ms: int
    ending: bool
    coming: Coming
    coming_stretch: str
    hold_number: int
    holds: int


def session_view(state: SessionState, now_ms: int) -> SessionView:
    """The picture of ``state`` at ``now_ms``."""
    phase = state.phase
    left_ms = remaining_ms(state, now_ms)
    coming, name = _coming(state)
    holds = [p.index for p in state.plan.phases if p.is_hold]
    present = movement(state, now_ms)
    return SessionView(
        stage=_stage(state),
        phase=phase,
        stretch=phase.stretch,
        side=phase.side,
        movement=present,
        instruction=instruction(phase, present),
        hold_ms=_coming_hold_ms(state),
        seconds=_seconds(state, now_ms),
        left_ms=left_ms,
        duration_ms=state.duration_ms,
        total_left_ms=total_left_ms(state, now_ms),
        ending=_is_ending(state, left_ms),
        coming=coming,
        coming_stretch=name,
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
    return Stage(state.phase.kind.value)


def _coming_hold_ms(state: SessionState) -> int:
    phase = state.phase
    hold = state.plan.hold_after(phase.index)
    into_position = phase.kind in (PhaseKind.LEAD_IN, PhaseKind.CHANGE_SIDES)
    return hold.duration_ms if hold and into_position else 0


def _seconds(state: SessionState, now_ms: int) -> int:
    """What is left of the count-in of a hold, else of the phase."""
    counting_in_ms = count_in_left_ms(state, now_ms) if state.phase.is_hold else 0
    if counting_in_ms:
        # While the sound device wakes, the count stands at its first number.
        return min(COUNT_FROM, whole_seconds_left(counting_in_ms))
    return whole_seconds_left(remaining_ms(state, now_ms))


def _is_ending(state: SessionState, left_ms: int) -> bool:
    running_hold = state.status is Status.RUNNING and state.phase.is_hold
    return running_hold and whole_seconds_left(left_ms) <= COUNT_FROM


def instruction(phase: Phase, present: Movement | None) -> str:
    """What to do in the phase, in one sentence; ``present`` is the movement that is due."""
    words = phase.words
    if phase.kind is PhaseKind.RELEASE:
        return words.release or words.position
    if phase.kind is PhaseKind.CHANGE_OVER and words.setup:
        return words.setup[0]
    if phase.is_hold:
        return (present.instruction if present else words.breathing) or words.position
    return words.position


def _coming(state: SessionState) -> tuple[Coming, str]:
    """What follows the hold that is shown: while one leads up to a hold, what follows that."""
    plan, phase = state.plan, state.phase
    shown = phase if phase.kind is PhaseKind.RELEASE else plan.hold_after(phase.index)
    coming = plan.hold_after(shown.index + 1) if shown else None
    if shown is None or coming is None:
        return Coming.END, ""
    if coming.stretch is not shown.stretch or coming.round != shown.round:
        return Coming.STRETCH, coming.stretch.name
    return (Coming.OTHER_SIDE if coming.side is not shown.side else Coming.ONCE_MORE), ""
