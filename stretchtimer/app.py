"""Builds the window and everything behind it, once, and wires it together."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.accessibility_hints import AccessibilityHints
from stretchtimer.qt.language import set_language
from stretchtimer.qt.main_thread import HandOver
from stretchtimer.qt.system_hints import SystemHints
from stretchtimer.services.audio.audio_out import UNKNOWN, AudioOut, AudioStatus
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.router import AudioRouter, WindowOut
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import BackgroundWriter, Writer
from stretchtimer.services.wording.language import speak_first_of
from stretchtimer.storage.assets import asset_folder, translations
from stretchtimer.storage.paths import folders
from stretchtimer.ui.figure.pictures import Pictures
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from stretchtimer.engine.model import Routine
    from stretchtimer.figure.pose import Pose
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.system.keep_awake import KeepAwake
    from stretchtimer.services.voice.renderer import VoiceRenderer
    from stretchtimer.services.voice.routine_voice import RoutineVoice
    from stretchtimer.services.voice.voice_status import VoiceStatus
    from stretchtimer.ui.session.director import SessionDirector


class App:
    """The whole program behind one window; needs a QApplication. ``close`` ends it tidily.

    ``window`` may be there already, still empty. What the home page does not need at once is made
    a moment later, or when it is first asked for.
    """

    def __init__(
        self,
        profile_folder: Path | None,
        clock: Clock,
        keep_awake: Callable[[Callable[[], None]], KeepAwake],
        router: Callable[[Preferences, Mapping[str, Path]], AudioRouter],
        window: MainWindow | None = None,
        *,
        voice_renderer: Callable[[Path], VoiceRenderer] | None = None,
        hints: AccessibilityHints | None = None,
        make_writer: Callable[[Clock, Callable[[str], None]], Writer] = BackgroundWriter,
    ) -> None:
        self._told: list[str] = []
        self._routine: Routine | None = None
        self._is_sound_known = False
        self._window: MainWindow | None = None
        self._make_keep_awake = keep_awake
        self._make_voice_renderer = voice_renderer or real_voice_renderer
        self._hand_over = HandOver()
        self.profile = Profile(
            folders(profile_folder),
            clock,
            lambda sentence: self._hand_over(lambda: self.notify(sentence)),
            make_writer,
        )
        self.preferences = self.profile.preferences
        self._clock = clock
        self._clips = bundled_clips()
        self._wished: tuple[str, bool] | None = None
        self.router = router(self.preferences, self._clips.files)
        qt_app = QApplication.instance()
        assert isinstance(qt_app, QApplication)
        set_language(qt_app, speak_first_of(QLocale().uiLanguages(), translations()))
        self.appearance = Appearance(
            asset_folder("icons"), self.preferences, hints or SystemHints()
        )
        self.pictures = Pictures(self.appearance, _read_poses)
        self.window = window or MainWindow()
        self.window.build(
            self.appearance,
            self.profile,
            self._make_director,
            self.pictures,
            devices=self.router.devices,
            make_trial=lambda: self.trial,
        )
        self._window = self.window
        self._connect()

    @cached_property
    def keep_awake(self) -> KeepAwake:
        return self._make_keep_awake(self.window.keep_awake_failed.emit)

    @cached_property
    def trial(self) -> SoundCheckRunner:
        from stretchtimer.qt.sound_check_runner import SoundCheckRunner

        script = self.profile.scripts.usual()
        sentence = self._clips.clip_of(script.sound_check, script)
        return SoundCheckRunner(
            self.router, self._clock, lambda: self.window.is_in_session, sentence
        )

    @cached_property
    def voice(self) -> RoutineVoice:
        """Who speaks the words of the routine that is open."""
        from stretchtimer.services.voice.routine_voice import RoutineVoice

        own = self._make_voice_renderer(self.profile.folders.voice)
        scripts = self.profile.scripts
        voice = RoutineVoice(self._clips, own, scripts, self.router.can_speak)
        voice.listen(self._on_voice_changed)
        voice.listen(self.window.show_voice)
        return voice

    def notify(self, sentence: str) -> None:
        """Shows one sentence in the window, also one that came before there was a window."""
        if self._window:
            self._window.notify(sentence)
        else:
            self._told.append(sentence)

    def open(self, routine: str | None = None) -> None:
        """Shows the window with a routine: the given one, or the last.

        Raises UserError when the given one cannot be had.
        """
        chosen = self.profile.find(routine) if routine else self.profile.last_routine()
        self.window.show_routine(self.profile.personal(chosen))
        for sentence in (*self.profile.warnings, *self._told):
            self.window.notify(sentence)
        self.window.show_as_before()

    def open_sound(self) -> None:
        """Takes a moment, so the pictures come before."""
        self._wished = self._voice_wishes()
        self.router.open()
        self.window.show_sound(self.router.status())
        self._prepare_voice()

    def quit(self) -> None:
        """Ends the session, if there is one, and closes: what was held is kept."""
        if self.window.is_in_session:
            self.window.director.end()
        is_seen = self.window.isVisible()
        self.window.close()
        if not is_seen:
            # A window that was never shown does not take the program with it.
            QCoreApplication.exit()

    def prepare_for_log_out(self, _manager: object = None) -> None:
        """Ends the session and saves everything; the window stays, if the log-out is called off."""
        if self.window.is_in_session:
            self.window.director.end()
        self.profile.writer.hurry()

    def close(self) -> None:
        """Gives everything back; the sound of the end is heard to its end."""
        if "keep_awake" in self.__dict__:
            self.keep_awake.close()
        if "voice" in self.__dict__:
            self.voice.close()
        self.router.close(let_finish=True)
        for sentence in self.profile.close():
            # The window is gone.
            print(sentence, file=sys.stderr)

    def _voice_wishes(self) -> tuple[str, bool]:
        """What decides who speaks: the output, and whether anything is to be said at all."""
        from stretchtimer.engine.speech import Talk

        settings = self.preferences.settings
        return settings.output, settings.talk == Talk.TONES.value

    def _prepare_voice(self) -> None:
        """Has the words of the routine spoken, once there is sound to speak them with."""
        if not self._routine or self.router.status() == UNKNOWN:
            return
        if self._voice_wishes()[1]:
            self.window.show_voice(None)
        else:
            self.voice.prepare(self._routine)
            self.window.show_voice(self.voice.status)

    def _on_routine_shown(self, routine: Routine) -> None:
        self._routine = routine
        self._prepare_voice()

    def _make_director(self) -> SessionDirector:
        from stretchtimer.services.session.assembly import SessionAssembly
        from stretchtimer.ui.session.director import SessionDirector

        assembly = SessionAssembly(
            self.profile, self.router, self.keep_awake, self._clips, self.router.can_speak
        )
        return SessionDirector(assembly)

    def _connect(self) -> None:
        self.router.on_status_changed(self._on_sound_changed)
        self.preferences.listen(self._on_preferences_changed)
        self.window.trial_asked.connect(self._on_trial_asked)
        self.window.routine_shown.connect(self._on_routine_shown)
        qt_app = QGuiApplication.instance()
        assert isinstance(qt_app, QGuiApplication)
        qt_app.commitDataRequest.connect(self.prepare_for_log_out)

    def _on_sound_changed(self, status: AudioStatus) -> None:
        was_known, self._is_sound_known = self._is_sound_known, status != UNKNOWN
        self.window.show_sound(status)
        if not was_known:
            # The system's speech engine is looked for now: while Qt looked for outputs, it had
            # no folder of plug-ins.
            self._prepare_voice()

    def _on_trial_asked(self) -> None:
        self.trial.start()

    def _on_voice_changed(self, status: VoiceStatus) -> None:
        from stretchtimer.services.voice.voice_status import SpokenBy

        if status.spoken_by is not SpokenBy.RENDERING and self.window.is_in_session:
            self.window.director.take_clips()

    def _on_preferences_changed(self) -> None:
        wished = self._voice_wishes()
        if wished != self._wished:
            self._wished = wished
            self._prepare_voice()
        if self.router.is_open:
            self.window.show_sound(self.router.status())


def _read_poses() -> Mapping[str, Pose]:
    from stretchtimer.storage.routines.poses import Poses

    return Poses(asset_folder("poses"))


def real_keep_awake(failed: Callable[[], None]) -> KeepAwake:
    """Keeps the real screen on; where it cannot, ``failed`` is called from another thread."""
    from stretchtimer.services.system.keep_awake import WakepyKeepAwake

    return WakepyKeepAwake(failed)


def real_voice_renderer(folder: Path) -> VoiceRenderer:
    """Speaks words of one's own, where the extra for it is installed."""
    from stretchtimer.services.voice.renderer import VoiceRenderer

    return VoiceRenderer(folder, HandOver())


def real_router(preferences: Preferences, files: Mapping[str, Path]) -> AudioRouter:
    """Sounds from the real outputs of the machine."""
    from stretchtimer.qt.speech_synth import SystemSpeechSynth

    return AudioRouter(
        preferences,
        lambda: _window_out(files),
        lambda: _player_out(files),
        HandOver(),
        synth=SystemSpeechSynth(),
    )


def _window_out(files: Mapping[str, Path]) -> WindowOut:
    from stretchtimer.qt.stream_out import StreamOut

    return StreamOut(files)


def _player_out(files: Mapping[str, Path]) -> AudioOut:
    from stretchtimer.services.audio.playsound_out import PlaysoundOut

    return PlaysoundOut(files)
