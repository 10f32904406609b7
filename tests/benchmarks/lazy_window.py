"""The program, whose interface sleeps for most of the time.

    python -m tests.benchmarks.lazy_window PROFILE TRACE

It sleeps 20 of each 33 ms, and stands still for 300 ms every 3 s.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from stretchtimer import app as program
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.ui.main_window import MainWindow
from tests.desktop.stream_program import be_lazy


class Lazy(program.WindowRun):
    """A run with an interface that is hardly ever there."""

    def build(self, window: MainWindow) -> None:
        super().build(window)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.lazy = be_lazy(application)


if __name__ == "__main__":
    program.WindowRun = Lazy  # type: ignore[misc]
    profile, trace = map(Path, sys.argv[1:])
    sys.exit(program.run_window(StartRequest(profile, "post-walk", at_once=True, trace=trace)))
