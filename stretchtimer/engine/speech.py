"""The script: what is said in a session, and in which order; when, is settled in ``cues``.

- A line is one thing that is said. It consists of parts, each of which is one clip, so that a
  name or a number is recorded once and fits wherever it is needed.
- A text here is exactly what is spoken, with its full stop. Numbers are written out.
- What a routine's file says is spoken as it stands there; the rest is the app's own English.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_HOLD_MS, Routine, Side, Stretch
from stretchtimer.engine.plan import Phase, PhaseKind, Plan

CLOSING = "That was the last stretch. Rest for a moment, and then get up slowly."
"""Said after the sound of the end; its clip begins with that sound, so that one follows the other
although the session is over by then."""

SOUND_CHECK_TEXT = "Can you hear me from the mat?"
COUNTS = {3: "Three.", 2: "Two.", 1: "One."}
SIDES = {Side.LEFT: "Left side.", Side.RIGHT: "Right side."}

_HALF_WAY = "Half-way."
_HOLD = "Hold."
_AGAIN = "Once more."
_OTHER_SIDE = "Now the other side."
_COME_OUT = "Slowly come out of it."
_NEXT = "Next:"
_HOLD_FOR = "Hold for"
_MOVE_FOR = "Keep moving for"
_LATEST_MINUTES = MAX_HOLD_MS // SECOND_MS // 60

_UP_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = {2: "twenty", 3: "thirty", 4: "forty", 5: "fifty", 6: "sixty"}


class Talk(str, Enum):
    """How much is said: everything, the least one needs with closed eyes, or nothing."""

    FULL = "full"
    SHORT = "short"
    TONES = "tones"


class SpeechLine(str, Enum):
    """What a line is for."""

    NAME = "name"
    SIDE = "side"
    AGAIN = "again"
    START = "start"
    POSITION = "position"
    DOSE = "dose"
    HOLD = "hold"
    MOVEMENT = "movement"
    BREATHING = "breathing"
    HALF_WAY = "half_way"
    COME_OUT = "come_out"
    WAY_OUT = "way_out"
    OTHER_SIDE = "other_side"
    NEXT = "next"


_FIXED = frozenset(
    {
        *(_HALF_WAY, _HOLD, _AGAIN, _OTHER_SIDE, _COME_OUT, _NEXT, _HOLD_FOR, _MOVE_FOR),
        *(CLOSING, *COUNTS.values(), *SIDES.values()),
    }
)
"""What may be said in any session."""

SHORT_LINES = frozenset({SpeechLine.NAME, SpeechLine.SIDE, SpeechLine.HALF_WAY})
"""What ``Talk.SHORT`` says, beside the count."""

BRIEF_MS = 5 * SECOND_MS
"""A lead-in shorter than this has no time for its words; the change-over before it says them."""


_NAMING = frozenset({SpeechLine.NAME, SpeechLine.NEXT})
"""Whoever has heard one of these knows which stretch it is."""

_ANNOUNCING = _NAMING | {SpeechLine.AGAIN, SpeechLine.OTHER_SIDE, SpeechLine.SIDE}
"""Whoever knows the stretch, and has heard one of these, knows which hold comes."""

_WAY_IN = _ANNOUNCING | {SpeechLine.START, SpeechLine.POSITION, SpeechLine.DOSE}
"""What is said about a hold once, wherever there is room on the way to it."""


@dataclass(frozen=True)
class Spoken:
    """One line with the texts of its parts."""

    line: SpeechLine
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a person has been told, to its end; all else is owed.

    ``lines`` are those about the hold that a phase belongs to, ``named`` tells whether they knew
    the stretch before. Whoever ``must_come_out`` has not been told to come out of the hold before.
    """

    lines: frozenset[SpeechLine] = frozenset()
    named: bool = False
    must_come_out: bool = False

    def and_heard(self, lines: Iterable[SpeechLine]) -> Known:
        return replace(self, lines=self.lines.union(lines))

    @property
    def is_announced(self) -> bool:
        """Whether they know which hold it is, but for its side."""
        named = self.named or bool(self.lines & _NAMING)
        return named and bool(self.lines & _ANNOUNCING)

    def on_the_way(self, plan: Plan, left: Phase, entered: Phase) -> Known:
        """What is known, and still owed, in the phase that is entered from the one that is left."""
        old, new = plan.hold_of(left), plan.hold_of(entered)
        owed = left.is_hold or left.kind is PhaseKind.RELEASE or self.must_come_out
        return Known(
            lines=self.lines & _WAY_IN if old is new else frozenset(),
            named=(old.stretch, old.round) == (new.stretch, new.round)
            and (self.named or bool(self.lines & _NAMING)),
            must_come_out=owed and SpeechLine.COME_OUT not in self.lines,
        )


_NOBODY = Known()


def lines_before(plan: Plan, phase: Phase, known: Known = _NOBODY) -> list[Spoken]:
    """What is owed while one gets into position, or hears what comes next.

    Which hold it is can be said at any time; of the rest, nothing out of its order.
    """
    lines = list(_script(plan, phase, known))
    heard = [place for place, spoken in enumerate(lines, start=1) if spoken.line in known.lines]
    late = lines[: max(heard, default=0)]
    owed = [spoken for spoken in late if spoken.line in (SpeechLine.NAME, SpeechLine.SIDE)]
    owed += lines[len(late) :]
    return [spoken for spoken in owed if spoken.line not in known.lines]


def _script(plan: Plan, phase: Phase, known: Known) -> Iterator[Spoken]:
    if known.must_come_out:
        yield Spoken(SpeechLine.COME_OUT, (_COME_OUT,))
    if phase.kind is PhaseKind.CHANGE_OVER:
        yield from _announced(plan, phase)
    else:
        yield from _led_up_to(plan, phase, known)


def _announced(plan: Plan, phase: Phase) -> Iterator[Spoken]:
    """What comes next; and all about it, where the lead-in has no time for that."""
    name = (_NEXT, _name(phase.stretch))
    coming = plan.phases[phase.index + 1]
    if coming.kind is PhaseKind.LEAD_IN and (coming.waits or coming.duration_ms >= BRIEF_MS):
        yield Spoken(SpeechLine.NEXT, name)
        yield from _start(phase.stretch)
    else:
        yield Spoken(SpeechLine.NAME, name)
        yield from _way_into(plan, phase)


def _led_up_to(plan: Plan, phase: Phase, known: Known) -> Iterator[Spoken]:
    """Which hold this is, and how to get into position for it."""
    if known.named and phase.kind is PhaseKind.CHANGE_SIDES:
        yield Spoken(SpeechLine.OTHER_SIDE, (_OTHER_SIDE,))
    elif known.named and phase.repetition > 1:
        yield Spoken(SpeechLine.AGAIN, (_AGAIN,))
    else:
        yield line_of_name(phase)
    yield from _way_into(plan, phase)


def _way_into(plan: Plan, phase: Phase) -> Iterator[Spoken]:
    yield from _side(phase)
    if phase.kind is not PhaseKind.CHANGE_SIDES and phase.repetition == 1:
        yield from _start(phase.stretch)
        if phase.stretch.words.position:
            yield Spoken(SpeechLine.POSITION, (_sentence(phase.stretch.words.position),))
    yield Spoken(SpeechLine.DOSE, _dose(plan.hold_of(phase)))


def line_of_name(phase: Phase) -> Spoken:
    return Spoken(SpeechLine.NAME, (_name(phase.stretch),))


def lines_naming(hold: Phase, known: Known) -> Iterator[Spoken]:
    """Which hold it is, as far as nobody said so on the way to it.

    A side of which they did not know the stretch meant little.
    """
    if not known.is_announced:
        yield line_of_name(hold)
    if not known.is_announced or SpeechLine.SIDE not in known.lines:
        yield from _side(hold)


def lines_at_start(hold: Phase) -> Iterator[Spoken]:
    """What else is said when a hold begins."""
    if hold.stretch.movements:
        yield line_of_movement(hold, 0)
        return
    yield Spoken(SpeechLine.HOLD, (_HOLD,))
    first = (hold.side is hold.stretch.sides[0]) and hold.repetition == hold.round == 1
    if first and hold.stretch.words.breathing:
        yield Spoken(SpeechLine.BREATHING, (_sentence(hold.stretch.words.breathing),))


def line_of_movement(hold: Phase, step: int) -> Spoken:
    """What is said when movement number ``step`` (from 0) begins: at first how, then its name."""
    movements = hold.stretch.movements
    movement = movements[step % len(movements)]
    words = movement.instruction if step < len(movements) else ""
    return Spoken(SpeechLine.MOVEMENT, (_sentence(words or movement.name),))


def line_at_half() -> Spoken:
    return Spoken(SpeechLine.HALF_WAY, (_HALF_WAY,))


def lines_after(release: Phase) -> Iterator[Spoken]:
    """What is said while one eases out of a hold."""
    yield Spoken(SpeechLine.COME_OUT, (_COME_OUT,))
    if release.stretch.words.release:
        yield Spoken(SpeechLine.WAY_OUT, (_sentence(release.stretch.words.release),))


def texts_of(plan: Plan) -> frozenset[str]:
    """Every text that may be said in a session of the plan."""
    durations = {part for p in plan.phases if p.is_hold for part in duration_parts(p.duration_ms)}
    return _FIXED | durations | words_of(plan.routine.stretches)


def every_text(routines: Iterable[Routine]) -> frozenset[str]:
    """Every text that may be said in a session of these routines, whatever their holds."""
    seconds = {_counted(number, "second") for number in range(1, 60)}
    minutes = {_counted(number, "minute") for number in range(1, _LATEST_MINUTES + 1)}
    minutes |= {_minutes_and(number) for number in range(1, _LATEST_MINUTES)}
    words = {text for routine in routines for text in words_of(routine.stretches)}
    return _FIXED | seconds | minutes | words | {SOUND_CHECK_TEXT}


def duration_parts(duration_ms: int) -> tuple[str, ...]:
    """A duration of up to an hour in spoken parts, to the nearest second, at least one."""
    minutes, seconds = divmod(max(1, (duration_ms + SECOND_MS // 2) // SECOND_MS), 60)
    if not seconds:
        return (_counted(minutes, "minute"),)
    told = _counted(seconds, "second")
    return (_minutes_and(minutes), told) if minutes else (told,)


def words_of(stretches: Iterable[Stretch]) -> frozenset[str]:
    """The texts of the stretches' own words."""
    texts = set()
    for stretch in stretches:
        words = stretch.words
        texts |= {stretch.name, words.position, words.release, *words.setup[:1]}
        if not stretch.movements:
            texts |= {words.breathing}
        for movement in stretch.movements:
            texts |= {movement.name, movement.instruction}
    return frozenset(_sentence(text) for text in texts if text)


def _dose(hold: Phase) -> tuple[str, ...]:
    start = _MOVE_FOR if hold.stretch.movements else _HOLD_FOR
    return (start, *duration_parts(hold.duration_ms))


def _side(phase: Phase) -> Iterator[Spoken]:
    if phase.side:
        yield Spoken(SpeechLine.SIDE, (SIDES[phase.side],))


def _start(stretch: Stretch) -> Iterator[Spoken]:
    """How to get to where the stretch begins."""
    if stretch.words.setup:
        yield Spoken(SpeechLine.START, (_sentence(stretch.words.setup[0]),))


def _name(stretch: Stretch) -> str:
    return _sentence(stretch.name)


def _sentence(text: str) -> str:
    return text if not text or text[-1] in ".!?:" else f"{text}."


def _counted(number: int, unit: str) -> str:
    return f"{_in_words(number)} {unit}{'' if number == 1 else 's'}."


def _minutes_and(number: int) -> str:
    """Minutes that seconds follow: the voice stays up where it falls at the end of a sentence."""
    return _counted(number, "minute").replace(".", " and")


def _in_words(number: int) -> str:
    """A number from 0 to 69."""
    tens, ones = divmod(number, 10)
    if tens < 2:
        return _UP_TO_NINETEEN.split()[number]
    return f"{_TENS[tens]}-{_in_words(ones)}" if ones else _TENS[tens]
