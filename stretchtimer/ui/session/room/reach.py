"""From how far a routine can be read on a screen, in the view for across the room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from stretchtimer.engine.plan import Plan
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.session.page_texts import page_texts
from stretchtimer.ui.session.room.layout import room_places
from stretchtimer.ui.session.room.metrics import foot, room_heights, room_input
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.legibility import Reach, ScreenSize
from stretchtimer.ui.widgets.rotation import upright


def reach_of(
    preferences: Preferences, appearance: Appearance, screen: ScreenSize, font: QFont, plan: Plan
) -> Reach:
    """Lays out the session of a plan on the whole screen."""
    heights = room_heights(screen, preferences)
    turn = preferences.settings.room_turn
    room = upright(QSize(screen.width_px, screen.height_px - foot(appearance)), turn)
    places = room_places(
        room, room_input(appearance, font, heights, page_texts(plan), has_figure=True)
    )
    metres = preferences.settings.room_distance_m
    stretches = len(plan.routine.stretches)
    return Reach(
        digits_m=metres * places.scales.digits,
        names_m=metres * min(places.scales.name, places.scales.side),
        with_figure=0 if places.figure.isEmpty() else stretches,
        stretches=stretches,
    )
