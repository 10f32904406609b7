"""Reading a file that may be anything: too large, a pipe, a folder, gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.faults import FileFault, Reason, reason_of

KIB = 1024

# A pipe without a writer must not hang, a terminal must not be taken over, no byte be translated.
READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class ReadError(UserError):
    """A file could not be read; ``reason`` says why.

    ``too_large`` tells that nothing but its size was in the way.
    """

    def __init__(
        self, path: Path, reason: Notice, *, missing: bool = False, too_large: bool = False
    ) -> None:
        super().__init__(FileFault.NOT_READ, path=path, reason=reason)
        self.reason = reason
        self.missing = missing
        self.too_large = too_large


def read_bytes(path: Path, most: int) -> bytes:
    """The contents of an ordinary file of at most ``most`` bytes; raises ReadError."""
    try:
        handle = os.open(path, READ_FLAGS)
        try:
            data = _read_ordinary(path, handle, most)
        finally:
            os.close(handle)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError)
        raise ReadError(path, reason_of(error), missing=missing) from error
    except ValueError as error:
        raise ReadError(path, Notice(Reason.NAME_NOT_ALLOWED)) from error
    return data


def _read_ordinary(path: Path, handle: int, most: int) -> bytes:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(path, Notice(Reason.FOLDER))
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(path, Notice(Reason.NOT_ORDINARY))
    # Some files of the system claim to be empty, and others grow while being read.
    data = b"" if status.st_size > most else _read(handle, most + 1)
    if status.st_size > most or len(data) > most:
        raise ReadError(path, Notice(Reason.TOO_LARGE, kib=most // KIB), too_large=True)
    return data


def _read(handle: int, most: int) -> bytes:
    """Up to ``most`` bytes, however many at a time the system gives."""
    data = b""
    while len(data) < most and (part := os.read(handle, most - len(data))):
        data += part
    return data
