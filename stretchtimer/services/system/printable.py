"""Foreign text made fit for one line of a terminal or a log: nothing in it is obeyed.

A name may hold a line break, with which it forges a line, or codes that clear the screen, retitle
the window or turn the text around. They are shown as escapes, such as ``\\x1b``.
"""

from __future__ import annotations

import logging
from types import TracebackType
from typing import TypeAlias

_JOINERS = "\u200c\u200d"
"""Invisible, but letters and pictures are put together with them, and they turn nothing around."""

_Fault: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


def printable(text: str) -> str:
    """The text on one line, with all that is no character of its own as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c in _JOINERS else _escape(c) for c in text)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


class LogLines(logging.Formatter):
    """One line for each message, and those of a trace below it, whatever they are about."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        record.message = printable(record.message)
        return super().formatMessage(record)

    def formatException(self, ei: _Fault) -> str:  # noqa: N802
        return "\n".join(map(printable, super().formatException(ei).split("\n")))
