"""A whole number with words around it, such as ``5 min``."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QSpinBox, QWidget


class NumberBox(QSpinBox):
    """Takes typed values and arrow keys; ``words`` holds ``{n}`` where the number stands."""

    def __init__(self, least: int, most: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        before, _, after = words.partition("{n}")
        self.setPrefix(before)
        self.setSuffix(after)
        self.setRange(least, most)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # Here it ends the typing; it must not reach the page, where it would mean Start.
            event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Without focus the wheel belongs to the page that is being scrolled.
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
