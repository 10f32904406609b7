"""What a routine is: stretches with doses, sides and words; frozen, checked when made."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, replace
from enum import Enum
from functools import lru_cache
from itertools import accumulate
from typing import Any

from stretchtimer.engine.durations import HOUR_MS, MINUTE_MS, SECOND_MS, whole_cycles
from stretchtimer.engine.errors import InternalError

MIN_HOLD_MS = 1 * SECOND_MS
MAX_HOLD_MS = 60 * MINUTE_MS
MAX_INTERVAL_MS = 10 * MINUTE_MS
MAX_REPETITIONS = 100
MAX_TIMES = 100
MAX_SETS = 10
MAX_ROUNDS = 20
MAX_STRETCHES = 100
MAX_MOVEMENTS = 8
MAX_ROUTINE_MS = 12 * HOUR_MS
MAX_HOLDS = 1_000
"""With lead-ins, changes and releases these are at most 4,000 phases."""


class Side(str, Enum):
    """The side of the body that is stretched."""

    LEFT = "left"
    RIGHT = "right"

    @property
    def other(self) -> Side:
        return Side.RIGHT if self is Side.LEFT else Side.LEFT


class Breath(str, Enum):
    """Which way the breath goes."""

    IN = "in"
    OUT = "out"


class Place(str, Enum):
    """What a stretch is done on."""

    FLOOR = "floor"
    BED = "bed"
    CHAIR = "chair"
    STANDING = "standing"


def check_range(what: str, value: int, least: int, most: int) -> None:
    """Raises InternalError unless ``least <= value <= most``."""
    if not least <= value <= most:
        raise InternalError(f"{what} is {value}, allowed are {least} to {most}")


@dataclass(frozen=True)
class Movement:
    """One of the positions that a stretch alternates between, kept for ``duration_ms``.

    ``breath`` is the breath that goes with it, if any, and ``side`` the side it is done on within a
    stretch whose sides alternate.
    """

    pose: str
    name: str
    duration_ms: int
    instruction: str = ""
    breath: Breath | None = None
    side: Side | None = None

    def __post_init__(self) -> None:
        check_range("movement duration in ms", self.duration_ms, MIN_HOLD_MS, MAX_INTERVAL_MS)


@dataclass(frozen=True)
class Dose:
    """How much of a stretch: one hold, how often, and the rest between; times in milliseconds.

    One that ``is_counted`` is told by how many whole cycles of movements the hold has, not by how
    long it lasts; its repetitions are its sets.

    ``sane_ms`` is the range within which fitting a routine to a given time may move the hold.
    Its default rests on the ACSM guidance of 10-30 s for most adults and 30-60 s in older people.
    """

    hold_ms: int
    repetitions: int = 1
    rest_ms: int = 10 * SECOND_MS
    sane_ms: tuple[int, int] = (10 * SECOND_MS, 60 * SECOND_MS)
    is_counted: bool = False

    def __post_init__(self) -> None:
        check_range("hold in ms", self.hold_ms, MIN_HOLD_MS, MAX_HOLD_MS)
        check_range("repetitions", self.repetitions, 1, MAX_REPETITIONS)
        check_range("rest in ms", self.rest_ms, 0, MAX_INTERVAL_MS)
        least, most = self.sane_ms
        check_range("least sane hold in ms", least, MIN_HOLD_MS, most)
        check_range("most sane hold in ms", most, least, MAX_HOLD_MS)


_BY_SIDE = re.compile(r"\{([^{}|]*)\|([^{}|]*)\}")


def on_side(text: str, side: Side) -> str:
    """The text as it is told on that side: of each ``{left words|right words}`` the one half."""
    return _BY_SIDE.sub(r"\1" if side is Side.LEFT else r"\2", text)


@dataclass(frozen=True)
class StretchWords:
    """What is said and shown about a stretch, in the language of its file.

    What differs between the sides stands as ``{left words|right words}``. What is to be done in the
    middle of a hold is said in place of "half-way". The ``easier`` way may have a breathing, a
    middle and a release of its own.
    """

    position: str = ""
    setup: tuple[str, ...] = ()
    feel: str = ""
    breathing: str = ""
    mistakes: tuple[str, ...] = ()
    easier: str = ""
    easier_breathing: str = ""
    easier_half_way: str = ""
    easier_release: str = ""
    care: str = ""
    half_way: str = ""
    release: str = ""

    def on_side(self, side: Side) -> StretchWords:
        """The words for one side."""
        told: dict[str, Any] = {}
        for one in fields(self):
            words = getattr(self, one.name)
            is_text = isinstance(words, str)
            texts = tuple(on_side(text, side) for text in ((words,) if is_text else words))
            told[one.name] = texts[0] if is_text else texts
        return StretchWords(**told)


@dataclass(frozen=True)
class Stretch:
    """One stretch of a routine.

    ``pose`` is what is held, ``start_pose`` where one comes from and goes back to. With
    ``movements`` the hold alternates between them and always ends on a whole cycle. Where it also
    ``alternates`` its sides, a cycle is all movements on the first side, and then on the other. One
    that ``is_easier`` is told the easier way, where it has words for that, and shown in
    ``easier_pose``, where it has one. Its lead-in may ``wait_until_ready``. With a ``picture`` of
    the person's own, that is seen instead of the figure, the same on both sides.
    """

    id: str
    name: str
    dose: Dose
    pose: str = ""
    start_pose: str = ""
    easier_pose: str = ""
    picture: str = ""
    words: StretchWords = field(default_factory=StretchWords)
    two_sided: bool = False
    first_side: Side = Side.LEFT
    movements: tuple[Movement, ...] = ()
    is_easier: bool = False
    alternates: bool = False
    wait_until_ready: bool = False
    place: Place = Place.FLOOR

    def __post_init__(self) -> None:
        needs_movements = self.dose.is_counted or self.alternates
        check_range("number of movements", len(self.movements), needs_movements, MAX_MOVEMENTS)
        if self.alternates and self.two_sided:
            raise InternalError(f"{self.id} is held on both sides and alternates them as well")
        if self.dose.is_counted:
            check_range("times", self.dose.hold_ms // self.cycle_ms, 1, MAX_TIMES)

    @property
    def has_sides(self) -> bool:
        """Whether it is done on both sides, one after the other or in turn."""
        return self.two_sided or self.alternates

    @property
    def sides(self) -> tuple[Side | None, ...]:
        """The sides in the order in which they are held; ``(None,)`` for a stretch without."""
        return (self.first_side, self.first_side.other) if self.two_sided else (None,)

    def told(self, side: Side | None) -> StretchWords:
        """What is told on a side; where none is given, on the one with which it begins."""
        return _told(self.words, side or self.first_side, self.is_easier)

    def can_be(self, easier: bool) -> bool:
        """Whether it is now told the other way than that, and can be told that way."""
        return easier is not self.is_easier and bool(self.words.easier)

    def cycle(self, side: Side | None = None) -> tuple[Movement, ...]:
        """The movements of one whole cycle in a hold of that side, with the words for it.

        Empty for a plain hold.
        """
        first = self.first_side
        sides = (first, first.other) if self.alternates else (side or first,)
        return tuple(_on_side(one, of, self.alternates) for of in sides for one in self.movements)

    @property
    def held_pose(self) -> str:
        """The pose that is held, the way it is told now."""
        return self.easier_pose if self.is_easier and self.easier_pose else self.pose

    @property
    def shown(self) -> str:
        """What shows it in a still: its picture or, without one, the pose that is held."""
        return self.picture or self.held_pose

    @property
    def first_pose(self) -> str:
        """The pose that one comes from, and goes back to."""
        return self.start_pose or self.held_pose

    @property
    def target_poses(self) -> tuple[str, ...]:
        """The poses of one cycle of movements; of a plain hold the one that is held."""
        return tuple(movement.pose for movement in self.cycle()) or (self.held_pose,)

    @property
    def cycle_ms(self) -> int:
        """The length of one whole cycle of movements; 0 for a plain hold."""
        once_ms = sum(movement.duration_ms for movement in self.movements)
        return 2 * once_ms if self.alternates else once_ms

    @property
    def times(self) -> int | None:
        """How many cycles a hold has, where they are counted; None where it is timed."""
        return self.hold_ms // self.cycle_ms if self.dose.is_counted else None

    @property
    def hold_ms(self) -> int:
        """What one hold really takes: the dose, filled up to whole cycles."""
        return self.whole_hold(self.dose.hold_ms)

    def whole_hold(self, hold_ms: int) -> int:
        """``hold_ms``, filled up to whole cycles where movements alternate."""
        return whole_cycles(hold_ms, self.cycle_ms) if self.movements else hold_ms

    def movement_at(self, elapsed_ms: int, side: Side | None = None) -> Movement | None:
        """The movement that is due ``elapsed_ms`` into a hold; None for a plain hold."""
        cycle = self.cycle(side)
        if not cycle:
            return None
        ends_ms = list(accumulate(movement.duration_ms for movement in cycle))
        return cycle[bisect(ends_ms, elapsed_ms % self.cycle_ms)]


def _on_side(movement: Movement, side: Side, alternates: bool) -> Movement:
    name, instruction = on_side(movement.name, side), on_side(movement.instruction, side)
    if not alternates and (name, instruction) == (movement.name, movement.instruction):
        return movement
    return replace(movement, name=name, instruction=instruction, side=side if alternates else None)


@lru_cache(maxsize=256)
def _told(words: StretchWords, side: Side, is_easier: bool) -> StretchWords:
    told = words.on_side(side)
    if not is_easier or not told.easier:
        return told
    return replace(
        told,
        position=told.easier,
        breathing=told.easier_breathing or told.breathing,
        half_way=told.easier_half_way or told.half_way,
        release=told.easier_release or told.release,
    )


@dataclass(frozen=True)
class Times:
    """The intervals around the holds, in milliseconds (0 to 600,000), and how often to go round.

    With ``wait_until_ready`` the lead-in of each stretch lasts until the person says so. At their
    ``own_pace`` there is no clock: the holds, too, and all that leads up to one, last until then.
    """

    first_lead_in_ms: int = 15 * SECOND_MS
    lead_in_ms: int = 10 * SECOND_MS
    change_sides_ms: int = 8 * SECOND_MS
    change_over_ms: int = 10 * SECOND_MS
    release_ms: int = 6 * SECOND_MS
    round_rest_ms: int = 20 * SECOND_MS
    rounds: int = 1
    wait_until_ready: bool = False
    own_pace: bool = False

    def __post_init__(self) -> None:
        for name in INTERVALS:
            check_range(name, getattr(self, name), 0, MAX_INTERVAL_MS)
        check_range("rounds", self.rounds, 1, MAX_ROUNDS)


INTERVALS = (
    "first_lead_in_ms",
    "lead_in_ms",
    "change_sides_ms",
    "change_over_ms",
    "release_ms",
    "round_rest_ms",
)


def holds_in_round(stretches: Iterable[Stretch]) -> int:
    """How many holds the stretches have in one round."""
    return sum(len(stretch.sides) * stretch.dose.repetitions for stretch in stretches)


@dataclass(frozen=True)
class Routine:
    """A named sequence of stretches with its times.

    ``language`` is the code of the language of its texts, "" where nobody has said which it is.
    ``care`` is who should take care with the whole of it.
    """

    id: str
    name: str
    stretches: tuple[Stretch, ...]
    times: Times = field(default_factory=Times)
    summary: str = ""
    language: str = ""
    care: str = ""

    def __post_init__(self) -> None:
        check_range("number of stretches", len(self.stretches), 1, MAX_STRETCHES)
        holds = holds_in_round(self.stretches) * self.times.rounds
        check_range("number of holds", holds, 1, MAX_HOLDS)
        if len({stretch.id for stretch in self.stretches}) < len(self.stretches):
            raise InternalError("two stretches of a routine share an id")

    @property
    def places(self) -> tuple[Place, ...]:
        """What it is done on, in the order in which one gets there."""
        return tuple(dict.fromkeys(stretch.place for stretch in self.stretches))

    @property
    def is_counted(self) -> bool:
        """Whether it is exercises rather than stretches: all of it is counted."""
        return all(stretch.dose.is_counted for stretch in self.stretches)

    def stretch(self, stretch_id: str) -> Stretch:
        """The stretch of that id; raises InternalError when there is none."""
        for stretch in self.stretches:
            if stretch.id == stretch_id:
                return stretch
        raise InternalError(f"routine {self.id} has no stretch {stretch_id}")
