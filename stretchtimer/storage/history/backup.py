"""Copies of the history: one for each day it was used on, of which the last seven are kept."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import alone_with, set_aside
from stretchtimer.storage.faults import FileFault
from stretchtimer.storage.history.database import (
    COMPANIONS,
    DamagedError,
    copy_to,
    look_through,
)
from stretchtimer.storage.history.schema import MIGRATIONS

KEPT = 7
_ABANDONED_S = 3_600


def folder_of(path: Path) -> Path:
    """Where the backups of that history lie."""
    return path.with_name("backups")


def backups(path: Path) -> list[Path]:
    """The backups of that history, the latest first."""
    form = re.compile(rf"{re.escape(path.stem)}-\d{{4}}-\d\d-\d\d{re.escape(path.suffix)}")
    with suppress(OSError):
        found = (one for one in folder_of(path).iterdir() if form.fullmatch(one.name))
        return sorted(found, reverse=True)
    return []


def backup_of(path: Path, day: date | None) -> Path:
    """The backup of that day, or the latest; raises UserError where there is none."""
    for one in backups(path):
        if day is None or one.stem.endswith(day.isoformat()):
            return one
    raise UserError(FileFault.NO_BACKUP, path=folder_of(path))


def back_up(connection: sqlite3.Connection, path: Path, today: date) -> None:
    """Makes the backup of the day where there is none yet, and removes those beyond the seventh.

    What holds nothing is not backed up: it would push out a backup that does.
    """
    target = folder_of(path) / f"{path.stem}-{today.isoformat()}{path.suffix}"
    there = "SELECT EXISTS (SELECT 1 FROM sessions) OR EXISTS (SELECT 1 FROM walks)"
    if target.exists() or not connection.execute(there).fetchone()[0]:
        return
    target.parent.mkdir(mode=0o700, exist_ok=True)
    with _beside(target) as new:
        copy_to(connection, new)
        _put(new, target)
    for one in backups(path)[KEPT:]:
        one.unlink()


def restore(path: Path, backup: Path, today: date) -> Path | None:
    """Puts the backup in the place of the history; gives where what was there is kept.

    Raises UserError, and leaves all as it was, where the backup cannot be used.
    """
    try:
        look_through(backup, len(MIGRATIONS), suspected=True)
    except DamagedError as error:
        reason = Notice(error.reason)
        raise UserError(FileFault.BACKUP_NOT_USED, path=backup, reason=reason) from error
    path.parent.mkdir(parents=True, exist_ok=True)
    with _beside(path) as new, alone_with(path):
        shutil.copyfile(backup, new)
        kept = set_aside(path, today, COMPANIONS, "replaced") if path.exists() else None
        try:
            _put(new, path)
        except OSError:
            if kept:
                kept.replace(path)
            raise
    return kept


def remove_copies(path: Path) -> None:
    """Removes the backups, and what was kept of the history when it was changed or damaged."""
    copies = path.parent.glob(f"{path.stem}.*{path.suffix}*")
    for one in (*backups(path), *copies):
        one.unlink()
    with suppress(OSError):
        folder_of(path).rmdir()


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A new, empty file beside ``path``, which is gone afterwards if it is still there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    os.close(handle)
    new = Path(name)
    _tidy_up(new, path.stem.partition("-")[0])
    try:
        yield new
    finally:
        for ending in ("", *COMPANIONS):
            with suppress(OSError):
                new.with_name(new.name + ending).unlink()


def _tidy_up(new: Path, history: str) -> None:
    """Removes what programs have left beside the new file that were killed while copying."""
    ours = f".{history}-", f".{history}."
    endings = (".tmp", *(f".tmp{ending}" for ending in COMPANIONS))
    with suppress(OSError):
        long_ago = new.stat().st_mtime - _ABANDONED_S
        for sibling in new.parent.iterdir():
            is_ours = sibling.name.startswith(ours) and sibling.name.endswith(endings)
            if is_ours and sibling.stat().st_mtime < long_ago:
                sibling.unlink()


def _put(new: Path, target: Path) -> None:
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(target)
