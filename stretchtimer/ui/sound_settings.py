"""The settings of sound."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.audio_out import AudioStatus
from stretchtimer.services.preferences import Preferences
from stretchtimer.services.speaker import DEVICE
from stretchtimer.ui.choice_box import ChoiceBox
from stretchtimer.ui.look import Look
from stretchtimer.ui.number_box import NumberBox
from stretchtimer.ui.parts import TextButton
from stretchtimer.ui.settings_card import SettingsCard
from stretchtimer.ui.volume_control import VolumeControl

_MOST_SHIFT_MS = 1_000
_SHIFT_STEP_MS = 10


class SoundSettings(SettingsCard):
    """Output, volume, a real cue to try, and which cues come when.

    ``devices`` gives the id and name of each sound output there is now.
    """

    trial_asked = Signal()

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(look, "", parent)
        self.title.setText(self.tr("Sound"))
        self._preferences = preferences
        self._devices = devices
        self.output = ChoiceBox(self.tr("Sound output"), self)
        self.add(self.tr("Output"), self.output)
        self.volume = VolumeControl(look, preferences, self)
        self.add(self.tr("Volume"), self.volume)
        self.trial = TextButton(look, self.tr("Try the sound"), "sound", parent=self)
        self.add(self.tr("Try it"), self.trial, self.tr("Plays the sound that begins a hold."))
        self.trial.setAccessibleName(self.tr("Try the sound"))
        self.status = self.add_note()
        self.half_way = self.add_check(
            self.tr("Sound at half-way"), self.tr("A soft sound in the middle of every hold.")
        )
        self.shift = NumberBox(0, _MOST_SHIFT_MS, self.tr("{n} ms"), self)
        self.shift.setSingleStep(_SHIFT_STEP_MS)
        self.add(
            self.tr("Play sounds earlier by"),
            self.shift,
            self.tr("Wireless speakers and headphones often need 100 to 300 ms."),
        )
        self.output.chosen.connect(lambda value: preferences.change(output=value))
        self.half_way.toggled.connect(lambda on: preferences.change(half_way=on))
        self.shift.valueChanged.connect(lambda ms: preferences.change(cue_shift_ms=ms))
        self.trial.clicked.connect(self.trial_asked)
        preferences.listen(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the settings as they are, and the outputs that there are now."""
        settings = self._preferences.settings
        self.half_way.setChecked(settings.half_way)
        self.shift.setValue(settings.cue_shift_ms)
        values: list[tuple[object, str]] = [("auto", self.tr("The system's default"))]
        values += [(DEVICE + key, name) for key, name in self._devices()]
        values.append(("player", self.tr("Simple player")))
        values.append(("off", self.tr("No sound")))
        if settings.output not in [value for value, _ in values]:
            values.insert(1, (settings.output, self.tr("An output that is not connected")))
        self.output.offer(values)
        self.output.show_value(settings.output)

    def show_status(self, status: AudioStatus) -> None:
        if status.problem:
            self.status.setText(status.problem)
        elif status.output:
            self.status.setText(self.tr("Heard by: {output}").format(output=status.output))
        else:
            self.status.setText("")
