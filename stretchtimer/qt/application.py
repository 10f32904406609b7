"""Makes the one QApplication, as quick and as quiet as it can be."""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from stretchtimer import __version__
from stretchtimer.services.system.desktop_bus import give_up_silent_bus


def make_application() -> QApplication:
    """Makes the application with its names; whoever calls keeps it."""
    give_up_silent_bus(os.environ)
    paint_in_one_thread()
    before = qInstallMessageHandler(_on_message)
    # ``setStyle`` gives the style back, and with it come all its 566 names.
    application = QApplication(["stretchtimer", "-style", "Fusion"])
    qInstallMessageHandler(before)
    application.setApplicationName("stretchtimer")
    application.setApplicationDisplayName("Stretch Timer")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("stretchtimer")
    return application


def paint_in_one_thread() -> None:
    """Has Qt paint without threads of its own, where it can; to be called before it starts.

    It would share every larger fill out among them, and waking them takes longer than the fill.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def _on_message(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Passes on what Qt says at its start, but that it reads a locale such as C as UTF-8."""
    if not words.startswith("Detected locale"):
        print(words, file=sys.stderr)
