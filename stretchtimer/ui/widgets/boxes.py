"""Boxes for values that are typed or chosen, each shown in words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QMetaObject, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QValidator, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QSpinBox,
    QStyledItemDelegate,
    QWidget,
)

from stretchtimer.ui.theme.appearance import polish_again

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractSpinBox as _MixedBox
    from PySide6.QtWidgets import QWidget as _Mixed
else:
    # What is mixed into a widget stands before Qt's class, and is none itself.
    _Mixed = _MixedBox = object


def set_calm(field: QWidget, calm: bool) -> None:
    """Shows what is in a field as plain text, in its place; or with all that tells a field."""
    if bool(field.property("calm")) != calm:
        field.setProperty("calm", calm)
        # One that was never seen is polished when it is, and to ask for a style takes its time.
        if field.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            polish_again(field)
            field.update()


class LeavesWheel(_Mixed):
    """Leaves the wheel to the page, also with the focus: it is still there after a click long ago.

    Keys, typing and buttons change the value; the wheel, meant for the page, would do so unseen.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


def _select_all_later(box: QObject) -> None:
    """After the event that is under way; not at all where the box is gone by then."""
    QMetaObject.invokeMethod(box, "selectAll", Qt.ConnectionType.QueuedConnection)


class EndsTyping(_MixedBox):
    """Keeps Enter, which ends the typing here, from the page, where it would mean Start.

    What was typed can be undone until then; after that it is the page that undoes. Whoever clicks
    into the box types over what is there; a second click is for a place within it.
    """

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.OtherFocusReason):
            # The click places the cursor after this.
            _select_all_later(self)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            # What stays selected looks as if the next key would go there.
            self.lineEdit().deselect()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        undoing = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        if any(map(event.matches, undoing)) and not self.lineEdit().isModified():
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()


_DECIMAL = re.compile(r"\d+[.,]\d*")


class NumberBox(EndsTyping, LeavesWheel, QSpinBox):
    """Takes typed values and arrow keys; ``words`` holds ``{n}`` where the number stands.

    Its numbers are whole; one with a decimal point or comma is rounded.
    """

    def __init__(self, least: int, most: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        before, _, after = words.partition("{n}")
        self.setPrefix(before)
        self.setSuffix(after)
        self.setRange(least, most)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().selectionChanged.connect(self._on_cursor_placed)
        self.lineEdit().cursorPositionChanged.connect(self._on_cursor_placed)

    def valueFromText(self, text: str) -> int:
        typed = self._decimal(text)
        if typed is None:
            return super().valueFromText(text)
        return max(self.minimum(), min(math.floor(typed + 0.5), self.maximum()))

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        # Qt would let no point in, and take 7.5 for 75.
        if self._decimal(text) is None:
            return super().validate(text, position)
        return QValidator.State.Acceptable, text, position

    def _decimal(self, text: str) -> float | None:
        """A typed number that is not whole; None where it is, or is none."""
        bare = text.removeprefix(self.prefix()).removesuffix(self.suffix()).strip()
        return float(bare.replace(",", ".")) if _DECIMAL.fullmatch(bare) else None

    def _on_cursor_placed(self) -> None:
        """Words in the place of a number give way to what is typed, wherever they were clicked."""
        words, line = self.specialValueText(), self.lineEdit()
        is_here = self.hasFocus() and not line.hasSelectedText()
        if is_here and words and line.text() == words:
            # Qt places the cursor at the end of a click.
            _select_all_later(line)


class ChoiceBox(LeavesWheel, QComboBox):
    """Tells in ``chosen`` which value the person took; a value set by program tells nothing."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        # Only with this one do the rows of the list take their height from the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(lambda row: self.chosen.emit(self.itemData(row)))

    def tell_name(self) -> None:
        """Tells a screen reader the name where no label stands beside the box to tell it.

        On Linux Qt tells the choice as the name, and what the box is for by its label alone. To be
        called once the box is laid out.
        """
        unseen = QLabel(self.accessibleName(), self.parentWidget())
        unseen.setTextFormat(Qt.TextFormat.PlainText)
        unseen.setBuddy(self)
        unseen.hide()

    def offer(self, values: Sequence[tuple[object, str]]) -> None:
        """Takes the values with their words, and keeps the present one if it is among them."""
        present = self.currentData()
        self.clear()
        for value, words in values:
            self.addItem(words, value)
        self.show_value(present)

    def show_value(self, value: object) -> None:
        row = self.findData(value)
        if row >= 0:
            self.setCurrentIndex(row)


def short_number(number: float) -> str:
    """A number with at most one decimal, in the way of the person's country."""
    # Qt's usual form has no needless zero, and how another is named differs between versions.
    return QLocale().toString(round(float(number), 1))
