"""A hold with a button on either side to make it shorter or longer."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QValidator
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QToolButton, QWidget

from stretchtimer.engine.adjustments import (
    LEAST_OWN_HOLD_MS,
    MOST_OWN_HOLD_MS,
    own_hold_ms,
    stepped_hold_ms,
)
from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Stretch
from stretchtimer.services.wording.durations import short_text, typed_duration_ms
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import EndsTyping, LeavesWheel, set_calm


class DurationBox(EndsTyping, LeavesWheel, QSpinBox):
    """A number of seconds that reads and takes durations: ``30 s``, ``1:30``, ``2 min``."""

    stepped = Signal(int)

    def __init__(self, least_s: int, most_s: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(least_s, most_s)
        self.setSingleStep(5)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def textFromValue(self, seconds: int) -> str:
        return short_text(seconds * SECOND_MS)

    def valueFromText(self, text: str) -> int:
        try:
            seconds = round(typed_duration_ms(text) / SECOND_MS)
        except UserError:
            return self.value()
        return max(self.minimum(), min(seconds, self.maximum()))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        try:
            typed_duration_ms(text)
        except UserError:
            # Half-typed text; what cannot be read goes back to the last value on leaving.
            return QValidator.State.Intermediate, text, position
        return QValidator.State.Acceptable, text, position

    def stepBy(self, steps: int) -> None:
        before = self.value()
        super().stepBy(steps)
        if self.value() != before:
            self.stepped.emit(steps)


class _HoldBox(DurationBox):
    """Steps on the grid of its stretch and settles on what can be held."""

    def __init__(self, stretch: Stretch, parent: QWidget | None = None) -> None:
        super().__init__(LEAST_OWN_HOLD_MS // SECOND_MS, MOST_OWN_HOLD_MS // SECOND_MS, parent)
        self.stretch = stretch

    def stepBy(self, steps: int) -> None:
        self.setValue(stepped_hold_ms(self.stretch, steps) // SECOND_MS)

    def valueFromText(self, text: str) -> int:
        seconds = super().valueFromText(text)
        return own_hold_ms(self.stretch, seconds * SECOND_MS) // SECOND_MS


class HoldStepper(QWidget):
    """The hold of one stretch; ``chosen`` tells a new one in milliseconds.

    It is calm, plain text, until it is wanted; its buttons then have their place already. They are
    for the pointer: the box has the keys for the same.
    """

    chosen = Signal(int)

    def __init__(
        self, appearance: Appearance, stretch: Stretch, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._is_calm = False
        self._width = 0
        self._box = _HoldBox(stretch, self)
        self._shorter = QToolButton(self)
        self._longer = QToolButton(self)
        for button in (self._shorter, self._longer):
            button.setProperty("role", "step")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        for widget in (self._shorter, self._box, self._longer):
            layout.addWidget(widget)
        self._shorter.clicked.connect(lambda: self._box.stepBy(-1))
        self._longer.clicked.connect(lambda: self._box.stepBy(1))
        self._box.valueChanged.connect(self._on_value_changed)
        self._box.setToolTip(tr("Type seconds, or use the arrow keys."))
        self._shorter.setToolTip(tr("Hold shorter"))
        self._longer.setToolTip(tr("Hold longer"))
        # Whoever takes it out for a while keeps its place.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.show_stretch(stretch)
        appearance.changed.connect(self._on_look_changed)
        self.set_calm(True)

    def set_calm(self, calm: bool) -> None:
        """Shows the hold as plain text, or with all that changes it."""
        if calm == self._is_calm:
            return
        self._is_calm = calm
        for field in (self._shorter, self._box, self._longer):
            set_calm(field, calm)
        for button in (self._shorter, self._longer):
            # A finger must not press what is not seen.
            button.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, calm)
        self._on_look_changed()

    @property
    def box(self) -> DurationBox:
        return self._box

    @property
    def shorter(self) -> QToolButton:
        return self._shorter

    @property
    def longer(self) -> QToolButton:
        return self._longer

    def show_stretch(self, stretch: Stretch) -> None:
        """Shows the stretch's present hold without telling it as a choice."""
        self._box.stretch = stretch
        self._box.blockSignals(True)
        self._box.setValue(stretch.hold_ms // SECOND_MS)
        self._box.blockSignals(False)
        name = stretch.name
        self._box.setAccessibleName(tr("Hold of {name}").format(name=name))
        self._shorter.setAccessibleName(tr("Hold {name} shorter").format(name=name))
        self._longer.setAccessibleName(tr("Hold {name} longer").format(name=name))
        self._shorter.setEnabled(stretch.hold_ms > own_hold_ms(stretch, LEAST_OWN_HOLD_MS))
        self._longer.setEnabled(stretch.hold_ms < own_hold_ms(stretch, MOST_OWN_HOLD_MS))

    def _on_value_changed(self, seconds: int) -> None:
        self.chosen.emit(seconds * SECOND_MS)

    def _on_look_changed(self) -> None:
        width = self._appearance.px(88)
        if width != self._width:
            self._width = width
            self._box.setFixedWidth(width)
        side = self._appearance.px(18)
        for button in (self._shorter, self._longer):
            button.setIconSize(QSize(side, side))
        for button, icon in ((self._shorter, "minus"), (self._longer, "plus")):
            button.setIcon(QIcon() if self._is_calm else self._appearance.icon(icon))
