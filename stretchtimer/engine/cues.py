"""What a person can hear in a session: every kind of cue, its rank, and the sounds of a phase.

- A hold starts with a cue and ends with equal beeps, or a spoken count, from ``COUNT_FROM``
  down, and a different sound at zero.
- A cue belongs to one phase and stands a fixed time after that phase's start.
- Where time is short the less important one is left out: see PRIORITY for sounds and
  SPEECH_PRIORITY for speech. Where each stands then: ``cue_layout.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from stretchtimer.engine.breathing import Pace, breath_turns
from stretchtimer.engine.countdown import counts_before
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.script import Script
from stretchtimer.engine.speech import SHORT_LINES, SpeechLine, Spoken, Talk

HALF_WAY_FROM_MS = 10 * SECOND_MS
HALF_WAY_FROM_TIMES = 4
AFTER_SOUND_MS = 120
"""The pause between a sound and the words that follow it."""
BETWEEN_LINES_MS = 250
"""The pause between two sentences."""
BEFORE_SOUND_MS = 150
"""The least pause between words and the sound, or the phase, that follows them."""


class CueKind(str, Enum):
    """What a cue tells the person."""

    LEAD_IN = "lead_in"
    HOLD_START = "hold_start"
    HALF_WAY = "half_way"
    COUNT = "count"
    REPETITION = "repetition"
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
    CueKind.REPETITION,
    CueKind.MOVEMENT,
    CueKind.HALF_WAY,
)
"""The sounds that mark an instant, the most important first; the earlier wins among equals."""

SPEECH_PRIORITY = (
    SpeechLine.NAME,
    SpeechLine.SIDE,
    SpeechLine.AGAIN,
    SpeechLine.COME_OUT,
    SpeechLine.HOLD,
    SpeechLine.LAST_ONE,
    SpeechLine.MOVEMENT,
    SpeechLine.NEXT,
    SpeechLine.POSITION,
    SpeechLine.DOSE,
    SpeechLine.HALF_WAY,
    SpeechLine.OTHER_SIDE,
    SpeechLine.WAY_OUT,
    SpeechLine.BREATHING,
    SpeechLine.START,
)
"""The lines of speech, the most important first."""

RANKS = {kind: rank for rank, kind in enumerate(PRIORITY)}
SPEECH_RANKS = {line: rank for rank, line in enumerate(SPEECH_PRIORITY)}

STARTS = {
    PhaseKind.LEAD_IN: CueKind.LEAD_IN,
    PhaseKind.CHANGE_SIDES: CueKind.CHANGE_SIDES,
    PhaseKind.HOLD: CueKind.HOLD_START,
}
TOLD_MARKS = (CueKind.REPETITION, CueKind.MOVEMENT, CueKind.HALF_WAY)
"""The sounds that words explain; they make way for the name of the hold."""

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
    line: SpeechLine | None = None


@dataclass(frozen=True)
class CueStyle:
    """Which cues are wanted, and how long each clip lasts in milliseconds (unknown ones: 0).

    ``script`` gives the texts of what is said, and ``voice`` the clip for each of them that can be
    spoken; a line that lacks one is left out.
    """

    half_way: bool = True
    lengths_ms: Mapping[str, int] = field(default_factory=dict)
    talk: Talk = Talk.TONES
    voice: Mapping[str, str] = field(default_factory=dict)
    pace: Pace = field(default_factory=Pace)
    breath_sound: bool = False
    script: Script = field(default_factory=Script)

    def length_ms(self, clip: str) -> int:
        # A clip of unknown length still takes its instant, so that two never coincide.
        return max(1, self.lengths_ms.get(clip, 0))

    def says(self, spoken: Spoken) -> bool:
        """Whether the line is wanted and can be spoken."""
        wanted = self.talk is Talk.FULL or (self.talk is Talk.SHORT and spoken.line in SHORT_LINES)
        parts = self.script.parts(spoken) if wanted else ()
        return bool(parts) and all(part in self.voice for part in parts)

    def spoken_ms(self, spoken: Spoken) -> int:
        return sum(self.length_ms(self.voice[part]) for part in self.script.parts(spoken))


def count_cue(count: int, offset_ms: int, style: CueStyle) -> Cue:
    """One of the equal beeps before zero, or the number where it is spoken within its second."""
    clip = CueKind.COUNT.value
    if style.talk is not Talk.TONES:
        spoken = style.voice.get(style.script.counts.get(count, ""), clip)
        clip = spoken if style.length_ms(spoken) < SECOND_MS else clip
    return Cue(CueKind.COUNT, offset_ms, clip, str(count))


def marks_of(plan: Plan, phase: Phase, style: CueStyle, half_way: bool) -> Iterator[Cue]:
    """Every sound within the phase or at its end, if there were time for all."""
    if phase.is_hold:
        yield from _movements(phase, style)
        if half_way:
            cue = cue_of(CueKind.HALF_WAY, phase.duration_ms // 2, style)
            yield replace(cue, text=phase.words.half_way or cue.text)
        if phase.times is None and not phase.is_open:
            for count, offset in counts_before(phase.duration_ms):
                if offset > 0:
                    yield count_cue(count, offset, style)
        yield cue_of(_end_of(plan, phase), phase.duration_ms, style)
    if phase.index == len(plan.phases) - 1:
        yield _routine_end(phase, style)


def _routine_end(phase: Phase, style: CueStyle) -> Cue:
    cue = cue_of(CueKind.ROUTINE_END, phase.duration_ms, style)
    closing = style.voice.get(style.script.closing) if style.talk is Talk.FULL else None
    return replace(cue, clip=closing) if closing else cue


def _end_of(plan: Plan, hold: Phase) -> CueKind:
    """What the end of a hold means: an end of the stretch, or only of this hold."""
    coming = plan.hold_after(hold.index + 1)
    same = coming and coming.stretch is hold.stretch and coming.round == hold.round
    return CueKind.HOLD_END if same else CueKind.STRETCH_END


def has_half_way(hold: Phase, style: CueStyle) -> bool:
    """Whether the middle of the hold is told: where it is wanted, or something is to be done then.

    Not in holds under ``HALF_WAY_FROM_MS``, nor where it is within one of the times that are
    counted.
    """
    times = hold.times
    if hold.is_open or (times is not None and (times % 2 or times < HALF_WAY_FROM_TIMES)):
        return False
    is_wanted = style.half_way or bool(hold.words.half_way)
    return is_wanted and hold.duration_ms >= HALF_WAY_FROM_MS


def _movements(hold: Phase, style: CueStyle) -> Iterator[Cue]:
    """One cue for each change of movement within the hold; the first one starts with the hold.

    Where the cycles are counted, the number of those that are done takes its place where a new one
    begins; the last one is said just before the hold ends.
    """
    cycle = hold.cycle
    if hold.is_open:
        return
    breaths = dict(breath_turns(hold, style.pace)) if style.breath_sound else {}
    for step, offset in steps_of(hold):
        done, place = divmod(step, len(cycle))
        if not place and hold.times:
            number = repetition_cue(done, offset, style)
            if number and style.length_ms(number.clip) <= cycle[0].duration_ms:
                yield number
                continue
        clip = f"movement_{place % 2 + 1}"
        if offset in breaths:
            clip = _BREATHS[breaths[offset]].value
        yield Cue(CueKind.MOVEMENT, offset, clip, cycle[place].name)
    if hold.times and (number := repetition_cue(hold.times, hold.duration_ms, style)):
        before_ms = style.length_ms(number.clip) + BEFORE_SOUND_MS
        if before_ms < cycle[-1].duration_ms // 2:
            yield replace(number, offset_ms=hold.duration_ms - before_ms)


def repetition_cue(done: int, offset_ms: int, style: CueStyle) -> Cue | None:
    """How many are done, where that is spoken."""
    text = style.script.counts.get(done, "") if style.talk is not Talk.TONES else ""
    clip = style.voice.get(text) if text else None
    return Cue(CueKind.REPETITION, offset_ms, clip, str(done)) if clip else None


def steps_of(hold: Phase) -> Iterator[tuple[int, int]]:
    """The number of each movement after the first, and how far into the hold it begins."""
    movements = hold.cycle
    offset = step = 0
    while movements:
        offset += movements[step % len(movements)].duration_ms
        step += 1
        if offset >= hold.duration_ms:
            break
        yield step, offset


def breath_cues(phase: Phase, style: CueStyle) -> Iterator[Cue]:
    """A soft sound for each turn of the breath in the phase, where the breath is paced."""
    for offset, breath in breath_turns(phase, style.pace):
        yield cue_of(_BREATHS[breath], offset, style)


def cue_of(kind: CueKind, offset_ms: int, style: CueStyle) -> Cue:
    """The sound of a kind, with the words that the script has for it."""
    return Cue(kind, offset_ms, kind.value, style.script.sounds.get(kind.value, ""))
