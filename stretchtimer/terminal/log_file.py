"""The log of faults in the terminal: a small file in the cache folder, never the screen.

What a person held is no fault: that is kept by ``services/session/recorder.py``.
"""

from __future__ import annotations

import logging
from pathlib import Path

from stretchtimer.services.system.printable import LogLines
from stretchtimer.storage.line_file import LogFile

NAME = "terminal.log"


def log_into(folder: Path) -> Path | None:
    """Sends warnings and worse to a file there; None, and no log, where it cannot be written."""
    path = folder / NAME
    # What a full disk does not take is lost; Python would print a trace for each line of it.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = LogFile(path)
    except OSError:
        # Without any handler the messages would be written over the session on the screen.
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(LogLines())
    root.addHandler(handler)
    return path
