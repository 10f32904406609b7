"""How large something must be on a screen to be read from across the room.

The height of a sign is meant as that of a capital or a digit, seen at an angle in minutes of arc.
ISO 9241-3 asks for at least 16 minutes and prefers 20 to 22; a glance from the floor, perhaps
without glasses, needs about twice as much.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

DIGIT_MINUTES = 45
NAME_MINUTES = 22
MOMENT_MINUTES = 16
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


def height_mm(minutes: float, distance_m: float) -> float:
    """How high something seen at that angle (minutes of arc) is, in millimetres."""
    return distance_m * 1000 * 2 * math.tan(math.radians(minutes / 60) / 2)


def height_px(minutes: float, distance_m: float, px_per_mm: float) -> float:
    """The same in logical pixels."""
    return height_mm(minutes, distance_m) * px_per_mm
