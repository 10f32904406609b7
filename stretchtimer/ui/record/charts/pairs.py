"""Back pain before and after sessions, as pairs: with a walk before, and without."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QWidget

from stretchtimer.services.record.pain_over_weeks import Pair
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.record.charts.chart import Chart
from stretchtimer.ui.record.charts.ink import Ink
from stretchtimer.ui.record.charts.scale import draw_scale, y_of
from stretchtimer.ui.record.dates import day_and_month
from stretchtimer.ui.theme.appearance import Appearance

_SCALE, _ABOVE, _BELOW, _BETWEEN = 130, 36, 24, 32
_SLOT, _WIDEST_SLOT = 14, 40
_OPEN, _FULL = 6.0, 3.5
"""The radius of the ring that is before, and of the dot that is after."""


def pairs_height(ink: Ink) -> float:
    return ink.px(_SCALE + _ABOVE + _BELOW)


def draw_pairs(painter: QPainter, room: QRectF, ink: Ink, pairs: Sequence[Pair]) -> bool:
    """Draws the latest pairs, as many as there is room for, in two panels side by side.

    Tells whether these are all.
    """
    width = (room.width() - ink.px(_BETWEEN)) / 2
    panels = (
        (tr("After a walk"), [pair for pair in pairs if pair.after_walk]),
        (tr("Without a walk"), [pair for pair in pairs if not pair.after_walk]),
    )
    drawn = 0
    for number, (title, some) in enumerate(panels):
        x = number * (width + ink.px(_BETWEEN))
        place = ink.place(room, x, 0, width, room.height())
        drawn += _draw_panel(painter, place, ink, title, some)
    return drawn == len(pairs)


def _draw_panel(
    painter: QPainter, room: QRectF, ink: Ink, title: str, pairs: Sequence[Pair]
) -> int:
    """Gives how many it has drawn."""
    line = ink.metrics.height()
    ink.write(painter, ink.place(room, 0, 0, room.width(), line), title, token="ink")
    high = ink.px(_SCALE)
    scale = QRectF(room.left(), room.top() + ink.px(_ABOVE), room.width(), high)
    inner = draw_scale(painter, scale, ink)
    shown = pairs[-max(1, int(inner.width() / ink.px(_SLOT))) :]
    slot = min(ink.px(_WIDEST_SLOT), inner.width() / max(1, len(shown)))
    for number, pair in enumerate(shown):
        _draw_pair(painter, inner, ink, (number + 0.5) * slot, pair)
    below = ink.place(inner, 0, high + ink.px(6), inner.width(), line)
    if not shown:
        ink.write(painter, below, tr("none yet"))
        return 0
    ends = [day_and_month(shown[0].day)]
    if shown[-1].day != shown[0].day and len(shown) * slot > inner.width() / 2:
        ends.append(day_and_month(shown[-1].day))
    for words, at in zip(
        ends, (Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing), strict=False
    ):
        ink.write(painter, below, words, at=at)
    return len(shown)


def _draw_pair(painter: QPainter, inner: QRectF, ink: Ink, x: float, pair: Pair) -> None:
    before = ink.point(inner, x, y_of(pair.before, inner.height()))
    after = ink.point(inner, x, y_of(pair.after, inner.height()))
    accent = ink.colour("accent")
    painter.setPen(QPen(accent, ink.px(2)))
    painter.drawLine(before, after)
    draw_before(painter, before.x(), before.y(), ink)
    draw_after(painter, after.x(), after.y(), ink)


def draw_before(painter: QPainter, x: float, y: float, ink: Ink) -> None:
    """The ring that stands for the pain before."""
    radius = ink.px(10) * _OPEN / 10
    painter.setPen(QPen(ink.colour("accent"), ink.px(10) * 0.16))
    painter.setBrush(ink.colour("surface"))
    painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


def draw_after(painter: QPainter, x: float, y: float, ink: Ink) -> None:
    """The dot that stands for the pain after."""
    radius = ink.px(10) * _FULL / 10
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink.colour("accent"))
    painter.drawEllipse(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))


class PairsChart(Chart):
    """The latest pairs of a span."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._pairs: tuple[Pair, ...] = ()

    def show_pairs(self, pairs: tuple[Pair, ...], words: str) -> None:
        self._pairs = pairs
        self.setAccessibleName(words)
        self.update()

    def draw(self, painter: QPainter, room: QRectF, ink: Ink) -> None:
        draw_pairs(painter, room, ink, self._pairs)

    def height_with(self, ink: Ink) -> float:
        return pairs_height(ink)
