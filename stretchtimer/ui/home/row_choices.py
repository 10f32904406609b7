"""What can be done with a stretch, for the menus of its row: made when the first of them opens."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.person.personal_routine import Difference, PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.routine import amount_text
from stretchtimer.ui.theme.appearance import Appearance


class RowChoices(QObject):
    """Asks the personal routine for every change; what has a key of its own is the row's."""

    def __init__(
        self,
        appearance: Appearance,
        personal: PersonalRoutine,
        stretch: Stretch,
        keyed: Mapping[str, QAction],
        row: QWidget,
    ) -> None:
        """``keyed`` are the actions of the row under the names of their icons: info, up, down."""
        super().__init__(row)
        self._appearance = appearance
        self._personal = personal
        self._id = stretch.id
        self._icons = {action: icon for icon, action in keyed.items()}
        self.swap_side = self._action("swap", "", lambda: personal.swap_first_side(self._id))
        self.leave_out = self._action("leave-out", tr("Leave out"), self._on_leave_out)
        self.take_in = self._action("take-in", tr("Include again"), self._on_take_in)
        self.set_back_one = {
            what: self._action("reset", words, self._back_to_original(what))
            for what, words in (
                (Difference.HOLD, ""),
                (Difference.FIRST_SIDE, tr("Start with the original side again")),
                (Difference.EASIER, tr("Do it the original way again")),
                (Difference.PLACE, tr("Move to its original place")),
            )
        }
        self.set_back = self._action(
            "reset", tr("Reset to the original"), lambda: personal.reset_stretch(self._id)
        )
        back = (*self.set_back_one.values(), self.set_back)
        including = (self.leave_out, self.take_in)
        self._all = (keyed["info"], self.swap_side, keyed["up"], keyed["down"], *including, *back)
        self.back_menu = QMenu(row)
        self.back_menu.addActions([self.take_in, *back])
        appearance.changed.connect(self._on_look_changed)
        self._on_look_changed()
        self.refresh(stretch)

    def fill(self, menu: QMenu) -> None:
        """Has a menu offer all of it."""
        menu.addActions(self._all)

    def refresh(self, stretch: Stretch) -> None:
        """Offers what makes sense for the stretch as it is now."""
        left_out = self._personal.is_left_out(self._id)
        differences = self._personal.differences(self._id)
        self.swap_side.setVisible(stretch.has_sides and not left_out)
        self.swap_side.setText(
            tr("Start with the right side")
            if stretch.first_side is Side.LEFT
            else tr("Start with the left side")
        )
        self.leave_out.setVisible(not left_out)
        self.leave_out.setEnabled(self._personal.can_leave_out(self._id))
        self.take_in.setVisible(left_out)
        for what, action in self.set_back_one.items():
            action.setVisible(what in differences)
        original = self._personal.original.stretch(self._id)
        reset = tr("Reset to {time}").format(time=amount_text(original))
        self.set_back_one[Difference.HOLD].setText(reset)
        self.set_back.setEnabled(bool(differences))

    def _action(self, icon: str, text: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(slot)
        self._icons[action] = icon
        return action

    def _on_look_changed(self) -> None:
        for action, icon in self._icons.items():
            action.setIcon(self._appearance.icon(icon))

    def _back_to_original(self, what: Difference) -> Callable[[], None]:
        return lambda: self._personal.set_back(self._id, what)

    def _on_leave_out(self) -> None:
        self._personal.set_left_out(self._id, True)

    def _on_take_in(self) -> None:
        self._personal.set_left_out(self._id, False)
