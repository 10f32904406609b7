"""The time held of one stretch: a bar for each side, on a track as long as what was planned."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.model import Side
from stretchtimer.services.record.ledger import SideLine
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.record import round_time, side_amounts, side_line_words
from stretchtimer.services.wording.session import side_word
from stretchtimer.ui.record.charts.chart import Chart
from stretchtimer.ui.record.charts.ink import Ink
from stretchtimer.ui.theme.appearance import Appearance

_BAR, _GAP = 16, 8
_WIDEST_TIME = "88 h 88 min"
_BETWEEN = 12
"""Between the words and the bar, in pixels of the design."""


def bars_of(line: SideLine) -> list[tuple[str, int]]:
    """The name of each bar of a stretch, and what was held, in milliseconds."""
    if not line.has_sides:
        return [("", line.both_ms)]
    return [(side_word(Side.LEFT), line.left_ms), (side_word(Side.RIGHT), line.right_ms)]


def sides_height(line: SideLine, ink: Ink) -> float:
    """How high the bars of a stretch are."""
    return len(bars_of(line)) * _pitch(ink)


def draw_sides(painter: QPainter, room: QRectF, ink: Ink, line: SideLine, longest_ms: int) -> None:
    """Draws the bars of a stretch; ``longest_ms`` is as long as there is room for."""
    wide = ink.metrics.horizontalAdvance
    names = max(wide(side_word(side)) for side in Side) + ink.px(_BETWEEN)
    planned, left, right, both = side_amounts(line, round_time)
    values = [
        tr("{held} of {planned}").format(held=held, planned=planned)
        for held in ((left, right) if line.has_sides else (both,))
    ]
    beside = ink.px(_BETWEEN) + wide(
        tr("{held} of {planned}").format(held=_WIDEST_TIME, planned=_WIDEST_TIME)
    )
    whole = max(ink.px(40), room.width() - names - beside)
    per_ms = whole / max(1, longest_ms)
    pitch, bar = _pitch(ink), ink.px(_BAR)
    for number, ((name, held_ms), value) in enumerate(zip(bars_of(line), values, strict=True)):
        y = number * pitch
        ink.write(painter, ink.place(room, 0, y, names, pitch), name, token="ink")
        top = y + (pitch - bar) / 2
        painter.setPen(ink.outline())
        painter.setBrush(ink.colour("soft"))
        track = max(line.planned_ms * per_ms, bar / 2)
        _rounded(painter, ink.place(room, names, top, track, bar), ink)
        if held_ms:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink.colour("accent"))
            length = max(held_ms * per_ms, bar / 2)
            _rounded(painter, ink.place(room, names, top, length, bar), ink)
        words = ink.place(room, names + whole + ink.px(_BETWEEN), y, beside, pitch)
        ink.write(painter, words, value)


def longest_of(lines: list[SideLine]) -> int:
    """The longest bar of all stretches, in milliseconds."""
    times = [ms for line in lines for _, ms in bars_of(line)]
    return max([*times, *(line.planned_ms for line in lines)], default=0)


class SidesChart(Chart):
    """The bars of one stretch, among others that it is compared with."""

    def __init__(
        self,
        appearance: Appearance,
        line: SideLine,
        longest_ms: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, parent)
        self._line = line
        self._longest_ms = longest_ms
        self.setAccessibleName(side_line_words(line))

    def draw(self, painter: QPainter, room: QRectF, ink: Ink) -> None:
        draw_sides(painter, room, ink, self._line, self._longest_ms)

    def height_with(self, ink: Ink) -> float:
        return sides_height(self._line, ink)


def _pitch(ink: Ink) -> float:
    return max(ink.px(_BAR + _GAP), ink.metrics.height() + ink.px(4))


def _rounded(painter: QPainter, where: QRectF, ink: Ink) -> None:
    radius = ink.px(4)
    painter.drawRoundedRect(where, radius, radius)
