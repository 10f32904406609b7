"""Shows the window at once, and builds the program behind it a moment later."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from stretchtimer import __version__
from stretchtimer.engine.errors import UserError
from stretchtimer.services.clock import Clock, SystemClock
from stretchtimer.storage.paths import folders
from stretchtimer.storage.settings import Settings
from stretchtimer.storage.settings_file import SettingsFile
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.theme import theme_for


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
    error: UserError | None = None

    def first_window(self) -> MainWindow:
        """The empty window, in the person's colours; the rest follows its first picture."""
        QApplication.setPalette(QPalette(QColor(self._paper())))
        window = MainWindow()
        window.painted.connect(lambda: QTimer.singleShot(0, self._guarded(self._build, window)))
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

            written = Trace(self.trace) if self.trace else None
            if written:
                self.stack.callback(written.close)
            QTimer.singleShot(0, lambda: window.start(written))

    def _guarded(
        self, build: Callable[[MainWindow], None], window: MainWindow
    ) -> Callable[[], None]:
        """What goes wrong while building ends the program, with its reason kept."""

        def guarded() -> None:
            try:
                build(window)
            except UserError as error:
                self.error = error
                QApplication.exit(1)

        return guarded


def paint_in_one_thread() -> None:
    """Has Qt paint without threads of its own, where it can; to be called before it starts.

    It would share every larger fill out among them, and waking them takes longer than the fill.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def run_window(
    profile: Path | None, routine: str | None, start: bool, mute: bool, trace: Path | None
) -> int:
    """Shows the window until it is closed; returns the exit code.

    Raises UserError when the routine or the trace file cannot be had.
    """
    paint_in_one_thread()
    qt_app = QApplication(["stretchtimer"])
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
