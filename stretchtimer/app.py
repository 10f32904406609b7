"""Builds the window and everything behind it, once, and wires it together."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from stretchtimer import __version__
from stretchtimer.qt.crash import log_to, report_faults
from stretchtimer.qt.language import install_translations
from stretchtimer.qt.signals import EndingSignals
from stretchtimer.qt.sound_trial import SoundTrial
from stretchtimer.services.audio_out import AudioOut
from stretchtimer.services.clock import Clock, SystemClock
from stretchtimer.services.keep_awake import KeepAwake, WakepyKeepAwake
from stretchtimer.services.profile import Profile, clip_lengths_ms, clips
from stretchtimer.services.session_crew import SessionCrew
from stretchtimer.services.speaker import Speaker
from stretchtimer.services.trace import Trace
from stretchtimer.storage.assets import asset_folder
from stretchtimer.storage.paths import folders
from stretchtimer.storage.pose_files import read_poses
from stretchtimer.ui.look import Look
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.pictures import Pictures
from stretchtimer.ui.session_director import SessionDirector

_SAVE_AFTER_MS = 500


class App:
    """The whole program behind one window; needs a QApplication. ``close`` ends it tidily."""

    def __init__(
        self,
        profile_folder: Path | None,
        clock: Clock,
        keep_awake: KeepAwake,
        speaker: Speaker | None = None,
    ) -> None:
        self._told: list[str] = []
        where = folders(profile_folder)
        self.profile = Profile(where, clock, self.tell)
        self.preferences = self.profile.preferences
        sounds = clips()
        self.speaker = speaker or Speaker(self.preferences, sounds, _window_out, _player_out)
        self.keep_awake = keep_awake
        crew = SessionCrew(self.profile, self.speaker, keep_awake, clip_lengths_ms(sounds))
        self.look = Look(asset_folder("icons"), self.preferences)
        self.director = SessionDirector(crew)
        pictures = Pictures(self.look, read_poses(asset_folder("poses")))
        self.window = MainWindow(self.look, self.profile, self.director, pictures, self._devices)
        self.trial = SoundTrial(self.speaker)
        self._saving = QTimer()
        self._saving.setSingleShot(True)
        self._saving.setInterval(_SAVE_AFTER_MS)
        self._connect()

    def tell(self, sentence: str) -> None:
        """Shows one sentence in the window, also one that came before there was a window."""
        if hasattr(self, "window"):
            self.window.tell(sentence)
        else:
            self._told.append(sentence)

    def open(self, routine: str | None = None) -> None:
        """Shows the window with a routine: the given one, or the last.

        Raises UserError when the given one cannot be had.
        """
        chosen = self.profile.find(routine) if routine else self.profile.last_routine()
        self.window.show_routine(self.profile.personal(chosen))
        for sentence in (*self.profile.notes, *self._told):
            self.window.tell(sentence)
        self.window.show_as_before()

    def open_sound(self) -> None:
        """Opens the sound output; takes a moment, so the first picture comes before."""
        self.speaker.open()
        self.window.show_sound(self.speaker.status())

    def quit(self) -> None:
        """Ends the session, if there is one, and closes: what was held is kept."""
        self.director.end()
        self.window.close()

    def close(self) -> None:
        """Gives everything back; the sound of the end is heard to its end."""
        self._saving.stop()
        self.keep_awake.close()
        self.speaker.close(let_finish=True)
        self.profile.close()

    def _connect(self) -> None:
        self.speaker.on_status_changed(self.window.show_sound)
        self.preferences.listen(self._on_preferences_changed)
        self.window.settings.sound.trial_asked.connect(self.trial.start)
        self._saving.timeout.connect(self.profile.save_preferences)

    def _on_preferences_changed(self) -> None:
        self._saving.start()
        if self.speaker.is_open:
            self.window.show_sound(self.speaker.status())

    def _devices(self) -> Sequence[tuple[str, str]]:
        if not self.speaker.is_open:
            return ()
        from stretchtimer.qt.effect_out import devices

        return devices()


def run_window(
    profile: Path | None, routine: str | None, start: bool, mute: bool, trace: Path | None
) -> int:
    """Shows the window until it is closed; returns the exit code.

    Raises UserError when the routine or the trace file cannot be had.
    """
    qt_app = QApplication.instance() or QApplication(["stretchtimer"])
    assert isinstance(qt_app, QApplication)
    _name(qt_app)
    with ExitStack() as stack:
        written = Trace(trace) if trace else None
        if written:
            stack.callback(written.close)
        app = App(profile, SystemClock(), WakepyKeepAwake())
        stack.callback(app.close)
        report_faults(log_to(app.profile.folders.cache), app.tell)
        if mute:
            app.preferences.change(muted=True)
        app.open(routine)
        # After the first picture: the output takes longer to load than the window to paint.
        QTimer.singleShot(0, lambda: QTimer.singleShot(0, app.open_sound))
        if start:
            QTimer.singleShot(0, lambda: app.window.start(written))
        signals = EndingSignals(app.quit)
        stack.callback(signals.close)
        return qt_app.exec()


def _name(qt_app: QApplication) -> None:
    qt_app.setApplicationName("stretchtimer")
    qt_app.setApplicationDisplayName("Stretch Timer")
    qt_app.setApplicationVersion(__version__)
    qt_app.setDesktopFileName("stretchtimer")
    qt_app.setStyle("Fusion")
    qt_app.setWindowIcon(QIcon(str(asset_folder("icons") / "app.svg")))
    install_translations(qt_app, asset_folder("icons").parent / "i18n", QLocale())


def _window_out(device: str) -> AudioOut:
    from stretchtimer.qt.effect_out import EffectOut

    return EffectOut(device)


def _player_out() -> AudioOut:
    from stretchtimer.services.playsound_out import PlaysoundOut

    return PlaysoundOut()
