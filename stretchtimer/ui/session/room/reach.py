"""From how far a routine can be read on a screen, in the view for across the room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont

from stretchtimer.engine.durations import whole_seconds_left
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Plan
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.session import side_badge
from stretchtimer.ui.session.ring import digits_text
from stretchtimer.ui.session.room.layout import room_places
from stretchtimer.ui.session.room.metrics import RoomTexts, room_heights, room_input
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.legibility import Reach, ScreenSize
from stretchtimer.ui.widgets.rotation import upright


def reach_of(
    preferences: Preferences, appearance: Appearance, screen: ScreenSize, font: QFont, plan: Plan
) -> Reach:
    """Lays out every stretch of a plan on the whole screen; nothing reaches beyond the wish."""
    heights = room_heights(screen, preferences)
    turn = preferences.settings.room_turn
    room = upright(QSize(screen.width_px, screen.height_px), turn)
    longest_ms: dict[str, int] = {}
    stretches = {phase.stretch.id: phase.stretch for phase in plan.phases}
    for phase in plan.phases:
        key = phase.stretch.id
        longest_ms[key] = max(longest_ms.get(key, 0), phase.duration_ms)
    found = []
    for key, stretch in stretches.items():
        sides = tuple(side_badge(side) for side in Side) if stretch.two_sided else ()
        badges = sides or tuple(movement.name for movement in stretch.movements)
        digits = digits_text(whole_seconds_left(longest_ms[key]))
        texts = RoomTexts(stretch.name, badges, digits)
        found.append(
            room_places(room, room_input(appearance, font, heights, texts, has_figure=True))
        )
    metres = preferences.settings.room_distance_m
    return Reach(
        digits_m=metres * min(places.scales.digits for places in found),
        names_m=metres * min(min(places.scales.name, places.scales.side) for places in found),
        with_figure=sum(not places.figure.isEmpty() for places in found),
        stretches=len(found),
    )
