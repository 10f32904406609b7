"""The program with its window, which says by which platform it was painted, and ends.

    python -m tests.desktop.painted_program ARGUMENT...

It takes the arguments of ``stretchtimer``.
"""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from stretchtimer import app as program
from stretchtimer.app import App
from stretchtimer.cli import main


class Painted(program.WindowRun):
    """A run that ends when all is there."""

    def finish(self, app: App) -> None:
        super().finish(app)
        print(f"painted by {QGuiApplication.platformName()}", flush=True)
        app.quit()


if __name__ == "__main__":
    program.WindowRun = Painted  # type: ignore[misc]
    sys.exit(main())
