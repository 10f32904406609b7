"""Where every cue of a phase stands, so that no two of them sound at once.

- One rule for the first plan and after every command: what is still owed, in which order, and
  where there is room. It needs the phase, what sounds already, what the person knows, and the
  sounds of the few seconds that follow.
- A hold starts with a cue and ends with three equal beeps, or a spoken count, and a different
  sound at zero.
- A cue belongs to one phase and stands a fixed time after that phase's start.
- Sounds are placed first, then speech in the gaps between them, then the soft sounds of breath.
  Only which hold it is, where that is still owed in the hold, comes before movements and half-way.
- Cues never overlap. Where time is short the less important one is left out: see PRIORITY for
  sounds and SPEECH_PRIORITY for speech, which is left out by whole lines and kept in its order.
- Speech ends before its phase does. A name or a side that had no time before its hold is said in
  it.
- The sound with which a phase begins waits for one that still rings when the person moves about.
- Where a hold's middle is the turn of a movement, "half-way" is said in place of its name; where
  a breath is heard, its soft sound takes the place of the movement's.
- Lead-ins are not counted down: with closed eyes a count must mean one thing only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum

from stretchtimer.engine.breathing import Pace, breath_turns
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Breath
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.script import Script
from stretchtimer.engine.speech import (
    COUNT_FROM,
    SHORT_LINES,
    Known,
    SpeechLine,
    Spoken,
    Talk,
    line_at_half,
    line_of_movement,
    line_of_name,
    lines_after,
    lines_at_start,
    lines_before,
    lines_naming,
)
from stretchtimer.engine.timeline import Timeline

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
    SpeechLine.NAME,
    SpeechLine.SIDE,
    SpeechLine.AGAIN,
    SpeechLine.COME_OUT,
    SpeechLine.HOLD,
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

_RANKS = {kind: rank for rank, kind in enumerate(PRIORITY)}
_SPEECH_RANKS = {line: rank for rank, line in enumerate(SPEECH_PRIORITY)}

_STARTS = {
    PhaseKind.LEAD_IN: CueKind.LEAD_IN,
    PhaseKind.CHANGE_SIDES: CueKind.CHANGE_SIDES,
    PhaseKind.HOLD: CueKind.HOLD_START,
}
_TOLD_MARKS = (CueKind.MOVEMENT, CueKind.HALF_WAY)
"""The sounds that words explain; they make way for the name of the hold."""

_LOOK_AHEAD_MS = 10 * SECOND_MS
"""How far beyond the end of a phase sounds may be more important than the last ones within it."""

_NEVER_MS = 10**15
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


@dataclass(frozen=True)
class Outset:
    """From where on a phase is laid out; offsets in milliseconds from its start.

    Nothing new comes before ``into_ms``. The sound with which the phase begins, or goes on, stands
    at ``begins_ms``; None where that is past. Until ``busy_ms`` something sounds, and words leave
    ``pause_ms`` after it. ``heard`` is what has been heard of the phase or sounds now, and ``kept``
    what stays where it is.
    """

    into_ms: int = 0
    begins_ms: int | None = 0
    busy_ms: int = 0
    pause_ms: int = 0
    heard: tuple[Cue, ...] = ()
    kept: tuple[Cue, ...] = ()


def cue_map(plan: Plan, style: CueStyle) -> Mapping[int, tuple[Cue, ...]]:
    """The cues of each phase that has any, in order of time, keyed by the phase's index.

    They are those of a session in which nobody presses anything.
    """
    return {index: cues for index, cues in cues_from(plan, style, 0, Known(), Outset()) if cues}


def cues_from(
    plan: Plan, style: CueStyle, index: int, known: Known, outset: Outset
) -> Iterator[tuple[int, tuple[Cue, ...]]]:
    """The cues of the phase of that index and of each one after it, in the course of things."""
    for phase in plan.phases[index:]:
        cues = Layout(plan, phase, style, known, outset).cues()
        yield phase.index, cues
        busy_ms, pause_ms = outset.busy_ms, outset.pause_ms
        if cues:
            busy_ms = cues[-1].offset_ms + style.length_ms(cues[-1].clip)
            pause_ms = pause_after(cues[-1])
        outset = Outset(
            busy_ms=0 if phase.waits else busy_ms - phase.duration_ms, pause_ms=pause_ms
        )
        entered = plan.phases[min(phase.index + 1, len(plan.phases) - 1)]
        known = known.and_heard(lines_of(cues)).on_the_way(plan, phase, entered)


def lines_of(cues: Iterable[Cue]) -> frozenset[SpeechLine]:
    return frozenset(cue.line for cue in cues if cue.line)


def pause_after(cue: Cue) -> int:
    """The pause between a cue and the words that follow it."""
    return BETWEEN_LINES_MS if cue.kind is CueKind.SPEECH else AFTER_SOUND_MS


def count_cue(count: int, offset_ms: int, style: CueStyle) -> Cue:
    """One of the equal beeps before zero, or the number where it is spoken within its second."""
    clip = CueKind.COUNT.value
    if style.talk is not Talk.TONES:
        spoken = style.voice.get(style.script.counts.get(count, ""), clip)
        clip = spoken if style.length_ms(spoken) < SECOND_MS else clip
    return Cue(CueKind.COUNT, offset_ms, clip, str(count))


def _marks(plan: Plan, phase: Phase, style: CueStyle, half_way: bool) -> Iterator[Cue]:
    """Every sound within the phase or at its end, if there were time for all."""
    if phase.is_hold:
        yield from _movements(phase, style)
        if half_way:
            yield _cue(CueKind.HALF_WAY, phase.duration_ms // 2, style)
        for count in range(COUNT_FROM, 0, -1):
            if (offset := phase.duration_ms - count * SECOND_MS) > 0:
                yield count_cue(count, offset, style)
        yield _cue(_end_of(plan, phase), phase.duration_ms, style)
    if phase.index == len(plan.phases) - 1:
        yield _routine_end(phase, style)


def _routine_end(phase: Phase, style: CueStyle) -> Cue:
    cue = _cue(CueKind.ROUTINE_END, phase.duration_ms, style)
    closing = style.voice.get(style.script.closing) if style.talk is Talk.FULL else None
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
        yield _cue(_BREATHS[breath], offset, style)


def _cue(kind: CueKind, offset_ms: int, style: CueStyle) -> Cue:
    return Cue(kind, offset_ms, kind.value, style.script.sounds.get(kind.value, ""))


class Layout:
    """Lays out what is still to come of one phase; times are offsets from its start."""

    def __init__(
        self, plan: Plan, phase: Phase, style: CueStyle, known: Known, outset: Outset
    ) -> None:
        self._plan = plan
        self._phase = phase
        self._style = style
        self._outset = outset
        self._end_ms = _NEVER_MS if phase.waits else phase.duration_ms
        known = known.and_heard(lines_of((*outset.heard, *outset.kept)))
        # What nobody can say is not waited for.
        nameless = not style.says(line_of_name(phase))
        self._known = replace(known, named=known.named or nameless)
        told = any(
            CueKind.HALF_WAY is c.kind or SpeechLine.HALF_WAY is c.line for c in outset.heard
        )
        self._half_way = not told and _has_half_way(phase, style)
        self._steps = {offset_ms: step for step, offset_ms in _steps(phase)}
        self._timeline = Timeline(outset.busy_ms, outset.pause_ms)
        self._cues: list[Cue] = []
        for cue in outset.kept:
            self._place(cue)
        self._at_ms = max(outset.into_ms, outset.begins_ms or 0)
        if outset.kept:
            self._at_ms = max(self._at_ms, outset.kept[-1].offset_ms)

    def cues(self) -> tuple[Cue, ...]:
        """The cues, in order of time."""
        phase, outset, style = self._phase, self._outset, self._style
        marks = [(cue, True) for cue in self._own()]
        marks += [(cue, False) for cue in self._following()]
        marks.sort(key=lambda mark: (_RANKS[mark[0].kind], mark[0].offset_ms))
        self._place_marks([mark for mark in marks if mark[0].kind not in _TOLD_MARKS])
        if phase.is_hold:
            self._at_ms = self._say(self._at_ms, lines_naming(phase, self._known))
        self._place_marks([mark for mark in marks if mark[0].kind in _TOLD_MARKS])
        if phase.is_hold:
            if outset.begins_ms is not None:
                self._say(self._at_ms, self._said_at_start())
            for mark in sorted(self._cues, key=lambda cue: cue.offset_ms):
                if mark.kind in _TOLD_MARKS:
                    self._say(mark.offset_ms, [self._line_with(mark)])
        elif phase.kind is PhaseKind.RELEASE:
            lines = [one for one in lines_after(phase) if one.line not in self._known.lines]
            self._say(self._at_ms, lines)
        else:
            self._say(self._at_ms, lines_before(self._plan, phase, self._known))
        if style.breath_sound:
            self._place_marks((cue, True) for cue in _breaths(phase, style) if self._is_left(cue))
        return tuple(sorted(self._cues, key=lambda cue: cue.offset_ms))

    def _is_left(self, cue: Cue) -> bool:
        return cue.offset_ms > self._outset.into_ms

    def _own(self) -> Iterator[Cue]:
        """The sounds of the phase; that of its beginning, if late, only where it ends in time."""
        kind, begins_ms = _STARTS.get(self._phase.kind), self._outset.begins_ms
        if kind and begins_ms is not None:
            cue = _cue(kind, begins_ms, self._style)
            if not begins_ms or begins_ms + self._style.length_ms(cue.clip) <= self._end_ms:
                yield cue
        for cue in _marks(self._plan, self._phase, self._style, self._half_way):
            if self._is_left(cue):
                yield cue

    def _following(self) -> Iterator[Cue]:
        """The sounds soon after the end of the phase, which may be more important."""
        end_ms, waits = self._plan.phases[self._phase.index].end_ms, self._phase.waits
        for index in range(self._phase.index + 1, len(self._plan.phases)):
            phase = self._plan.phases[index]
            if waits or phase.start_ms - end_ms > _LOOK_AHEAD_MS:
                return
            waits = phase.waits
            later_ms = phase.start_ms - end_ms + self._phase.duration_ms
            half_way = _has_half_way(phase, self._style)
            cues = [_cue(_STARTS[phase.kind], 0, self._style)] if phase.kind in _STARTS else []
            for cue in (*cues, *_marks(self._plan, phase, self._style, half_way)):
                yield Cue(cue.kind, cue.offset_ms + later_ms, cue.clip, cue.text, cue.line)

    def _place(self, cue: Cue, *, own: bool = True) -> None:
        end_ms = cue.offset_ms + self._style.length_ms(cue.clip)
        if self._timeline.take(cue.offset_ms, end_ms, pause_after(cue)) and own:
            self._cues.append(cue)

    def _place_marks(self, marks: Iterable[tuple[Cue, bool]]) -> None:
        for cue, own in marks:
            self._place(cue, own=own)

    def _said_at_start(self) -> Iterator[Spoken]:
        """What belongs to the instant at which the hold begins or goes on, and is not known."""
        heard = self._outset.heard
        last = next((cue for cue in reversed(heard) if cue.kind in _TOLD_MARKS), None)
        for spoken in lines_at_start(self._phase):
            if last is None or spoken.line is SpeechLine.BREATHING:
                if spoken.line not in self._known.lines:
                    yield spoken
                continue
            now = self._line_with(last)
            if not any(c.line is now.line and c.offset_ms >= last.offset_ms for c in heard):
                yield now

    def _line_with(self, mark: Cue) -> Spoken:
        """The words for a sound within the hold."""
        if mark.kind is CueKind.HALF_WAY:
            return line_at_half()
        step = self._steps[mark.offset_ms]
        turns = mark.offset_ms == self._phase.duration_ms // 2 and self._half_way
        again = step >= len(self._phase.stretch.movements)
        return line_at_half() if turns and again else line_of_movement(self._phase, step)

    def _say(self, instant_ms: int, lines: Iterable[Spoken]) -> int:
        """Says the most important of the lines that fit in before the next sound.

        Gives the instant at which more can be added.
        """
        start_ms, until_ms = self._timeline.gap_at(instant_ms, self._end_ms)
        left_ms = until_ms - BEFORE_SOUND_MS - start_ms
        wanted = [spoken for spoken in lines if self._style.says(spoken)]
        kept: set[SpeechLine] = set()
        for spoken in sorted(wanted, key=lambda spoken: _SPEECH_RANKS[spoken.line]):
            needed_ms = self._style.spoken_ms(spoken) + (BETWEEN_LINES_MS if kept else 0)
            if needed_ms <= left_ms:
                kept.add(spoken.line)
                left_ms -= needed_ms
        for spoken in wanted:
            if spoken.line not in kept:
                continue
            # One cue for each part of the line, one right after the other.
            for part in self._style.script.parts(spoken):
                cue = Cue(CueKind.SPEECH, start_ms, self._style.voice[part], part, spoken.line)
                self._place(cue)
                instant_ms = start_ms
                start_ms += self._style.length_ms(cue.clip)
            start_ms += BETWEEN_LINES_MS
        return instant_ms
