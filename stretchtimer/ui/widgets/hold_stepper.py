"""A hold, or how often something is done, with a button on either side for less or more."""

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
from stretchtimer.engine.model import MAX_HOLD_MS, Stretch
from stretchtimer.services.wording.durations import (
    short_text,
    times_text,
    typed_duration_ms,
    typed_times,
)
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
    """Steps on the grid of its stretch and settles on what can be held.

    Its values are seconds, or numbers of times where the stretch is counted.
    """

    def __init__(self, stretch: Stretch, parent: QWidget | None = None) -> None:
        super().__init__(LEAST_OWN_HOLD_MS // SECOND_MS, MOST_OWN_HOLD_MS // SECOND_MS, parent)
        self.show_stretch(stretch)

    def show_stretch(self, stretch: Stretch) -> None:
        self.stretch = stretch
        if stretch.times is None:
            self.setRange(LEAST_OWN_HOLD_MS // SECOND_MS, MOST_OWN_HOLD_MS // SECOND_MS)
        else:
            self.setRange(1, own_hold_ms(stretch, MAX_HOLD_MS) // stretch.cycle_ms)
        self.setValue(stretch.hold_ms // self.unit_ms)

    @property
    def unit_ms(self) -> int:
        """How long one of what is counted here takes."""
        return SECOND_MS if self.stretch.times is None else self.stretch.cycle_ms

    def stepBy(self, steps: int) -> None:
        self.setValue(stepped_hold_ms(self.stretch, steps) // self.unit_ms)

    def textFromValue(self, value: int) -> str:
        return super().textFromValue(value) if self._is_timed() else times_text(value)

    def valueFromText(self, text: str) -> int:
        if self._is_timed():
            seconds = super().valueFromText(text)
            return own_hold_ms(self.stretch, seconds * SECOND_MS) // SECOND_MS
        times = typed_times(text)
        return self.value() if times is None else max(1, min(times, self.maximum()))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        if self._is_timed():
            return super().validate(text, position)
        is_read = typed_times(text) is not None
        state = QValidator.State.Acceptable if is_read else QValidator.State.Intermediate
        return state, text, position

    def _is_timed(self) -> bool:
        # Qt asks for texts while the box is still being made.
        return not hasattr(self, "stretch") or self.stretch.times is None


class HoldStepper(QWidget):
    """The hold of one stretch; ``chosen`` tells a new one in milliseconds, also of what is counted.

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
        self._box.blockSignals(True)
        self._box.show_stretch(stretch)
        self._box.blockSignals(False)
        words = _timed_words() if stretch.times is None else _counted_words()
        for field, (name, tip) in zip((self._box, self._shorter, self._longer), words, strict=True):
            field.setAccessibleName(name.format(name=stretch.name))
            field.setToolTip(tip)
        self._shorter.setEnabled(stretch.hold_ms > own_hold_ms(stretch, LEAST_OWN_HOLD_MS))
        self._longer.setEnabled(stretch.hold_ms < own_hold_ms(stretch, MOST_OWN_HOLD_MS))

    def _on_value_changed(self, value: int) -> None:
        self.chosen.emit(value * self._box.unit_ms)

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


def _timed_words() -> tuple[tuple[str, str], ...]:
    """Name and tooltip of the box, and of the buttons for less and more."""
    return (
        (tr("Hold of {name}"), tr("Type seconds, or use the arrow keys.")),
        (tr("Hold {name} shorter"), tr("Hold shorter")),
        (tr("Hold {name} longer"), tr("Hold longer")),
    )


def _counted_words() -> tuple[tuple[str, str], ...]:
    return (
        (tr("How often: {name}"), tr("Type a number, or use the arrow keys.")),
        (tr("{name} fewer times"), tr("Fewer times")),
        (tr("{name} more times"), tr("More times")),
    )
