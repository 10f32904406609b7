"""Opening an SQLite file of ours, and bringing it up to the version of this program.

- A file of a newer version is refused and stays as it is.
- A damaged or foreign file is moved aside with a date, and the person is told. One without a table
  is neither: it is what was begun and not finished, by another program at this very moment perhaps.
- Each migration is one transaction, and the file is copied before it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import InternalError, UserError
from stretchtimer.storage.atomic import alone_with, identity, new_sibling, set_aside
from stretchtimer.storage.history.schema import APPLICATION_ID, MIGRATIONS, TABLES, Migration
from stretchtimer.storage.os_error_text import in_words

_WAIT_S = 2.0
"""How long another program may keep the file to itself before we give up."""

_COMPANIONS = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file."""

_WORDS = {
    "database or disk is full": "the disk is full",
    "attempt to write a readonly database": "it is read-only",
    "database is locked": "another program is using it",
    "unable to open database file": "it cannot be opened or made there",
    "disk I/O error": "the disk reports a fault",
}


class _DamagedError(Exception):
    """The file is no database of ours; the message is a clause."""


def open_database(
    path: Path, today: Callable[[], date], migrations: Sequence[Migration] = MIGRATIONS
) -> tuple[sqlite3.Connection, str]:
    """A connection to the file, made or brought up to date where needed.

    The text beside it is one sentence where a damaged file was moved aside, else empty. Raises
    UserError when the file is newer, cannot be opened or cannot be written.
    """
    with told(path):
        note = _make_way(path, today, len(migrations))
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
        reason = _WORDS.get(str(error), str(error))
        raise UserError(f"{path} could not be used: {reason}. What it holds is kept.") from error
    except OSError as error:
        raise UserError(
            f"{path} could not be used: {in_words(error)}. What it holds is kept."
        ) from error


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


def _make_way(path: Path, today: Callable[[], date], newest: int) -> str:
    """Moves a file that cannot be used aside, and says so in a sentence; raises UserError."""
    is_certain = False
    while True:
        looked_at = identity(path)
        try:
            _look(path, newest)
            return ""
        except _DamagedError as error:
            if is_certain:
                with alone_with(path):
                    # Another program may have moved it, and begun one that is as it should be.
                    if identity(path) == looked_at:
                        kept = set_aside(path, today(), _COMPANIONS)
                        reason = f"{path} could not be used: {error}."
                        return f"{reason} It was moved to {kept} and begun afresh."
            # SQLite takes a disk that fails to read once for damage as well.
            is_certain = True


def _look(path: Path, newest: int) -> None:
    """Raises _DamagedError or UserError unless the file is missing, empty, or a sound one of ours.

    It is opened for reading only, because even closing a database may write to its file; but one
    whose last writer was broken off can only be read after that was taken back.
    """
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        return
    if not path.is_file():
        raise UserError(f"{path} could not be used: it is not an ordinary file.")
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
            sound = file.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError as error:
        raise _DamagedError("it is damaged") from error
    if not (ours or version or names):
        return
    if not ours:
        raise _DamagedError("it is not a history of Stretch Timer")
    if version > newest:
        raise UserError(
            f"{path} was written by a newer version of Stretch Timer and is left as it is. "
            "Please update this program to go on with it."
        )
    if sound != "ok":
        raise _DamagedError("it is damaged")
    if not names >= TABLES:
        raise _DamagedError("a part of it is missing")


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Migration]) -> None:
    while (version := _number(connection, "user_version")) < len(migrations):
        if version:
            _back_up(connection, new_sibling(path, f"version-{version}"))
        with transaction(connection):
            # Another program may have been faster.
            if _number(connection, "user_version") == version:
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {version + 1}")


def _back_up(connection: sqlite3.Connection, target: Path) -> None:
    with closing(sqlite3.connect(target)) as copy:
        connection.backup(copy)


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
