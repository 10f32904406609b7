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
    name_line: int
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

    name, badge = _headline(inner, strip.bottom() + gap * 3 // 2, wishes)
    head_bottom = max(name.bottom(), badge.bottom())

    controls = QRect(inner.left(), inner.bottom() - wishes.controls + 1, inner.width(), 0)
    controls.setHeight(wishes.controls)
    body = QRect(inner.left(), head_bottom + gap, inner.width(), 0)
    body.setBottom(controls.top() - gap)
    if size.height() > size.width():
        figure, ring, words = _stacked(body, wishes)
    else:
        figure, ring, words = _beside(body, wishes)
    coming = QRect(words.left(), 0, words.width(), wishes.coming_height)
    coming.moveBottom(words.bottom())
    instruction = words.adjusted(0, 0, 0, -wishes.coming_height - gap // 2)
    return Places(strip, left, name, badge, figure, ring, instruction, coming, controls)


def _headline(inner: QRect, top: int, wishes: Wishes) -> tuple[QRect, QRect]:
    """Name and badge on one line where both fit, else one below the other."""
    if not wishes.badge:
        return QRect(inner.left(), top, inner.width(), wishes.name_height(inner.width())), QRect()
    line = wishes.name_line
    rest = inner.width() - wishes.badge - 2 * wishes.gap
    if wishes.name_height(max(1, rest)) <= line:
        name = QRect(inner.left(), top, rest, line)
        return name, QRect(name.right() + 2 * wishes.gap, top, wishes.badge, line)
    name = QRect(inner.left(), top, inner.width(), wishes.name_height(inner.width()))
    width = min(wishes.badge, inner.width())
    return name, QRect(inner.left(), name.bottom() + wishes.gap // 2, width, line)


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
