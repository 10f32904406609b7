"""The system's speech engine by Qt: Speech Dispatcher on Linux, the built-in ones elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer

from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.speech_synth import SILENCE, Prompter, Utterance
from stretchtimer.services.system.clock import Clock, SystemClock

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

log = logging.getLogger(__name__)

PRETENDED = "mock"
"""An engine that Qt brings for trying things out; it says nothing."""


class SystemSpeechSynth:
    """A ``SpeechSynth``. Qt's speech is imported and opened when it is first asked for.

    ``engine`` is one of Qt's names, "" the best that there is.
    """

    def __init__(self, engine: str = "", clock: Clock | None = None) -> None:
        self._wanted = engine
        self._clock = clock or SystemClock()
        self._volume = 1.0
        self._opened: QTextToSpeech | None = None
        self._is_tried = False
        self._prompter = Prompter()
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._prompt)

    def can_speak(self, language: str) -> bool:
        speech = self._speech()
        if speech is None:
            return False
        # Some engines know no other than the one they begin with.
        known = {locale.language() for locale in (speech.locale(), *speech.availableLocales())}
        return QLocale(language).language() in known

    def schedule(self, sounds: Collection[Sound]) -> None:
        self._prompter.schedule(sounds)
        self._prompt()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        if not volume:
            self._say(SILENCE)

    def _prompt(self) -> None:
        now_ms = self._clock.monotonic_ms()
        told = self._prompter.prompt(now_ms)
        if told is not None:
            self._say(told)
        next_ms = self._prompter.next_ms(now_ms)
        if next_ms is None:
            self._timer.stop()
        else:
            self._timer.start(next_ms - now_ms)

    def _say(self, told: Utterance) -> None:
        """Says a text instead of whatever is being said."""
        speech = self._speech() if told.text and self._volume else self._opened
        if speech is None:
            return
        if told.text and self._volume:
            locale = QLocale(told.language)
            if speech.locale().language() is not locale.language():
                # The engine begins with the language of the system.
                speech.setLocale(locale)
            speech.setVolume(self._volume)
            speech.say(told.text)
        else:
            speech.stop()

    def _speech(self) -> QTextToSpeech | None:
        if not self._is_tried:
            self._is_tried = True
            try:
                self._opened = self._open()
            except ImportError as error:
                log.info("Qt's speech cannot be loaded: %s", error)
        return self._opened

    def _open(self) -> QTextToSpeech | None:
        from PySide6.QtTextToSpeech import QTextToSpeech

        for engine in QTextToSpeech.availableEngines():
            if engine != (self._wanted or engine) or (engine == PRETENDED != self._wanted):
                continue
            speech = QTextToSpeech(engine)
            if speech.state() is not QTextToSpeech.State.Error:
                return speech
            log.info("The speech engine %s does not work: %s", engine, speech.errorString())
        return None
