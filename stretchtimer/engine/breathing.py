"""The pace at which one breathes in a hold, computed from how far the hold is; it only follows.

- A stretch with movements is paced by them: a movement may say that it goes with the breath in
  or out (commonly out into the cat and in into the cow).
- Any other hold begins with a breath in; in and out take the same time. About 6 breaths a minute
  with equal halves is the slow pace most often studied (review: doi 10.1007/s12671-023-02294-2).
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import accumulate

from stretchtimer.engine.durations import MINUTE_MS
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import Phase


class Paced(str, Enum):
    """In which holds the breath is paced."""

    OFF = "off"
    MOVEMENTS = "movements"
    ALWAYS = "always"


@dataclass(frozen=True)
class Pace:
    """Where breathing is paced, and how fast where the movements do not say so.

    ``per_minute`` is from MIN_PER_MINUTE to MAX_PER_MINUTE.
    """

    paced: Paced = Paced.MOVEMENTS
    per_minute: float = 6.0

    @property
    def half_ms(self) -> int:
        """How long one breath in, or one breath out, takes."""
        return round(MINUTE_MS / self.per_minute / 2)


MIN_PER_MINUTE = 4
MAX_PER_MINUTE = 10


@dataclass(frozen=True)
class BreathPoint:
    """An instant of a breath: which way it goes, and the share (0 to 1) of it that is over."""

    breath: Breath
    share: float

    @property
    def fullness(self) -> float:
        """How full the lungs are, 0 to 1, turning softly at both ends."""
        risen = 0.5 - 0.5 * math.cos(math.pi * self.share)
        return risen if self.breath is Breath.IN else 1 - risen


def breath_at(phase: Phase, into_ms: int, pace: Pace) -> BreathPoint | None:
    """Where the breath is ``into_ms`` into the phase; None while it is not paced."""
    if not _is_paced(phase, pace):
        return None
    at_ms = max(0, into_ms)
    if not phase.stretch.movements:
        number, rest_ms = divmod(at_ms, pace.half_ms)
        return BreathPoint(Breath.OUT if number % 2 else Breath.IN, rest_ms / pace.half_ms)
    ends_ms = list(accumulate(movement.duration_ms for movement in phase.stretch.movements))
    rest_ms = at_ms % phase.stretch.cycle_ms
    place = bisect(ends_ms, rest_ms)
    movement = phase.stretch.movements[place]
    into_movement_ms = rest_ms - ends_ms[place] + movement.duration_ms
    breath = movement.breath
    return BreathPoint(breath, into_movement_ms / movement.duration_ms) if breath else None


def breath_turns(phase: Phase, pace: Pace) -> Iterator[tuple[int, Breath]]:
    """How far into the phase, in milliseconds, each paced breath begins."""
    if not _is_paced(phase, pace):
        return
    movements = phase.stretch.movements
    offset_ms = step = 0
    while offset_ms < phase.duration_ms:
        if movements:
            movement = movements[step % len(movements)]
            breath, length_ms = movement.breath, movement.duration_ms
        else:
            breath, length_ms = (Breath.OUT if step % 2 else Breath.IN), pace.half_ms
        if breath:
            yield offset_ms, breath
        offset_ms += length_ms
        step += 1


def _is_paced(phase: Phase, pace: Pace) -> bool:
    if not phase.is_hold or pace.paced is Paced.OFF:
        return False
    if phase.stretch.movements:
        return any(movement.breath for movement in phase.stretch.movements)
    return pace.paced is Paced.ALWAYS
