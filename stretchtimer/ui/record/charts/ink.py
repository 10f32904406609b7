"""What charts are drawn with: colours, letters and lengths of a screen or of a sheet of paper.

The charts are drawn by hand: pyqtgraph (MIT) was tried, and took two seconds and 63 MB with the
numpy that it needs, tells a screen reader nothing, and writes no PDF of its own. What is drawn here
is a few bars and dots, and the same code draws them on paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.palettes import SMALL, Theme


@dataclass(frozen=True)
class Ink:
    """``px`` scales a length of the design; ``is_mirrored`` where one reads from the right."""

    theme: Theme
    font: QFont
    px: Callable[[float], float]
    is_mirrored: bool = False

    @property
    def small(self) -> QFont:
        """Letters for what stands beside the chart itself."""
        font = QFont(self.font)
        if font.pixelSize() > 0:
            font.setPixelSize(round(font.pixelSize() * SMALL))
        else:
            font.setPointSizeF(font.pointSizeF() * SMALL)
        return font

    @property
    def metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.small)

    @property
    def line_width(self) -> float:
        return self.px(self.theme.outline_px)

    def colour(self, token: str) -> QColor:
        return QColor(getattr(self.theme, token))

    def place(self, room: QRectF, x: float, y: float, width: float, height: float) -> QRectF:
        """A part of ``room``, by its distance from where one begins to read."""
        left = room.right() - x - width if self.is_mirrored else room.left() + x
        return QRectF(left, room.top() + y, width, height)

    def point(self, room: QRectF, x: float, y: float) -> QPointF:
        return self.place(room, x, y, 0, 0).topLeft()

    def write(
        self,
        painter: QPainter,
        where: QRectF,
        words: str,
        *,
        token: str = "muted",
        at: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    ) -> None:
        """Writes words into a place, in the middle of its height; not cut where they are longer."""
        if self.is_mirrored and at is Qt.AlignmentFlag.AlignLeading:
            at = Qt.AlignmentFlag.AlignRight
        elif self.is_mirrored and at is Qt.AlignmentFlag.AlignTrailing:
            at = Qt.AlignmentFlag.AlignLeft
        painter.setFont(self.small)
        painter.setPen(self.colour(token))
        flags = at | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(where, int(flags) | int(Qt.TextFlag.TextDontClip), words)

    def outline(self, token: str = "outline") -> QPen:
        return QPen(self.colour(token), self.line_width)


def ink_of(appearance: Appearance, font: QFont, direction: Qt.LayoutDirection) -> Ink:
    """What is drawn with on the screen."""
    mirrored = direction is Qt.LayoutDirection.RightToLeft
    return Ink(appearance.theme, font, appearance.px, mirrored)
