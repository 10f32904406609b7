"""The routine files of a folder: their names, and by what one sees that they have changed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.faults import FileFault, reason_of
from stretchtimer.storage.routines.own_poses import PARTS
from stretchtimer.storage.routines.routine_file import SUFFIX, plain_id

Stamp = tuple[int, ...]
"""The size of a file in bytes, its last change in nanoseconds, and its number on the disk."""


def listed(folder: Path) -> list[Path]:
    """The routine files of a folder, none where it cannot be listed."""
    try:
        return routine_files(folder)
    except UserError:
        return []


def routine_files(folder: Path) -> list[Path]:
    """The routine files of a folder in the order of their names; raises UserError."""
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(FileFault.NOT_LISTED, path=folder, reason=reason_of(error)) from error
    return sorted((path for path in paths if _is_shown(path.name)), key=by_id)


def by_id(path: Path) -> tuple[str, str]:
    return plain_id(path), path.name


def names_in(folder: Path) -> frozenset[str]:
    """The names of the routine files of a folder; none where it cannot be listed."""
    try:
        return frozenset(name for name in os.listdir(folder) if _is_shown(name))  # noqa: PTH208 - far quicker
    except OSError:
        return frozenset()


def stamps_in(folder: Path, is_meant: Callable[[str], bool] | None = None) -> dict[str, Stamp]:
    """Size, change and number of each routine file of a folder, or of all that is meant instead."""
    is_meant = is_meant or _is_shown
    found: dict[str, Stamp] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if is_meant(entry.name):
                    status = _status(entry)
                    found[entry.name] = (status.st_size, status.st_mtime_ns, status.st_ino)
    except OSError:
        pass
    return found


def parts_in(folder: Path) -> dict[str, Stamp]:
    """What tells a change of the poses and pictures beside each routine file that has any.

    It is how many there are, the last change of one, and the sum of their numbers on the disk.
    """
    found: dict[str, Stamp] = {}
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.name.endswith(PARTS)]
    except OSError:
        return {}
    for name in names:
        stamps = [
            *stamps_in(folder / name / "poses").values(),
            *stamps_in(folder / name / "pictures", _is_any).values(),
        ]
        if stamps:
            sizes, changes, numbers = zip(*stamps, strict=True)
            whole = (len(sizes), max(changes), sum(numbers) + sum(sizes))
            found[f"{name.removesuffix(PARTS)}{SUFFIX}"] = whole
    return found


def _status(entry: os.DirEntry[str]) -> os.stat_result:
    """What is known of a file; of a link that leads nowhere, that of the link."""
    try:
        return entry.stat()
    except OSError:
        return entry.stat(follow_symlinks=False)


def _is_shown(name: str) -> bool:
    """Whether a file may hold a routine; a dot in front is what editors leave behind."""
    return name.endswith(SUFFIX) and not name.startswith(".")


def _is_any(_name: str) -> bool:
    return True


def exists(path: Path) -> bool:
    """Whether there is something to read; what cannot be told is left to the listing."""
    try:
        return path.exists()
    except OSError:
        return False
