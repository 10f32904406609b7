"""Opening an SQLite file of ours, and bringing it up to the version of this program.

- A file of a newer version is refused and stays as it is.
- A damaged or foreign file is moved aside with a date, and the person is told. One without a table
  is neither: it is what was begun and not finished, by another program at this very moment perhaps.
- All of a file is looked through where it was not closed tidily, or where damage was met in it; a
  small one always, as that takes no time.
- Each migration is one transaction, and the file is copied before it; a new file is made in one.
- Writes go to a write-ahead log, which is flushed with each. A rollback journal would be as safe,
  but would flush twice as often, once a second while a hold lasts, and whoever reads a long record
  would keep it waiting. SQLite removes that log when the last program closes the file: one that
  is there tells that the end was not clean, or that another program is at it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from itertools import chain
from pathlib import Path

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import alone_with, identity, new_sibling, set_aside
from stretchtimer.storage.faults import FileFault, FileNotice, Reason, reason_of
from stretchtimer.storage.history.schema import APPLICATION_ID, MIGRATIONS, TABLES, Migration

_SMALL = 4 * 1024 * 1024
_WAIT_S = 2.0
"""How long another program may keep the file to itself before we give up."""

COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file."""

_REASONS = {
    "database or disk is full": Reason.DISK_FULL,
    "attempt to write a readonly database": Reason.READ_ONLY,
    "database is locked": Reason.IN_USE,
    "unable to open database file": Reason.CANNOT_BE_OPENED,
    "disk I/O error": Reason.DISK_FAULT,
}


_DAMAGES = ("database disk image is malformed", "file is not a database")


class DamagedError(Exception):
    """The file is no database of ours; ``reason`` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


def open_database(
    path: Path,
    today: Callable[[], date],
    migrations: Sequence[Migration] = MIGRATIONS,
    *,
    suspected: bool = False,
) -> tuple[sqlite3.Connection, Notice | None]:
    """A connection to the file, made or brought up to date where needed.

    With it comes a notice where a damaged file was moved aside; one that is ``suspected`` is
    looked through. Raises UserError when the file is newer, cannot be opened or cannot be written.
    """
    with told(path):
        note = _make_way(path, today, len(migrations), suspected=suspected)
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=_WAIT_S, isolation_level=None)
        try:
            # Slower than the usual setting, but a hold that was logged outlives a power cut.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            _migrate(connection, path, migrations)
            # After the tables, so that a file that is begun is ours from its first byte on. Where
            # another program stands in the way, whoever opens the file next does it.
            with suppress(sqlite3.OperationalError):
                connection.execute("PRAGMA journal_mode = WAL")
        except BaseException:
            connection.close()
            raise
    return connection, note


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system report into a UserError, our own faults into ours."""
    try:
        yield
    except (sqlite3.ProgrammingError, sqlite3.IntegrityError) as error:
        raise InternalError(f"{path}: {error}") from error
    except (sqlite3.Error, ValueError) as error:
        known = _REASONS.get(str(error))
        reason = Notice(known) if known else Notice(Reason.OTHER, text=str(error))
        raise UserError(FileFault.HISTORY_NOT_USED, path=path, reason=reason) from error
    except OSError as error:
        raise UserError(FileFault.HISTORY_NOT_USED, path=path, reason=reason_of(error)) from error


def is_damage(error: BaseException) -> bool:
    """Whether that was told because the file is not as it was written."""
    return isinstance(error, UserError) and str(error.__cause__) in _DAMAGES


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is done within, or nothing of it."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        # SQLite has already gone back by itself after some faults, such as a full disk.
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _make_way(
    path: Path, today: Callable[[], date], newest: int, *, suspected: bool
) -> Notice | None:
    """Moves a file that cannot be used aside, and says so; raises UserError."""
    is_certain = False
    while True:
        looked_at = identity(path)
        try:
            look_through(path, newest, suspected=suspected)
            return None
        except DamagedError as error:
            if is_certain:
                with alone_with(path):
                    # Another program may have moved it, and begun one that is as it should be.
                    if identity(path) == looked_at:
                        kept = set_aside(path, today(), COMPANIONS)
                        reason = Notice(error.reason)
                        return Notice(FileNotice.BEGUN_AFRESH, path=path, reason=reason, kept=kept)
            # SQLite takes a disk that fails to read once for damage as well.
            is_certain = True


def look_through(path: Path, newest: int, *, suspected: bool) -> None:
    """Raises DamagedError or UserError unless the file is missing, empty, or a sound one of ours.

    It is opened for reading only, because even closing a database may write to its file; but one
    whose last writer was broken off can only be read after that was taken back.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    if not path.is_file():
        raise UserError(FileFault.NOT_USED, path=path, reason=Notice(Reason.NOT_ORDINARY))
    unclean = any(path.with_name(path.name + end).exists() for end in COMPANIONS)
    thorough = suspected or unclean or path.stat().st_size < _SMALL
    mode = "rw" if path.with_name(f"{path.name}-journal").exists() else "ro"
    try:
        with closing(
            sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", timeout=_WAIT_S, uri=True)
        ) as file:
            # All that is looked at is of one moment, whatever another program does meanwhile.
            file.execute("BEGIN")
            version = _number(file, "user_version")
            ours = _number(file, "application_id") == APPLICATION_ID
            names = {name for (name,) in file.execute("SELECT name FROM sqlite_master")}
            sound = "ok"
            if thorough:
                sound = file.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise DamagedError(Reason.DAMAGED) from error
    if not (ours or version or names):
        return
    if not ours:
        raise DamagedError(Reason.NO_HISTORY)
    if version > newest:
        raise UserError(FileFault.HISTORY_NEWER, path=path)
    if sound != "ok":
        raise DamagedError(Reason.DAMAGED)
    if not names >= TABLES[min(version, len(TABLES) - 1)]:
        raise DamagedError(Reason.PART_MISSING)


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    while (version := _number(connection, "user_version")) < len(migrations):
        if version:
            copy_to(connection, new_sibling(path, f"version-{version}"))
        # A new file is made at once: else one that was only begun would be copied for the next.
        target = version + 1 if version else len(migrations)
        with transaction(connection):
            # Another program may have been faster.
            if _number(connection, "user_version") == version:
                for statement in chain.from_iterable(migrations[version:target]):
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {target}")


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copies all that is in the file now, by SQLite's own backup."""
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)
        # A file by itself, with nothing beside it.
        copy.execute("PRAGMA journal_mode = DELETE")


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
