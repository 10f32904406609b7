"""The settings of sound and of the voice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, SettingRow
from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.voice import voice_words
from stretchtimer.ui.settings.settings_card import RowControl, TableCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.output_box import OutputBox
from stretchtimer.ui.widgets.volume_control import VolumeControl


class SoundSettings(TableCard):
    """Output, volume, a real cue to try, and which cues come when.

    ``devices`` gives the id and name of each sound output there is now. ``sound_check_asked`` wants
    the sound to be tried from the mat.
    """

    trial_asked = Signal()
    sound_check_asked = Signal()

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, preferences, Card.SOUND, parent)
        self.output = OutputBox(preferences, devices, self)
        self.volume = VolumeControl(appearance, preferences, self)
        self.trial = TextButton(appearance, tr("Try the sound"), "sound", parent=self)
        self.trial.setAccessibleName(tr("Try the sound"))
        self.trial.clicked.connect(self.trial_asked)
        self.hearing = TextButton(appearance, tr("Try it from the mat"), "sound", parent=self)
        self.hearing.setAccessibleName(tr("Try it from the mat"))
        self.hearing.clicked.connect(self.sound_check_asked)
        self.build()

    def make_control(self, row: SettingRow) -> RowControl:
        match row.key:
            case "output":
                self.add(row.text().label, self.output, row.text().help)
                return RowControl(self.output, lambda _: self.output.refresh())
            case "volume":
                self.add(row.text().label, self.volume, row.text().help)
                return RowControl(self.volume.slider, lambda _: None)
            case "muted":
                # On the line of the volume, which shows both by itself.
                return RowControl(self.volume.mute, lambda _: None)
        return super().make_control(row)

    def add_below(self, row: SettingRow) -> None:
        if row.key != "muted":
            return
        self.add(tr("Try it"), self.trial, tr("Plays the sound that begins a hold."))
        self.add(
            tr("Can you hear me from the mat?"),
            self.hearing,
            tr("A sound and a sentence, repeated while you lie down and listen."),
        )
        self.status = self.add_note()

    def show_status(self, status: AudioStatus) -> None:
        if status.problem:
            self.status.setText(sentence(status.problem))
        elif status.output:
            self.status.setText(tr("Played through: {output}").format(output=status.output))
        else:
            self.status.setText("")


class VoiceSettings(TableCard):
    """How much is said from the next session on, and who says it."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, preferences, Card.VOICE, parent)
        self.build()
        self.status = self.add_note()

    def show_status(self, status: VoiceStatus | None) -> None:
        """Says who speaks the words of the routine that is open."""
        self.status.setText(voice_words(status))
