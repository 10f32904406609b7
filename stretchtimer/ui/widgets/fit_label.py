"""A label whose letters are as high as asked, and shrink only when the words would not fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.ui.widgets.rotation import turn_painter, upright


@dataclass(frozen=True)
class FittedWords:
    """The room that words need, in pixels: on one line, at best on two, and the line's height."""

    one_line: float
    two_lines: float
    line: float


class FitLabel(QLabel):
    """Draws its text on at most ``max_lines`` lines, with capitals ``capital_height`` high."""

    def __init__(
        self,
        max_lines: int = 1,
        weight: QFont.Weight = QFont.Weight.Normal,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._max_lines = max_lines
        self._weight = weight
        self._capital_height = 20.0
        self._least_height = 8.0
        self._turn = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_capital_height(self, pixels: float) -> None:
        """How high a capital should be drawn, in logical pixels."""
        if pixels != self._capital_height:
            self._capital_height = pixels
            self.updateGeometry()
            self.update()

    def set_turn(self, turn: int) -> None:
        """Paints turned by 0, 90, 180 or 270 degrees clockwise."""
        if turn != self._turn:
            self._turn = turn
            self.update()

    def drawn_capital_height(self) -> float:
        """How high a capital is really drawn in the present place."""
        room = upright(self.size(), self._turn)
        return self._capital(self._fitted(room.width(), room.height()))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.height_of((self.text(),), width)

    def height_of(self, texts: Iterable[str], width: int) -> int:
        """How high the highest of these texts would be on lines of that width."""
        font = self._sized(self._capital_height)
        lines = max((self._lines(font, width, text) for text in texts), default=1)
        return round(QFontMetricsF(font).lineSpacing() * min(self._max_lines, lines)) + 1

    def width_of(self, texts: Iterable[str]) -> int:
        """How wide the widest of these texts would be on one line."""
        metrics = QFontMetricsF(self._sized(self._capital_height))
        return round(max(map(metrics.horizontalAdvance, texts), default=0)) + 2

    def sizeHint(self) -> QSize:
        font = self._sized(self._capital_height)
        metrics = QFontMetricsF(font)
        return QSize(
            round(metrics.horizontalAdvance(self.text())) + 2, round(metrics.lineSpacing()) + 1
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(40, round(QFontMetricsF(self._sized(self._capital_height)).lineSpacing()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = turn_painter(painter, self.size(), self._turn)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.setFont(self._fitted(room.width(), room.height()))
        painter.drawText(room, int(self.alignment()) | Qt.TextFlag.TextWordWrap, self.text())
        painter.end()

    def _fitted(self, width: int, height: int) -> QFont:
        """The font of the wanted height, or the largest smaller one with which all words fit."""
        size = self._capital_height
        while True:
            font = self._sized(size)
            box = self._box(font, width, self.text())
            lines = self._lines(font, width, self.text())
            if size <= self._least_height or (
                box.width() <= width and box.height() <= height + 2 and lines <= self._max_lines
            ):
                return font
            size *= 0.95

    def _sized(self, capital_height: float) -> QFont:
        return lettering(self.font(), self._weight, capital_height)

    @staticmethod
    def _capital(font: QFont) -> float:
        return QFontMetricsF(font).capHeight() or 1.0

    @staticmethod
    def _box(font: QFont, width: int, text: str) -> QRect:
        flags = Qt.TextFlag.TextWordWrap
        bounds = QFontMetricsF(font).boundingRect(QRect(0, 0, max(1, width), 10_000), flags, text)
        return bounds.toAlignedRect()

    def _lines(self, font: QFont, width: int, text: str) -> int:
        return max(
            1, round(self._box(font, width, text).height() / QFontMetricsF(font).lineSpacing())
        )


def lettering(font: QFont, weight: QFont.Weight, capital_height: float) -> QFont:
    """The font in which capitals are so high, in pixels."""
    made = QFont(font)
    made.setWeight(weight)
    made.setPixelSize(200)
    capital = QFontMetricsF(made).capHeight() or 1.0
    made.setPixelSize(max(1, round(200 * capital_height / capital)))
    return made


def words_in(text: str, font: QFont) -> FittedWords:
    """The room that a text needs in a font."""
    metrics = QFontMetricsF(font)
    parts = text.split()
    one_line = metrics.horizontalAdvance(text)
    breaks = (
        max(metrics.horizontalAdvance(" ".join(half)) for half in (parts[:n], parts[n:]))
        for n in range(1, len(parts))
    )
    return FittedWords(one_line, min(breaks, default=one_line), metrics.lineSpacing())
