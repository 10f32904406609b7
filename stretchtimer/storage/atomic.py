"""Writing whole files or none: a temporary sibling, flushed to the disk, then put in place."""

from __future__ import annotations

import importlib
import os
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.faults import FileFault, reason_of
from stretchtimer.storage.safe_read import READ_FLAGS

_TEMPORARY = ".tmp"
_ABANDONED_S = 3_600
_LOCK_TRIES = 40
_LOCK_WAIT_S = 0.05


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
        with _new_contents(path, [data]) as new:
            kept = set_aside(path, aside) if aside else None
            try:
                new.replace(path)
            except OSError:
                if kept:
                    kept.replace(path)
                    kept = None
                raise
    except OSError as error:
        reason = reason_of(error)
        if kept:
            fault = UserError(FileFault.NOT_SAVED_BUT_KEPT, path=path, reason=reason, kept=kept)
        else:
            fault = UserError(FileFault.NOT_SAVED, path=path, reason=reason)
        raise fault from error
    _flush_folder(path.parent)
    return kept


def write_lines(path: Path, lines: Iterable[str]) -> None:
    """Replaces the file by these lines in UTF-8, however many; see ``write_bytes``."""
    try:
        path = Path(os.path.realpath(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        with _new_contents(path, (f"{line}\n".encode() for line in lines)) as new:
            new.replace(path)
    except OSError as error:
        raise UserError(FileFault.NOT_SAVED, path=path, reason=reason_of(error)) from error
    _flush_folder(path.parent)


@contextmanager
def _new_contents(path: Path, data: Iterable[bytes]) -> Iterator[Path]:
    """A sibling with that data, safe on the disk, which is gone afterwards if it is still there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=_prefix(path), suffix=_TEMPORARY)
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(data)
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
        return _identity(path.stat())
    except OSError:
        return None


def _identity(status: os.stat_result) -> Identity:
    return status.st_dev, status.st_ino


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Keeps our other programs from changing or moving the file meanwhile, if there is one.

    They wait for a while, and so does this one; then it raises UserError.
    """
    handle = _locked(path)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _locked(path: Path) -> int | None:
    """A handle whose closing lets go of the file; None where nothing can be locked."""
    for _ in range(_LOCK_TRIES):
        try:
            handle = os.open(path, READ_FLAGS)
        except OSError:
            return None
        is_ours = lock(handle)
        if is_ours and _identity(os.fstat(handle)) == identity(path):
            return handle
        os.close(handle)
        if is_ours is None:
            return None
        # Another program has it, or has just put another one in its place.
        time.sleep(_LOCK_WAIT_S)
    raise UserError(FileFault.NOT_SAVED_AS_IN_USE, path=path)


def lock(handle: int) -> bool | None:
    """Whether the open file is locked for us now, until it is closed, by whatever means.

    None where the system or the disk knows no locks.
    """
    try:
        fcntl = importlib.import_module("fcntl")
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except (ImportError, OSError):
        return None
    return True


def set_aside(
    path: Path, today: date, companions: Sequence[str] = (), label: str = "damaged"
) -> Path:
    """Renames a file to a new sibling such as ``settings.damaged-2026-03-01.json``.

    What has the same name with one of the endings ``companions`` goes with it, and before it: so
    it cannot be taken for that of a file which another program begins in its place. Returns the
    new path; nothing is ever overwritten. Raises UserError when it cannot be renamed.
    """
    moved: list[tuple[Path, Path]] = []
    try:
        target = new_sibling(path, f"{label}-{today.isoformat()}")
        try:
            for ending in (*companions, ""):
                one, other = (whole.with_name(whole.name + ending) for whole in (path, target))
                if not ending or one.exists():
                    one.replace(other)
                    moved.append((one, other))
        except BaseException:
            target.unlink()
            for one, other in moved:
                other.replace(one)
            raise
    except OSError as error:
        raise UserError(FileFault.NOT_MOVED_ASIDE, path=path, reason=reason_of(error)) from error
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
