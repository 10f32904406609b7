"""What has happened in a session: one frozen fact each, stamped with the instant it was due.

Instants are milliseconds on the clock that the session was started with. A fact can be told
before its instant (a first phase that begins after the sound device has woken) or after it
(when nobody looked in time); ``due_ms`` is always the true one.
"""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.engine.cues import Cue
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Phase


@dataclass(frozen=True)
class Held:
    """What was really held of one hold, beside what the plan asked for.

    Where it is counted, ``planned_repetitions`` were asked for and ``done_repetitions`` done; both
    are None where it is timed, and the second where nobody knows.
    """

    stretch_id: str
    stretch_name: str
    side: Side | None
    repetition: int
    round: int
    planned_ms: int
    held_ms: int
    planned_repetitions: int | None = None
    done_repetitions: int | None = None


@dataclass(frozen=True)
class SessionStarted:
    due_ms: int


@dataclass(frozen=True)
class PhaseEntered:
    """A phase begins; while the session is paused it stands at its start."""

    due_ms: int
    phase: Phase


@dataclass(frozen=True)
class WaitingStarted:
    """A lead-in stands still until the person is ready."""

    due_ms: int
    phase: Phase


@dataclass(frozen=True)
class CueDue:
    due_ms: int
    phase: Phase
    cue: Cue


@dataclass(frozen=True)
class PhaseExtended:
    due_ms: int
    phase: Phase
    by_ms: int


@dataclass(frozen=True)
class OpenHoldEnded:
    """The person said that an open hold is done: what was being said of it is over."""

    due_ms: int
    phase: Phase


@dataclass(frozen=True)
class HoldFinished:
    """A hold was left, at its end or before; ``held`` counts the time it really ran."""

    due_ms: int
    phase: Phase
    held: Held


@dataclass(frozen=True)
class SessionPaused:
    due_ms: int
    phase: Phase


@dataclass(frozen=True)
class GapNoticed:
    """The machine slept or stood still for ``gap_ms``; the session was paused where it was."""

    due_ms: int
    phase: Phase
    gap_ms: int


@dataclass(frozen=True)
class SessionResumed:
    """Time is about to run again, at ``runs_at_ms``, after a count-in where there is one."""

    due_ms: int
    phase: Phase
    runs_at_ms: int


@dataclass(frozen=True)
class SessionFinished:
    """The session is over.

    ``completed`` tells whether it came to the end of its plan: the last part ran to its end, or
    somebody went on past it.
    """

    due_ms: int
    completed: bool


Event = (
    SessionStarted
    | PhaseEntered
    | WaitingStarted
    | CueDue
    | PhaseExtended
    | OpenHoldEnded
    | HoldFinished
    | SessionPaused
    | GapNoticed
    | SessionResumed
    | SessionFinished
)
