"""Writing whole files or none: a temporary sibling, flushed to the disk, then put in place."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.os_words import in_words

_TEMPORARY = ".tmp"
_ABANDONED_S = 3_600


def write_text(path: Path, text: str, aside: date | None = None) -> Path | None:
    """Replaces the file by ``text`` in UTF-8; see ``write_bytes``."""
    return write_bytes(path, text.encode(), aside)


def write_bytes(path: Path, data: bytes, aside: date | None = None) -> Path | None:
    """Replaces the file by ``data``, or leaves it as it was; makes its folder where needed.

    A link stays a link: what it points at is replaced. An existing file keeps its permissions,
    a new one is for its owner alone. With a date, what was there is set aside under it, and its
    new path returned. Raises UserError when it cannot be written.
    """
    kept: Path | None = None
    try:
        path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        with _new_contents(path, data) as new:
            kept = set_aside(path, aside) if aside else None
            try:
                new.replace(path)
            except OSError:
                if kept:
                    kept.replace(path)
                    kept = None
                raise
    except OSError as error:
        before = f"is in {kept}" if kept else "is unchanged"
        raise UserError(
            f"{path} could not be saved: {in_words(error)}. What was there before {before}."
        ) from error
    _flush_folder(path.parent)
    return kept


@contextmanager
def _new_contents(path: Path, data: bytes) -> Iterator[Path]:
    """A sibling with that data, safe on the disk, which is gone afterwards if it is still there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_TEMPORARY)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            new.chmod(stat.S_IMODE(path.stat().st_mode))
        _tidy_up(path, new)
        yield new
    finally:
        with suppress(OSError):
            new.unlink()


def _tidy_up(path: Path, new: Path) -> None:
    """Removes what programs that were killed while saving have left behind."""
    with suppress(OSError):
        long_ago = new.stat().st_mtime - _ABANDONED_S
        for sibling in path.parent.iterdir():
            ours = sibling.name.startswith(_prefix(path)) and sibling.suffix == _TEMPORARY
            if ours and sibling.stat().st_mtime < long_ago:
                sibling.unlink()


def _prefix(path: Path) -> str:
    return f".{path.name[:40]}."


def _flush_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, on systems where folders can be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


Identity = tuple[int, int]


def identity(path: Path) -> Identity | None:
    """Which file is there, however it is named; None where there is none that can be told."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def set_aside(path: Path, today: date) -> Path:
    """Renames a damaged file to a new sibling such as ``settings.damaged-2026-03-01.json``.

    Returns the new path; nothing is ever overwritten. Raises UserError when it cannot be renamed.
    """
    try:
        target = new_sibling(path, f"damaged-{today.isoformat()}")
        try:
            path.replace(target)
        except BaseException:
            target.unlink()
            raise
    except OSError as error:
        raise UserError(
            f"{path} cannot be used, and could not be moved aside: {in_words(error)}. "
            "It is left as it is."
        ) from error
    return target


def new_sibling(path: Path, label: str) -> Path:
    """Makes an empty file beside ``path`` with the label in its name, numbered where taken.

    Making it is what keeps two programs from choosing the same name. Raises OSError.
    """
    number = 1
    while True:
        suffix = f"-{number}" if number > 1 else ""
        target = path.with_name(f"{path.stem}.{label}{suffix}{path.suffix}")
        try:
            target.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return target
