"""What the view for across the room needs of a screen, and from how far it can be read there."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cache

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from stretchtimer.engine.plan import Plan
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.session.desk_view import DIGIT_SHARE
from stretchtimer.ui.session.page_texts import PageTexts, page_texts
from stretchtimer.ui.session.ring_form import bare_size
from stretchtimer.ui.session.room.layout import RoomInput, room_places
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.fit_label import FittedWords, lettering, words_in
from stretchtimer.ui.widgets.legibility import Reach, ScreenSize
from stretchtimer.ui.widgets.rotation import upright

DIGIT_MINUTES = 45
NAME_MINUTES = 20
"""The ISO prefers 20 to 22 for what is read (ISO 9241-3); they grow with the room there is."""
MOMENT_MINUTES = 16


def height_mm(minutes: float, distance_m: float) -> float:
    """How high something seen at that angle (minutes of arc) is, in millimetres."""
    return distance_m * 1000 * 2 * math.tan(math.radians(minutes / 60) / 2)


def height_px(minutes: float, distance_m: float, px_per_mm: float) -> float:
    """The same in logical pixels."""
    return height_mm(minutes, distance_m) * px_per_mm


BADGE_PADDING = 0.7
"""How much wider a badge is than its words, in heights of its capitals."""

_MARGIN = 24
_CONTROL = 44
_GAP = 0.2


@dataclass(frozen=True)
class RoomHeights:
    """How high digits must be at least, capitals in name and side, and in the word of the moment.

    In logical pixels.
    """

    digits: float
    letters: float
    moment: float


def foot(appearance: Appearance) -> int:
    """How high the foot of the page is, where the controls come and go and no word ever stands."""
    return appearance.px(_CONTROL + _MARGIN)


def room_heights(screen: ScreenSize, preferences: Preferences) -> RoomHeights:
    """The heights for the chosen distance on a screen."""
    settings = preferences.settings
    density = screen.px_per_mm(settings.screen_diagonal_mm)
    distance_m = settings.room_distance_m
    minutes = (DIGIT_MINUTES, NAME_MINUTES, MOMENT_MINUTES)
    return RoomHeights(*(height_px(each, distance_m, density) for each in minutes))


def close_digits(page: QSize) -> float:
    """How high the digits are on a page of that size as it is seen from close by."""
    return DIGIT_SHARE * min(page.width(), page.height())


def room_input(
    appearance: Appearance,
    font: QFont,
    heights: RoomHeights,
    texts: PageTexts,
    *,
    has_figure: bool,
    close_digits: float,
    corner: QSize | None = None,
) -> RoomInput:
    """Measures the texts of a session in ``font`` at those heights: the longest of each kind."""
    letters = lettering(font, QFont.Weight.DemiBold, heights.letters)

    # Asked for thousands of times for a few heights, while words of all sizes are tried.
    @cache
    def ring_size(height: float, is_round: bool) -> QSize:
        return bare_size(font, texts.digits, height, is_round)

    badge = _widest(texts.badges, letters)
    if badge:
        badge = replace(badge, one_line=badge.one_line + BADGE_PADDING * heights.letters)
    name = _widest(texts.names, letters)
    cue = _widest(texts.moments, lettering(font, QFont.Weight.DemiBold, heights.moment))
    assert name
    assert cue
    return RoomInput(
        gap=max(appearance.px(8), round(heights.letters * _GAP)),
        margin=appearance.px(_MARGIN),
        digits=heights.digits,
        close_digits=close_digits,
        ring_size=ring_size,
        name=name,
        badge=badge,
        cue=cue,
        has_figure=has_figure,
        corner=corner or QSize(0, 0),
    )


def _widest(texts: tuple[str, ...], font: QFont) -> FittedWords | None:
    found = [words_in(text, font) for text in texts if text]
    if not found:
        return None
    return FittedWords(
        max(words.one_line for words in found),
        max(words.two_lines for words in found),
        max(words.line for words in found),
    )


def reach_of(
    preferences: Preferences, appearance: Appearance, screen: ScreenSize, font: QFont, plan: Plan
) -> Reach:
    """From how far a session of that plan can be read, laid out on the whole screen."""
    heights = room_heights(screen, preferences)
    turn = preferences.settings.room_turn
    room = upright(QSize(screen.width_px, screen.height_px - foot(appearance)), turn)
    places = room_places(
        room,
        room_input(
            appearance,
            font,
            heights,
            page_texts(plan),
            has_figure=True,
            close_digits=close_digits(QSize(screen.width_px, screen.height_px)),
        ),
    )
    metres = preferences.settings.room_distance_m
    stretches = len(plan.routine.stretches)
    return Reach(
        digits_m=metres * places.scales.digits,
        names_m=metres * min(places.scales.name, places.scales.side),
        with_figure=0 if places.figure.isEmpty() else stretches,
        stretches=stretches,
    )
