"""Mute and volume, in the window, with effect at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSlider, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton
from stretchtimer.ui.widgets.plain_text import set_tooltip


class _Slider(QSlider):
    """A slider that leaves the wheel to the page, but while the pointer stays after a press."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._takes_wheel = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._takes_wheel = True
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._takes_wheel = False
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._takes_wheel:
            super().wheelEvent(event)
        else:
            event.ignore()


class VolumeControl(QWidget):
    """A button and a slider over the same two settings, wherever they are shown.

    ``keys`` names the keys that mute here, with or without single letters.
    """

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        parent: QWidget | None = None,
        keys: Callable[[bool], str] = lambda _letters: "",
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._keys = keys
        self._problem = ""
        self.mute = IconButton(appearance, "sound", "", self)
        self.mute.setCheckable(True)
        self.slider = _Slider(self)
        self.slider.setRange(0, 100)
        self.slider.setPageStep(10)
        self.slider.setSingleStep(5)
        self.slider.setMinimumWidth(appearance.px(56))
        self.slider.setAccessibleName(tr("Volume"))
        self.slider.setToolTip(tr("Volume"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        layout.addWidget(self.mute)
        layout.addWidget(self.slider, 1)
        self.mute.clicked.connect(lambda muted: preferences.change(muted=muted))
        self.slider.valueChanged.connect(self._on_value_changed)
        preferences.observe(("volume", "muted", "letter_keys"), self._refresh)
        self._refresh()

    def show_problem(self, problem: str) -> None:
        """Says why nothing can be heard; an empty text where something can."""
        self._problem = problem
        self._refresh()

    def _refresh(self) -> None:
        settings = self._preferences.settings
        silent = settings.muted or settings.volume == 0 or bool(self._problem)
        self.mute.set_icon("sound-off" if silent else "sound")
        name = tr("Sound on") if settings.muted else tr("Mute")
        self.mute.set_name(name, self._keys(settings.letter_keys))
        if self._problem:
            set_tooltip(self.mute, self._problem)
        self.mute.setChecked(settings.muted)
        self.slider.blockSignals(True)
        self.slider.setValue(settings.volume)
        self.slider.blockSignals(False)

    def _on_value_changed(self, volume: int) -> None:
        # Whoever moves the slider wants to hear something.
        self._preferences.change(volume=volume, muted=False)
