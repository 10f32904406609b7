"""The state of a session: a few instants, from which everything that is shown is computed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from stretchtimer.engine.cues import Cue, CueStyle
from stretchtimer.engine.durations import SECOND_MS, whole_seconds_left
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import MAX_HOLD_MS, Movement
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.engine.speech import Known


class Status(str, Enum):
    """Whether the clock of the session runs, and if not, why."""

    READY = "ready"
    COUNTING_IN = "counting_in"
    RUNNING = "running"
    WAITING = "waiting"
    PAUSED = "paused"
    FINISHED = "finished"


@dataclass(frozen=True)
class SessionState:
    """Where a session is; all instants in milliseconds on the clock it was started with.

    ``origin_ms`` is the instant at which the present phase stood (or would have stood) at zero;
    it counts while the status is RUNNING or COUNTING_IN. ``stood_ms`` is how far into the phase
    the clock stood when it last stopped. ``cues`` are those of the present phase still to come,
    ``heard`` those that have been told and not been cut, ``known`` what the person knew when the
    phase began. ``count_in`` holds the instants and cues of a count-in still to come. The
    ``last_sound`` goes on until ``sounds_until_ms``. ``polled_ms`` is the instant up to which all
    has been told.
    """

    plan: Plan
    style: CueStyle
    status: Status = Status.READY
    phase_index: int = 0
    duration_ms: int = 0
    origin_ms: int = 0
    stood_ms: int = 0
    cues: tuple[Cue, ...] = ()
    heard: tuple[Cue, ...] = ()
    known: Known = field(default_factory=Known)
    count_in: tuple[tuple[int, Cue], ...] = ()
    last_sound: Cue | None = None
    sounds_until_ms: int = 0
    started_ms: int = 0
    polled_ms: int = 0
    completed: bool = False
    ledger: tuple[Held, ...] = ()

    @property
    def phase(self) -> Phase:
        return self.plan.phases[self.phase_index]

    @property
    def runs_at_ms(self) -> int:
        """The instant from which the clock runs (again), while it counts in."""
        return self.origin_ms + self.stood_ms

    @property
    def is_done(self) -> bool:
        """Whether the person has said that the present open hold is done, at this instant."""
        return self.phase.is_open and self.duration_ms < MAX_HOLD_MS

    @property
    def is_over(self) -> bool:
        return self.status is Status.FINISHED

    @property
    def is_active(self) -> bool:
        """Whether time runs or is about to."""
        return self.status in (Status.RUNNING, Status.COUNTING_IN)


def new_session(plan: Plan, style: CueStyle) -> SessionState:
    """A session that has not been started."""
    return SessionState(plan, style, duration_ms=lasting_ms(plan.phases[0]))


def lasting_ms(phase: Phase) -> int:
    """How long the phase goes on by itself: an open hold as long as any hold may last."""
    return MAX_HOLD_MS if phase.is_open else phase.duration_ms


def elapsed_ms(state: SessionState, now_ms: int) -> int:
    """How far into the present phase the session is."""
    if state.status is Status.RUNNING:
        return max(0, min(now_ms - state.origin_ms, state.duration_ms))
    return state.stood_ms


def remaining_ms(state: SessionState, now_ms: int) -> int:
    """What is left of the present phase; of an open hold, of the time it was estimated to take."""
    if state.is_over:
        return 0
    whole_ms = state.phase.duration_ms if state.phase.is_open else state.duration_ms
    return max(0, whole_ms - elapsed_ms(state, now_ms))


def times_done(state: SessionState, now_ms: int) -> int | None:
    """How often the movements of the present hold have been done; None where nobody counts.

    Nobody does in an open hold; but whoever says that it is done has done all of it.
    """
    if not state.phase.is_hold or not state.phase.stretch.dose.is_counted:
        return None
    if state.phase.is_open:
        return state.phase.times if state.is_done else None
    return elapsed_ms(state, now_ms) // state.phase.stretch.cycle_ms


def total_left_ms(state: SessionState, now_ms: int) -> int:
    """What is left of the whole session; phases that wait count with their planned length."""
    if state.is_over:
        return 0
    return remaining_ms(state, now_ms) + state.plan.total_ms - state.phase.end_ms


def count_in_left_ms(state: SessionState, now_ms: int) -> int:
    """What is left until the clock runs; 0 unless it counts in."""
    return max(0, state.runs_at_ms - now_ms) if state.status is Status.COUNTING_IN else 0


def held_ms(state: SessionState, now_ms: int) -> int:
    """All the time held so far, the present hold included."""
    present = elapsed_ms(state, now_ms) if state.phase.is_hold and not state.is_over else 0
    return sum(held.held_ms for held in state.ledger) + present


def held_so_far(state: SessionState, now_ms: int) -> Held | None:
    """What has been held of the present hold; None where that is nothing."""
    phase = state.phase
    held_ms = elapsed_ms(state, now_ms)
    if state.is_over or not phase.is_hold or not held_ms:
        return None
    return Held(
        stretch_id=phase.stretch.id,
        stretch_name=phase.stretch.name,
        side=phase.side,
        repetition=phase.repetition,
        round=phase.round,
        planned_ms=phase.duration_ms,
        held_ms=held_ms,
        planned_repetitions=phase.times,
        done_repetitions=times_done(state, now_ms),
    )


def movement(state: SessionState, now_ms: int) -> Movement | None:
    """The movement of an alternating hold that is due now."""
    if not state.phase.is_hold:
        return None
    # At its very end a hold still shows its last movement, not the first of a next cycle.
    last = max(0, state.duration_ms - 1)
    return state.phase.stretch.movement_at(min(elapsed_ms(state, now_ms), last), state.phase.side)


def deadline_ms(state: SessionState) -> int | None:
    """The next instant at which something is due; None while the clock stands."""
    if state.status is Status.COUNTING_IN:
        return state.count_in[0][0] if state.count_in else state.runs_at_ms
    if state.status is Status.RUNNING:
        offset = state.cues[0].offset_ms if state.cues else state.duration_ms
        return state.origin_ms + offset
    if state.status is Status.WAITING and state.cues:
        return state.origin_ms + state.cues[0].offset_ms
    return None


def next_second_ms(state: SessionState, now_ms: int) -> int | None:
    """The next instant at which a displayed number of seconds changes; None while it stands."""
    if state.status is Status.COUNTING_IN:
        return now_ms + _until_next_second(count_in_left_ms(state, now_ms))
    if state.status is Status.RUNNING:
        if state.phase.is_open:
            return now_ms + SECOND_MS - elapsed_ms(state, now_ms) % SECOND_MS
        # While the sound device wakes, the phase stands at its full length.
        return max(now_ms, state.origin_ms) + _until_next_second(remaining_ms(state, now_ms))
    return None


def _until_next_second(left_ms: int) -> int:
    return max(1, left_ms - (whole_seconds_left(left_ms) - 1) * SECOND_MS)
