"""The system's speech engine by Qt: Speech Dispatcher on Linux, the built-in ones elsewhere."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

if TYPE_CHECKING:
    from PySide6.QtTextToSpeech import QTextToSpeech

log = logging.getLogger(__name__)

PRETENDED = "mock"
"""An engine that Qt brings for trying things out; it says nothing."""


class SystemTeller:
    """A ``Teller``. Qt's speech is imported and opened when it is first asked for.

    ``engine`` is one of Qt's names, "" the best that there is.
    """

    def __init__(self, engine: str = "") -> None:
        self._wanted = engine
        self._volume = 1.0
        self._opened: QTextToSpeech | None = None
        self._is_tried = False

    def is_available(self) -> bool:
        return self._speech() is not None

    def say(self, text: str) -> None:
        if speech := self._speech():
            speech.setVolume(self._volume)
            speech.say(text)

    def stop(self) -> None:
        if self._opened:
            self._opened.stop()

    def set_volume(self, volume: float) -> None:
        self._volume = volume

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
