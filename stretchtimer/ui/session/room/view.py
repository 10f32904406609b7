"""The session page as it is seen from across the room: digits, name, side, a word, the figure."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.session.parts import SessionParts
from stretchtimer.ui.session.room.layout import RoomPlaces, room_places
from stretchtimer.ui.session.room.metrics import (
    RoomHeights,
    RoomTexts,
    room_heights,
    room_input,
)
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.legibility import ScreenSize, screen_of
from stretchtimer.ui.widgets.rotation import turned, upright


class RoomView:
    """Arranges the parts of ``page``; the controls lie over its foot, and are not turned."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parts: SessionParts, page: QWidget
    ) -> None:
        self._appearance = appearance
        self._preferences = preferences
        self._parts = parts
        self._page = page
        self._arranged_for: object = None

    def screen(self) -> ScreenSize:
        """The screen that the page is on."""
        return screen_of(self._page)

    @property
    def is_outdated(self) -> bool:
        """Whether it was arranged for another setting or screen than the present one."""
        return self._arranged_for != self._circumstances()

    def arrange(self, has_figure: bool, badges: tuple[str, ...]) -> None:
        """Lays everything out; ``badges`` are all words that may stand for side or movement."""
        self._arranged_for = self._circumstances()
        parts, turn = self._parts, self._preferences.settings.room_turn
        room = upright(self._page.size(), turn)
        heights = room_heights(self.screen(), self._preferences)
        texts = RoomTexts(parts.name.text(), badges, parts.ring.digits)
        sizes = room_input(self._appearance, self._page.font(), heights, texts, has_figure)
        found = room_places(room, sizes)
        self._shape(found, heights, turn)
        for widget, place in (
            (parts.name, found.name),
            (parts.badge, found.badge),
            (parts.cue, found.cue),
            (parts.ring, found.ring),
            (parts.stage, found.figure),
        ):
            widget.setVisible(not place.isEmpty())
            if not place.isEmpty():
                widget.setGeometry(self._in_page(place, room, turn))
        for part in (parts.strip, parts.left, parts.instruction, parts.coming):
            part.hide()
        self._place_controls()

    def _shape(self, found: RoomPlaces, heights: RoomHeights, turn: int) -> None:
        """Gives each part its size, form and turn."""
        parts = self._parts
        parts.ring.set_digit_height(heights.digits * found.scales.digits)
        parts.ring.set_form(is_round=found.is_round, bare=True, turn=turn)
        parts.name.set_capital_height(heights.letters * found.scales.name)
        parts.badge.set_capital_height(heights.letters * found.scales.side)
        parts.cue.set_capital_height(heights.moment * found.scales.moment)
        for part in (parts.name, parts.badge, parts.cue, parts.stage.view):
            part.set_turn(turn)
        way = Qt.AlignmentFlag.AlignHCenter if found.is_centred else Qt.AlignmentFlag.AlignLeading
        for label in (parts.name, parts.cue):
            label.setAlignment(way | Qt.AlignmentFlag.AlignVCenter)

    def _place_controls(self) -> None:
        controls = self._parts.controls
        controls.lay_over(True)
        controls.fit(self._page.width())
        high = controls.sizeHint().height()
        controls.setGeometry(0, self._page.height() - high, self._page.width(), high)

    def _in_page(self, place: QRect, room: QSize, turn: int) -> QRect:
        whole = QRect(0, 0, room.width(), room.height())
        return turned(QStyle.visualRect(self._page.layoutDirection(), whole, place), room, turn)

    def _circumstances(self) -> object:
        settings = self._preferences.settings
        distance_m, corrected_mm = settings.room_distance_m, settings.screen_diagonal_mm
        return distance_m, corrected_mm, settings.room_turn, self.screen()
