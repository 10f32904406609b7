"""What the view for across the room needs of a screen, at a distance, for certain words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from stretchtimer.engine.model import Breath
from stretchtimer.services.preferences import Preferences
from stretchtimer.services.session_view import Stage
from stretchtimer.ui.breath import breath_word
from stretchtimer.ui.fit_label import Words, lettering, words_in
from stretchtimer.ui.look import Look
from stretchtimer.ui.ring import bare_size
from stretchtimer.ui.room_layout import RoomWishes
from stretchtimer.ui.room_sizes import (
    DIGIT_MINUTES,
    MOMENT_MINUTES,
    NAME_MINUTES,
    ScreenSize,
    height_px,
)
from stretchtimer.ui.wording import stage_word

BADGE_PADDING = 0.7
"""How much wider a badge is than its words, in heights of its capitals."""

_MARGIN = 24
_GAP = 0.2
_LEAST_DIGITS = "00"
"""So that nothing moves when the seconds come down to one digit."""


@dataclass(frozen=True)
class RoomTexts:
    """What is to be read; ``badges`` are all words that may stand for side or movement."""

    name: str
    badges: tuple[str, ...]
    digits: str


@dataclass(frozen=True)
class RoomHeights:
    """How high digits should be, capitals in name and side, and in the word of the moment.

    In logical pixels.
    """

    digits: float
    letters: float
    moment: float


def room_heights(screen: ScreenSize, preferences: Preferences) -> RoomHeights:
    """The heights for the chosen distance on a screen."""
    settings = preferences.settings
    density = screen.px_per_mm(settings.screen_diagonal_mm)
    distance_m = settings.room_distance_m
    minutes = (DIGIT_MINUTES, NAME_MINUTES, MOMENT_MINUTES)
    return RoomHeights(*(height_px(each, distance_m, density) for each in minutes))


def room_wishes(
    look: Look, font: QFont, heights: RoomHeights, texts: RoomTexts, has_figure: bool
) -> RoomWishes:
    """Measures the texts in ``font`` at those heights."""
    letters = lettering(font, QFont.Weight.DemiBold, heights.letters)
    digits = max(texts.digits, _LEAST_DIGITS, key=len)

    # Asked for thousands of times for a few heights, while words of all sizes are tried.
    @cache
    def ring_size(height: float, is_round: bool) -> QSize:
        return bare_size(font, digits, height, is_round)

    badge = _widest(texts.badges, letters)
    if badge:
        badge = replace(badge, one_line=badge.one_line + BADGE_PADDING * heights.letters)
    moments = [stage_word(stage) for stage in Stage] + [breath_word(breath) for breath in Breath]
    cue = _widest(tuple(moments), lettering(font, QFont.Weight.DemiBold, heights.moment))
    assert cue is not None
    return RoomWishes(
        gap=max(look.px(8), round(heights.letters * _GAP)),
        margin=look.px(_MARGIN),
        digits=heights.digits,
        ring_size=ring_size,
        name=words_in(texts.name, letters),
        badge=badge,
        cue=cue,
        has_figure=has_figure,
    )


def _widest(texts: tuple[str, ...], font: QFont) -> Words | None:
    found = [words_in(text, font) for text in texts if text]
    return max(found, key=lambda words: words.one_line, default=None)
