"""A card for each routine file: what can be shown, searched and sorted without the routine."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cached_property
from pathlib import Path

from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.folder_listing import Stamp


class CardState(Enum):
    """What is known of a file so far."""

    UNREAD = "unread"
    READY = "ready"
    BROKEN = "broken"


class Sorting(str, Enum):
    """By what cards are sorted; those of broken files always come last."""

    NAME = "name"
    TOTAL = "total"
    LAST_DONE = "last_done"


@dataclass(frozen=True)
class Card:
    """One routine file, bundled or a person's own.

    ``key`` is the id of its routine. Of one that is unread or broken only ``name`` is known, which
    is that of its file then. ``total_ms`` is in milliseconds, as the file says. ``faults`` tell the
    line and what is wrong, once a broken card was shown. ``own_pose`` is one that no other card
    shows, where ``told_apart`` found one. ``stamp`` is that of the file: whatever is changed in it,
    the card is another one.
    """

    key: str
    path: Path
    is_bundled: bool
    state: CardState
    name: str
    summary: str = ""
    total_ms: int = 0
    stretches: int = 0
    places: tuple[str, ...] = ()
    poses: tuple[str, ...] = ()
    own_pose: str = ""
    is_counted: bool = False
    faults: tuple[tuple[int, Notice], ...] = ()
    stamp: Stamp = ()

    @property
    def pose(self) -> str:
        """The pose by which the routine is told from others: its own, the first held, or ""."""
        return self.own_pose or next(filter(None, self.poses), "")

    @cached_property
    def _searched(self) -> str:
        return plain(f"{self.name}\n{self.summary}\n{self.path.stem}")

    @cached_property
    def by_name(self) -> str:
        """What the name is sorted by: without case and accents."""
        return plain(self.name)

    def prepare(self) -> None:
        """Works out what it is searched and sorted by, so that nobody waits for that later."""
        _ = self._searched, self.by_name

    def matches(self, words: str) -> bool:
        """Whether each of the words is in its name, its summary or the name of its file."""
        return has_all(self._searched, plain(words).split())


def searched(cards: Iterable[Card], words: str) -> tuple[Card, ...]:
    """The cards that match, in their order; all of them where nothing is looked for."""
    wanted = plain(words).split()
    return tuple(card for card in cards if has_all(card._searched, wanted))


def ordered(
    cards: Iterable[Card], sorting: Sorting, last_days: Mapping[str, date] | None = None
) -> tuple[Card, ...]:
    """The cards sorted by one thing, and by their names where they have that in common.

    ``last_days`` tells by the keys of the cards on which day each was last done, if ever.
    """
    days = last_days or {}

    def rank(card: Card) -> int:
        if sorting is Sorting.TOTAL:
            return card.total_ms
        is_by_day = sorting is Sorting.LAST_DONE and card.key in days
        return -days[card.key].toordinal() if is_by_day else 0

    def key(card: Card) -> tuple[bool, int, str, str]:
        return card.state is CardState.BROKEN, rank(card), card.by_name, card.key

    return tuple(sorted(cards, key=key))


def told_apart(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards in their order, each with a pose that no other shows, as far as there is one.

    The rarest says most of a routine; those that come with the program choose first.
    """
    cards = tuple(cards)
    how_many = Counter(pose for card in cards for pose in card.poses if pose)
    # What comes with the program keeps its picture, whatever a person adds.
    of_bundled = Counter(p for card in cards if card.is_bundled for p in card.poses if p)
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for card in sorted(cards, key=lambda card: (not card.is_bundled, card.key)):
        free = (pose for pose in card.poses if pose and pose not in taken)
        rarity = of_bundled if card.is_bundled else how_many
        chosen[card.key] = min(free, key=rarity.__getitem__, default=card.pose)
        taken.add(chosen[card.key])
    return tuple(
        card if chosen[card.key] == card.pose else replace(card, own_pose=chosen[card.key])
        for card in cards
    )


def has_all(text: str, words: list[str]) -> bool:
    """Whether each of the words is in the text; both are such as ``plain`` gives."""
    return all(word in text for word in words)


def plain(text: str) -> str:
    """The text without case and accents."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))
