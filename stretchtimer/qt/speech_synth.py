"""The system's speech engine by Qt: Speech Dispatcher on Linux, the built-in ones elsewhere."""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer

from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.speech_synth import Prompter
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

    def is_available(self) -> bool:
        return self._speech() is not None

    def schedule(self, sounds: Collection[Sound]) -> None:
        self._prompter.schedule(sounds)
        self._prompt()

    def set_volume(self, volume: float) -> None:
        self._volume = volume
        if not volume:
            self._say("")

    def _prompt(self) -> None:
        now_ms = self._clock.monotonic_ms()
        text = self._prompter.prompt(now_ms)
        if text is not None:
            self._say(text)
        next_ms = self._prompter.next_ms(now_ms)
        if next_ms is None:
            self._timer.stop()
        else:
            self._timer.start(next_ms - now_ms)

    def _say(self, text: str) -> None:
        """Says a text instead of whatever is being said."""
        speech = self._speech() if text and self._volume else self._opened
        if speech is None:
            return
        if text and self._volume:
            speech.setVolume(self._volume)
            speech.say(text)
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
                # Our words are English, whatever the language of the system.
                speech.setLocale(QLocale(QLocale.Language.English))
                return speech
            log.info("The speech engine %s does not work: %s", engine, speech.errorString())
        return None
