"""What is said in a session, and in which order; when, is settled in ``cue_layout``.

- A line is one thing that is said: it is known by what it is for, by its sentence, and by the
  values that this tells of. Which words these make, a script says (``script``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum
from typing import NamedTuple

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Phase, PhaseKind, Plan


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
    LAST_ONE = "last_one"
    COME_OUT = "come_out"
    WAY_OUT = "way_out"
    OTHER_SIDE = "other_side"
    NEXT = "next"


class Sentence(str, Enum):
    """The sentences that a script has words for."""

    NEXT = "next"
    AGAIN = "again"
    OTHER_SIDE = "other_side"
    LEFT = "left"
    RIGHT = "right"
    HOLD_FOR = "hold_for"
    MOVE_FOR = "move_for"
    TIMES = "times"
    OWN_PACE = "own_pace"
    NEXT_SET = "next_set"
    HOLD = "hold"
    HALF_WAY = "half_way"
    LAST_ONE = "last_one"
    COME_OUT = "come_out"


SHORT_LINES = frozenset(
    {SpeechLine.NAME, SpeechLine.SIDE, SpeechLine.HALF_WAY, SpeechLine.LAST_ONE}
)
"""What ``Talk.SHORT`` says, beside the count."""

BRIEF_MS = 5 * SECOND_MS
"""A lead-in shorter than this has no time for its words; the change-over before it says them."""


_NAMING = frozenset({SpeechLine.NAME, SpeechLine.NEXT})
"""Whoever has heard one of these knows which stretch it is."""

_ANNOUNCING = _NAMING | {SpeechLine.AGAIN, SpeechLine.OTHER_SIDE, SpeechLine.SIDE}
"""Whoever knows the stretch, and has heard one of these, knows which hold comes."""

_WAY_IN = _ANNOUNCING | {SpeechLine.START, SpeechLine.POSITION, SpeechLine.DOSE}
"""What is said about a hold once, wherever there is room on the way to it."""


class Spoken(NamedTuple):
    """One line: a sentence with the words, time and number it tells of; without it, words alone.

    The words are of the routine: the name of a stretch, or what its file says.
    """

    line: SpeechLine
    sentence: Sentence | None = None
    words: str = ""
    duration_ms: int = 0
    number: int = 0


class Known(NamedTuple):
    """What a person has been told, to its end; all else is owed.

    ``lines`` are those about the hold that a phase belongs to, ``named`` tells whether they knew
    the stretch before. Whoever ``must_come_out`` has not been told to come out of the hold before.
    """

    lines: frozenset[SpeechLine] = frozenset()
    named: bool = False
    must_come_out: bool = False

    def and_heard(self, lines: Iterable[SpeechLine]) -> Known:
        return self._replace(lines=self.lines.union(lines))

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
        yield Spoken(SpeechLine.COME_OUT, Sentence.COME_OUT)
    if phase.kind is PhaseKind.CHANGE_OVER:
        yield from _announced(plan, phase)
    else:
        yield from _led_up_to(plan, phase, known)


def _announced(plan: Plan, phase: Phase) -> Iterator[Spoken]:
    """What comes next; and all about it, where the lead-in has no time for that."""
    coming = plan.phases[phase.index + 1]
    if coming.kind is PhaseKind.LEAD_IN and (coming.waits or coming.duration_ms >= BRIEF_MS):
        yield Spoken(SpeechLine.NEXT, Sentence.NEXT, phase.stretch.name)
        yield from _start(phase)
    else:
        yield Spoken(SpeechLine.NAME, Sentence.NEXT, phase.stretch.name)
        yield from _way_into(plan, phase)


def _led_up_to(plan: Plan, phase: Phase, known: Known) -> Iterator[Spoken]:
    """Which hold this is, and how to get into position for it."""
    if known.named and phase.kind is PhaseKind.CHANGE_SIDES:
        yield Spoken(SpeechLine.OTHER_SIDE, Sentence.OTHER_SIDE)
    elif known.named and phase.repetition > 1:
        is_set = phase.stretch.dose.is_counted
        sentence = Sentence.NEXT_SET if is_set else Sentence.AGAIN
        yield Spoken(SpeechLine.AGAIN, sentence, number=phase.repetition)
    else:
        yield line_of_name(phase)
    yield from _way_into(plan, phase)


def _way_into(plan: Plan, phase: Phase) -> Iterator[Spoken]:
    yield from _side(phase)
    if phase.kind is not PhaseKind.CHANGE_SIDES and phase.repetition == 1:
        yield from _start(phase)
        if phase.words.position:
            yield _own(SpeechLine.POSITION, phase.words.position)
    yield _dose(plan.hold_of(phase))


def line_of_name(phase: Phase) -> Spoken:
    return _own(SpeechLine.NAME, phase.stretch.name)


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
        # Nobody says when the next one is due in a hold that is open: all are said at once.
        for step in range(len(hold.cycle) if hold.is_open else 1):
            yield line_of_movement(hold, step)
        return
    yield Spoken(SpeechLine.HOLD, Sentence.HOLD)
    first = (hold.side is hold.stretch.sides[0]) and hold.repetition == hold.round == 1
    if first and hold.words.breathing:
        yield _own(SpeechLine.BREATHING, hold.words.breathing)


def line_of_movement(hold: Phase, step: int) -> Spoken:
    """What is said when movement number ``step`` (from 0) begins: at first how, then its name."""
    movements = hold.cycle
    movement = movements[step % len(movements)]
    words = movement.instruction if step < len(movements) else ""
    return _own(SpeechLine.MOVEMENT, words or movement.name)


def line_at_half(hold: Phase) -> Spoken:
    """That half of the hold is over; or what is to be done then."""
    if hold.words.half_way:
        return _own(SpeechLine.HALF_WAY, hold.words.half_way)
    return Spoken(SpeechLine.HALF_WAY, Sentence.HALF_WAY)


def line_at_last() -> Spoken:
    return Spoken(SpeechLine.LAST_ONE, Sentence.LAST_ONE)


def lines_after(release: Phase) -> Iterator[Spoken]:
    """What is said while one eases out of a hold."""
    yield Spoken(SpeechLine.COME_OUT, Sentence.COME_OUT)
    if release.words.release:
        yield _own(SpeechLine.WAY_OUT, release.words.release)


def sentence_of(side: Side) -> Sentence:
    """The sentence that tells a side."""
    return Sentence.LEFT if side is Side.LEFT else Sentence.RIGHT


def _dose(hold: Phase) -> Spoken:
    if hold.times is not None:
        return Spoken(SpeechLine.DOSE, Sentence.TIMES, number=hold.times)
    if hold.is_open:
        return Spoken(SpeechLine.DOSE, Sentence.OWN_PACE)
    sentence = Sentence.MOVE_FOR if hold.stretch.movements else Sentence.HOLD_FOR
    return Spoken(SpeechLine.DOSE, sentence, duration_ms=hold.duration_ms)


def _side(phase: Phase) -> Iterator[Spoken]:
    if phase.side:
        yield Spoken(SpeechLine.SIDE, sentence_of(phase.side))


def _start(phase: Phase) -> Iterator[Spoken]:
    """How to get to where the stretch begins."""
    if phase.words.setup:
        yield _own(SpeechLine.START, phase.words.setup[0])


def _own(line: SpeechLine, words: str) -> Spoken:
    return Spoken(line, words=words)
