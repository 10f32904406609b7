"""Where every cue of a plan stands, so that no two of them sound at once.

- A hold starts with a cue and ends with three equal beeps and a different sound at zero.
- A cue belongs to one phase and stands a fixed time after that phase's start.
- Cues never overlap. Where time is short the less important one is left out: see PRIORITY.
- Lead-ins are not counted down: with closed eyes three beeps must mean one thing only.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.plan import Phase, PhaseKind, Plan

COUNT_FROM = 3
HALF_WAY_FROM_MS = 10 * SECOND_MS


class CueKind(str, Enum):
    """What a cue tells the person."""

    LEAD_IN = "lead_in"
    HOLD_START = "hold_start"
    HALF_WAY = "half_way"
    COUNT = "count"
    MOVEMENT = "movement"
    HOLD_END = "hold_end"
    CHANGE_SIDES = "change_sides"
    STRETCH_END = "stretch_end"
    ROUTINE_END = "routine_end"


PRIORITY = (
    CueKind.ROUTINE_END,
    CueKind.CHANGE_SIDES,
    CueKind.HOLD_START,
    CueKind.STRETCH_END,
    CueKind.HOLD_END,
    CueKind.COUNT,
    CueKind.LEAD_IN,
    CueKind.MOVEMENT,
    CueKind.HALF_WAY,
)
"""The kinds of cue, the most important first; the earlier cue wins among equals."""

TEXTS: Mapping[CueKind, str] = {
    CueKind.LEAD_IN: "Get into position",
    CueKind.HOLD_START: "Hold",
    CueKind.HALF_WAY: "Half-way",
    CueKind.HOLD_END: "Ease out",
    CueKind.CHANGE_SIDES: "Other side",
    CueKind.STRETCH_END: "Slowly come out",
    CueKind.ROUTINE_END: "Finished",
}
"""The words that stand for a cue; counts and movements bring their own."""


@dataclass(frozen=True)
class Cue:
    """One sound with its equal in words, ``offset_ms`` after the start of its phase."""

    kind: CueKind
    offset_ms: int
    clip: str
    text: str


@dataclass(frozen=True)
class CueStyle:
    """Which cues are wanted, and how long each clip lasts in milliseconds (unknown ones: 0)."""

    half_way: bool = True
    lengths_ms: Mapping[str, int] = field(default_factory=dict)

    def length_ms(self, clip: str) -> int:
        # A clip of unknown length still takes its instant, so that two never coincide.
        return max(1, self.lengths_ms.get(clip, 0))


def cue_map(plan: Plan, style: CueStyle) -> Mapping[int, tuple[Cue, ...]]:
    """The cues of each phase that has any, in order of time, keyed by the phase's index."""
    phases = _laid_out(plan, style)
    wanted = [(phase, cue) for phase in phases for cue in _wanted(plan, phase, style)]
    wanted.sort(key=lambda pair: (PRIORITY.index(pair[1].kind), _instant(pair)))
    placed: list[tuple[int, int, int, Cue]] = []
    for phase, cue in wanted:
        start = phase.start_ms + cue.offset_ms
        end = start + style.length_ms(cue.clip)
        place = bisect(placed, start, key=lambda taken: taken[0])
        free_before = place == 0 or placed[place - 1][1] <= start
        free_after = place == len(placed) or end <= placed[place][0]
        if free_before and free_after:
            placed.insert(place, (start, end, phase.index, cue))
    cues: dict[int, tuple[Cue, ...]] = {}
    for _, _, index, cue in placed:
        cues[index] = (*cues.get(index, ()), cue)
    return cues


def _laid_out(plan: Plan, style: CueStyle) -> Iterator[Phase]:
    """The phases, each wait long enough to be announced, however short its estimate is."""
    least_ms = style.length_ms(CueKind.LEAD_IN.value)
    shift_ms = 0
    for phase in plan.phases:
        start_ms = phase.start_ms + shift_ms
        if phase.waits and phase.duration_ms < least_ms:
            shift_ms += least_ms - phase.duration_ms
        yield replace(phase, start_ms=start_ms)


def _instant(pair: tuple[Phase, Cue]) -> int:
    return pair[0].start_ms + pair[1].offset_ms


def _wanted(plan: Plan, phase: Phase, style: CueStyle) -> Iterator[Cue]:
    """Every cue that the phase would have if there were time for all."""
    if phase.kind is PhaseKind.LEAD_IN:
        yield _cue(CueKind.LEAD_IN, 0)
    elif phase.kind is PhaseKind.CHANGE_SIDES:
        yield _cue(CueKind.CHANGE_SIDES, 0)
    elif phase.is_hold:
        yield start_cue(0)
        yield from _movements(phase)
        if style.half_way and phase.duration_ms >= HALF_WAY_FROM_MS:
            yield _cue(CueKind.HALF_WAY, phase.duration_ms // 2)
        for count in range(COUNT_FROM, 0, -1):
            if (offset := phase.duration_ms - count * SECOND_MS) > 0:
                yield count_cue(count, offset)
        yield _cue(_end_of(plan, phase), phase.duration_ms)
    if phase.index == len(plan.phases) - 1:
        yield _cue(CueKind.ROUTINE_END, phase.duration_ms)


def start_cue(offset_ms: int) -> Cue:
    """The sound with which a hold begins or goes on."""
    return _cue(CueKind.HOLD_START, offset_ms)


def count_cue(count: int, offset_ms: int) -> Cue:
    """One of the equal beeps before zero."""
    return Cue(CueKind.COUNT, offset_ms, CueKind.COUNT.value, str(count))


def _end_of(plan: Plan, hold: Phase) -> CueKind:
    """What the end of a hold means: an end of the stretch, or only of this hold."""
    coming = plan.hold_after(hold.index + 1)
    same = coming and coming.stretch is hold.stretch and coming.round == hold.round
    return CueKind.HOLD_END if same else CueKind.STRETCH_END


def _movements(hold: Phase) -> Iterator[Cue]:
    """One cue for each change of movement within the hold; the first one starts with the hold."""
    movements = hold.stretch.movements
    offset = step = 0
    while movements:
        offset += movements[step % len(movements)].duration_ms
        step += 1
        if offset >= hold.duration_ms:
            break
        place = step % len(movements)
        yield Cue(CueKind.MOVEMENT, offset, f"movement_{place % 2 + 1}", movements[place].name)


def _cue(kind: CueKind, offset_ms: int) -> Cue:
    return Cue(kind, offset_ms, kind.value, TEXTS[kind])
