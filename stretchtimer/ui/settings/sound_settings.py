"""The settings of sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.output_box import OutputBox
from stretchtimer.ui.widgets.volume_control import VolumeControl

_MOST_SHIFT_MS = 1_000
_SHIFT_STEP_MS = 10


class SoundSettings(SettingsCard):
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
        super().__init__(appearance, "", parent)
        self.title.setText(tr("Sound"))
        self._preferences = preferences
        self.output = OutputBox(preferences, devices, self)
        self.add(tr("Output"), self.output)
        self.volume = VolumeControl(appearance, preferences, self)
        self.add(tr("Volume"), self.volume)
        self.trial = TextButton(appearance, tr("Try the sound"), "sound", parent=self)
        self.add(tr("Try it"), self.trial, tr("Plays the sound that begins a hold."))
        self.trial.setAccessibleName(tr("Try the sound"))
        self.hearing = TextButton(appearance, tr("Try it from the mat"), "sound", parent=self)
        self.add(
            tr("Can you hear me from the mat?"),
            self.hearing,
            tr("A sound and a sentence, repeated while you lie down and listen."),
        )
        self.hearing.setAccessibleName(tr("Try it from the mat"))
        self.status = self.add_note()
        self.half_way = self.add_check(
            tr("Tell half-way"), tr("In the middle of each hold of ten seconds or more.")
        )
        self.shift = NumberBox(0, _MOST_SHIFT_MS, tr("{n} ms"), self)
        self.shift.setSingleStep(_SHIFT_STEP_MS)
        self.add(
            tr("Play sounds earlier by"),
            self.shift,
            tr("Wireless speakers and headphones often need 100 to 300 ms."),
        )
        self.half_way.toggled.connect(lambda on: preferences.change(half_way=on))
        self.shift.valueChanged.connect(lambda ms: preferences.change(cue_shift_ms=ms))
        self.trial.clicked.connect(self.trial_asked)
        self.hearing.clicked.connect(self.sound_check_asked)
        preferences.listen(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the settings as they are, and the outputs that there are now."""
        settings = self._preferences.settings
        self.half_way.setChecked(settings.half_way)
        self.shift.setValue(settings.cue_shift_ms)
        self.output.refresh()

    def show_status(self, status: AudioStatus) -> None:
        if status.problem:
            self.status.setText(sentence(status.problem))
        elif status.output:
            self.status.setText(tr("Heard by: {output}").format(output=status.output))
        else:
            self.status.setText("")
