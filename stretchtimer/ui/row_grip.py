"""The handle by which a row of the list is dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from stretchtimer.ui.look import Look


class RowGrip(QLabel):
    """Tells where it is dragged to; the buttons and keys of the row do the same without it."""

    dragged = Signal(QPoint)
    """The pointer's place on the screen while the button is held."""
    dropped = Signal(QPoint)
    """Where the button was let go."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shown = False
        self._dragging = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFixedWidth(look.px(20))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip(self.tr("Drag to another place."))
        look.changed.connect(self._renew)

    def set_shown(self, shown: bool) -> None:
        if shown != self._shown:
            self._shown = shown
            self._renew()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._dragging = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(event.globalPosition().toPoint())

    def _renew(self) -> None:
        side = self._look.px(20)
        if self._shown:
            self.setPixmap(self._look.icon("grip", "muted").pixmap(side, side))
        else:
            self.clear()
