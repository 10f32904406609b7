"""The program with its window, which says on its standard output what its look has become.

    python -m tests.desktop.wishing_program PROFILE

The first line says whether D-Bus was loaded when the home page was first seen. A line on its
standard input is the person coming back from another program; it ends with its input.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, Qt
from PySide6.QtWidgets import QApplication

from stretchtimer import app as program
from stretchtimer.app import App
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.ui.main_window import MainWindow


def notify(**what: bool) -> None:
    print(json.dumps(what), flush=True)


class Emitted(program.WindowRun):
    """A run that tells."""

    def first_window(self) -> MainWindow:
        window = super().first_window()
        window.page_painted.connect(lambda: notify(loaded="PySide6.QtDBus" in sys.modules))
        return window

    def finish(self, app: App) -> None:
        super().finish(app)
        appearance = app.appearance
        qt_app = QApplication.instance()
        assert isinstance(qt_app, QApplication)
        comes_back, ends = qt_app.applicationStateChanged, qt_app.exit

        def on_look_changed() -> None:
            notify(
                less_motion=appearance.less_motion, more_contrast=appearance.theme.is_high_contrast
            )

        def on_activated() -> None:
            if os.read(sys.stdin.fileno(), 1):
                comes_back.emit(Qt.ApplicationState.ApplicationActive)
            else:
                ends()

        appearance.changed.connect(on_look_changed)
        self.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.notifier.activated.connect(on_activated)
        on_look_changed()


if __name__ == "__main__":
    program.WindowRun = Emitted  # type: ignore[misc]
    sys.exit(program.run_window(StartRequest(Path(sys.argv[1]), mute=True)))
