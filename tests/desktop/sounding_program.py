"""The program with its window in a session, which says what its window says of the sound.

    python -m tests.desktop.sounding_program PROFILE ROUTINE

Each line on its standard output is one JSON object, as often as the sound of the window changes;
it ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer import app as program
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.ui.main_window import MainWindow


class Emitted(program.WindowRun):
    """A run that tells."""

    def build(self, window: MainWindow) -> None:
        super().build(window)
        told: dict[str, object] = {}

        def notify() -> None:
            nonlocal told
            sound, is_in_session = window.news.sound, window.is_in_session
            now: dict[str, object] = {
                "in_session": is_in_session,
                "output": sound.output if sound else "",
                "problem": window.home.sound.accessibleDescription(),
                "home": window.home.sound.text(),
                "is_silent": is_in_session and window.session.left.text().startswith("No sound"),
            }
            if now != told:
                told = now
                print(json.dumps(now), flush=True)

        def on_activated() -> None:
            if not os.read(sys.stdin.fileno(), 1):
                self.notifier.setEnabled(False)
                # Nobody is there to be asked whether the session may end.
                QApplication.exit()

        self.looking = QTimer(interval=50)
        self.looking.timeout.connect(notify)
        self.looking.start()
        self.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.notifier.activated.connect(on_activated)


if __name__ == "__main__":
    program.WindowRun = Emitted  # type: ignore[misc]
    profile, routine = sys.argv[1:]
    sys.exit(program.run_window(StartRequest(Path(profile), routine, at_once=True)))
