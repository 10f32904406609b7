"""The voice: how much it says, and who speaks the words of the routine that is open."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.voice import voice_words
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox


class VoiceSettings(SettingsCard):
    """What is said from the next session on."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "", parent)
        self.title.setText(tr("Voice"))
        self._preferences = preferences
        self.talk = ChoiceBox(tr("What is said"), self)
        self.talk.offer(
            [
                ("full", tr("Everything")),
                ("short", tr("The least")),
                ("tones", tr("Nothing, tones only")),
            ]
        )
        self.add(
            tr("What is said"),
            self.talk,
            tr("The least: name, side, half-way and the last three seconds."),
        )
        self.status = self.add_note()
        self.talk.chosen.connect(lambda value: preferences.change(talk=value))
        preferences.listen(self._refresh)
        self._refresh()

    def show_status(self, status: VoiceStatus | None) -> None:
        """Says who speaks the words of the routine that is open."""
        self.status.setText(voice_words(status))

    def _refresh(self) -> None:
        self.talk.show_value(self._preferences.settings.talk)
