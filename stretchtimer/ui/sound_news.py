"""Tells the pages whether sound can be heard and who speaks, also those that are built later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.voice.voice_status import VoiceStatus


class SoundNews(QObject):
    """Keeps the latest; a voice of None means that nothing is to be said at all."""

    sound_told = Signal(object)
    voice_told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sound: AudioStatus | None = None
        self.voice: VoiceStatus | None = None

    def tell_sound(self, status: AudioStatus) -> None:
        """Says everywhere whether sound can be heard."""
        self.sound = status
        self.sound_told.emit(status)

    def tell_voice(self, status: VoiceStatus | None) -> None:
        """Says everywhere who speaks the words of the routine."""
        self.voice = status
        self.voice_told.emit(status)

    def keep_told(
        self,
        show_sound: Callable[[AudioStatus], None],
        show_voice: Callable[[VoiceStatus | None], None],
    ) -> None:
        """Tells a page how it is, now and from now on."""
        if self.sound:
            show_sound(self.sound)
        show_voice(self.voice)
        self.sound_told.connect(show_sound)
        self.voice_told.connect(show_voice)
