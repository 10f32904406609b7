"""What the Routines page asks for and has done: cards in an order, days, and work with files.

Nothing waits: cards come from the catalogue, days from the record, and all else is done where files
are written. What is asked for is answered on the thread of the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.services.record.journal import Journal
from stretchtimer.services.routines.cards import (
    Card,
    Sorting,
    ordered,
    searched,
    told_apart,
)
from stretchtimer.services.routines.catalogue import Catalogue
from stretchtimer.services.routines.files import Deleted, Exported, Incoming, RoutineFiles
from stretchtimer.services.system.clock import Clock
from stretchtimer.storage.history.rows import day_of
from stretchtimer.storage.routines.routine_file import SUFFIX

ARCHIVE_SUFFIX = ".stretch"
Refused = Callable[[UserError], None]


class RoutinesDesk:
    """``find`` reads a routine by its id."""

    def __init__(
        self,
        catalogue: Catalogue,
        files: RoutineFiles,
        journal: Journal,
        find: Callable[[str], Routine],
        clock: Clock,
    ) -> None:
        self._catalogue = catalogue
        self._files = files
        self._journal = journal
        self._find = find
        self._clock = clock
        self._last_days: dict[str, date] = {}
        self._sorted: tuple[tuple[Card, ...], Sorting, tuple[Card, ...]] | None = None

    @property
    def today(self) -> date:
        """The date that counts now."""
        return day_of(self._clock.local_now())

    @property
    def is_complete(self) -> bool:
        """Whether all files are known by now."""
        return self._catalogue.is_complete

    @property
    def count(self) -> int:
        """How many routines there are, the broken ones among them."""
        return len(self._catalogue.cards)

    def open(self, changed: Callable[[], None]) -> None:
        """Follows folders and record from now on; ``changed`` is told of whatever is new."""

        def take(days: dict[str, date]) -> None:
            if days != self._last_days:
                self._last_days = days
                self._sorted = None
                changed()

        self._catalogue.open(changed)
        self._journal.ask(lambda history: history.last_days(), take)

    def leave(self) -> None:
        """Nobody looks any more."""
        self._catalogue.leave()

    def show(self, keys: Iterable[str]) -> None:
        """These cards are on the screen."""
        self._catalogue.show(keys)

    def cards(self, words: str, sorting: Sorting) -> tuple[Card, ...]:
        """The cards that have all of the ``words``, in their order."""
        return searched(self._in_order(sorting), words)

    def card(self, key: str) -> Card | None:
        """The card of that id, while there is such a file."""
        return next((card for card in self._catalogue.cards if card.key == key), None)

    def last_day(self, key: str) -> date | None:
        """The day on which a routine was last done."""
        return self._last_days.get(key)

    def read(self, key: str, answer: Callable[[Routine], None], refused: Refused) -> None:
        """Reads the whole routine."""
        self._files.ask(lambda _own: self._find(key), answer, refused)

    def duplicate(
        self, key: str, name: str, answer: Callable[[str], None], refused: Refused
    ) -> None:
        """Makes a routine of the person's own of any other; answers its id."""
        self._files.ask(lambda own: own.duplicate(key, name), self._then(answer), refused)

    def delete(self, key: str, answer: Callable[[Deleted], None], refused: Refused) -> None:
        """Puts one's own routine into the wastebasket."""
        self._files.ask(lambda own: own.delete(key), self._then(answer), refused)

    def restore(self, deleted: Deleted, answer: Callable[[str], None], refused: Refused) -> None:
        """Puts it back; answers its id, which is another one if its name was taken meanwhile."""
        self._files.ask(lambda own: own.restore(deleted), self._then(answer), refused)

    def file_name(self, key: str, answer: Callable[[str], None], refused: Refused) -> None:
        """What to call a file to export to, by whether more belongs to it than the one file."""
        card = self.card(key)
        stem = card.path.stem if card else key

        def name(is_alone: bool) -> None:
            answer(stem + (SUFFIX if is_alone else ARCHIVE_SUFFIX))

        self._files.ask(lambda own: own.whole(key).is_alone, name, refused)

    def export(
        self, key: str, target: Path, answer: Callable[[Exported], None], refused: Refused
    ) -> None:
        """Writes a new file; one that is there is never replaced."""
        self._files.ask(lambda own: own.export(key, target), answer, refused)

    def inspect(self, path: Path, answer: Callable[[Incoming], None], refused: Refused) -> None:
        """Reads a file from outside; nothing is kept yet."""
        self._files.ask(lambda own: own.inspect(path), answer, refused)

    def keep(
        self, incoming: Incoming, name: str, answer: Callable[[str], None], refused: Refused
    ) -> None:
        """Keeps it among the person's own, under that name if one is given; answers its id."""
        self._files.ask(lambda own: own.keep(incoming, name), self._then(answer), refused)

    def _then(self, answer: Callable[..., None]) -> Callable[..., None]:
        """Has the folder looked at once something in it was changed."""

        def changed(found: object) -> None:
            self._catalogue.refresh()
            answer(found)

        return changed

    def _in_order(self, sorting: Sorting) -> tuple[Card, ...]:
        """Sorted once for as long as the cards are the same: a search sorts nothing."""
        cards = self._catalogue.cards
        if self._sorted is None or self._sorted[0] is not cards or self._sorted[1] != sorting:
            self._sorted = cards, sorting, ordered(told_apart(cards), sorting, self._last_days)
        return self._sorted[2]
