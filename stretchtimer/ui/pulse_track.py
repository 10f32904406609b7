"""When the window takes on the colour of a cue, computed from the instants at which cues are due.

- At most one pulse a second: cues that are closer together share the first one's. So nothing ever
  flashes more often than that either, far below the three flashes a second that may do harm.
- A pulse comes softly and goes more softly still.
"""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.engine.cues import CueKind

RISE_MS = 120
FALL_MS = 600
LEAST_GAP_MS = 1_000

TINTS = {
    CueKind.LEAD_IN: "ready",
    CueKind.HOLD_START: "hold",
    CueKind.HALF_WAY: "midst",
    CueKind.MOVEMENT: "midst",
    CueKind.COUNT: "count",
    CueKind.HOLD_END: "out",
    CueKind.STRETCH_END: "out",
    CueKind.ROUTINE_END: "out",
    CueKind.CHANGE_SIDES: "sides",
}
"""The colour for each kind of cue that is a mark in time; no other kind has a pulse."""


@dataclass(frozen=True)
class Pulse:
    """One pulse; ``due_ms`` is the instant of its cue on the session's clock."""

    tint: str
    due_ms: int

    @property
    def end_ms(self) -> int:
        return self.due_ms + RISE_MS + FALL_MS

    def level(self, now_ms: int) -> float:
        """How much of its colour shows, from 0 to 1."""
        into_ms = now_ms - self.due_ms
        if into_ms <= 0:
            return 0.0
        if into_ms < RISE_MS:
            return into_ms / RISE_MS
        left = max(0.0, 1 - (into_ms - RISE_MS) / FALL_MS)
        return left * left


class PulseTrack:
    """The pulse that is on, or comes next."""

    def __init__(self) -> None:
        self._pulse: Pulse | None = None

    def note(self, kind: CueKind, due_ms: int, now_ms: int) -> bool:
        """Takes a cue; tells whether a pulse of its own comes of it."""
        tint = TINTS.get(kind)
        last = self._pulse
        if tint is None or (last and abs(due_ms - last.due_ms) < LEAST_GAP_MS):
            return False
        coming = Pulse(tint, due_ms)
        if now_ms >= coming.end_ms:
            return False
        self._pulse = coming
        return True

    def pulse(self, now_ms: int) -> Pulse | None:
        """The pulse that is not over yet."""
        return self._pulse if self._pulse and now_ms < self._pulse.end_ms else None

    def forget(self) -> None:
        """Another session, with another clock."""
        self._pulse = None
