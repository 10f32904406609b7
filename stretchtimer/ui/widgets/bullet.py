"""One point of a list of points: its dot is painted, so that nobody has it read out to them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

_KINDS = (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.Polish)


class Bullet(QLabel):
    """A paragraph that stands in from its dot, on whichever side it begins."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._indent()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in _KINDS:
            self._indent()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        metrics = self.fontMetrics()
        middle = self.contentsRect().top() + metrics.ascent() - metrics.xHeight() / 2
        inset = self._inset() * 0.35
        x = self.width() - inset if self._is_mirrored() else inset
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.palette().color(self.foregroundRole()))
        painter.drawEllipse(QPointF(x, middle), metrics.xHeight() * 0.28, metrics.xHeight() * 0.28)
        painter.end()

    def _inset(self) -> int:
        return round(1.1 * self.fontMetrics().height())

    def _is_mirrored(self) -> bool:
        return self.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def _indent(self) -> None:
        inset = self._inset()
        left, right = (0, inset) if self._is_mirrored() else (inset, 0)
        self.setContentsMargins(left, 0, right, 0)
