"""Taking over what can still be read of a damaged history."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from stretchtimer.storage.history.backup import backups
from stretchtimer.storage.history.changes import merge
from stretchtimer.storage.history.columns import (
    DELETED,
    GAP,
    HOLD,
    PAUSE,
    SESSION,
    USUAL,
    WALK,
    Check,
    Values,
)
from stretchtimer.storage.history.database import COMPANIONS, transaction
from stretchtimer.storage.history.reading import SESSIONS, TOMBS, WALKS, Raw


def rescue(connection: sqlite3.Connection, damaged: Path, path: Path) -> int:
    """Joins what the damaged file and the latest backup that can be read hold; gives how much.

    What was written after the backup comes from the damaged file, and what cannot be read there
    from the backup. Of two copies of an entry the newer one is kept, as ever.
    """
    with transaction(connection):
        merged = merge(connection, readable(damaged))
        count = merged.added
        for backup in backups(path):
            merged = merge(connection, readable(backup))
            if merged.added or merged.changed or count:
                return count + merged.added
    return count


def readable(path: Path) -> Iterator[Raw]:
    """The entries of a file, of any version, as far as they can be read and are whole."""
    with suppress(sqlite3.Error, OSError), _copied(path) as copy, closing(_opened(copy)) as file:
        parts: dict[str, dict[str, dict[Values, None]]] = {}
        for table, checks in (("holds", HOLD), ("pauses", PAUSE), ("gaps", GAP)):
            of_session = parts[table] = {}
            for uuid, *part in _rows(file, table, {"session_uuid": SESSION["uuid"], **checks}):
                of_session.setdefault(str(uuid), {})[tuple(part)] = None
        for values in _rows(file, "sessions", SESSION):
            uuid = values[0]
            yield Raw(SESSIONS, values, *(tuple(parts[table].get(uuid, ())) for table in parts))
        for kind, checks in ((WALKS, WALK), (TOMBS, DELETED)):
            for values in _rows(file, kind.table, checks):
                yield Raw(kind, values)


@contextmanager
def _copied(path: Path) -> Iterator[Path]:
    """The file with what its last writer left beside it, which reading would change."""
    with TemporaryDirectory(dir=path.parent) as folder:
        for ending in ("", *COMPANIONS):
            one = path.with_name(path.name + ending)
            if one.exists():
                shutil.copyfile(one, Path(folder) / one.name)
        yield Path(folder) / path.name


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)


def _rows(file: sqlite3.Connection, table: str, checks: Mapping[str, Check]) -> Iterator[Values]:
    """The rows of a table that are as they should be, read from both ends to what is damaged."""
    there: set[str] = set()
    with suppress(sqlite3.Error):
        there = {row[1] for row in file.execute(f"PRAGMA table_info({table})")}
    columns = [name if name in there else "NULL" for name in checks]
    seen: set[int] = set()
    for order in ("ASC", "DESC"):
        query = (
            f"SELECT rowid, {', '.join(columns)} FROM {table} NOT INDEXED ORDER BY rowid {order}"
        )
        with suppress(sqlite3.Error):
            for rowid, *values in file.execute(query):
                if rowid in seen:
                    break
                seen.add(rowid)
                row = tuple(
                    USUAL.get(name) if value is None else value
                    for name, value in zip(checks, values, strict=True)
                )
                if all(check(value) for check, value in zip(checks.values(), row, strict=True)):
                    yield row
