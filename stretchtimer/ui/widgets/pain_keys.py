"""How the back feels now, on eleven keys from 0 to 10 with words at both ends."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label

_MOST = 10
_KEY = 30


class PainKeys(QWidget):
    """One click, or one digit while it has the focus; a key pressed again takes the answer back.

    Tab reaches the row once, arrows go along it. ``chosen`` tells the number, or None.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: int | None = None
        self._name = name
        self.keys = [_PainKey(number, self) for number in range(_MOST + 1)]
        row = QHBoxLayout()
        row.setSpacing(appearance.px(4))
        for key in self.keys:
            key.setMinimumWidth(appearance.px(_KEY))
            key.clicked.connect(lambda _on=False, number=key.number: self._on_pressed(number))
            key.moved.connect(self._on_moved)
            row.addWidget(key)
        ends = QHBoxLayout()
        least, most = label(tr("no pain"), "small"), label(tr("worst imaginable"), "small")
        ends.addWidget(least)
        ends.addStretch(1)
        ends.addWidget(most)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(2))
        layout.addLayout(row)
        layout.addLayout(ends)
        self.show_value(None)

    @property
    def value(self) -> int | None:
        return self._value

    def show_value(self, value: int | None) -> None:
        """Takes an answer that was given before; None where there is none."""
        self._value = value
        for key in self.keys:
            key.show_chosen(self._name, key.number == value)
            stop = key.number == (value or 0)
            key.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.keys[value or 0])

    def _on_pressed(self, number: int) -> None:
        self.show_value(None if number == self._value else number)
        self.chosen.emit(self._value)

    def _on_moved(self, number: int) -> None:
        key = self.keys[max(0, min(_MOST, number))]
        key.setFocus(Qt.FocusReason.TabFocusReason)


def _is_with_others(event: QKeyEvent) -> bool:
    """Whether a digit is pressed together with Ctrl or the like, and so means something else."""
    return bool(event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier)


class _PainKey(QPushButton):
    """One number."""

    moved = Signal(int)

    def __init__(self, number: int, row: PainKeys) -> None:
        super().__init__(str(number), row)
        self.number = number
        self._row = row
        self.setProperty("role", "key")
        self.setCheckable(True)

    def show_chosen(self, name: str, chosen: bool) -> None:
        ends = {0: tr("no pain"), _MOST: tr("worst imaginable")}
        words = f"{name}: {self.number}"
        self.setAccessibleName(f"{words}, {ends[self.number]}" if self.number in ends else words)
        self.setChecked(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, mirrored = event.key(), self.isRightToLeft()
        forward, backward = Qt.Key.Key_Right, Qt.Key.Key_Left
        if mirrored:
            forward, backward = backward, forward
        if key in (forward, Qt.Key.Key_Up):
            self.moved.emit(self.number + 1)
        elif key in (backward, Qt.Key.Key_Down):
            self.moved.emit(self.number - 1)
        elif key == Qt.Key.Key_Home:
            self.moved.emit(0)
        elif key == Qt.Key.Key_End:
            self.moved.emit(_MOST)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not _is_with_others(event):
            self._row.keys[key - Qt.Key.Key_0].click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
