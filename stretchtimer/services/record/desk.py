"""What a person does with the record: looking at it, changing it and back, carrying it away.

All of it is done where the writer works, and answered by way of the journal; nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.record import exchange
from stretchtimer.services.record.entries import (
    ByHand,
    Entry,
    Said,
    by_hand,
    corrected,
    keep,
    remove,
)
from stretchtimer.services.record.journal import Journal
from stretchtimer.services.record.overview import Asked, Overview, Span, overview
from stretchtimer.services.system.clock import Clock
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.history.changes import Merged
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import day_of

Undo = Callable[[Callable[[], None]], None]
"""Takes a change back, and calls what it was given when that is done."""


class RecordDesk:
    """``refused`` hears why something could not be done."""

    def __init__(self, journal: Journal, clock: Clock, preferences: Preferences) -> None:
        self._journal = journal
        self._clock = clock
        self._preferences = preferences
        self.refused: Callable[[Notice], None] = lambda _notice: None

    @property
    def today(self) -> date:
        """The date that counts now; it begins at four in the morning."""
        return day_of(self._clock.local_now())

    @property
    def now(self) -> datetime:
        """The present local time, aware."""
        return self._clock.local_now()

    def look(self, month: date, span: Span, answer: Callable[[Overview], None]) -> None:
        """Asks for what the page shows."""
        asked = Asked(self.today, month, span, self._preferences.settings.days_a_week)
        self._ask(lambda history: overview(history, asked), answer)

    def add(self, what: ByHand, said: Said, then: Callable[[Undo], None]) -> None:
        """Adds an entry by hand."""
        self._keep(None, by_hand(str(uuid4()), what, said, str(uuid4())), then)

    def correct(
        self, entry: Entry, said: Said, held_ms: list[int], then: Callable[[Undo], None]
    ) -> None:
        """Puts an entry right."""
        self._keep(entry, corrected(entry, said, held_ms, str(uuid4())), then)

    def remove(self, entry: Entry, then: Callable[[Undo], None]) -> None:
        """Deletes an entry."""

        def undo(done: Callable[[], None]) -> None:
            self._ask(lambda history: keep(history, None, entry), lambda _: done())

        self._ask(lambda history: remove(history, entry), lambda _: then(undo))

    def export_json(self, path: Path, then: Callable[[Path], None]) -> None:
        """Writes all of it into one file."""
        self._ask(lambda history: exchange.export_json(history, path), lambda _: then(path))

    def export_csv(self, folder: Path, then: Callable[[Path], None]) -> None:
        """Writes its tables into a folder."""
        self._ask(lambda history: exchange.export_csv(history, folder), lambda _: then(folder))

    def import_json(self, path: Path, then: Callable[[tuple[int, int, int]], None]) -> None:
        """Joins an export with what is there; tells how many were added, changed and deleted."""

        def told(merged: Merged) -> None:
            then((merged.added, merged.changed, merged.deleted))

        self._ask(lambda history: exchange.import_json(history, path), told)

    def restore(self, day: date, then: Callable[[Path | None], None]) -> None:
        """Puts the backup of a day in the place of what is there, which is kept."""
        self._ask(lambda history: exchange.restore_backup(history, day), lambda both: then(both[1]))

    def remove_everything(self, then: Callable[[], None]) -> None:
        """Deletes every entry, and every copy of one that the program keeps."""
        self._ask(lambda history: history.remove_everything(), lambda _: then())

    def write_file(self, path: Path, data: bytes, then: Callable[[Path], None]) -> None:
        """Writes something that was made of it, such as a page to be printed."""
        self._ask(lambda _: write_bytes(path, data), lambda _: then(path))

    def _keep(self, before: Entry | None, after: Entry, then: Callable[[Undo], None]) -> None:
        def undo(done: Callable[[], None]) -> None:
            if before is None:
                self._ask(lambda history: remove(history, after), lambda _: done())
            else:
                self._ask(lambda history: keep(history, after, before), lambda _: done())

        self._ask(lambda history: keep(history, before, after), lambda _: then(undo))

    def _ask(self, work: Callable[[History], Any], answer: Callable[[Any], None]) -> None:
        def refuse(notice: Notice) -> None:
            # Whoever shows it may have changed since.
            self.refused(notice)

        self._journal.ask(work, answer, refuse)
