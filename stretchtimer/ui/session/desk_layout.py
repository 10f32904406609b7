"""Where everything lies on the session page as it is seen from close by.

The figure comes first: beside a time in seconds it has at least ``FIGURE_SHARE`` of the width. The
ring is as thick as there is room for, and becomes a bar where there is none for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import QRect, QSize

FIGURE_SHARE = 0.6
_LEAST_FIGURE_SHARE = 0.42
"""The least share beside a time in minutes, whose digits come first."""
_LEAST_STACKED_SHARE = 0.5
"""The least share of the height that the figure has above a time."""


@dataclass(frozen=True)
class LayoutInput:
    """What the parts need at most in a session; widths and heights in logical pixels.

    ``forms`` are the sizes of a thick ring, of a thin one and of a bar.
    """

    gap: int
    margin: int
    left_label: int
    badge: int
    controls: int
    name_line: int
    name_height: Callable[[int], int]
    instruction_height: Callable[[int], int]
    coming_height: int
    cue_height: int
    hurts: QSize
    forms: tuple[QSize, QSize, QSize]
    is_in_seconds: bool
    has_figure: bool
    has_words: bool
    """Whether any stretch tells in words what to do, and not only for how long."""


@dataclass(frozen=True)
class Places:
    """One rectangle for each part, for a script that runs from left to right."""

    strip: QRect
    left: QRect
    name: QRect
    badge: QRect
    figure: QRect
    ring: QRect
    is_round: bool
    cue: QRect
    instruction: QRect
    coming: QRect
    hurts: QRect
    controls: QRect


def places(size: QSize, sizes: LayoutInput) -> Places:
    """Lays the page out: upright windows stack figure and ring, others put them side by side."""
    gap, margin = sizes.gap, sizes.margin
    inner = QRect(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
    line = 3 * gap
    strip = QRect(inner.left(), inner.top(), inner.width() - sizes.left_label - 2 * gap, line)
    left = QRect(strip.right() + 2 * gap, inner.top(), sizes.left_label, line)
    name, badge = _headline(inner, strip.bottom() + gap, sizes)
    controls = QRect(
        inner.left(), inner.bottom() - sizes.controls + 1, inner.width(), sizes.controls
    )
    body = QRect(inner.left(), max(name.bottom(), badge.bottom()) + gap, inner.width(), 0)
    body.setBottom(controls.top() - gap)
    # With nothing to stand beside it, the time stands in the middle.
    if size.height() > size.width() or not (sizes.has_figure or sizes.has_words):
        figure, side, words = _stacked(body, sizes)
    else:
        figure, side, words = _beside(body, size.width(), _Above(name, badge), sizes)
    hurts = QRect(side.topLeft(), sizes.hurts)
    hurts.moveBottomRight(side.bottomRight())
    ring = side.adjusted(0, 0, 0, -_under_ring(sizes))
    cue = QRect(side.left(), ring.bottom() + 1, side.width(), sizes.cue_height)
    coming = QRect(words.left(), 0, words.width(), sizes.coming_height)
    coming.moveBottom(words.bottom())
    return Places(
        strip,
        left,
        name,
        badge,
        figure,
        ring,
        any(_fits(form, ring.size()) for form in sizes.forms[:2]),
        cue,
        words.adjusted(0, 0, 0, -sizes.coming_height - gap // 2),
        coming,
        hurts,
        controls,
    )


def _headline(inner: QRect, top: int, sizes: LayoutInput) -> tuple[QRect, QRect]:
    """Name and badge on one line where both fit, else one below the other."""
    if not sizes.badge:
        return QRect(inner.left(), top, inner.width(), sizes.name_height(inner.width())), QRect()
    line = sizes.name_line
    rest = inner.width() - sizes.badge - 2 * sizes.gap
    if sizes.name_height(max(1, rest)) <= line:
        name = QRect(inner.left(), top, rest, line)
        return name, QRect(name.right() + 2 * sizes.gap, top, sizes.badge, line)
    name = QRect(inner.left(), top, inner.width(), sizes.name_height(inner.width()))
    width = min(sizes.badge, inner.width())
    return name, QRect(inner.left(), name.bottom() + sizes.gap // 2, width, line)


class _Above(NamedTuple):
    """What stands at the head of the page."""

    name: QRect
    badge: QRect

    def free_from(self, left: int, gap: int) -> int:
        """From where on it is free to the right of ``left``."""
        beside = self.badge.right() + gap < left and self.badge.top() > self.name.bottom()
        return (self.name.bottom() if beside else max(p.bottom() for p in self)) + gap


def _beside(
    body: QRect, whole: int, above: _Above, sizes: LayoutInput
) -> tuple[QRect, QRect, QRect]:
    """Figure and words on the one side; ring, word of the moment and a button on the other."""
    gap = 3 * sizes.gap // 2
    for share, form in _ways(sizes):
        most = body.width() - round(whole * share) - gap
        width = max(min(most, form.width()), sizes.hurts.width())
        side = QRect(body.right() - width + 1, body.top(), width, body.height())
        side.setTop(above.free_from(side.left(), sizes.gap))
        if form.width() <= most and form.height() <= side.height() - _under_ring(sizes):
            break
    column = body.adjusted(0, 0, -width - gap, 0)
    if not sizes.has_figure:
        return QRect(), side, column
    words = _words_height(column.width(), sizes)
    text = QRect(column.left(), column.bottom() - words + 1, column.width(), words)
    return column.adjusted(0, 0, 0, -words - sizes.gap), side, text


def _ways(sizes: LayoutInput) -> Iterator[tuple[float, QSize]]:
    """Which share the figure has at least, and which form the time; the best first."""
    thick, thin, bar = sizes.forms
    for form in (thick, thin):
        yield FIGURE_SHARE, form
    if not sizes.is_in_seconds:
        yield _LEAST_FIGURE_SHARE, thin
        yield FIGURE_SHARE, bar
        yield _LEAST_FIGURE_SHARE, bar
    else:
        yield FIGURE_SHARE, bar


def _stacked(body: QRect, sizes: LayoutInput) -> tuple[QRect, QRect, QRect]:
    """The figure above, the ring below it, the words at the foot."""
    words = _words_height(body.width(), sizes)
    text = QRect(body.left(), body.bottom() - words + 1, body.width(), words)
    rest = body.adjusted(0, 0, 0, -words - sizes.gap)
    if not sizes.has_figure:
        return QRect(), rest, text
    wanted = sizes.forms[0].height() + _under_ring(sizes)
    half = max(round(rest.height() * (1 - _LEAST_STACKED_SHARE)), rest.height() - wanted)
    figure = QRect(rest.left(), rest.top(), rest.width(), half - sizes.gap)
    return figure, rest.adjusted(0, half, 0, 0), text


def _under_ring(sizes: LayoutInput) -> int:
    return sizes.cue_height + sizes.hurts.height() + sizes.gap // 2


def _words_height(width: int, sizes: LayoutInput) -> int:
    return sizes.instruction_height(width) + sizes.gap // 2 + sizes.coming_height


def _fits(form: QSize, room: QSize) -> bool:
    return form.width() <= room.width() and form.height() <= room.height()
