"""Files that grow line by line, opened and written without ever waiting for anybody.

What stands in the place of such a file may be anything: a pipe that nobody reads would keep the
program waiting, and a folder or a full disk must not end it.
"""

from __future__ import annotations

import errno
import logging
import os
import stat
from pathlib import Path
from typing import TextIO, cast

from stretchtimer.storage.faults import NameNotAllowedError

_FLAGS = (
    os.O_WRONLY
    | os.O_CREAT
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
_LOG_BYTES = 512 * 1024


def open_lines(path: Path) -> int:
    """A handle to a file that begins anew, or to a pipe or device that takes what is written.

    Raises OSError, at once where it would have to wait.
    """
    try:
        return os.open(path, _FLAGS | os.O_TRUNC, 0o666)
    except ValueError as error:
        raise NameNotAllowedError from error


class LogFile(logging.FileHandler):
    """Keeps warnings and worse in an ordinary file, which is begun afresh before it gets large.

    Raises OSError where there can be no such file. A line that cannot be written later on is lost
    without a word: there is nowhere left to say so. Python's own handler of this kind would load
    almost a MB of what sends lines to other machines.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(path, encoding="utf-8")
        form = "%(asctime)s %(levelname)s %(name)s: %(message)s"
        self.setFormatter(logging.Formatter(form))
        self.setLevel(logging.WARNING)

    # The names are those of the base class.
    def _open(self) -> TextIO:  # type: ignore[override]
        handle = os.open(self.baseFilename, _FLAGS | os.O_APPEND, 0o666)
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            os.close(handle)
            raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        return cast("TextIO", os.fdopen(handle, "a", encoding=self.encoding))

    def emit(self, record: logging.LogRecord) -> None:
        try:
            if self.stream and self.stream.tell() + len(self.format(record)) >= _LOG_BYTES:
                self.stream.close()
                self._put_aside()
            super().emit(record)
        except Exception:  # noqa: BLE001 - whatever it is, the program goes on
            self.handleError(record)

    def _put_aside(self) -> None:
        """Keeps what was written so far under another name; the next line begins the file."""
        self.stream = None
        os.replace(self.baseFilename, f"{self.baseFilename}.1")  # noqa: PTH105 - no path at hand

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """Keeps the trace of it off the screen, where a session is shown."""
