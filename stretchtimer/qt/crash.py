"""What happens when the program itself is at fault: it is written down, told once, and goes on."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from stretchtimer import __version__
from stretchtimer.services.system.printable import LogLines
from stretchtimer.services.wording.language import tr
from stretchtimer.storage.line_file import LogFile

log = logging.getLogger("stretchtimer")
LOG_NAME = "stretchtimer.log"


def log_into(folder: Path) -> Path:
    """Writes warnings and faults to a file in ``folder``; returns its path.

    A folder that cannot be written to leaves the log on standard error.
    """
    path = folder / LOG_NAME
    # What a full disk does not take is lost; Python would print a trace for each line of it.
    logging.raiseExceptions = False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = LogFile(path)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(LogLines())
    handler.setLevel(logging.WARNING)
    log.addHandler(handler)
    return path


def report_faults(log_path: Path, notify: Callable[[str], None]) -> None:
    """From now on an uncaught exception is logged, and the first one told; the event loop goes on.

    Those of other threads are only logged: ``notify`` belongs to the thread of the interface.
    """
    versions = f"Stretch Timer {__version__}, Python {sys.version.split()[0]}"
    told = False

    def on_exception(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal told
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("fault in the program (%s)", versions, exc_info=(kind, error, trace))
        if not told:
            told = True
            try:
                words = tr("Something went wrong in the app. The details are in {path}.")
                notify(words.format(path=log_path))
            except Exception:
                log.error("the fault could not be told", exc_info=True)

    def on_thread_exception(fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value and not issubclass(fault.exc_type, SystemExit):
            facts = (fault.exc_type, fault.exc_value, fault.exc_traceback)
            log.error("fault in a thread of the program (%s)", versions, exc_info=facts)

    sys.excepthook = on_exception
    threading.excepthook = on_thread_exception
