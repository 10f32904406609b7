"""Recovers a routine from what is heard alone: words, the sounds between them, and when.

Nothing here knows the plan. What a listener goes by:

- the first thing said, and what follows "Next:", is the name of a stretch;
- a side is said as such, and holds until another name or side is said;
- a hold is announced with its duration, begins with the next sound, and ends a second after the
  count of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tests.spoken_english import COUNTS, SCRIPT, SIDES

_NEXT = "Next:"
_ONE = COUNTS[1]
_SIDES = {text: side.value for side, text in SIDES.items()}
_SECONDS = {SCRIPT.duration(n * 1_000): n for n in range(1, 3_601)}


@dataclass(frozen=True)
class Said:
    """A text of the script that was heard; without a text, a sound that marks an instant."""

    text: str
    start_s: float
    end_s: float


@dataclass(frozen=True)
class HeardHold:
    """A hold as a listener would write it down; `told_s` is the duration announced."""

    stretch: str
    side: str
    told_s: int
    start_s: float
    end_s: float

    @property
    def length_s(self) -> float:
        return self.end_s - self.start_s


@dataclass(frozen=True)
class Placed:
    """A text, from one word to before another."""

    text: str
    start: int
    end: int


def texts_in(words: Sequence[str], texts: Iterable[tuple[tuple[str, ...], str]]) -> list[Placed]:
    """Divide words into texts so that as few words as can be are left over."""
    known = list(texts)
    best: list[tuple[int, list[Placed]]] = [(0, [])]
    for end in range(1, len(words) + 1):
        # A word that belongs to no text is passed over.
        left, placed = best[end - 1]
        choice = (left + 1, placed)
        for key, text in known:
            start = end - len(key)
            if start >= 0 and tuple(words[start:end]) == key and best[start][0] < choice[0]:
                choice = (best[start][0], [*best[start][1], Placed(text, start, end)])
        best.append(choice)
    return best[-1][1]


def holds_heard(heard: Sequence[Said]) -> list[HeardHold]:
    """The holds of a session, in order."""
    holds: list[HeardHold] = []
    name = side = last = ""
    begun_s: float | None = None
    told: list[str] = []
    for now in heard:
        if not now.text:
            if begun_s is None and _told_s(told):
                begun_s = now.start_s
            continue
        if now.text == _ONE and begun_s is not None:
            holds.append(HeardHold(name, side, _told_s(told), begun_s, now.start_s + 1))
            begun_s, told = None, []
        elif begun_s is None and (last == _NEXT or not name):
            name, side = now.text, ""
        elif now.text in _SIDES:
            side = _SIDES[now.text]
        elif begun_s is None:
            told.append(now.text)
        last = now.text
    return holds


def _told_s(said: Sequence[str]) -> int:
    """The duration that was said last, in seconds; 0 where none was."""
    return next(
        (_SECONDS[key] for at in range(len(said)) if (key := tuple(said[at:])) in _SECONDS), 0
    )
