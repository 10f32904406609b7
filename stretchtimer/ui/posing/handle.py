"""A handle of the figure: drawn by mouse, finger or keys."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.posing import handle_words
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.plain_text import set_tooltip

_SIZE, _DOT, _FAR_DOT = 30, 18, 12
"""How large it is to a finger, and how large it looks; those of the far side are smaller."""
_RIM = 2.5
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class PoseHandle(QAbstractButton):
    """``pulled`` tells how far the pointer has gone since it was pressed, in pixels; ``nudged`` an
    arrow key: its way across and down, and whether it is a big step. ``released`` ends both.
    """

    pulled = Signal(str, QPointF)
    nudged = Signal(str, int, int, bool)
    let_go = Signal(str)

    def __init__(self, appearance: Appearance, handle: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.handle = handle
        self.is_far = False
        self._scale = 1.0
        self._from: QPointF | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        words = handle_words(handle)
        self.setAccessibleName(words)
        self.setAccessibleDescription(
            tr("The arrow keys move it; with Shift they move it farther.")
        )
        set_tooltip(self, words)
        self.resize(self.sizeHint())
        appearance.changed.connect(self._on_look_changed)

    def sizeHint(self) -> QSize:
        size = self._px(_SIZE)
        return QSize(size, size)

    def set_scale(self, scale: float) -> None:
        """Makes it larger, where the figure is larger."""
        if scale != self._scale:
            self._scale = scale
            self._on_look_changed()

    def set_far(self, is_far: bool) -> None:
        """Shows it as one of the side that is turned away."""
        if is_far != self.is_far:
            self.is_far = is_far
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._from = event.globalPosition()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            self.pulled.emit(self.handle, event.globalPosition() - self._from)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._from is not None:
            self._from = None
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.let_go.emit(self.handle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        big = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.nudged.emit(self.handle, *way, big)

    def paintEvent(self, _event: QPaintEvent) -> None:
        dot = self._px(_FAR_DOT if self.is_far else _DOT)
        rim = self._px(10) * _RIM / 10
        middle = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        round_ = QRectF(0, 0, dot - rim, dot - rim)
        round_.moveCenter(middle)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        # A light rim within a dark one, or the other way round, is seen on any clothes.
        painter.setPen(QPen(self._appearance.colour("ink"), rim * 2))
        painter.setBrush(self._appearance.colour("surface"))
        painter.drawEllipse(round_)
        filled = self._from is not None
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._appearance.colour("accent" if filled else "surface"))
        painter.drawEllipse(round_.adjusted(rim / 2, rim / 2, -rim / 2, -rim / 2))
        painter.end()

    def _px(self, length: float) -> int:
        return self._appearance.px(length * self._scale)

    def _on_look_changed(self) -> None:
        self.resize(self.sizeHint())
        self.update()
