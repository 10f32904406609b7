"""Shows the window at once, and builds the program behind it a moment later."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from stretchtimer import __version__
from stretchtimer.qt.source_reading import spare_source_reading
from stretchtimer.services.system.clock import Clock, SystemClock
from stretchtimer.services.system.session_bus import give_up_silent_bus
from stretchtimer.storage.paths import folders
from stretchtimer.storage.settings import Settings
from stretchtimer.storage.settings_file import SettingsFile
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.theme.theme import theme_for

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from stretchtimer.app import App

_LATEST_MS = 1_000
"""When what comes after a picture is done, where nobody has seen that picture yet."""
_MIDDLE = 128
"""Darker backgrounds are those of a dark scheme."""


@dataclass
class WindowRun:
    """One run of the window: what was asked for, and how it ended.

    First comes the empty window, then the home page with all that is seen of it, then the rest.
    """

    profile: Path | None
    routine: str | None
    start: bool
    mute: bool
    trace: Path | None
    clock: Clock = field(default_factory=SystemClock)
    stack: ExitStack = field(default_factory=ExitStack)
    error: BaseException | None = None

    def first_window(self) -> MainWindow:
        """The empty window, in the person's colours; the rest follows its first picture."""
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Window, self._paper(palette))
        QApplication.setPalette(palette)
        window = MainWindow()
        self._after(window.painted, lambda: self._build(window))
        return window

    def _paper(self, system: QPalette) -> QColor:
        """The background of the theme that the whole window will have in a moment."""
        # The system's scheme by its name, and a palette made of a colour, need the names in ``Qt``.
        dark = system.color(QPalette.ColorRole.Window).lightness() < _MIDDLE
        return QColor(theme_for(self._settings().theme, dark, system_contrast=False).bg)

    def _settings(self) -> Settings:
        path = folders(self.profile).settings
        return SettingsFile(path, lambda: self.clock.local_now().date()).load().settings

    def _build(self, window: MainWindow) -> None:
        from stretchtimer.app import App, real_keep_awake, real_router

        app = App(self.profile, self.clock, real_keep_awake, real_router, window)
        self.stack.callback(app.close)
        if self.mute:
            app.preferences.override(muted=True)
            window.skip_sound_check()
        app.open(self.routine)
        app.pictures.draw()
        self._after(window.page_painted, lambda: self._finish(app))

    def _finish(self, app: App) -> None:
        """What is not seen, one thing after the other."""
        from stretchtimer.qt.crash import log_into, report_faults
        from stretchtimer.qt.signals import EndingSignals

        gc.collect()
        gc.freeze()
        gc.enable()
        report_faults(log_into(app.profile.folders.cache), app.notify)
        self.stack.callback(EndingSignals(app.quit).close)
        QTimer.singleShot(0, app.appearance.follow_system)
        QTimer.singleShot(0, app.open_sound)
        if self.start:
            from stretchtimer.services.session.trace import Trace

            written = Trace(self.trace, app.profile.writer) if self.trace else None
            QTimer.singleShot(0, lambda: app.window.start(written))

    def _after(self, painted: SignalInstance, do: Callable[[], None]) -> None:
        """Does something once that painting has ended, and at the latest after a while.

        What goes wrong with it ends the program, with its reason kept.
        """
        is_begun = False

        def begin() -> None:
            nonlocal is_begun
            if is_begun:
                return
            is_begun = True
            try:
                do()
            except BaseException as error:  # noqa: BLE001 - Qt would go on with half a window
                self.error = error
                QApplication.exit(1)

        painted.connect(lambda: QTimer.singleShot(0, begin))
        # A window that begins minimised, or behind others, may not be painted for long.
        QTimer.singleShot(_LATEST_MS, begin)


def _on_message(_kind: QtMsgType, _where: QMessageLogContext, words: str) -> None:
    """Passes on what Qt says at its start, but that it reads a locale such as C as UTF-8."""
    if not words.startswith("Detected locale"):
        print(words, file=sys.stderr)


def paint_in_one_thread() -> None:
    """Has Qt paint without threads of its own, where it can; to be called before it starts.

    It would share every larger fill out among them, and waking them takes longer than the fill.
    """
    os.environ.setdefault("QT_NO_GUI_THREADPOOL", "1")


def run_window(
    profile: Path | None, routine: str | None, start: bool, mute: bool, trace: Path | None
) -> int:
    """Shows the window until it is closed; returns the exit code.

    Raises UserError when the routine or the trace file cannot be had, and whatever else went
    wrong while it was built.
    """
    spare_source_reading()
    give_up_silent_bus(os.environ)
    paint_in_one_thread()
    before = qInstallMessageHandler(_on_message)
    # ``setStyle`` gives the style back, and with it come all its 566 names.
    qt_app = QApplication(["stretchtimer", "-style", "Fusion"])
    qInstallMessageHandler(before)
    qt_app.setApplicationName("stretchtimer")
    qt_app.setApplicationDisplayName("Stretch Timer")
    qt_app.setApplicationVersion(__version__)
    qt_app.setDesktopFileName("stretchtimer")
    run = WindowRun(profile, routine, start, mute, trace)
    with run.stack:
        # What is made until the page stands, stays: to look through it for what does not takes a
        # fifteenth of the time, and the same again later, in the midst of a session.
        gc.disable()
        run.stack.callback(gc.enable)
        window = run.first_window()
        window.show()
        code = qt_app.exec()
        window.hide()
    if run.error:
        raise run.error
    return code
