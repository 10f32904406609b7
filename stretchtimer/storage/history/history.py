"""What was really done: sessions and walks, in one SQLite file.

A running session is written anew, as far as it has got, with each thing that happens and each
second that is held: what a failed write or another program has taken from the file is in it again
with the next. The person's own changes of an entry are another matter, and each gives it a new
revision.

The file has a write-ahead log that is flushed with every write (``database`` says why), so what
was written outlives a power cut, and whoever reads keeps nobody from writing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import Identity, identity
from stretchtimer.storage.faults import FileNotice
from stretchtimer.storage.history.rows import SessionRow, WalkRow
from stretchtimer.storage.history.running import RunningSessions

if TYPE_CHECKING:
    import sqlite3

    from stretchtimer.storage.history.changes import Merged, RowCounts
    from stretchtimer.storage.history.reading import HeldSum, Raw

T = TypeVar("T")

_MERGE_CACHE_KIB = 96 * 1024
"""Ids are random, so thousands of new entries go to all places of the file."""
_FEELINGS = ("pain_before", "pain_after", "note")
"""What of a session can be noted while it is still being written."""


class History:
    """The history in the file at ``path``, which is opened when first needed.

    ``today`` gives the date for backups and for setting a damaged file aside. All but ``close``
    and ``take_notes`` raise UserError when the file cannot be used: what it holds is kept. For one
    thread only. ``running`` tells which sessions are not over yet.
    """

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self.path = path
        self.running = RunningSessions(path.with_name("running"))
        self._today = today
        self._connection: sqlite3.Connection | None = None
        self._file: Identity | None = None
        self._written: dict[str, RowCounts] = {}
        self._notes: list[Notice] = []
        self._cared_for: date | None = None
        self._suspected = False

    def write(self, session: SessionRow) -> None:
        """Writes a running session as far as it has got.

        Raises InternalError where it cannot be so.
        """

        from stretchtimer.storage.history.changes import RowCounts, counts_of, write_on

        def work(connection: sqlite3.Connection) -> tuple[RowCounts | None, RowCounts]:
            # Opening the file anew has forgotten what was written to the old one.
            written = self._written.get(session.uuid)
            present = counts_of(connection, session.uuid)
            write_on(connection, session, present if present == written else None)
            return written, present

        written, present = self._change(work)
        if session.ended_utc is None:
            self._written[session.uuid] = RowCounts(
                1, len(session.holds), len(session.pauses), len(session.gaps)
            )
        else:
            self._written.pop(session.uuid, None)
        if written not in (None, present):
            self._notes.append(Notice(FileNotice.SESSION_WRITTEN_AGAIN, path=self.path))

    def take_notes(self) -> tuple[Notice, ...]:
        """What there is to tell since the last time, such as a damaged file moved aside."""
        notes, self._notes = tuple(self._notes), []
        return notes

    def sessions(
        self, since: date | None = None, until: date | None = None, *, parts: bool = True
    ) -> tuple[SessionRow, ...]:
        """The sessions that count for these days, both included, the earliest first.

        Without their ``parts`` (holds, pauses and gaps) thousands of them are read at once.
        """
        from stretchtimer.storage.history.reading import between, raw_sessions, session_of

        where, values = between(since, until)
        return self._read(
            lambda connection: tuple(
                map(session_of, raw_sessions(connection, where, values, parts=parts))
            ),
            (),
        )

    def latest(self, limit: int = 1, *, of_routine: str | None = None) -> tuple[SessionRow, ...]:
        """The sessions begun last, the latest first; of one routine, or of all."""
        from stretchtimer.storage.history.reading import raw_sessions, session_of

        where = ("", ()) if of_routine is None else ("WHERE routine_id = ?", (of_routine,))
        return self._read(
            lambda connection: tuple(
                map(session_of, raw_sessions(connection, *where, limit=limit))
            ),
            (),
        )

    def walks(self, since: date | None = None, until: date | None = None) -> tuple[WalkRow, ...]:
        """The walks that count for these days, the earliest first."""
        from stretchtimer.storage.history.reading import between, raw_walks, walk_of

        where, values = between(since, until)
        return self._read(
            lambda connection: tuple(map(walk_of, raw_walks(connection, where, values))), ()
        )

    def entry(self, uuid: str) -> SessionRow | WalkRow | None:
        """The session or walk of that id."""
        from stretchtimer.storage.history.changes import find

        raw = self._read(lambda connection: find(connection, uuid), None)
        return None if raw is None else _entry_of(raw)

    def sums(self, since: date | None = None, until: date | None = None) -> tuple[HeldSum, ...]:
        """What was held of each stretch and side; what was held last comes last."""
        from stretchtimer.storage.history.reading import sums

        return self._read(lambda connection: sums(connection, since, until), ())

    @contextmanager
    def everything(self) -> Iterator[Iterator[Raw]]:
        """All entries, one at a time, as they are at one moment."""
        from stretchtimer.storage.history.reading import raw_everything

        if self._is_missing():
            yield iter(())
            return
        connection = self._opened()
        with self._using():
            connection.execute("BEGIN")
            try:
                yield raw_everything(connection)
            finally:
                with suppress(Exception):
                    connection.execute("ROLLBACK")

    def put(self, entry: SessionRow | WalkRow) -> SessionRow | WalkRow:
        """Adds an entry, or puts it in place of the one of its id; gives it as it is now.

        It is newer than every copy that was here before, also than its deletion: so what is put
        back is there again.
        """
        from stretchtimer.storage.history.changes import known_revision, raw_of, store

        def work(connection: sqlite3.Connection) -> SessionRow | WalkRow:
            known = known_revision(connection, entry.uuid)
            newest = replace(entry, revision=max(known + 1, entry.revision))
            store(connection, [raw_of(newest)])
            return newest

        return self._change(work)

    def feel(self, uuid: str, values: Mapping[str, int | str | None]) -> bool:
        """Notes how the back feels with a session, which may still be going on.

        ``values`` hold some of ``pain_before``, ``pain_after`` and ``note``. False where there is
        no such session.
        """
        names = [name for name in _FEELINGS if name in values]
        settings = ", ".join(f"{name} = ?" for name in names)

        def work(connection: sqlite3.Connection) -> bool:
            connection.execute(
                f"UPDATE sessions SET {settings}, revision = revision + 1 WHERE uuid = ?",
                (*(values[name] for name in names), uuid),
            )
            there = connection.execute("SELECT 1 FROM sessions WHERE uuid = ?", (uuid,))
            return there.fetchone() is not None

        return self._change(work)

    def remove(self, uuid: str) -> SessionRow | WalkRow | None:
        """Deletes the entry of that id and gives it, to be ``put`` back; None where none is."""
        from stretchtimer.storage.history.changes import bury, find

        def work(connection: sqlite3.Connection) -> Raw | None:
            found = find(connection, uuid)
            if found:
                bury(connection, uuid)
            return found

        raw = self._change(work)
        return None if raw is None else _entry_of(raw)

    def remove_everything(self) -> None:
        """Deletes all entries and every copy of them that this program keeps."""
        from stretchtimer.storage.history.backup import remove_copies
        from stretchtimer.storage.history.changes import empty

        self._change(empty)
        connection = self._opened()
        with self._using():
            # What was deleted stays in a file until it is written over.
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            remove_copies(self.path)
        self.running.remove_left()

    def merge(self, raws: Iterable[Raw]) -> Merged:
        """Joins entries with those that are there, all or none; see ``changes``."""
        from stretchtimer.storage.history.changes import merge

        self._opened().execute(f"PRAGMA cache_size = -{_MERGE_CACHE_KIB}")
        try:
            return self._change(lambda connection: merge(connection, raws))
        finally:
            # Opened anew it has the usual one.
            self.close()

    def restore(self, backup: Path) -> Path | None:
        """Puts a backup in the place of the file; gives where what was there is kept.

        Raises UserError, and leaves all as it was, where the backup cannot be used.
        """
        from stretchtimer.storage.history.backup import restore

        self.close()
        with self._using():
            return restore(self.path, backup, self._today())

    def close(self) -> None:
        """Closes the file; it is opened again when needed."""
        if self._connection is not None:
            from sqlite3 import Error

            # All is committed; what fails here is only the tidying up.
            with suppress(Error):
                self._connection.close()
            self._connection = None
            self._written = {}

    def _is_missing(self) -> bool:
        return self._connection is None and not self.path.exists()

    def _read(self, work: Callable[[sqlite3.Connection], T], nothing: T) -> T:
        """What there is to read; reading alone makes no file."""
        return nothing if self._is_missing() else self._do(work)

    def _change(self, work: Callable[[sqlite3.Connection], T]) -> T:
        from stretchtimer.storage.history.database import transaction

        def whole(connection: sqlite3.Connection) -> T:
            with transaction(connection):
                return work(connection)

        return self._do(whole)

    def _do(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Does it; where the file turns out to be damaged, once more with what is rescued of it."""
        connection = self._opened()
        try:
            with self._using():
                return work(connection)
        except UserError:
            if not self._suspected:
                raise
        connection = self._opened()
        with self._using():
            return work(connection)

    @contextmanager
    def _using(self) -> Iterator[None]:
        from stretchtimer.storage.history.database import is_damage, told

        try:
            with told(self.path):
                yield
        except BaseException as error:
            self._suspected = is_damage(error)
            # Whatever is wrong with the file is looked at when it is opened again.
            self.close()
            raise

    def _opened(self) -> sqlite3.Connection:
        if self._connection is not None and identity(self.path) != self._file:
            self._give_up_the_file()
        if self._connection is None:
            from stretchtimer.storage.history.database import open_database

            suspected, self._suspected = self._suspected, False
            self._connection, aside = open_database(self.path, self._today, suspected=suspected)
            self._file = identity(self.path)
            self._cared_for = None
            if aside:
                self._notes.append(self._rescued(aside, self._connection))
        if self._cared_for != (today := self._today()):
            self._cared_for = today
            self._back_up(self._connection, today)
        return self._connection

    def _rescued(self, aside: Notice, connection: sqlite3.Connection) -> Notice:
        """Takes over what can be read of a file that was moved aside, and of the last backup."""
        from stretchtimer.storage.history.rescue import rescue

        kept = aside.values["kept"]
        assert isinstance(kept, Path)
        rescued = rescue(connection, kept, self.path)
        if not rescued:
            return aside
        return Notice(FileNotice.HISTORY_RESCUED, **aside.values, n=rescued)

    def _back_up(self, connection: sqlite3.Connection, today: date) -> None:
        from stretchtimer.storage.history.backup import back_up
        from stretchtimer.storage.history.database import told

        try:
            with told(self.path):
                back_up(connection, self.path, today)
        except UserError as error:
            # The file itself can be used all the same.
            self._notes.append(Notice(FileNotice.NOT_BACKED_UP, path=self.path, fault=error.notice))

    def _give_up_the_file(self) -> None:
        """Lets go of a file that is not the one of our name any more: removed, moved, replaced."""
        from sqlite3 import Error

        assert self._connection is not None
        # It gets what is its own, so that nothing of it is left beside the one of our name.
        with suppress(Error):
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.close()
        self._notes.append(Notice(FileNotice.HISTORY_REPLACED, path=self.path))


def _entry_of(raw: Raw) -> SessionRow | WalkRow:
    from stretchtimer.storage.history.reading import SESSIONS, session_of, walk_of

    return session_of(raw) if raw.kind is SESSIONS else walk_of(raw)
