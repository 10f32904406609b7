"""A chart on the screen: it is painted, and tells a screen reader in a sentence what it shows."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.ui.record.charts.ink import Ink, ink_of
from stretchtimer.ui.theme.appearance import Appearance


class Chart(QLabel):
    """``draw`` paints it, ``height_with`` tells how high it is; numbers stand in its table."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    def draw(self, painter: QPainter, room: QRectF, ink: Ink) -> None:
        raise NotImplementedError

    def height_with(self, ink: Ink) -> float:
        raise NotImplementedError

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(280), round(self.height_with(self._ink())))

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, QRectF(self.rect()), self._ink())
        painter.end()

    def _ink(self) -> Ink:
        return ink_of(self._appearance, self.font(), self.layoutDirection())
