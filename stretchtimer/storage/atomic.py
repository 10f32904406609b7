"""Writing whole files or none: a temporary sibling, flushed to the disk, then put in place."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.os_words import in_words


def write_text(path: Path, text: str) -> None:
    """Replaces the file by ``text`` in UTF-8; see ``write_bytes``."""
    write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> None:
    """Replaces the file by ``data``, or leaves it as it was; makes its folder where needed.

    A link stays a link: what it points at is replaced. An existing file keeps its permissions,
    a new one is for its owner alone. Raises UserError when it cannot be written.
    """
    try:
        path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise UserError(
            f"{path} could not be saved: {in_words(error)}. What was there before is unchanged."
        ) from error


def _replace(path: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            Path(name).chmod(stat.S_IMODE(path.stat().st_mode))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise
    _flush_folder(path.parent)


def _flush_folder(folder: Path) -> None:
    """Makes the new name last through a power cut, on systems where folders can be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


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
            f"{path} is damaged and could not be moved aside: {in_words(error)}. "
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
