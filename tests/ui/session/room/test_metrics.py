"""How large signs must be, against a table reckoned by hand."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from stretchtimer.ui.session.room.metrics import (
    DIGIT_MINUTES,
    NAME_MINUTES,
    height_mm,
    height_px,
    room_heights,
)
from stretchtimer.ui.widgets.legibility import ASSUMED_DIAGONAL_MM, ScreenSize
from tests.fakes import preferences_in


def screen(width_px: int, height_px: int, inches: float) -> ScreenSize:
    """A screen of that diagonal with square pixels."""
    diagonal_px = math.hypot(width_px, height_px)
    mm = inches * 25.4
    return ScreenSize(
        width_px, height_px, width_px / diagonal_px * mm, height_px / diagonal_px * mm
    )


SMALL = screen(1920, 1080, 13.3)
SMALL_SCALED = screen(1280, 800, 13.3)
"""1920 by 1200 pixels, of which one and a half make a logical one."""
LARGE = screen(1920, 1080, 24.0)


@pytest.mark.parametrize(
    ("distance_m", "minutes", "mm", "pixels"),
    [
        (2, 16, 9.3, (61, 42, 34)),
        (2, 22, 12.8, (83, 57, 46)),
        (3, 16, 14.0, (91, 62, 50)),
        (3, 22, 19.2, (125, 86, 69)),
        (4, 16, 18.6, (121, 83, 67)),
        (4, 22, 25.6, (167, 114, 93)),
        (3, 30, 26.2, (171, 117, 95)),
        (3, 45, 39.3, (256, 175, 142)),
    ],
)
def test_heights_are_those_of_the_angle(
    distance_m: int, minutes: int, mm: float, pixels: tuple[int, int, int]
) -> None:
    assert height_mm(minutes, distance_m) == pytest.approx(mm, abs=0.06)
    for size, wanted in zip((SMALL, SMALL_SCALED, LARGE), pixels, strict=True):
        assert height_px(minutes, distance_m, size.px_per_mm(0)) == pytest.approx(wanted, abs=0.8)


@pytest.mark.parametrize("metres", [2, 3, 4])
@pytest.mark.parametrize("size", [SMALL, SMALL_SCALED, LARGE])
def test_digits_and_names_are_wanted_at_the_chosen_distance(
    tmp_path: Path, size: ScreenSize, metres: int
) -> None:
    preferences = preferences_in(tmp_path / "settings.json")
    preferences.change(room_distance_m=metres)
    heights = room_heights(size, preferences)
    for pixels, minutes in ((heights.digits, DIGIT_MINUTES), (heights.letters, NAME_MINUTES)):
        mm = pixels / size.px_per_mm(0)
        assert math.degrees(2 * math.atan(mm / 2 / (metres * 1000))) * 60 == pytest.approx(minutes)


def test_the_persons_word_counts_more_than_the_systems() -> None:
    assert SMALL.px_per_mm(round(24 * 25.4)) == pytest.approx(LARGE.px_per_mm(0), rel=0.001)


@pytest.mark.parametrize(
    ("width_mm", "height_mm"), [(0, 0), (300, 0), (-300, 200), (16, 9), (90, 40), (16_000, 9_000)]
)
def test_a_size_that_cannot_be_is_not_believed(width_mm: float, height_mm: float) -> None:
    size = ScreenSize(1920, 1080, width_mm, height_mm)
    assert not size.is_believable
    assert size.diagonal_mm(0) == ASSUMED_DIAGONAL_MM
    assert size.diagonal_mm(600) == 600


@pytest.mark.parametrize("inches", [5, 13.3, 24, 65, 110])
def test_sizes_of_real_screens_are_believed(inches: float) -> None:
    size = screen(1920, 1080, inches)
    assert size.is_believable
    assert size.diagonal_mm(0) == pytest.approx(inches * 25.4)
