"""The side of the body in large words, on a soft ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stretchtimer.ui.fit_label import FitLabel
from stretchtimer.ui.look import Look


class SideBadge(FitLabel):
    """Shows nothing at all while it has no words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(1, QFont.Weight.DemiBold, parent)
        self._look = look
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + self._look.px(40), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        contrast = self._look.theme.outline_px > 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._look.colour("ink"), 2) if contrast else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(self._look.colour("soft"))
        radius = self._look.px(12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
        super().paintEvent(event)
