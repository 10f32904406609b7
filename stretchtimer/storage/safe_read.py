"""Reading a file that may be anything: too large, a pipe, a folder, gone."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.os_error_text import in_words

KIB = 1024

# A pipe without a writer must not hang, a terminal must not be taken over, no byte be translated.
READ_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)


class ReadError(UserError):
    """A file could not be read; ``reason`` is a clause such as ``it is not there``.

    ``too_large`` tells that nothing but its size was in the way.
    """

    def __init__(
        self, path: Path, reason: str, *, missing: bool = False, too_large: bool = False
    ) -> None:
        super().__init__(f"{path} could not be read: {reason}.")
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
        raise ReadError(path, in_words(error), missing=missing) from error
    except ValueError as error:
        raise ReadError(path, "its name is not allowed") from error
    return data


def _read_ordinary(path: Path, handle: int, most: int) -> bytes:
    status = os.fstat(handle)
    if stat.S_ISDIR(status.st_mode):
        raise ReadError(path, "it is a folder, not a file")
    if not stat.S_ISREG(status.st_mode):
        raise ReadError(path, "it is not an ordinary file")
    # Some files of the system claim to be empty, and others grow while being read.
    data = b"" if status.st_size > most else _read(handle, most + 1)
    if status.st_size > most or len(data) > most:
        raise ReadError(path, f"it is larger than {most // KIB} KiB", too_large=True)
    return data


def _read(handle: int, most: int) -> bytes:
    """Up to ``most`` bytes, however many at a time the system gives."""
    data = b""
    while len(data) < most and (part := os.read(handle, most - len(data))):
        data += part
    return data
