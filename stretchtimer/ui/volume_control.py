"""Mute and volume, in the window, with effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from stretchtimer.services.preferences import Preferences
from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import IconButton


class VolumeControl(QWidget):
    """A button and a slider over the same two settings, wherever they are shown."""

    def __init__(self, look: Look, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.mute = IconButton(look, "sound", "", self)
        self.mute.setCheckable(True)
        self.slider = QSlider(Qt.Orientation.Horizontal, self)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setSingleStep(5)
        self.slider.setMinimumWidth(look.px(72))
        self.slider.setAccessibleName(self.tr("Volume"))
        self.slider.setToolTip(self.tr("Volume"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(look.px(4))
        layout.addWidget(self.mute)
        layout.addWidget(self.slider, 1)
        self.mute.clicked.connect(lambda muted: preferences.change(muted=muted))
        self.slider.valueChanged.connect(self._on_value_changed)
        preferences.listen(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        settings = self._preferences.settings
        silent = settings.muted or settings.volume == 0
        self.mute.set_icon("sound-off" if silent else "sound")
        self.mute.set_name(self.tr("Sound on") if settings.muted else self.tr("Mute"), "M")
        self.mute.setChecked(settings.muted)
        self.slider.blockSignals(True)
        self.slider.setValue(settings.volume)
        self.slider.blockSignals(False)

    def _on_value_changed(self, volume: int) -> None:
        # Whoever moves the slider wants to hear something.
        self._preferences.change(volume=volume, muted=False)
