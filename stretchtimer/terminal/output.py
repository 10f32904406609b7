"""Lines on standard output and standard error, with what becomes of a command without them.

An output that cannot be written ends a command as it ends other tools: one sentence and exit code
1 where it is full or closed; where its reader has seen enough (``| head``), not a word and 141,
which is how a shell calls an end by SIGPIPE, so that ``set -o pipefail`` treats us as the rest.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from typing import TextIO

from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.printable import printable
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.faults import Reason, reason_of

READER_GONE = 141


class OutputError(Exception):
    """Nothing can be written to a stream any more; ``sentence`` is empty where nobody minds."""

    def __init__(self, error: OSError | ValueError) -> None:
        super().__init__(str(error))
        self.is_reader_gone = isinstance(error, BrokenPipeError)
        words = tr("The output could not be written: {reason}.")
        reason = sentence(_why(error))
        self.sentence = "" if self.is_reader_gone else words.format(reason=reason)


def print_lines(*lines: str, stream: TextIO | None = None) -> None:
    """Writes each text as one line, to standard output by default; raises OutputError."""
    write("".join(f"{printable(line)}\n" for line in lines), stream or sys.stdout)


def tell_aside(*lines: str) -> None:
    """Writes each text as one line to standard error; whether anybody can read it or not."""
    with suppress(OutputError):
        print_lines(*lines, stream=sys.stderr)


def write(text: str, stream: TextIO) -> None:
    """Writes our own text as it is; raises OutputError."""
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError) as error:
        raise OutputError(error) from error


def open_streams() -> None:
    """Makes the three standard streams usable, also where some of them were closed.

    In the place of a closed one stands one that leads nowhere: else the next file that is opened
    would have its number, and get what others write there. To a closed output nothing can be
    written, as the sender of it should hear.
    """
    for number in range(3):
        with suppress(OSError):
            if not _is_open(number):
                way = os.O_RDONLY if number == 1 else os.O_RDWR
                os.set_inheritable(os.open(os.devnull, way), True)
    if sys.stdout is None:
        sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character shows another one; it must not end a session.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(errors="replace")


def give_up(stream: TextIO) -> None:
    """Has the stream not complain at the very end about what it still holds."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _is_open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def _why(error: OSError | ValueError) -> Notice:
    if isinstance(error, ValueError) or error.errno == errno.EBADF:
        return Notice(Reason.CLOSED)
    return reason_of(error)
