"""The side of the body in large words, on a soft ground."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.fit_label import FitLabel


class SideBadge(FitLabel):
    """Shows nothing at all while it has no words."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(1, QFont.Weight.DemiBold, parent)
        self._appearance = appearance
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        appearance.changed.connect(self.update)

    def width_for(self, texts: tuple[str, ...]) -> int:
        """How wide it is for the widest of these texts; 0 where there are none."""
        return self.width_of(texts) + self._appearance.px(40) if texts else 0

    def sizeHint(self) -> QSize:
        return QSize(self.width_for((self.text(),)), super().sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        contrast = self._appearance.theme.is_high_contrast
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._appearance.colour("ink"), 2) if contrast else QPen(Qt.PenStyle.NoPen)
        painter.setPen(pen)
        painter.setBrush(self._appearance.colour("soft"))
        radius = self._appearance.px(12)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.end()
        super().paintEvent(event)
