"""The scale of a pain from 0 to 10, up the side of a chart."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from stretchtimer.services.record.pain_over_weeks import HIGH
from stretchtimer.ui.record.charts.ink import Ink

MOST = 10
_GAP = 8
_LINES = (0, 5, 10)


def scale_width(ink: Ink) -> float:
    """The room that its numbers take."""
    return ink.metrics.horizontalAdvance("10") + ink.px(_GAP)


def y_of(pain: float, height: float) -> float:
    """How far below the top of the scale a pain lies."""
    return height * (MOST - pain) / MOST


def draw_scale(painter: QPainter, room: QRectF, ink: Ink) -> QRectF:
    """Draws numbers and lines into ``room``; gives what is left beside the numbers."""
    width, line = scale_width(ink), ink.metrics.height()
    for pain in (*_LINES, HIGH):
        y = y_of(pain, room.height())
        numbers = ink.place(room, 0, y - line / 2, width - ink.px(_GAP), line)
        ink.write(painter, numbers, str(pain), at=Qt.AlignmentFlag.AlignTrailing)
        pen = QPen(ink.colour("line"), ink.px(1))
        if pain == HIGH:
            pen = QPen(ink.colour("muted"), ink.px(1), Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawLine(ink.point(room, width, y), ink.point(room, room.width(), y))
    return ink.place(room, width, 0, room.width() - width, room.height())
