"""By what a row is dragged to another place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QLabel, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance


class RowGrip(QLabel):
    """Tells where it is dragged to; the buttons and keys of the row do the same without it."""

    dragged = Signal(QPoint)
    """The pointer's place on the screen while the button is held."""
    dropped = Signal(QPoint)
    """Where the button was let go."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown = False
        self._dragging = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._width = 0
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setToolTip(tr("Drag to move it."))
        appearance.changed.connect(self._renew)
        self._renew()

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
        side = self._appearance.px(20)
        if side != self._width:
            self._width = side
            self.setFixedWidth(side)
        if self._shown:
            self.setPixmap(self._appearance.icon("grip", "muted").pixmap(side, side))
        else:
            self.clear()
