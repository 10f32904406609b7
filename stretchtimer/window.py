"""Shows the window at once, and builds the program behind it a moment later."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from stretchtimer import __version__
from stretchtimer.services.clock import Clock, SystemClock
from stretchtimer.services.session_bus import give_up_silent_bus
from stretchtimer.storage.paths import folders
from stretchtimer.storage.settings import Settings
from stretchtimer.storage.settings_file import SettingsFile
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.theme import theme_for

_LATEST_MS = 1_000
"""When what is in the window is built, where nobody has seen it yet."""


@dataclass
class WindowRun:
    """One run of the window: what was asked for, and how it ended."""

    profile: Path | None
    routine: str | None
    start: bool
    mute: bool
    trace: Path | None
    clock: Clock = field(default_factory=SystemClock)
    stack: ExitStack = field(default_factory=ExitStack)
    error: BaseException | None = None
    is_begun: bool = False

    def first_window(self) -> MainWindow:
        """The empty window, in the person's colours; the rest follows its first picture."""
        QApplication.setPalette(QPalette(QColor(self._paper())))
        window = MainWindow()
        build = self._guarded(self._build, window)
        window.painted.connect(lambda: QTimer.singleShot(0, build))
        # One that begins minimised, or behind others, may not be painted for long.
        QTimer.singleShot(_LATEST_MS, build)
        return window

    def _paper(self) -> str:
        """The background of the theme that the whole window will have in a moment."""
        settings = self._settings()
        dark = QApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return theme_for(settings.theme, dark, system_contrast=False).bg

    def _settings(self) -> Settings:
        path = folders(self.profile).settings
        return SettingsFile(path, lambda: self.clock.local_now().date()).load().settings

    def _build(self, window: MainWindow) -> None:
        from stretchtimer.app import App, real_keep_awake, real_speaker
        from stretchtimer.qt.crash import log_to, report_faults
        from stretchtimer.qt.signals import EndingSignals

        app = App(self.profile, self.clock, real_keep_awake, real_speaker, window)
        self.stack.callback(app.close)
        report_faults(log_to(app.profile.folders.cache), app.tell)
        self.stack.callback(EndingSignals(app.quit).close)
        if self.mute:
            app.preferences.change_for_now(muted=True)
            window.skip_hearing()
        app.open(self.routine)
        QTimer.singleShot(0, app.pictures.draw)
        QTimer.singleShot(0, app.look.follow_system)
        QTimer.singleShot(0, app.open_sound)
        if self.start:
            from stretchtimer.services.trace import Trace

            written = Trace(self.trace, app.profile.writer) if self.trace else None
            QTimer.singleShot(0, lambda: window.start(written))

    def _guarded(
        self, build: Callable[[MainWindow], None], window: MainWindow
    ) -> Callable[[], None]:
        """Builds once; what goes wrong with it ends the program, with its reason kept."""

        def guarded() -> None:
            if self.is_begun:
                return
            self.is_begun = True
            try:
                build(window)
            except BaseException as error:  # noqa: BLE001 - Qt would go on with an empty window
                self.error = error
                QApplication.exit(1)

        return guarded


def _on_message(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Passes on what Qt says at its start, but that it reads a locale such as C as UTF-8."""
    if not words.startswith("Detected locale"):
        print(words, file=sys.stderr)


def run_window(
    profile: Path | None, routine: str | None, start: bool, mute: bool, trace: Path | None
) -> int:
    """Shows the window until it is closed; returns the exit code.

    Raises UserError when the routine or the trace file cannot be had, and whatever else went
    wrong while it was built.
    """
    give_up_silent_bus(os.environ)
    before = qInstallMessageHandler(_on_message)
    qt_app = QApplication(["stretchtimer"])
    qInstallMessageHandler(before)
    qt_app.setApplicationName("stretchtimer")
    qt_app.setApplicationDisplayName("Stretch Timer")
    qt_app.setApplicationVersion(__version__)
    qt_app.setDesktopFileName("stretchtimer")
    run = WindowRun(profile, routine, start, mute, trace)
    with run.stack:
        window = run.first_window()
        window.show()
        code = qt_app.exec()
        window.hide()
    if run.error:
        raise run.error
    return code
