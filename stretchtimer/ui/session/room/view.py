"""The session page as it is seen from across the room: digits, name, side, a word, the figure."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.session.page_texts import PageTexts
from stretchtimer.ui.session.parts import SessionParts
from stretchtimer.ui.session.room.layout import RoomPlaces, room_places
from stretchtimer.ui.session.room.metrics import (
    RoomHeights,
    close_digits,
    room_heights,
    room_input,
)
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.fit_label import lettering
from stretchtimer.ui.widgets.legibility import ScreenSize, screen_of
from stretchtimer.ui.widgets.rotation import turned, upright

_HURTS_CAPITAL = 22
_MOST_HURTS = 0.042
"""The most of the height that these letters have: what is read from the mat comes first."""
_BUTTON, _MOST_BUTTON = 44, 0.09
"""How high a button is, and where it is more of the height it is made lower."""
"""How high the capitals of *This hurts* are, in pixels of the design; from close by they are as
everywhere."""


class RoomView:
    """Arranges the parts of ``page``; its foot is left to the controls, which are not turned."""

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

    def arrange(self, texts: PageTexts, has_figure: bool) -> None:
        """Lays everything out for all texts of a session."""
        self._arranged_for = self._circumstances()
        parts, turn = self._parts, self._preferences.settings.room_turn
        high, corner = self._place_controls()
        if turn:
            # What lies there is another corner then.
            high, corner = high + corner.height(), QSize(0, 0)
        room = upright(QSize(self._page.width(), self._page.height() - high), turn)
        heights = room_heights(self.screen(), self._preferences)
        texts = replace(texts, digits=max(texts.digits, parts.ring.digits, key=len))
        parts.ring.set_widest(texts.digits)
        sizes = room_input(
            self._appearance,
            self._page.font(),
            heights,
            texts,
            has_figure=has_figure,
            close_digits=close_digits(self._page.size()),
            corner=corner,
        )
        found = room_places(room, sizes)
        self._shape(found, heights, turn)
        for widget, place in (
            (parts.name, found.name),
            (parts.badge, found.badge),
            (parts.cue, found.cue),
            (parts.ring, found.ring),
            (parts.ready, parts.ready.within(found.ring)),
            (parts.stage, found.figure),
        ):
            widget.setGeometry(self._in_page(place, room, turn))
        for part in (parts.strip, parts.left, parts.instruction, parts.coming):
            part.hide()
        parts.cue.show()

    def _shape(self, found: RoomPlaces, heights: RoomHeights, turn: int) -> None:
        """Gives each part its size, form and turn."""
        parts = self._parts
        parts.ring.set_digit_height(heights.digits * found.scales.digits)
        parts.ring.set_form(is_round=found.is_round, turn=turn)
        parts.name.set_capital_height(heights.letters * found.scales.name)
        parts.badge.set_capital_height(heights.letters * found.scales.side)
        parts.cue.set_capital_height(heights.moment * found.scales.moment)
        for part in (parts.name, parts.badge, parts.cue, parts.ready, parts.stage):
            part.set_turn(turn)
        way = Qt.AlignmentFlag.AlignHCenter if found.is_centred else Qt.AlignmentFlag.AlignLeading
        for label in (parts.name, parts.cue):
            label.setAlignment(way | Qt.AlignmentFlag.AlignVCenter)

    def _place_controls(self) -> tuple[int, QSize]:
        """Puts the controls at the foot, and beside them or above their end what never fades.

        Returns how high the foot is, and how much is taken above it.
        """
        controls, hurts, margin = self._parts.controls, self._parts.hurts, self._appearance.px(16)
        height = self._page.height()
        capital = min(self._appearance.px(_HURTS_CAPITAL), round(_MOST_HURTS * height))
        font = lettering(self._page.font(), QFont.Weight.DemiBold, capital)
        hurts.setFont(font)
        hurts.grow_icon(font.pixelSize())
        beside = hurts.sizeHint()
        width = self._page.width() - beside.width() - 2 * margin
        controls.lay_over(True)
        controls.set_tight(self._appearance.px(_BUTTON) > _MOST_BUTTON * height)
        above = 0
        if not controls.fit(width):
            # In large letters and small windows it stands above them.
            width, above = self._page.width(), beside.height() + margin // 2
            controls.fit(width)
        high = controls.sizeHint().height()
        foot = QRect(0, height - high, width, high)
        place = QRect(self._page.width() - margin - beside.width(), 0, *beside.toTuple())
        place.moveTop(foot.top() - above if above else foot.center().y() - place.height() // 2)
        controls.setGeometry(self._visual(foot))
        hurts.setGeometry(self._visual(place))
        return high, QSize(beside.width() if above else 0, above)

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self._page.layoutDirection(), self._page.rect(), place)

    def _in_page(self, place: QRect, room: QSize, turn: int) -> QRect:
        whole = QRect(0, 0, room.width(), room.height())
        return turned(QStyle.visualRect(self._page.layoutDirection(), whole, place), room, turn)

    def _circumstances(self) -> object:
        settings = self._preferences.settings
        distance_m, corrected_mm = settings.room_distance_m, settings.screen_diagonal_mm
        return distance_m, corrected_mm, settings.room_turn, self.screen()
