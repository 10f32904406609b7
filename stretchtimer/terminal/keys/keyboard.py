"""The keys of this machine."""

from __future__ import annotations

import importlib
import sys
from typing import TextIO

from stretchtimer.terminal.keys.keys import Keys


def open_keys(stdin: TextIO | None) -> Keys:
    """Keys from ``stdin`` where that is a terminal, else a source that gives none."""
    if sys.platform == "win32":
        from stretchtimer.terminal.keys.windows_keys import WindowsKeys

        is_console = stdin is not None and stdin.isatty()
        return WindowsKeys(importlib.import_module("msvcrt") if is_console else None)
    from stretchtimer.terminal.keys.unix_keys import UnixKeys

    return UnixKeys(_descriptor(stdin))


def _descriptor(stdin: TextIO | None) -> int | None:
    try:
        return stdin.fileno() if stdin is not None else None
    except (OSError, ValueError):  # a stream that is closed, or is no file
        return None
