"""All routines as cards, kept up to date with their folders while somebody looks at them.

- Nothing is read twice that has not changed: what is known stands in an index in the cache.
- What is on the screen is read first; the others follow in the background, a little at a time.
- Folders are looked at every two seconds, or more rarely where looking takes long.
- All of it is done by a worker; what has changed is told by way of ``deliver``, and the cards are
  then there as they were at one instant.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from stretchtimer import __version__
from stretchtimer.engine.notices import Notice
from stretchtimer.services.record.journal import Deliver
from stretchtimer.services.routines.cards import Card, CardState
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.assets import pose_names
from stretchtimer.storage.routines.index import RoutineFacts, RoutineIndex, facts_of
from stretchtimer.storage.routines.library import OWN, Library, RoutineFile
from stretchtimer.storage.routines.routine_file import RoutineFileError
from stretchtimer.storage.routines.schema import FORMAT

LOOK_MS = 2_000
"""How often the folders are looked at."""
LOOKING_SHARE = 50
"""After a look it takes at least so many times its length to the next."""
PIECE_MS = 40
"""How long is read before others have their turn."""
PAUSE_MS = 5
TELL_MS = 300
"""How often it is told that cards have changed, while many do."""

Faults = tuple[tuple[int, Notice], ...]


def library_index(path: Path, language: str) -> RoutineIndex:
    """The index of what was read by this version, with these poses, in that language."""
    return RoutineIndex(path, __version__, FORMAT, sorted(pose_names()), language)


class Catalogue:
    """The cards of all routines. A work of ``worker``, which does nothing that must not wait.

    ``open``, ``show``, ``refresh``, ``leave`` and ``close`` are for the thread of the screen, and
    return at once.
    """

    def __init__(
        self, library: Library, index: RoutineIndex, clock: Clock, worker: Writer, deliver: Deliver
    ) -> None:
        self._library = library
        self._index = index
        self._clock = clock
        self._worker = worker
        self._deliver = deliver
        self._lock = threading.Lock()
        # Guarded by the lock: what was asked for, and what can be shown.
        self._changed: Callable[[], None] | None = None
        self._shown: tuple[str, ...] = ()
        self._look_ms = 0
        self._cards: tuple[Card, ...] = ()
        self._is_complete = False
        # The worker's own.
        self._is_loaded = False
        self._files: dict[str, RoutineFile] = {}
        self._unknown: dict[str, RoutineFile] = {}
        self._faults: dict[RoutineFile, Faults] = {}
        self._made: dict[RoutineFile, Card] = {}
        self._is_new = False
        self._told_ms = 0

    @property
    def path(self) -> Path:
        return self._index.path

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards as they were told last, the bundled first; none before the first answer."""
        with self._lock:
            return self._cards

    @property
    def is_complete(self) -> bool:
        """Whether every file was read, now or before."""
        with self._lock:
            return self._is_complete

    def open(self, changed: Callable[[], None]) -> None:
        """Looks at the folders now and from time to time; ``changed`` is told of new cards."""
        with self._lock:
            self._changed = changed
            self._look_ms = 0
        self._worker.ask(self)

    def show(self, keys: Iterable[str]) -> None:
        """These are on the screen: they are read before all others, with what is wrong in them."""
        with self._lock:
            self._shown = tuple(keys)
        self._worker.ask(self)

    def refresh(self) -> None:
        """Looks at the folders now: something in them was changed by ourselves."""
        with self._lock:
            self._look_ms = 0
        self._worker.ask(self)

    def leave(self) -> None:
        """Nobody looks any more: nothing is read, and nothing told, until it is opened again."""
        with self._lock:
            self._changed = None
            self._shown = ()
        self._worker.ask(self)

    def write(self) -> tuple[Notice, ...]:
        """Does a piece of what there is to do; called where the worker does its works."""
        with self._lock:
            is_open = self._changed is not None
            shown = self._shown
        now_ms = self._clock.monotonic_ms()
        if not is_open:
            self._index.save()
            return ()
        if now_ms >= self._look_ms:
            self._look(now_ms)
        is_done = self._read(shown, now_ms)
        self._tell(is_done)
        if is_done:
            self._index.save()
        wait_ms = self._look_ms - self._clock.monotonic_ms() if is_done else PAUSE_MS
        self._worker.ask(self, max(wait_ms, 1))
        return ()

    def close(self) -> None:
        """Keeps what is known; called where the worker does its works, when the program ends."""
        self._index.save()

    def _look(self, now_ms: int) -> None:
        """Lists the folders, and finds out what is new there."""
        if not self._is_loaded:
            self._begin()
        found = {file.id: file for file in self._library.files()}
        if list(found.items()) != list(self._files.items()):
            self._files = found
            self._index.keep_only(found.values())
            self._unknown = {
                key: file for key, file in found.items() if not self._index.knows(file)
            }
            files = set(found.values())
            self._faults = {file: told for file, told in self._faults.items() if file in files}
            self._made = {file: card for file, card in self._made.items() if file in files}
            self._is_new = True
        took_ms = self._clock.monotonic_ms() - now_ms
        with self._lock:
            self._look_ms = now_ms + max(LOOK_MS, LOOKING_SHARE * took_ms)

    def _begin(self) -> None:
        """Tells of the routines that come with the program before others are even listed.

        However many there are, the first cards are there as soon as with few.
        """
        self._files = {file.id: file for file in self._library.bundled_files()}
        for file in self._files.values():
            self._read_one(file)
        # There may be others yet.
        self._unknown = dict(self._files)
        self._tell(is_done=True)
        self._files, self._unknown = {}, {}
        self._index.load()
        self._is_loaded = True

    def _read(self, shown: tuple[str, ...], began_ms: int) -> bool:
        """Reads files for a while; tells whether all that there is to read has been read."""
        for file in [self._files[key] for key in shown if key in self._files]:
            if self._index.facts(file) is None and file not in self._faults:
                self._read_one(file)
                self._told_ms = began_ms - TELL_MS
        while self._unknown:
            if self._clock.monotonic_ms() - began_ms >= PIECE_MS:
                return False
            self._read_one(self._unknown[next(iter(self._unknown))])
        return True

    def _read_one(self, file: RoutineFile) -> None:
        facts: RoutineFacts | None = None
        try:
            facts = facts_of(self._library.read(file))
        except RoutineFileError as error:
            self._faults[file] = tuple((fault.line, fault.message) for fault in error.faults)
        self._index.note(file, facts)
        self._unknown.pop(file.id, None)
        self._made.pop(file, None)
        self._is_new = True

    def _tell(self, is_done: bool) -> None:
        """Tells of new cards: at once where nothing else is to come, else from time to time."""
        now_ms = self._clock.monotonic_ms()
        is_complete = not self._unknown
        if not self._is_new or not (is_done or now_ms - self._told_ms >= TELL_MS):
            return
        self._is_new = False
        self._told_ms = now_ms
        cards = tuple(map(self._card, self._files.values()))
        with self._lock:
            self._cards = cards
            self._is_complete = is_complete
            changed = self._changed
        if changed is not None:
            self._deliver(changed)

    def _card(self, file: RoutineFile) -> Card:
        card = self._made.get(file)
        if card is None:
            card = self._made[file] = self._new_card(file)
            card.prepare()
        return card

    def _new_card(self, file: RoutineFile) -> Card:
        facts = self._index.facts(file)
        if facts is None:
            is_broken = self._index.knows(file)
            state = CardState.BROKEN if is_broken else CardState.UNREAD
            name = file.id.removeprefix(OWN)
            faults = self._faults.get(file, ())
            own = file.id, file.path, file.bundled
            return Card(*own, state, name, faults=faults, stamp=file.stamp)
        return Card(
            file.id,
            file.path,
            file.bundled,
            CardState.READY,
            facts.name,
            facts.summary,
            facts.total_ms,
            facts.stretches,
            facts.places,
            facts.poses,
            is_counted=facts.is_counted,
            stamp=file.stamp,
        )
