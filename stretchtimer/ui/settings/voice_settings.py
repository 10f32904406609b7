"""The voice: how much it says, and who speaks the words of the routine that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card
from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.voice import voice_words
from stretchtimer.ui.settings.settings_card import TableCard
from stretchtimer.ui.theme.appearance import Appearance


class VoiceSettings(TableCard):
    """What is said from the next session on."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, preferences, Card.VOICE, parent)
        self.build()
        self.status = self.add_note()

    def show_status(self, status: VoiceStatus | None) -> None:
        """Says who speaks the words of the routine that is open."""
        self.status.setText(voice_words(status))
