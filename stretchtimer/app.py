"""One start of the window, and the whole program behind it, built once and wired together.

First comes the empty window, in the person's colours; then the home page with all that is seen of
it; then the rest. What is imported within a function here is not needed before that moment, and
would only put it off: the names in ``Qt``, the home page, and what a session needs of the engine,
of sound, log and voice.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.application import make_application
from stretchtimer.services.person.choices import stored_theme
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.language import speak_first_of
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.assets import asset_folder, figure_sources, translations
from stretchtimer.storage.kept_pictures import KeptPictures
from stretchtimer.storage.paths import folders
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.theme.palettes import theme_for

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

    from PySide6.QtCore import SignalInstance

    from stretchtimer.engine.errors import UserError
    from stretchtimer.figure.pose import Pose
    from stretchtimer.qt.machine import Machine
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.record.journal import Journal
    from stretchtimer.services.session.control import SessionControl, Watcher
    from stretchtimer.services.session.start_request import StartRequest
    from stretchtimer.services.voice.routine_voice import RoutineVoice

_LATEST_MS = 1_000
"""When what comes after a picture is done, where nobody has seen that picture yet."""
_MIDDLE = 128
"""Darker backgrounds are those of a dark scheme."""


class App:
    """The whole program behind one window, which may be on the screen already, still empty.

    It owns what a session is led by, and hands it to the window. ``close`` ends it tidily.
    """

    def __init__(self, request: StartRequest, machine: Machine, window: MainWindow) -> None:
        from PySide6.QtCore import QLocale

        from stretchtimer.qt.language import set_language
        from stretchtimer.qt.session_bridge import SessionBridge
        from stretchtimer.services.audio.clip_library import bundled_clips
        from stretchtimer.services.person.profile import Profile
        from stretchtimer.services.voice.open_routine_voice import OpenRoutineVoice
        from stretchtimer.ui.figure.kept_stills import KeptStills
        from stretchtimer.ui.figure.pictures import Pictures
        from stretchtimer.ui.screen_news import ScreenNews
        from stretchtimer.ui.theme.appearance import Appearance
        from stretchtimer.ui.widgets.spoken_roles import tell_roles

        tell_roles()
        self._request = request
        self._machine = machine
        self._told_early: list[str] | None = []
        self.window = window
        self.profile = Profile(
            folders(request.profile),
            machine.clock,
            lambda notice: machine.hand_over(lambda: self.notify(sentence(notice))),
            machine.writer,
        )
        kept = KeptStills(
            KeptPictures(self.profile.folders.stills, figure_sources()), self.profile.writer
        )
        self.preferences = self.profile.preferences
        self._clips = bundled_clips()
        self.router = machine.router(self.preferences, self._clips.files)
        self.session = SessionBridge(self._make_control)
        qt_app = QApplication.instance()
        assert isinstance(qt_app, QApplication)
        set_language(qt_app, speak_first_of(QLocale().uiLanguages(), translations()))
        self.appearance = Appearance(asset_folder("icons"), self.preferences, machine.hints)
        self.pictures = Pictures(self.appearance, _read_poses, kept)
        window.build(
            self.appearance,
            self.profile,
            self.session,
            self.pictures,
            devices=self.router.devices,
            sound_check=lambda: self.sound_check,
            journal=lambda: self.journal,
            deliver=machine.hand_over,
        )
        self._screen = ScreenNews(
            lambda failed: machine.keep_awake(lambda: machine.hand_over(failed)),
            self.preferences,
            window,
        )
        self.router.on_status_changed(window.news.tell_sound)
        self._voice = OpenRoutineVoice(
            self.preferences,
            self.router,
            self._new_voice,
            show=window.news.tell_voice,
            spoken=self._on_words_spoken,
        )
        self.preferences.observe(("output", "muted"), self._on_sound_setting_changed)
        window.routine_shown.connect(lambda shown: self._voice.open(shown.original))
        window.words_wanted.connect(self._voice.open)
        window.home.copy_wanted.connect(self._on_copy_wanted)
        expect = partial(self.pictures.expect, self.preferences)
        window.routine_shown.connect(expect)
        window.home_shown.connect(expect)
        qt_app.commitDataRequest.connect(self.prepare_for_log_out)
        if request.mute:
            self.preferences.override(muted=True)
            window.first.skip_sound_check()

    @cached_property
    def journal(self) -> Journal:
        """The way to the record for the pages; made when it is first asked."""
        return self.profile.journal(self._machine.hand_over)

    @cached_property
    def sound_check(self) -> SoundCheckRunner:
        """What plays a cue to try whether it is heard; made when it is first to do so."""
        from stretchtimer.qt.sound_check_runner import SoundCheckRunner

        script = self.profile.scripts.usual()
        sentence = self._clips.clip_of(script.sound_check, script)
        return SoundCheckRunner(
            self.router, self._machine.clock, lambda: self.session.is_running, sentence
        )

    def notify(self, words: str) -> None:
        """Shows one sentence in the window, also one that came before there was a page."""
        if self._told_early is None:
            self.window.notify(words)
        else:
            self._told_early.append(words)

    def open(self) -> None:
        """Shows the window with a routine: that of the request, or the last.

        Raises UserError when that of the request cannot be had.
        """
        wanted = self._request.routine
        chosen = self.profile.find(wanted) if wanted else self.profile.last_routine()
        self.window.show_routine(self.profile.personal(chosen))
        told, self._told_early = self._told_early or [], None
        for words in (*map(sentence, self.profile.warnings), *told):
            self.window.notify(words)
        self.window.show_as_before()

    def open_sound(self) -> None:
        """Takes a moment, so the pictures come before."""
        self.router.open()
        self.window.news.tell_sound(self.router.status())
        self._voice.prepare()
        self._screen.try_once()

    def serve_keys(self) -> None:
        """Shows where the focus is, and has a held key act once; the window is shown already."""
        from stretchtimer.qt.held_keys import HeldKeys
        from stretchtimer.ui.widgets.focus_ring import FocusRing

        # A window that nobody has seen yet has no handle.
        self.window.winId()
        HeldKeys(self.window.windowHandle(), self._machine.clock.monotonic_ms)
        self.focus_ring = FocusRing(self.appearance, self.window)

    def trace(self) -> None:
        """Has the next session traced, where that was asked for; raises UserError if it cannot."""
        if self._request.trace:
            from stretchtimer.services.session.trace import Trace

            self.session.control.trace_next(Trace(self._request.trace, self.profile.writer))

    def quit(self) -> None:
        """Ends the session, if there is one, and closes: what was held is kept."""
        self.end_session()
        is_seen = self.window.isVisible()
        self.window.close()
        if not is_seen:
            # A window that was never shown does not take the program with it.
            QCoreApplication.exit()

    def prepare_for_log_out(self, _manager: object = None) -> None:
        """Ends the session and saves everything; the window stays, if the log-out is called off."""
        self.end_session()
        self.profile.writer.hurry()

    def end_session(self) -> None:
        """Ends the session, if there is one."""
        if self.session.is_running:
            self.session.control.end()

    def close(self) -> None:
        """Gives everything back; the sound of the end is heard to its end."""
        self._screen.close()
        self._voice.close()
        self.router.close(let_finish=True)
        self.appearance.close()
        for notice in self.profile.close():
            # The window is gone.
            print(sentence(notice), file=sys.stderr)

    def _make_control(self, watcher: Watcher) -> SessionControl:
        from stretchtimer.services.audio.sound_switch import SettingSwitch
        from stretchtimer.services.session.control import SessionControl

        return SessionControl(
            self._machine.clock,
            self.preferences,
            self.profile.recorder().follow,
            out=self.router,
            keep_awake=self._screen.keep_awake(),
            clips=self._clips,
            scripts=self.profile.scripts,
            sound=SettingSwitch(self.preferences),
            can_speak=self.router.can_speak,
            watcher=watcher,
        )

    def _new_voice(self) -> RoutineVoice:
        from stretchtimer.services.voice.routine_voice import RoutineVoice

        own = self._machine.voice_renderer(self.profile.folders.voice)
        return RoutineVoice(self._clips, own, self.profile.scripts, self.router.can_speak)

    def _on_copy_wanted(self, name: str) -> None:
        def made(copy: str | UserError) -> None:
            self._machine.hand_over(lambda: self.window.show_copy(copy))

        self.profile.copy_routine(self.window.routine_id, name, made)

    def _on_words_spoken(self) -> None:
        if self.session.is_running:
            self.session.control.take_clips()

    def _on_sound_setting_changed(self) -> None:
        if self.router.is_open:
            self.window.news.tell_sound(self.router.status())


def _read_poses() -> Mapping[str, Pose]:
    from stretchtimer.storage.routines.poses import Poses

    return Poses(asset_folder("poses"))


class WindowRun:
    """One run of the window, from the empty one to its end.

    What goes wrong before all is there ends it, and is kept in ``error``.
    """

    def __init__(self, request: StartRequest) -> None:
        self.request = request
        self.stack = ExitStack()
        self.error: BaseException | None = None

    def first_window(self) -> MainWindow:
        """The empty window, in the person's colours; the rest follows its first picture."""
        before = sys.excepthook
        self.stack.callback(lambda: setattr(sys, "excepthook", before))
        # Else Qt would go on with half a window after a fault in anything that it calls.
        sys.excepthook = self._on_fault
        palette = QApplication.palette()
        palette.setColor(QPalette.ColorRole.Window, self._paper(palette))
        QApplication.setPalette(palette)
        window = MainWindow()
        self._after(window.painted, lambda: self.build(window))
        return window

    def build(self, window: MainWindow) -> None:
        """Builds the home page and all that is seen of it."""
        from stretchtimer.qt.machine import RealMachine

        app = App(self.request, RealMachine(), window)
        self.stack.callback(app.close)
        app.open()
        app.pictures.draw()
        self._after(window.page_painted, lambda: self.finish(app))

    def finish(self, app: App) -> None:
        """What is not seen, one thing after the other."""
        from stretchtimer.qt.crash import log_into, report_faults
        from stretchtimer.qt.signals import EndingSignals

        gc.collect()
        gc.freeze()
        gc.enable()
        app.serve_keys()
        app.trace()
        report_faults(log_into(app.profile.folders.cache), app.notify)
        self.stack.callback(EndingSignals(app.quit).close)
        QTimer.singleShot(0, app.appearance.show_program_icon)
        QTimer.singleShot(0, app.appearance.follow_system)
        QTimer.singleShot(0, app.open_sound)
        # Made only then.
        QTimer.singleShot(0, lambda: app.window.other_days.look())  # noqa: PLW0108
        if self.request.file:
            QTimer.singleShot(0, lambda: app.window.file_dropped.emit(self.request.file))
        if self.request.at_once:
            QTimer.singleShot(0, lambda: self._start(app))

    def fail(self, error: BaseException) -> None:
        """Ends the program for that reason."""
        self.error = self.error or error
        QApplication.exit(1)

    def _start(self, app: App) -> None:
        try:
            app.window.start()
        except Exception as error:
            if app.session.is_running:
                # It is told in the window; time goes on.
                raise
            self.fail(error)

    def _paper(self, system: QPalette) -> QColor:
        """The background of the theme that the whole window will have in a moment."""
        # The system's scheme by its name, and a palette made of a colour, need the names in ``Qt``.
        dark = system.color(QPalette.ColorRole.Window).lightness() < _MIDDLE
        path, clock = folders(self.request.profile).settings, SystemClock()
        theme = stored_theme(path, lambda: clock.local_now().date())
        return QColor(theme_for(theme, dark, system_contrast=False).bg)

    def _after(self, painted: SignalInstance, do: Callable[[], None]) -> None:
        """Does something once that painting has ended, and at the latest after a while."""
        is_begun = False

        def begin() -> None:
            nonlocal is_begun
            if is_begun or self.error:
                return
            is_begun = True
            try:
                do()
            except BaseException as error:  # noqa: BLE001 - Qt would go on with half a window
                self.fail(error)

        painted.connect(lambda: QTimer.singleShot(0, begin))
        # A window that begins minimised, or behind others, may not be painted for long.
        QTimer.singleShot(_LATEST_MS, begin)

    def _on_fault(
        self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None
    ) -> None:
        self.fail(error)


def run_window(request: StartRequest) -> int:
    """Shows the window until it is closed; returns the exit code.

    Raises UserError when the routine or the trace file cannot be had, and whatever else went
    wrong before all was there.
    """
    qt_app = make_application()
    run = WindowRun(request)
    with run.stack:
        # What is made until the page stands, stays: to look through it for what does not takes a
        # fifteenth of the time, and the same again later, in the midst of a session.
        gc.disable()
        run.stack.callback(gc.enable)
        window = run.first_window()
        window.show()
        code = 1 if run.error else qt_app.exec()
        window.hide()
    if run.error:
        raise run.error
    return code
