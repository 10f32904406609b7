"""The session page as it is seen from close by: everything there is to know and to press."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.ui.session.parts import SessionParts
from stretchtimer.ui.theme.appearance import Appearance

DIGIT_SHARE = 0.22
"""Height of the digits as a share of the window's: about 45 arc minutes on a small laptop, 3 m."""
NAME_SHARE = 0.062
"""Height of the capitals in name and side: a little over the 6 % asked for, so rounding may err."""
TEXT_SHARE = 0.024
SMALL_SHARE = 0.018
LARGE_TEXT_SHARE = 0.034

_LEAST_LEFT_SHARE = 0.3


@dataclass(frozen=True)
class LayoutInput:
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


def places(size: QSize, sizes: LayoutInput) -> Places:
    """Lays the page out: upright windows stack figure and ring, others put them side by side."""
    gap, margin = sizes.gap, sizes.margin
    inner = QRect(0, 0, size.width(), size.height()).adjusted(margin, margin, -margin, -margin)
    line = 3 * gap
    strip = QRect(inner.left(), inner.top(), inner.width() - sizes.left_label - 2 * gap, line)
    left = QRect(strip.right() + 2 * gap, inner.top(), sizes.left_label, line)

    name, badge = _headline(inner, strip.bottom() + gap * 3 // 2, sizes)
    head_bottom = max(name.bottom(), badge.bottom())

    controls = QRect(inner.left(), inner.bottom() - sizes.controls + 1, inner.width(), 0)
    controls.setHeight(sizes.controls)
    body = QRect(inner.left(), head_bottom + gap, inner.width(), 0)
    body.setBottom(controls.top() - gap)
    if size.height() > size.width():
        figure, ring, words = _stacked(body, sizes)
    else:
        figure, ring, words = _beside(body, sizes)
    coming = QRect(words.left(), 0, words.width(), sizes.coming_height)
    coming.moveBottom(words.bottom())
    instruction = words.adjusted(0, 0, 0, -sizes.coming_height - gap // 2)
    return Places(strip, left, name, badge, figure, ring, instruction, coming, controls)


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


def _beside(body: QRect, sizes: LayoutInput) -> tuple[QRect, QRect, QRect]:
    """Figure and words on the one side, the ring on the other."""
    most = round(body.width() * (1 - _LEAST_LEFT_SHARE))
    width = min(most, sizes.ring_width(body.height()))
    ring = QRect(body.right() - width + 1, body.top(), width, body.height())
    column = body.adjusted(0, 0, -width - 3 * sizes.gap, 0)
    return _column(column, sizes, ring)


def _column(column: QRect, sizes: LayoutInput, ring: QRect) -> tuple[QRect, QRect, QRect]:
    if not sizes.has_figure:
        return QRect(), ring, column
    words = _words_height(column.width(), sizes)
    text = QRect(column.left(), column.bottom() - words + 1, column.width(), words)
    return column.adjusted(0, 0, 0, -words - sizes.gap), ring, text


def _stacked(body: QRect, sizes: LayoutInput) -> tuple[QRect, QRect, QRect]:
    """The figure above, the ring below it, the words at the foot."""
    words = _words_height(body.width(), sizes)
    text = QRect(body.left(), body.bottom() - words + 1, body.width(), words)
    rest = body.adjusted(0, 0, 0, -words - sizes.gap)
    if not sizes.has_figure:
        return QRect(), rest, text
    half = rest.height() // 2
    figure = QRect(rest.left(), rest.top(), rest.width(), half)
    ring = QRect(rest.left(), rest.top() + half + sizes.gap, rest.width(), half - sizes.gap)
    return figure, ring, text


def _words_height(width: int, sizes: LayoutInput) -> int:
    return sizes.instruction_height(width) + sizes.gap // 2 + sizes.coming_height


_NARROW_PX = 1000


class DeskView:
    """Arranges the parts of ``page``."""

    def __init__(self, appearance: Appearance, parts: SessionParts, page: QWidget) -> None:
        self._appearance = appearance
        self._parts = parts
        self._page = page

    def arrange(self, has_figure: bool) -> None:
        """Lays everything out for the present size and words."""
        parts, px = self._parts, self._appearance.px
        width, height = self._page.width(), self._page.height()
        self._show_parts(has_figure)
        parts.name.set_capital_height(height * NAME_SHARE)
        parts.badge.set_capital_height(height * NAME_SHARE)
        reading = min(height, width)
        text = max(reading * (TEXT_SHARE if has_figure else LARGE_TEXT_SHARE), px(12))
        parts.instruction.set_capital_height(text)
        parts.coming.set_capital_height(max(reading * SMALL_SHARE, px(10)))
        parts.ring.set_digit_height(height * DIGIT_SHARE)
        parts.left.set_capital_height(max(reading * SMALL_SHARE, px(9)))
        margin = px(24 if width < _NARROW_PX else 32)
        parts.controls.lay_over(False)
        parts.controls.fit(width - 2 * margin)
        found = places(
            self._page.size(),
            LayoutInput(
                gap=px(8),
                margin=margin,
                left_label=round(parts.left.sizeHint().width() * 1.15),
                badge=parts.badge.sizeHint().width() if parts.badge.text() else 0,
                controls=parts.controls.sizeHint().height(),
                name_line=parts.name.sizeHint().height(),
                name_height=parts.name.heightForWidth,
                instruction_height=parts.instruction.heightForWidth,
                coming_height=parts.coming.sizeHint().height(),
                ring_width=parts.ring.width_for,
                has_figure=has_figure,
            ),
        )
        for widget, place in (
            (parts.strip, found.strip),
            (parts.left, found.left),
            (parts.name, found.name),
            (parts.badge, found.badge),
            (parts.stage, found.figure),
            (parts.ring, found.ring),
            (parts.instruction, found.instruction),
            (parts.coming, found.coming),
            (parts.controls, found.controls),
        ):
            widget.setGeometry(self._visual(place))

    def _show_parts(self, has_figure: bool) -> None:
        """Has what is seen here, and only that, stand upright."""
        parts = self._parts
        for turning in (parts.name, parts.badge, parts.stage.view):
            turning.set_turn(0)
        parts.name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        parts.ring.set_form(is_round=True, bare=False)
        parts.cue.hide()
        for part in (parts.strip, parts.left, parts.instruction, parts.coming):
            part.show()
        parts.name.show()
        parts.ring.show()
        parts.badge.setVisible(bool(parts.badge.text()))
        parts.stage.setVisible(has_figure)

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._page.layoutDirection(), self._page.rect(), place)
