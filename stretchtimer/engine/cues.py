"""Where every cue of a plan stands, so that no two of them sound at once.

- A hold starts with a cue and ends with three equal beeps, or a spoken count, and a different
  sound at zero.
- A cue belongs to one phase and stands a fixed time after that phase's start.
- Sounds are placed first, then speech in the gaps between them, then the soft sounds of breath.
- Cues never overlap. Where time is short the less important one is left out: see PRIORITY for
  sounds and SPEECH_PRIORITY for speech, which is left out by whole lines and kept in its order.
- Speech ends before its phase does. A name that had no time before its hold is said in it.
- Where a hold's middle is the turn of a movement, "half-way" is said in place of its name; where
  a breath is heard, its soft sound takes the place of the movement's.
- Lead-ins are not counted down: with closed eyes a count must mean one thing only.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from stretchtimer.engine.breathing import Pace, breath_turns
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.speech import (
    CLOSING,
    COUNTS,
    SHORT_LINES,
    Line,
    Spoken,
    Talk,
    line_at_half,
    line_of_movement,
    lines_after,
    lines_at_start,
    lines_before,
)
from stretchtimer.engine.timeline import Timeline

COUNT_FROM = 3
HALF_WAY_FROM_MS = 10 * SECOND_MS
AFTER_SOUND_MS = 120
"""The pause between a sound and the words that follow it."""
BETWEEN_LINES_MS = 250
BEFORE_SOUND_MS = 150
"""The least pause between words and the sound, or the phase, that follows them."""


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
    SPEECH = "speech"
    BREATH_IN = "breath_in"
    BREATH_OUT = "breath_out"


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
"""The sounds that mark an instant, the most important first; the earlier wins among equals."""

SPEECH_PRIORITY = (
    Line.NAME,
    Line.SIDE,
    Line.AGAIN,
    Line.COME_OUT,
    Line.HOLD,
    Line.MOVEMENT,
    Line.NEXT,
    Line.POSITION,
    Line.DOSE,
    Line.HALF_WAY,
    Line.OTHER_SIDE,
    Line.WAY_OUT,
    Line.BREATHING,
    Line.START,
)
"""The lines of speech, the most important first."""

TEXTS: Mapping[CueKind, str] = {
    CueKind.LEAD_IN: "Get into position",
    CueKind.HOLD_START: "Hold",
    CueKind.HALF_WAY: "Half-way",
    CueKind.HOLD_END: "Ease out",
    CueKind.CHANGE_SIDES: "Other side",
    CueKind.STRETCH_END: "Slowly come out",
    CueKind.ROUTINE_END: "Finished",
    CueKind.BREATH_IN: "Breathe in",
    CueKind.BREATH_OUT: "Breathe out",
}
"""The words that stand for a cue; counts, movements and speech bring their own."""

_BREATHS = {Breath.IN: CueKind.BREATH_IN, Breath.OUT: CueKind.BREATH_OUT}


@dataclass(frozen=True)
class Cue:
    """One sound with its equal in words, ``offset_ms`` after the start of its phase.

    What is spoken belongs to a ``line``.
    """

    kind: CueKind
    offset_ms: int
    clip: str
    text: str
    line: Line | None = None


@dataclass(frozen=True)
class Arrival:
    """How a person comes to the phase of that ``index`` other than in the course of things.

    ``known`` is what they were told to its end about the hold it leads up to. Whoever comes there
    ``anew``, by a jump, may have been elsewhere before.
    """

    index: int
    known: frozenset[Line] = frozenset()
    anew: bool = False


@dataclass(frozen=True)
class CueStyle:
    """Which cues are wanted, and how long each clip lasts in milliseconds (unknown ones: 0).

    ``voice`` gives the clip for each text that can be spoken; a line that lacks one is left out.
    """

    half_way: bool = True
    lengths_ms: Mapping[str, int] = field(default_factory=dict)
    talk: Talk = Talk.TONES
    voice: Mapping[str, str] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    breath_sound: bool = False

    def length_ms(self, clip: str) -> int:
        # A clip of unknown length still takes its instant, so that two never coincide.
        return max(1, self.lengths_ms.get(clip, 0))

    def says(self, spoken: Spoken) -> bool:
        """Whether the line is wanted and can be spoken."""
        wanted = self.talk is Talk.FULL or (self.talk is Talk.SHORT and spoken.line in SHORT_LINES)
        return wanted and all(part in self.voice for part in spoken.parts)

    def spoken_ms(self, spoken: Spoken) -> int:
        return sum(self.length_ms(self.voice[part]) for part in spoken.parts)


def cue_map(
    plan: Plan, style: CueStyle, arrival: Arrival | None = None
) -> Mapping[int, tuple[Cue, ...]]:
    """The cues of each phase that has any, in order of time, keyed by the phase's index."""
    phases = tuple(_laid_out(plan, style))
    timeline = Timeline()
    marks = [(phase, cue) for phase in phases for cue in _marks(plan, phase, style)]
    marks.sort(key=lambda pair: (PRIORITY.index(pair[1].kind), _instant(pair)))
    placed = [(phase, cue) for phase, cue in marks if _place(timeline, phase, cue, style)]
    if style.talk is not Talk.TONES:
        placed += _speech(plan, phases, placed, style, timeline, arrival=arrival)
    if style.breath_sound:
        breaths = [(phase, cue) for phase in phases for cue in _breaths(phase, style)]
        placed += [(phase, cue) for phase, cue in breaths if _place(timeline, phase, cue, style)]
    cues: dict[int, tuple[Cue, ...]] = {}
    for phase, cue in sorted(placed, key=_instant):
        cues[phase.index] = (*cues.get(phase.index, ()), cue)
    return cues


def start_cue(offset_ms: int) -> Cue:
    """The sound with which a hold begins or goes on."""
    return _cue(CueKind.HOLD_START, offset_ms)


def count_cue(count: int, offset_ms: int, style: CueStyle) -> Cue:
    """One of the equal beeps before zero, or the number where it is spoken within its second."""
    clip = CueKind.COUNT.value
    if style.talk is not Talk.TONES:
        spoken = style.voice.get(COUNTS[count], clip)
        clip = spoken if style.length_ms(spoken) < SECOND_MS else clip
    return Cue(CueKind.COUNT, offset_ms, clip, str(count))


def _laid_out(plan: Plan, style: CueStyle) -> Iterator[Phase]:
    """The phases, each wait long enough for all that is said in it, however short its estimate."""
    shift_ms = 0
    for phase in plan.phases:
        start_ms = phase.start_ms + shift_ms
        duration_ms = phase.duration_ms
        if phase.waits:
            lines = [spoken for spoken in lines_before(plan, phase) if style.says(spoken)]
            least_ms = style.length_ms(CueKind.LEAD_IN.value)
            least_ms += sum(style.spoken_ms(spoken) + BETWEEN_LINES_MS for spoken in lines)
            least_ms += AFTER_SOUND_MS + BEFORE_SOUND_MS if lines else 0
            duration_ms = max(duration_ms, least_ms)
            shift_ms += duration_ms - phase.duration_ms
        yield replace(phase, start_ms=start_ms, duration_ms=duration_ms)


def _instant(pair: tuple[Phase, Cue]) -> int:
    return pair[0].start_ms + pair[1].offset_ms


def _place(timeline: Timeline, phase: Phase, cue: Cue, style: CueStyle) -> bool:
    start_ms = phase.start_ms + cue.offset_ms
    return timeline.take(start_ms, start_ms + style.length_ms(cue.clip))


def _marks(plan: Plan, phase: Phase, style: CueStyle) -> Iterator[Cue]:
    """Every sound that the phase would have if there were time for all."""
    if phase.kind is PhaseKind.LEAD_IN:
        yield _cue(CueKind.LEAD_IN, 0)
    elif phase.kind is PhaseKind.CHANGE_SIDES:
        yield _cue(CueKind.CHANGE_SIDES, 0)
    elif phase.is_hold:
        yield start_cue(0)
        yield from _movements(phase, style)
        if _has_half_way(phase, style):
            yield _cue(CueKind.HALF_WAY, phase.duration_ms // 2)
        for count in range(COUNT_FROM, 0, -1):
            if (offset := phase.duration_ms - count * SECOND_MS) > 0:
                yield count_cue(count, offset, style)
        yield _cue(_end_of(plan, phase), phase.duration_ms)
    if phase.index == len(plan.phases) - 1:
        yield _routine_end(phase, style)


def _routine_end(phase: Phase, style: CueStyle) -> Cue:
    cue = _cue(CueKind.ROUTINE_END, phase.duration_ms)
    closing = style.voice.get(CLOSING) if style.talk is Talk.FULL else None
    return replace(cue, clip=closing) if closing else cue


def _end_of(plan: Plan, hold: Phase) -> CueKind:
    """What the end of a hold means: an end of the stretch, or only of this hold."""
    coming = plan.hold_after(hold.index + 1)
    same = coming and coming.stretch is hold.stretch and coming.round == hold.round
    return CueKind.HOLD_END if same else CueKind.STRETCH_END


def _has_half_way(hold: Phase, style: CueStyle) -> bool:
    return style.half_way and hold.duration_ms >= HALF_WAY_FROM_MS


def _movements(hold: Phase, style: CueStyle) -> Iterator[Cue]:
    """One cue for each change of movement within the hold; the first one starts with the hold."""
    movements = hold.stretch.movements
    breaths = dict(breath_turns(hold, style.pace)) if style.breath_sound else {}
    for step, offset in _steps(hold):
        place = step % len(movements)
        clip = f"movement_{place % 2 + 1}"
        if offset in breaths:
            clip = _BREATHS[breaths[offset]].value
        yield Cue(CueKind.MOVEMENT, offset, clip, movements[place].name)


def _steps(hold: Phase) -> Iterator[tuple[int, int]]:
    """The number of each movement after the first, and how far into the hold it begins."""
    movements = hold.stretch.movements
    offset = step = 0
    while movements:
        offset += movements[step % len(movements)].duration_ms
        step += 1
        if offset >= hold.duration_ms:
            break
        yield step, offset


def _breaths(phase: Phase, style: CueStyle) -> Iterator[Cue]:
    for offset, breath in breath_turns(phase, style.pace):
        yield _cue(_BREATHS[breath], offset)


def _cue(kind: CueKind, offset_ms: int) -> Cue:
    return Cue(kind, offset_ms, kind.value, TEXTS[kind])


def _speech(
    plan: Plan,
    phases: tuple[Phase, ...],
    marks: Iterable[tuple[Phase, Cue]],
    style: CueStyle,
    timeline: Timeline,
    *,
    arrival: Arrival | None,
) -> Iterator[tuple[Phase, Cue]]:
    """All that is said, in the gaps that the sounds leave."""
    marked = {(phase.index, cue.kind, cue.offset_ms) for phase, cue in marks}
    said: set[Line] = set()
    for phase in phases:
        here = arrival if arrival and arrival.index == phase.index else None
        said = {*here.known} if here else said
        anew = bool(here and here.anew)
        for offset, lines in _groups(plan, phase, marked, said, style, anew=anew):
            for spoken, start_ms in _fitted(phase, offset, lines, style, timeline):
                said.add(spoken.line)
                yield from _say(phase, spoken, start_ms, style, timeline)
        if phase.is_hold:
            said.clear()


def _groups(
    plan: Plan,
    phase: Phase,
    marked: Container[tuple[int, CueKind, int]],
    said: Container[Line],
    style: CueStyle,
    *,
    anew: bool,
) -> Iterator[tuple[int, Iterable[Spoken]]]:
    """The lines that belong to one instant of the phase, with that instant."""
    if phase.kind is PhaseKind.RELEASE:
        yield 0, lines_after(phase)
    elif not phase.is_hold:
        yield 0, lines_before(plan, phase, said, anew=anew)
    else:
        yield 0, lines_at_start(phase, said)
        half_ms = phase.duration_ms // 2
        if (phase.index, CueKind.HALF_WAY, half_ms) in marked:
            yield half_ms, [line_at_half()]
        for step, offset in _steps(phase):
            if (phase.index, CueKind.MOVEMENT, offset) not in marked:
                continue
            known = step >= len(phase.stretch.movements)
            if offset == half_ms and known and _has_half_way(phase, style):
                yield offset, [line_at_half()]
            else:
                yield offset, [line_of_movement(phase, step)]


def _fitted(
    phase: Phase, offset: int, lines: Iterable[Spoken], style: CueStyle, timeline: Timeline
) -> list[tuple[Spoken, int]]:
    """The most important of the lines that fit in before the next sound, with their instants."""
    instant_ms = phase.start_ms + offset
    start_ms = timeline.free_from(instant_ms)
    left_ms = timeline.free_until(start_ms, phase.end_ms) - BEFORE_SOUND_MS
    start_ms += AFTER_SOUND_MS if start_ms > instant_ms else 0
    left_ms -= start_ms
    wanted = [spoken for spoken in lines if style.says(spoken)]
    kept: set[Line] = set()
    for spoken in sorted(wanted, key=lambda spoken: SPEECH_PRIORITY.index(spoken.line)):
        needed_ms = style.spoken_ms(spoken) + (BETWEEN_LINES_MS if kept else 0)
        if needed_ms <= left_ms:
            kept.add(spoken.line)
            left_ms -= needed_ms
    fitted = []
    for spoken in wanted:
        if spoken.line in kept:
            fitted.append((spoken, start_ms))
            start_ms += style.spoken_ms(spoken) + BETWEEN_LINES_MS
    return fitted


def _say(
    phase: Phase, spoken: Spoken, start_ms: int, style: CueStyle, timeline: Timeline
) -> Iterator[tuple[Phase, Cue]]:
    """One cue for each part of the line, one right after the other."""
    for part in spoken.parts:
        cue = Cue(CueKind.SPEECH, start_ms - phase.start_ms, style.voice[part], part, spoken.line)
        _place(timeline, phase, cue, style)
        yield phase, cue
        start_ms += style.length_ms(cue.clip)
