"""Where everything on the session page lies, computed from the window's size alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize

DIGIT_SHARE = 0.22
"""Height of the digits as a share of the window's: about 45 arc minutes on a small laptop, 3 m."""
NAME_SHARE = 0.062
"""Height of the capitals in name and side: a little over the 6 % asked for, so rounding may err."""
TEXT_SHARE = 0.024
SMALL_SHARE = 0.018
LARGE_TEXT_SHARE = 0.034

_LEAST_LEFT_SHARE = 0.3


@dataclass(frozen=True)
class Wishes:
    """What the parts need to know their own size; widths and heights in logical pixels."""

    gap: int
    margin: int
    left_label: int
    badge: int
    controls: int
    name_height: Callable[[int], int]
    instruction_height: Callable[[int], int]
    coming_height: int
    ring_width: Callable[[int], int]
    has_figure: bool


@dataclass(frozen=True)
class Places:
    """One rectangle for each part, for a script that runs from left to right."""

    strip: QRect
    left: QRect
    name: QRect
    badge: QRect
    figure: QRect
    ring: QRect
    instruction: QRect
    coming: QRect
    controls: QRect


def places(size: QSize, wishes: Wishes) -> Places:
    """Lays the page out: upright windows stack figure and ring, others put them side by side."""
    gap, margin = wishes.gap, wishes.margin
    inner = QRect(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
    line = 3 * gap
    strip = QRect(inner.left(), inner.top(), inner.width() - wishes.left_label - 2 * gap, line)
    left = QRect(strip.right() + 2 * gap, inner.top(), wishes.left_label, line)

    badge_width = min(wishes.badge, inner.width() // 2)
    name_width = inner.width() - (badge_width + 2 * gap if badge_width else 0)
    name_height = wishes.name_height(name_width)
    name = QRect(inner.left(), strip.bottom() + gap * 3 // 2, name_width, name_height)
    badge = QRect(name.right() + 2 * gap, name.top(), badge_width, name_height)

    controls = QRect(inner.left(), inner.bottom() - wishes.controls + 1, inner.width(), 0)
    controls.setHeight(wishes.controls)
    body = QRect(inner.left(), name.bottom() + gap, inner.width(), 0)
    body.setBottom(controls.top() - gap)
    if size.height() > size.width():
        figure, ring, words = _stacked(body, wishes)
    else:
        figure, ring, words = _beside(body, wishes)
    coming = QRect(words.left(), 0, words.width(), wishes.coming_height)
    coming.moveBottom(words.bottom())
    instruction = words.adjusted(0, 0, 0, -wishes.coming_height - gap // 2)
    return Places(strip, left, name, badge, figure, ring, instruction, coming, controls)


def _beside(body: QRect, wishes: Wishes) -> tuple[QRect, QRect, QRect]:
    """Figure and words on the one side, the ring on the other."""
    most = round(body.width() * (1 - _LEAST_LEFT_SHARE))
    width = min(most, wishes.ring_width(body.height()))
    ring = QRect(body.right() - width + 1, body.top(), width, body.height())
    column = body.adjusted(0, 0, -width - 3 * wishes.gap, 0)
    return _column(column, wishes, ring)


def _column(column: QRect, wishes: Wishes, ring: QRect) -> tuple[QRect, QRect, QRect]:
    if not wishes.has_figure:
        return QRect(), ring, column
    words = _words_height(column.width(), wishes)
    text = QRect(column.left(), column.bottom() - words + 1, column.width(), words)
    return column.adjusted(0, 0, 0, -words - wishes.gap), ring, text


def _stacked(body: QRect, wishes: Wishes) -> tuple[QRect, QRect, QRect]:
    """The figure above, the ring below it, the words at the foot."""
    words = _words_height(body.width(), wishes)
    text = QRect(body.left(), body.bottom() - words + 1, body.width(), words)
    rest = body.adjusted(0, 0, 0, -words - wishes.gap)
    if not wishes.has_figure:
        return QRect(), rest, text
    half = rest.height() // 2
    figure = QRect(rest.left(), rest.top(), rest.width(), half)
    ring = QRect(rest.left(), rest.top() + half + wishes.gap, rest.width(), half - wishes.gap)
    return figure, ring, text


def _words_height(width: int, wishes: Wishes) -> int:
    return wishes.instruction_height(width) + wishes.gap // 2 + wishes.coming_height
