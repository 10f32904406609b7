"""Digits of a wanted height, each in a cell of one width, so that a countdown does not dance."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtGui import QFont, QFontMetricsF

from stretchtimer.engine.durations import clock_text, whole_seconds_left

_LEAST = "00"
"""So that nothing moves when the seconds come down to one digit."""


class Digits:
    """Digits in one font, ``height`` pixels high; they take long to measure."""

    def __init__(self, font: QFont, height: float) -> None:
        self.font = QFont(font)
        self.font.setWeight(QFont.Weight.DemiBold)
        self.font.setPixelSize(200)
        high = _digit_box(QFontMetricsF(self.font))
        self.font.setPixelSize(max(1, round(200 * height / high)))
        self.metrics = QFontMetricsF(self.font)
        self.high = _digit_box(self.metrics)
        self._cell = max(self.metrics.horizontalAdvance(str(digit)) for digit in range(10))
        drawn = max(self.metrics.tightBoundingRect(str(digit)).width() for digit in range(10))
        self._edges = max(0.0, self._cell - drawn)

    def advance(self, sign: str) -> float:
        """How wide the cell of a sign is."""
        return self._cell if sign.isdigit() else self.metrics.horizontalAdvance(sign)

    def width(self, signs: str) -> float:
        """How wide signs are beside one another."""
        return sum(map(self.advance, signs))

    def drawn_width(self, signs: str) -> float:
        """The same from the first to the last that is drawn of them."""
        return self.width(signs) - self._edges


def digits_text(seconds: int) -> str:
    """Seconds, or minutes and seconds where there are many."""
    return str(seconds) if seconds < 100 else clock_text(seconds * 1000)


def widest(durations_ms: Iterable[int]) -> str:
    """The most signs that are shown while these durations run down; two at least."""
    shown = (digits_text(whole_seconds_left(duration_ms)) for duration_ms in durations_ms)
    return max((_LEAST, *shown), key=len)


def _digit_box(metrics: QFontMetricsF) -> float:
    # Of all digits this is the lowest: it has no round ends that reach beyond the others.
    return metrics.tightBoundingRect("7").height() or 1.0
