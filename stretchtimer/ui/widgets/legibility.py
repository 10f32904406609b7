"""How large a screen is, and from how far what stands on it can be read."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

MM_PER_INCH = 25.4

LEAST_DIAGONAL_MM = 100
MOST_DIAGONAL_MM = 3_000
ASSUMED_DIAGONAL_MM = 338
"""Of a small laptop (13.3 inches): on any larger screen signs then come out larger than needed."""


@dataclass(frozen=True)
class ScreenSize:
    """A screen in logical pixels and, as the system tells it, in millimetres."""

    width_px: int
    height_px: int
    width_mm: float
    height_mm: float

    @property
    def told_diagonal_mm(self) -> float:
        """The diagonal that the system tells, which may be nonsense."""
        return math.hypot(self.width_mm, self.height_mm)

    @property
    def is_believable(self) -> bool:
        """Whether a screen of the told size can be."""
        both = min(self.width_mm, self.height_mm) > 0
        return both and LEAST_DIAGONAL_MM <= self.told_diagonal_mm <= MOST_DIAGONAL_MM

    def diagonal_mm(self, corrected_mm: int) -> float:
        """The diagonal to reckon with; ``corrected_mm`` is the person's word, or 0."""
        if corrected_mm:
            return corrected_mm
        return self.told_diagonal_mm if self.is_believable else ASSUMED_DIAGONAL_MM

    def px_per_mm(self, corrected_mm: int) -> float:
        """Logical pixels in a millimetre."""
        return math.hypot(self.width_px, self.height_px) / self.diagonal_mm(corrected_mm)


def screen_of(widget: QWidget) -> ScreenSize:
    """The size of the screen that a widget is on."""
    screen = widget.screen()
    pixels, told = screen.size(), screen.physicalSize()
    return ScreenSize(pixels.width(), pixels.height(), told.width(), told.height())


@dataclass(frozen=True)
class Reach:
    """The distances in metres for which the smallest digits and words of a routine are enough.

    ``with_figure`` tells in how many of the ``stretches`` the figure is shown.
    """

    digits_m: float
    names_m: float
    with_figure: int
    stretches: int
