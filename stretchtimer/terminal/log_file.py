"""The log of the terminal commands: a small file in the cache folder, never the screen."""

from __future__ import annotations

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from stretchtimer.services.printable import LogLines

NAME = "terminal.log"
MAX_BYTES = 256 * 1024


def log_to(folder: Path) -> Path | None:
    """Sends warnings and worse to a file there; None, and no log, where it cannot be written."""
    path = folder / NAME
    # What a full disk does not take is lost; Python would print a trace for each line of it.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.setLevel(logging.WARNING)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_fifo():
            raise OSError("a pipe would be waited for until somebody reads it")
        handler = RotatingFileHandler(path, maxBytes=MAX_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        # Without any handler the messages would be written over the session on the screen.
        root.addHandler(logging.NullHandler())
        return None
    handler.setFormatter(LogLines())
    root.addHandler(handler)
    return path
