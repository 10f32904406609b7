"""The pace at which one breathes in a hold, computed from how far the hold is; it only follows.

- A stretch with movements is paced by them: a movement may say that it goes with the breath in
  or out (commonly out into the cat and in into the cow).
- Any other hold begins with a breath in; in and out take the same time. About 6 breaths a minute
  with equal halves is the slow pace most often studied (review: doi 10.1007/s12671-023-02294-2).
- Such a hold is filled with whole breaths, so that nobody leaves it with full lungs: the pace bends
  as little as that allows. What is added to it while it is held is filled for itself, so that the
  breath under way goes on as it began.
"""

from __future__ import annotations

import math
from bisect import bisect
from collections.abc import Iterator
from enum import Enum
from itertools import accumulate, takewhile
from itertools import cycle as endless
from typing import NamedTuple

from stretchtimer.engine.durations import MINUTE_MS
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import EXTENSION_MS, Phase


class Paced(str, Enum):
    """In which holds the breath is paced."""

    OFF = "off"
    MOVEMENTS = "movements"
    ALWAYS = "always"


class Pace(NamedTuple):
    """Where breathing is paced, and how fast where the movements do not say so.

    ``per_minute`` is from MIN_PER_MINUTE to MAX_PER_MINUTE.
    """

    paced: Paced = Paced.MOVEMENTS
    per_minute: float = 6.0

    @property
    def half_ms(self) -> int:
        """How long one breath in, or one breath out, would take in a hold without end."""
        return round(MINUTE_MS / self.per_minute / 2)

    def breaths_in(self, span_ms: int) -> int:
        """How many whole breaths fill a span with the least bending of the pace; at least one."""
        breath_ms = 2 * self.half_ms
        fewer = span_ms // breath_ms
        # One more is nearer, as a ratio, where the span is beyond the geometric mean of both.
        return fewer + (span_ms**2 > fewer * (fewer + 1) * breath_ms**2)


MIN_PER_MINUTE = 4
MAX_PER_MINUTE = 10


class BreathPoint(NamedTuple):
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
        begins_ms, span_ms = _span(phase, at_ms)
        halves = 2 * pace.breaths_in(span_ms)
        number = ((at_ms - begins_ms + 1) * halves - 1) // span_ms
        from_ms, until_ms = (begins_ms + k * span_ms // halves for k in (number, number + 1))
        share = (at_ms - from_ms) / (until_ms - from_ms)
        return BreathPoint(Breath.OUT if number % 2 else Breath.IN, share)
    cycle = phase.cycle
    ends_ms = list(accumulate(movement.duration_ms for movement in cycle))
    rest_ms = at_ms % phase.stretch.cycle_ms
    place = bisect(ends_ms, rest_ms)
    movement = cycle[place]
    into_movement_ms = rest_ms - ends_ms[place] + movement.duration_ms
    breath = movement.breath
    return BreathPoint(breath, into_movement_ms / movement.duration_ms) if breath else None


def breath_turns(phase: Phase, pace: Pace) -> Iterator[tuple[int, Breath]]:
    """How far into the phase, in milliseconds, each paced breath begins."""
    if not _is_paced(phase, pace):
        return
    turns = _turns_of_movements(phase) if phase.stretch.movements else _turns(phase, pace)
    yield from takewhile(lambda turn: turn[0] < phase.duration_ms, turns)


def _turns_of_movements(phase: Phase) -> Iterator[tuple[int, Breath]]:
    offset_ms = 0
    for movement in endless(phase.stretch.movements):
        if movement.breath:
            yield offset_ms, movement.breath
        offset_ms += movement.duration_ms


def _turns(phase: Phase, pace: Pace) -> Iterator[tuple[int, Breath]]:
    begins_ms = 0
    while True:
        _, span_ms = _span(phase, begins_ms)
        halves = 2 * pace.breaths_in(span_ms)
        for number in range(halves):
            yield begins_ms + number * span_ms // halves, Breath.OUT if number % 2 else Breath.IN
        begins_ms += span_ms


def _span(phase: Phase, at_ms: int) -> tuple[int, int]:
    """Where what is filled with whole breaths begins, and its length: the hold, or an addition."""
    beyond_ms = at_ms - phase.stretch.hold_ms
    if beyond_ms < 0:
        return 0, phase.stretch.hold_ms
    return at_ms - beyond_ms % EXTENSION_MS, EXTENSION_MS


def _is_paced(phase: Phase, pace: Pace) -> bool:
    if not phase.is_hold or pace.paced is Paced.OFF:
        return False
    if phase.stretch.movements:
        return any(movement.breath for movement in phase.stretch.movements)
    return pace.paced is Paced.ALWAYS
