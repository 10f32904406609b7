"""The program with its window for a screen reader to read: it says when all is there.

    python -m tests.desktop.reading_program ARGUMENT...

It takes the arguments of ``stretchtimer``, and ends with its standard input.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QSocketNotifier, QTimer

from stretchtimer import app as program
from stretchtimer.app import App
from stretchtimer.cli import main


class Read(program.WindowRun):
    """A run that tells, and ends when nobody reads any more."""

    def finish(self, app: App) -> None:
        super().finish(app)
        self.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.notifier.activated.connect(app.quit)
        # Without a window manager nobody else does.
        app.window.activateWindow()
        QTimer.singleShot(0, lambda: print("all is there", flush=True))


if __name__ == "__main__":
    program.WindowRun = Read  # type: ignore[misc]
    sys.exit(main())
