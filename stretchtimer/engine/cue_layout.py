"""Where every cue of a phase stands, so that no two of them sound at once.

- One rule for the first plan and after every command: what is still owed, in which order, and
  where there is room. It needs the phase, what sounds already, what the person knows, and the
  sounds of the few seconds that follow.
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
- Where repetitions are counted, the number takes the place of both, and of all countdown.
- Lead-ins are not counted down: with closed eyes a count must mean one thing only.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from stretchtimer.engine.cues import (
    AFTER_SOUND_MS,
    BEFORE_SOUND_MS,
    BETWEEN_LINES_MS,
    RANKS,
    SPEECH_RANKS,
    STARTS,
    TOLD_MARKS,
    Cue,
    CueKind,
    CueStyle,
    breath_cues,
    cue_of,
    has_half_way,
    marks_of,
    steps_of,
)
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.speech import (
    Known,
    SpeechLine,
    Spoken,
    line_at_half,
    line_at_last,
    line_of_movement,
    line_of_name,
    lines_after,
    lines_at_start,
    lines_before,
    lines_naming,
)

_LOOK_AHEAD_MS = 10 * SECOND_MS
"""How far beyond the end of a phase sounds may be more important than the last ones within it."""

_NEVER_MS = 10**15
_EVER_MS = 10**15


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
        self._known = known._replace(named=known.named or nameless)
        told = any(
            CueKind.HALF_WAY is c.kind or SpeechLine.HALF_WAY is c.line for c in outset.heard
        )
        self._half_way = not told and has_half_way(phase, style)
        self._counted = {c.text for c in outset.heard if c.kind is CueKind.REPETITION}
        self._steps = {offset_ms: step for step, offset_ms in steps_of(phase)}
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
        marks.sort(key=lambda mark: (RANKS[mark[0].kind], mark[0].offset_ms))
        self._place_marks([mark for mark in marks if mark[0].kind not in TOLD_MARKS])
        if phase.is_hold:
            self._at_ms = self._say(self._at_ms, lines_naming(phase, self._known))
        self._place_marks([mark for mark in marks if mark[0].kind in TOLD_MARKS])
        if phase.is_hold:
            if outset.begins_ms is not None:
                self._say(self._at_ms, self._said_at_start())
            for mark in sorted(self._cues, key=lambda cue: cue.offset_ms):
                if mark.kind in TOLD_MARKS and (told := self._line_with(mark)):
                    self._say(mark.offset_ms, [told])
        elif phase.kind is PhaseKind.RELEASE:
            lines = [one for one in lines_after(phase) if one.line not in self._known.lines]
            self._say(self._at_ms, lines)
        else:
            self._say(self._at_ms, lines_before(self._plan, phase, self._known))
        if style.breath_sound:
            self._place_marks(
                (cue, True) for cue in breath_cues(phase, style) if self._is_left(cue)
            )
        return tuple(sorted(self._cues, key=lambda cue: cue.offset_ms))

    def _is_left(self, cue: Cue) -> bool:
        """Whether it is still to come; no number of repetitions comes twice."""
        if cue.kind is CueKind.REPETITION and cue.text in self._counted:
            return False
        # A hold that somebody has just ended has its last sound at this very instant.
        ends_now = cue.offset_ms == self._phase.duration_ms == self._outset.into_ms
        return ends_now or cue.offset_ms > self._outset.into_ms

    def _own(self) -> Iterator[Cue]:
        """The sounds of the phase; that of its beginning, if late, only where it ends in time."""
        kind, begins_ms = STARTS.get(self._phase.kind), self._outset.begins_ms
        if kind and begins_ms is not None:
            cue = cue_of(kind, begins_ms, self._style)
            if not begins_ms or begins_ms + self._style.length_ms(cue.clip) <= self._end_ms:
                yield cue
        for cue in marks_of(self._plan, self._phase, self._style, self._half_way):
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
            half_way = has_half_way(phase, self._style)
            cues = [cue_of(STARTS[phase.kind], 0, self._style)] if phase.kind in STARTS else []
            for cue in (*cues, *marks_of(self._plan, phase, self._style, half_way)):
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
        last = next((cue for cue in reversed(heard) if cue.kind in TOLD_MARKS), None)
        for spoken in lines_at_start(self._phase):
            if last is None or spoken.line is SpeechLine.BREATHING:
                if spoken.line not in self._known.lines:
                    yield spoken
                continue
            now = self._line_with(last) or line_of_movement(
                self._phase, self._steps.get(last.offset_ms, 0)
            )
            if not any(c.line is now.line and c.offset_ms >= last.offset_ms for c in heard):
                yield now

    def _line_with(self, mark: Cue) -> Spoken | None:
        """The words for a sound within the hold; None where a number says it all."""
        if mark.kind is CueKind.HALF_WAY:
            return line_at_half(self._phase)
        step = self._steps.get(mark.offset_ms)
        if step is None:
            return None
        done, place = divmod(step, len(self._phase.cycle))
        if self._phase.times is not None and not place and done == self._phase.times - 1:
            return line_at_last()
        if mark.offset_ms == self._phase.duration_ms // 2 and self._half_way and done:
            return line_at_half(self._phase)
        is_number = mark.kind is CueKind.REPETITION
        return None if is_number else line_of_movement(self._phase, step)

    def _say(self, instant_ms: int, lines: Iterable[Spoken]) -> int:
        """Says the most important of the lines that fit in before the next sound.

        Gives the instant at which more can be added.
        """
        start_ms, until_ms = self._timeline.gap_at(instant_ms, self._end_ms)
        left_ms = until_ms - BEFORE_SOUND_MS - start_ms
        wanted = [spoken for spoken in lines if self._style.says(spoken)]
        kept: set[SpeechLine] = set()
        for spoken in sorted(wanted, key=lambda spoken: SPEECH_RANKS[spoken.line]):
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


class Timeline:
    """Intervals in milliseconds, each with a start before its end, and a pause after it.

    All is taken until ``busy_ms``. Words that follow an interval leave its pause.
    """

    def __init__(self, busy_ms: int = 0, pause_ms: int = 0) -> None:
        self._starts = [-_EVER_MS]
        self._ends = [busy_ms]
        self._pauses = [pause_ms]

    def take(self, start_ms: int, end_ms: int, pause_ms: int = 0) -> bool:
        """Takes the interval if all of it is free; says whether it was."""
        place = bisect_right(self._starts, start_ms)
        is_free = self._ends[place - 1] <= start_ms
        if place < len(self._starts):
            is_free = is_free and end_ms <= self._starts[place]
        if is_free:
            self._starts.insert(place, start_ms)
            self._ends.insert(place, end_ms)
            self._pauses.insert(place, pause_ms)
        return is_free

    def gap_at(self, instant_ms: int, most_ms: int) -> tuple[int, int]:
        """Where words may begin at that instant, or after what goes on then, and what ends them.

        That is the next interval, but ``most_ms`` at the latest.
        """
        place = bisect_right(self._starts, instant_ms)
        starts_ms = max(instant_ms, self._ends[place - 1] + self._pauses[place - 1])
        return starts_ms, min([most_ms, *self._starts[place : place + 1]])
