"""Back pain as a range for each week, with the days on which it was high."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stretchtimer.services.record.pain_over_weeks import PainWeek
from stretchtimer.ui.record.charts.chart import Chart
from stretchtimer.ui.record.charts.ink import Ink
from stretchtimer.ui.record.charts.scale import draw_scale, y_of
from stretchtimer.ui.record.dates import day_and_month, month_and_year
from stretchtimer.ui.theme.appearance import Appearance

_SCALE, _ABOVE, _BELOW = 160, 24, 24
_WIDEST, _LEAST = 28, 1
"""How wide a bar is, in pixels of the design."""
MOST_NUMBERED = 30
"""Of more weeks than that, months are named, and no days are counted above the bars."""


def weeks_height(ink: Ink) -> float:
    return ink.px(_SCALE + _ABOVE + _BELOW)


def draw_weeks(painter: QPainter, room: QRectF, ink: Ink, weeks: Sequence[PainWeek]) -> None:
    """Draws the weeks in their order; above a bar stands on how many days the pain was high."""
    high = ink.px(_SCALE)
    scale = QRectF(room.left(), room.top() + ink.px(_ABOVE), room.width(), high)
    inner = draw_scale(painter, scale, ink)
    slot = inner.width() / max(1, len(weeks))
    width = max(ink.px(_LEAST), min(ink.px(_WIDEST), slot * 0.6))
    line = ink.metrics.height()
    for number, week in enumerate(weeks):
        if week.least is None or week.most is None:
            continue
        middle = (number + 0.5) * slot
        top, bottom = y_of(week.most, high), y_of(week.least, high)
        # One value alone is a bar, too.
        half = max(0.0, (min(width, ink.px(8)) - (bottom - top)) / 2)
        bar = ink.place(inner, middle - width / 2, top - half, width, bottom - top + 2 * half)
        round_off = min(width / 2, ink.px(4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.colour("accent"))
        painter.drawRoundedRect(bar, round_off, round_off)
        if week.high_days and len(weeks) <= MOST_NUMBERED:
            words = ink.place(inner, middle - slot / 2, top - half - line, slot, line)
            ink.write(
                painter, words, str(week.high_days), token="ink", at=Qt.AlignmentFlag.AlignHCenter
            )
    _draw_days(painter, inner, ink, weeks)


def _draw_days(painter: QPainter, inner: QRectF, ink: Ink, weeks: Sequence[PainWeek]) -> None:
    """Names as many weeks as there is room for, each below its bar."""
    name = month_and_year if len(weeks) > MOST_NUMBERED else day_and_month
    slot = inner.width() / max(1, len(weeks))
    free = 0.0
    for number, week in enumerate(weeks):
        words = name(week.monday)
        width = ink.metrics.horizontalAdvance(words)
        left = min(max(0.0, (number + 0.5) * slot - width / 2), inner.width() - width)
        if left >= free:
            where = ink.place(inner, left, inner.height() + ink.px(6), width, ink.metrics.height())
            ink.write(painter, where, words)
            free = left + width + ink.px(16)


class WeeksChart(Chart):
    """The weeks of a span."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, parent)
        self._weeks: tuple[PainWeek, ...] = ()

    def show_weeks(self, weeks: tuple[PainWeek, ...], words: str) -> None:
        self._weeks = weeks
        self.setAccessibleName(words)
        self.update()

    def draw(self, painter: QPainter, room: QRectF, ink: Ink) -> None:
        draw_weeks(painter, room, ink, self._weeks)

    def height_with(self, ink: Ink) -> float:
        return weeks_height(ink)
