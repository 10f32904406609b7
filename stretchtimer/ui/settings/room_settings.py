"""The view for across the room: when, from where, on what screen, and with which colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QFont, QShowEvent
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.plan import Plan
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, SettingRow
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.settings.settings_card import RowControl, TableCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox, short_number
from stretchtimer.ui.widgets.legibility import MM_PER_INCH, Reach, ScreenSize, screen_of

_USUAL_INCHES = (
    *(10.1, 11.6, 12.5, 13.3, 14.0, 15.6, 16.0, 17.3, 18.5, 20.0, 21.5, 22.0, 23.0, 24.0),
    *(25.0, 27.0, 28.0, 32.0, 34.0, 38.0, 40.0, 43.0, 48.0, 50.0, 55.0, 58.0, 65.0, 75.0, 85.0),
)


ReachOf = Callable[[ScreenSize, QFont, Plan], Reach]
"""Finds out from how far a plan can be read on a screen, in a font."""


class RoomSettings(TableCard):
    """Says in words what can be read from the chosen distance on the screen that it is shown on."""

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        reach_of: ReachOf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, preferences, Card.ROOM, parent)
        self._reach_of = reach_of
        self._personal: PersonalRoutine | None = None
        self._told_of: object = None
        self.build()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, for whose names the sizes are reckoned."""
        self._personal = personal
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        # Since the last time the window may have been moved to another screen.
        self.refresh()
        super().showEvent(event)

    def refresh(self) -> None:
        super().refresh()
        if self.isVisible():
            self._notify(screen_of(self))

    def make_control(self, row: SettingRow) -> RowControl:
        if row.key != "screen_diagonal_mm":
            return super().make_control(row)
        box = ChoiceBox(row.text().label, self)
        box.chosen.connect(lambda value: self.change(row, value))
        self.add(row.text().label, box, row.text().help)
        return RowControl(box, lambda value: self._offer_sizes(row, box, value))

    def add_below(self, row: SettingRow) -> None:
        if row.key == "screen_diagonal_mm":
            self.told = self.add_note()
            self.reach = self.add_note()

    def _notify(self, screen: ScreenSize) -> None:
        """Says what there is and what can be had; that takes a moment to find out."""
        settings = self.preferences.settings
        plan = self._personal.plan() if self._personal else None
        chosen = (settings.room_distance_m, settings.room_turn, settings.screen_diagonal_mm)
        if self._told_of == (screen, plan, chosen):
            return
        self._told_of = (screen, plan, chosen)
        self.told.setText(self._told_words(screen))
        if plan:
            self.reach.setText(self._reach_words(self._reach_of(screen, self.font(), plan)))

    def _offer_sizes(self, row: SettingRow, box: ChoiceBox, chosen_mm: object) -> None:
        assert isinstance(chosen_mm, int)
        sizes = {round(inches * MM_PER_INCH): inches for inches in _USUAL_INCHES}
        if chosen_mm:
            sizes.setdefault(chosen_mm, chosen_mm / MM_PER_INCH)
        box.offer([*row.choices(), *((mm, self._size_words(mm)) for mm in sorted(sizes))])
        box.show_value(chosen_mm)

    def _size_words(self, diagonal_mm: float) -> str:
        words = tr("{inches} inches ({cm} cm)")
        return words.format(
            inches=short_number(diagonal_mm / MM_PER_INCH), cm=short_number(diagonal_mm / 10)
        )

    def _told_words(self, screen: ScreenSize) -> str:
        """What the system says of the screen, and what is made of it."""
        told = self._size_words(screen.told_diagonal_mm)
        chosen_mm = self.preferences.settings.screen_diagonal_mm
        if chosen_mm:
            words = tr("The system reports {told}. Your choice of {used} is used instead.")
        elif screen.is_believable:
            words = tr("The system reports {told} for this screen.")
        else:
            words = tr(
                "The system does not know the size of this screen: it reports {told}. Please "
                "choose the size. Until then, {used} is used."
            )
        return words.format(told=told, used=self._size_words(screen.diagonal_mm(chosen_mm)))

    def _reach_words(self, reach: Reach) -> str:
        """What can be had at this distance on this screen."""
        wanted_m = self.preferences.settings.room_distance_m
        if reach.digits_m >= wanted_m and reach.names_m >= wanted_m:
            words = tr("In full screen, the time and the names can be read from {wanted} m.")
        elif reach.digits_m >= wanted_m:
            words = tr(
                "In full screen, the time can be read from {wanted} m, but some names and sides "
                "of this routine only from {names} m. The screen is too small for more."
            )
        else:
            words = tr(
                "In full screen, the time can be read from {digits} m only, and some names and "
                "sides of this routine from {names} m. The screen is too small for more."
            )
        said = words.format(
            wanted=wanted_m,
            digits=short_number(reach.digits_m),
            names=short_number(reach.names_m),
        )
        if reach.with_figure == 0:
            return said + " " + tr("There is no room for the figure.")
        if reach.with_figure < reach.stretches:
            return said + " " + tr("There is room for the figure in some stretches only.")
        return said
