"""The view for across the room: when, from where, on what screen, and with which colours."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.ui.session.room.metrics import MM_PER_INCH, ScreenSize
from stretchtimer.ui.session.room.reach import Reach, reach_of
from stretchtimer.ui.session.room.view import screen_of
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox, short_number

_USUAL_INCHES = (
    *(10.1, 11.6, 12.5, 13.3, 14.0, 15.6, 16.0, 17.3, 18.5, 20.0, 21.5, 22.0, 23.0, 24.0),
    *(25.0, 27.0, 28.0, 32.0, 34.0, 38.0, 40.0, 43.0, 48.0, 50.0, 55.0, 58.0, 65.0, 75.0, 85.0),
)


class RoomSettings(SettingsCard):
    """Says in words what can be read from the chosen distance on the screen that it is shown on."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "", parent)
        self.title.setText(tr("Across the room"))
        self._appearance = appearance
        self._preferences = preferences
        self._personal: PersonalRoutine | None = None
        self._told_of: object = None
        self.mode = self.add_check(
            tr("Show sessions large, for across the room"),
            tr("Digits, name, side and figure, and nothing else. F6 in a session."),
        )
        self.distance = ChoiceBox(tr("Distance of your eyes"), self)
        self.distance.offer([(m, ntr("{n} metre", "{n} metres", m)) for m in (2, 3, 4)])
        self.add(tr("Distance of your eyes"), self.distance)
        self.turn = ChoiceBox(tr("Turned"), self)
        self.turn.offer(
            [
                (0, tr("Upright")),
                (90, tr("To the right")),
                (180, tr("Upside down")),
                (270, tr("To the left")),
            ]
        )
        self.add(
            tr("Turned"),
            self.turn,
            tr("For lying beside the screen, or with the head toward it."),
        )
        self.screen_size = ChoiceBox(tr("Size of the screen"), self)
        self.add(
            tr("Size of the screen"),
            self.screen_size,
            tr("From corner to corner."),
        )
        self.told = self.add_note()
        self.reach = self.add_note()
        self.pulse = ChoiceBox(tr("Colour at each sound"), self)
        self.pulse.offer(
            [
                ("off", tr("Never")),
                ("room", tr("Across the room")),
                ("always", tr("Always")),
            ]
        )
        self.add(
            tr("Colour at each sound"),
            self.pulse,
            tr("The window softly takes on a colour, at most once a second."),
        )
        self._connect()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, for whose names the sizes are reckoned."""
        self._personal = personal
        self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        # Since the last time the window may have been moved to another screen.
        self._refresh()
        super().showEvent(event)

    def _connect(self) -> None:
        change = self._preferences.change
        self.mode.toggled.connect(lambda on: change(room_mode=on))
        self.distance.chosen.connect(lambda metres: change(room_distance_m=metres))
        self.turn.chosen.connect(lambda degrees: change(room_turn=degrees))
        self.screen_size.chosen.connect(lambda mm: change(screen_diagonal_mm=mm))
        self.pulse.chosen.connect(lambda where: change(pulse=where))
        self._preferences.listen(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        settings = self._preferences.settings
        self.mode.setChecked(settings.room_mode)
        self.distance.show_value(settings.room_distance_m)
        self.turn.show_value(settings.room_turn)
        self.pulse.show_value(settings.pulse)
        self._offer_sizes(settings.screen_diagonal_mm)
        if self.isVisible():
            self._notify(screen_of(self))

    def _notify(self, screen: ScreenSize) -> None:
        """Says what there is and what can be had; that takes a moment to find out."""
        settings = self._preferences.settings
        plan = self._personal.plan() if self._personal else None
        chosen = (settings.room_distance_m, settings.room_turn, settings.screen_diagonal_mm)
        if self._told_of == (screen, plan, chosen):
            return
        self._told_of = (screen, plan, chosen)
        self.told.setText(self._told_words(screen))
        if plan:
            reach = reach_of(screen, self._preferences, self._appearance, self.font(), plan)
            self.reach.setText(self._reach_words(reach))

    def _offer_sizes(self, chosen_mm: int) -> None:
        sizes = {round(inches * MM_PER_INCH): inches for inches in _USUAL_INCHES}
        if chosen_mm:
            sizes.setdefault(chosen_mm, chosen_mm / MM_PER_INCH)
        values: list[tuple[object, str]] = [(0, tr("As the system says"))]
        values += [(mm, self._size_words(mm)) for mm in sorted(sizes)]
        self.screen_size.offer(values)
        self.screen_size.show_value(chosen_mm)

    def _size_words(self, diagonal_mm: float) -> str:
        words = tr("{inches} inches ({cm} cm)")
        return words.format(
            inches=short_number(diagonal_mm / MM_PER_INCH), cm=short_number(diagonal_mm / 10)
        )

    def _told_words(self, screen: ScreenSize) -> str:
        """What the system says of the screen, and what is made of it."""
        told = self._size_words(screen.told_diagonal_mm)
        chosen_mm = self._preferences.settings.screen_diagonal_mm
        if chosen_mm:
            words = tr("The system says {told}; you say {used}, and that is what counts.")
        elif screen.is_believable:
            words = tr("The system says that this screen has {told}.")
        else:
            words = tr(
                "The system does not know how large this screen is: it says {told}. Please choose "
                "the size; until then it is taken for {used}."
            )
        return words.format(told=told, used=self._size_words(screen.diagonal_mm(chosen_mm)))

    def _reach_words(self, reach: Reach) -> str:
        """What can be had at this distance on this screen."""
        wanted_m = self._preferences.settings.room_distance_m
        if reach.digits_m >= wanted_m and reach.names_m >= wanted_m:
            words = tr("In full screen, digits and names are large enough for {wanted} m.")
        elif reach.digits_m >= wanted_m:
            words = tr(
                "In full screen, the digits are large enough for {wanted} m, but names and sides "
                "of this routine only for {names} m at worst: the screen is too small for more."
            )
        else:
            words = tr(
                "In full screen, the digits are large enough for {digits} m only, and names and "
                "sides of this routine for {names} m at worst: the screen is too small for more."
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
