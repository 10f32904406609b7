"""A view turned by quarters of a circle, for somebody who lies beside the screen.

What is to be read is laid out in an upright room, whatever the turn; its rectangles are then
turned into the window, and each widget paints itself turned. So the widgets stay what they are for
a screen reader and for the pointer. Turns are 0, 90, 180 or 270 degrees clockwise.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter


def upright(size: QSize, turn: int) -> QSize:
    """How large something turned is for somebody who sees it upright."""
    return size.transposed() if turn in (90, 270) else size


def turned(place: QRect, room: QSize, turn: int) -> QRect:
    """Where a rectangle of the upright ``room`` lies in the window."""
    left, top, width, height = place.x(), place.y(), place.width(), place.height()
    if turn == 90:
        return QRect(room.height() - top - height, left, height, width)
    if turn == 180:
        return QRect(room.width() - left - width, room.height() - top - height, width, height)
    if turn == 270:
        return QRect(top, room.width() - left - width, height, width)
    return QRect(place)


def turn_painter(painter: QPainter, size: QSize, turn: int) -> QRect:
    """Has ``painter`` paint turned into a widget of that size; gives the upright rectangle."""
    if turn == 90:
        painter.translate(size.width(), 0)
    elif turn == 180:
        painter.translate(size.width(), size.height())
    elif turn == 270:
        painter.translate(0, size.height())
    painter.rotate(turn)
    room = upright(size, turn)
    return QRect(0, 0, room.width(), room.height())
