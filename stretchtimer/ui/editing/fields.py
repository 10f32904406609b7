"""The fields of a form: each with its name above it, and what is wrong with it below.

A field shows what it is given and tells what the person makes of it; nothing else. While somebody
types in it, it stays as it is typed: ``2,50`` does not turn into ``2.5`` under their hands.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QKeyCombination, QLocale, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import label, wrapped
from stretchtimer.ui.widgets.plain_text import caption

_LONGEST_TYPED = 2_000
"""More than any text may be: what is too long is told, and not cut."""

_MOST_LINES = 8
"""More than that are scrolled."""


def is_undoing(event: QKeyEvent) -> bool:
    """Whether the key undoes or redoes: in a form the page does that, for all its fields."""
    return is_redoing(event) or event.matches(QKeySequence.StandardKey.Undo)


def is_redoing(event: QKeyEvent) -> bool:
    """Whether the key makes again what was undone, as on any of the systems."""
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    pressed = event.keyCombination()
    ways = (
        QKeyCombination(control, Qt.Key.Key_Y),
        QKeyCombination(control | shift, Qt.Key.Key_Z),
    )
    return pressed in ways or event.matches(QKeySequence.StandardKey.Redo)


class Line(QLineEdit):
    """One line; Enter ends the typing and nothing else."""

    left = Signal()
    stepped = Signal(int)
    """The arrow keys ask for one more or one less."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setMaxLength(_LONGEST_TYPED)
        self.editingFinished.connect(self.left)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undoing(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers():
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Up else -1)
        else:
            super().keyPressEvent(event)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                event.accept()


class Area(QPlainTextEdit):
    """Some lines, and as many more as are written; Tab leaves it, as it does every field."""

    left = Signal()

    def __init__(self, lines: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self.take_height)

    def take_height(self) -> None:
        """As high as its lines are in the present font: none is cut."""
        written = round(self.document().size().height())
        lines = min(max(self._lines, written), _MOST_LINES)
        round_them = max(0, self.height() - self.viewport().height())
        # With no pixel to spare Qt would scroll by a line.
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + round_them + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.take_height()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_undoing(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.left.emit()


class Field(QWidget):
    """A control under its name, with its faults below it."""

    settled = Signal()
    """Somebody has left it: what was typed is one change."""

    def __init__(self, appearance: Appearance, name: str, control: QWidget, parent: QWidget):
        super().__init__(parent)
        self._appearance = appearance
        self.control = control
        self.is_typing = False
        self._faults = ""
        self._hint = ""
        self._name = name
        self._owner = ""
        self.name = label(name, parent=self)
        self.name.setBuddy(control)
        control.setAccessibleName(name)
        self.fault = wrapped(role="fault", parent=self)
        self.fault.hide()
        self.row = QHBoxLayout()
        self.row.setSpacing(appearance.px(8))
        self.row.addWidget(control, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        layout.addWidget(self.name)
        layout.addLayout(self.row)
        layout.addWidget(self.fault)
        self.settled.connect(self._say_fault)

    def focus(self) -> None:
        """Gives the focus to what is typed or chosen in."""
        self.control.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_owner(self, words: str) -> None:
        """Says to what the field belongs, where there are several of its name."""
        if words != self._owner:
            self._owner = words
            self.tell_name()

    def tell_name(self) -> None:
        """Tells a screen reader what the field is called."""
        self.control.setAccessibleName(self.called)

    @property
    def called(self) -> str:
        """Its name, with that of what it belongs to."""
        if not self._owner:
            return self._name
        return tr("{owner}: {name}").format(owner=self._owner, name=self._name)

    def show_value(self, value: object) -> None:
        """Shows what the file has there; None where it has nothing."""
        raise NotImplementedError

    def show_faults(self, faults: Sequence[str]) -> None:
        """Says what is wrong with what stands there."""
        words = "\n".join(faults)
        if words == self._faults:
            return
        self._faults = words
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        self.control.setAccessibleDescription(words or self._hint)
        if bool(self.control.property("wrong")) is not bool(words):
            self.control.setProperty("wrong", bool(words))
            self.control.style().polish(self.control)

    def set_hint(self, words: str) -> None:
        """Says below the name what the field is for."""
        self._hint = words
        self.control.setAccessibleDescription(words)
        hint = wrapped(words, "small", self)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(1, hint)

    def _say_fault(self) -> None:
        """Typing is not interrupted by what is wrong with half a number."""
        announce(self.control, self._faults)


class TextField(Field):
    """``typed`` tells what stands there after each key."""

    typed = Signal(str)

    def __init__(self, appearance: Appearance, name: str, parent: QWidget) -> None:
        self.line = Line(parent)
        super().__init__(appearance, name, self.line, parent)
        self.line.textEdited.connect(self._on_edited)
        self.line.left.connect(self.settled)

    def show_value(self, value: object) -> None:
        words = shown(value)
        if not self.is_typing and words != self.line.text():
            self.line.setText(words)
            self.line.setCursorPosition(0 if not self.line.hasFocus() else len(words))

    def _on_edited(self, words: str) -> None:
        self.is_typing = True
        self.typed.emit(words)
        self.is_typing = False


class NumberField(TextField):
    """A number with its unit; ``usual`` is what counts where nothing stands there."""

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        parent: QWidget,
        *,
        unit: str = "",
        usual: float | None = None,
        step: int = 1,
    ) -> None:
        super().__init__(appearance, name, parent)
        self._usual = usual
        self._step = step
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.line.setFixedWidth(appearance.px(96))
        if usual is not None:
            self.line.setPlaceholderText(plain_number(usual))
        if unit:
            self.row.addWidget(label(unit, "muted", self))
        self.row.addStretch(1)
        self.line.stepped.connect(self._on_stepped)

    def _on_stepped(self, steps: int) -> None:
        words = self.line.text() or self.line.placeholderText()
        try:
            number = float(words.replace(",", "."))
        except ValueError:
            return
        words = plain_number(max(0.0, number + steps * self._step))
        self.line.setText(words)
        self._on_edited(words)


class LinesField(Field):
    """Some lines of text; ``typed`` tells them after each key."""

    typed = Signal(str)

    def __init__(self, appearance: Appearance, name: str, parent: QWidget, lines: int = 2) -> None:
        self.area = Area(lines, parent)
        super().__init__(appearance, name, self.area, parent)
        self._is_showing = False
        self.area.textChanged.connect(self._on_changed)
        self.area.left.connect(self.settled)
        appearance.changed.connect(self.area.take_height)

    def show_value(self, value: object) -> None:
        words = "\n".join(map(shown, value)) if isinstance(value, list) else shown(value)
        if self.is_typing or words == self.area.toPlainText():
            return
        self._is_showing = True
        self.area.setPlainText(words)
        if self.area.hasFocus():
            self.area.moveCursor(self.area.textCursor().MoveOperation.End)
        self._is_showing = False

    def _on_changed(self) -> None:
        if not self._is_showing:
            self.is_typing = True
            self.typed.emit(self.area.toPlainText())
            self.is_typing = False


class ChoiceField(Field):
    """One of some values; ``chosen`` tells it."""

    chosen = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        values: Sequence[tuple[object, str]],
        parent: QWidget,
    ) -> None:
        """The first of the values is what counts where nothing stands there."""
        self.box = ChoiceBox(name, parent)
        super().__init__(appearance, name, self.box, parent)
        self._values = [value for value, _ in values]
        self.box.offer(values)
        self.row.addStretch(1)
        self.row.setStretch(0, 0)
        self.box.chosen.connect(self.chosen)

    def show_value(self, value: object) -> None:
        # What is none of them is told below, and nothing is chosen.
        known = self._values.index(value) if value in self._values else -1
        self.box.setCurrentIndex(0 if value is None else known)


class TickField(Field):
    """Yes or no; ``chosen`` tells which."""

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, parent: QWidget) -> None:
        self.box = QCheckBox(caption(name), parent)
        super().__init__(appearance, name, self.box, parent)
        # Its words stand beside it.
        self.name.hide()
        self.box.clicked.connect(lambda on: self.chosen.emit(bool(on)))

    def show_value(self, value: object) -> None:
        self.box.setChecked(value is True)


def shown(value: object) -> str:
    """A value as one types it; what is no value of a field as it stands in the file."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return plain_number(value)
    return str(value)


def plain_number(number: float) -> str:
    """A number with no more digits than it needs, in the way of the person's country."""
    if isinstance(number, int):
        return str(number)
    return f"{number:.10g}".replace(".", QLocale().decimalPoint())
