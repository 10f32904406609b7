"""What a ring or a bar for digits is like: how large it is, and the line that it follows."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF
from PySide6.QtGui import QFont, QPainterPath

from stretchtimer.ui.session.digits import Digits

STROKES = (0.036, 0.033, 0.03, 0.027, 0.024, 0.021, 0.018)
"""How thick the ring is, in its heights: the thickest is taken with which the digits fit in."""
_CLEAR = 2.7
"""How far from its rim the digits stay, in its thicknesses: one of them is left empty."""
_LONG_FROM = 1.9
"""Digits wider than this, in heights of theirs, make the ring longer, not larger."""
BAR = 1.46
"""How high digits with a bar below them are, in heights of the digits."""
CURVES = 8
"""Of so many curves a half of the ring is made; all but the last are the same in any part of it."""


def bare_size(font: QFont, signs: str, digit_height: float, is_round: bool) -> QSize:
    """The size of a ring, or of a bar, for such digits of that height in pixels."""
    return form_size(Digits(font, digit_height), signs, is_round)


def form_size(digits: Digits, signs: str, is_round: bool, *, thin: bool = False) -> QSize:
    """The size of a ring, as ``thin`` as can be or not, or of a bar, for such digits."""
    wide = digits.width(signs)
    if not is_round:
        return QSize(round(wide) + 1, math.ceil(digits.high * BAR))
    wide = digits.drawn_width(signs)
    size = ring_size(wide, digits.high, STROKES[-1 if thin else 0])
    return QSize(math.ceil(size.width()), math.ceil(size.height()))


def ring_size(wide: float, high: float, thick: float) -> QSizeF:
    """The least ring, so thick in its heights, within which digits of that size stay clear."""
    within = 0.5 - _CLEAR * thick
    height = math.hypot(min(wide, _LONG_FROM * high), high) / 2 / within
    beyond = wide / 2 - math.sqrt((height * within) ** 2 - (high / 2) ** 2)
    return QSizeF(height + max(0.0, 2 * beyond), height)


def pill(box: QRectF, share: float = 1.0) -> QPainterPath:
    """A circle, or a longer shape with round ends, drawn clockwise from the top centre.

    Of the whole, a ``share`` from 0 to 1 is drawn.
    """
    high, side, x = box.height(), (box.width() - box.height()) / 2, box.center().x()
    path = QPainterPath(QPointF(x, box.top()))
    rest = share * (4 * side + math.pi * high)
    for length, start_x, end_x, y, angle in (
        (side, x, x + side, box.top(), 90),
        (2 * side, x + side, x - side, box.bottom(), 270),
        (side, x - side, x, box.top(), None),
    ):
        if rest > 0:
            path.lineTo(start_x + (end_x - start_x) * min(1.0, rest / (length or 1.0)), y)
        rest -= length
        if angle is None:
            break
        end = QRectF(end_x - high / 2, box.top(), high, high)
        for k in range(CURVES):
            part = min(1.0, rest * CURVES * 2 / (math.pi * high))
            if part > 0:
                path.arcTo(end, angle - 180 * k / CURVES, -180 * part / CURVES)
            rest -= math.pi * high / 2 / CURVES
    return path
