"""One stretch on the home page: what it is, how long it is held, and all that can be changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.person.personal_routine import Difference, PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.routine import amount_text, dose_text
from stretchtimer.ui.figure.pictures import FigurePicture, shown_side
from stretchtimer.ui.home.row_grip import RowGrip
from stretchtimer.ui.theme.appearance import Appearance, polish_again
from stretchtimer.ui.widgets.buttons import IconButton
from stretchtimer.ui.widgets.elided_label import ElidedLabel
from stretchtimer.ui.widgets.hold_stepper import HoldStepper
from stretchtimer.ui.widgets.plain_text import set_tooltip

if TYPE_CHECKING:
    from stretchtimer.ui.home.row_choices import RowChoices

LEAST_HEIGHT, MOST_HEIGHT = 72, 120
"""Of a row, in pixels of the design."""
_PICTURE_ASPECT = 1.46
_MOST_LINES = 4


class StretchRow(QWidget):
    """A row of the list; asks the personal routine for every change.

    ``about_asked`` tells the stretch's id when the person wants to read about it.
    """

    about_asked = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        personal: PersonalRoutine,
        stretch: Stretch,
        picture: FigurePicture,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._personal = personal
        self._stretch = stretch
        self._picture = picture
        self._is_adjusting = False
        self._wished_height = 0
        self.grip = RowGrip(appearance, self)
        self._name = ElidedLabel(2, self)
        self._name.setProperty("role", "strong")
        self._marks = ElidedLabel(_MOST_LINES, self)
        self._marks.setProperty("role", "mark")
        self._dose = ElidedLabel(2, self)
        self._dose.setProperty("role", "small")
        self.stepper = HoldStepper(appearance, stretch, self)
        self._make_actions()
        self._up = self._quick("up", self.move_up)
        self._down = self._quick("down", self.move_down)
        self._back = IconButton(appearance, "reset", "", self)
        self._back.clicked.connect(self._on_back_clicked)
        self.read = self._quick("info", self.about)
        self.more = IconButton(appearance, "more", "", self)
        self.more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.menu)
        self._lay_out()
        self.set_height(appearance.px(LEAST_HEIGHT))
        self.stepper.chosen.connect(self._on_hold_chosen)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        # Not an event filter: it would bring every event of every button here.
        app.focusChanged.connect(self._on_focus_changed)
        self.refresh(stretch)

    @property
    def stretch_id(self) -> str:
        return self._stretch.id

    @property
    def dose(self) -> str:
        return self._dose.text()

    @property
    def marks(self) -> str:
        """In what the stretch differs from the original, in words; empty where it does not."""
        return self._marks.text()

    @property
    def back(self) -> IconButton:
        """Takes back what differs, or asks which of it, where it is more than one thing."""
        return self._back

    @property
    def pose(self) -> str:
        """The pose of its still."""
        return self._picture.pose

    def refresh(self, stretch: Stretch) -> None:
        """Shows the stretch as it is now."""
        self._stretch = stretch
        personal = self._personal
        left_out = personal.is_left_out(stretch.id)
        self._name.setText(stretch.name)
        set_tooltip(self._name, stretch.name)
        differences = personal.differences(stretch.id)
        self._marks.setText(self._mark_words(differences))
        self._marks.setVisible(bool(differences))
        self._dose.setText(dose_text(stretch) or stretch.told(None).position)
        set_tooltip(self._dose, self._dose.text())
        self.stepper.show_stretch(stretch)
        self.stepper.setVisible(not left_out)
        self._picture.setEnabled(not left_out)
        self._picture.turn(shown_side(stretch))
        self._picture.show_pose(stretch.shown)
        role = "muted" if left_out else "strong"
        if self._name.property("role") != role:
            self._name.setProperty("role", role)
            polish_again(self._name)
        places = [s.id for s in personal.stretches]
        self.move_up.setEnabled(places[0] != stretch.id)
        self.move_down.setEnabled(places[-1] != stretch.id)
        if "choices" in self.__dict__:
            self.choices.refresh(stretch)
        had_focus = self._back.hasFocus()
        self._back.setVisible(bool(differences))
        if had_focus and not differences:
            self.stepper.box.setFocus()
        self._up.setEnabled(self.move_up.isEnabled())
        self._down.setEnabled(self.move_down.isEnabled())
        self.more.set_name(tr("More choices for {name}").format(name=stretch.name))
        self.read.set_name(tr("{name}: how to do it, and when not to").format(name=stretch.name))
        self._up.set_name(tr("Move {name} up").format(name=stretch.name))
        self._down.set_name(tr("Move {name} down").format(name=stretch.name))
        self._back.set_name(tr("Reset {name}").format(name=stretch.name), self._marks.text())
        self._fit_words()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        moving = (self._back, self._up, self._down)
        return (*moving, self.stepper.box, self.read, self.more)

    def set_adjusting(self, adjusting: bool) -> None:
        """Shows all that changes the row, also to whoever is elsewhere; or no longer."""
        self._is_adjusting = adjusting
        self._show_quick()

    def set_height(self, height: int) -> None:
        """Makes the row so high, in logical pixels, and its picture as large as fits.

        It is higher where that is too little for what differs.
        """
        self._wished_height = height
        high = height - self._appearance.px(12)
        self._picture.setFixedSize(round(high * _PICTURE_ASPECT), high)
        self._fit_words()

    def set_read_shown(self, shown: bool) -> None:
        """In a narrow row one clicks the words to read about the stretch."""
        self.read.setVisible(shown)

    def set_moves_shown(self, shown: bool) -> None:
        """In all but the widest rows moving is left to the menu, to keys, and to dragging."""
        for button in (self._up, self._down):
            button.setVisible(shown)

    def set_picture_shown(self, shown: bool) -> None:
        """In the narrowest rows the words need the room."""
        self._picture.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_words()

    def _fit_words(self) -> None:
        """What differs is never cut: what the stretch is like has the lines that are left."""
        layout = self.layout()
        if layout is None:
            return
        if not self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            # Nobody has given it a width yet, and the words are laid out once there is one.
            self.setFixedHeight(self._wished_height)
            return
        layout.activate()
        width = self._name.width()
        name = min(2, self._name.line_count(width)) * self._name.fontMetrics().lineSpacing()
        small = self._dose.fontMetrics().lineSpacing()
        marks = self._marks.line_count(width) if self._marks.text() else 0
        gaps = 4 * self._appearance.px(2)
        told = self._told_lines(width)
        height = max(self._wished_height, name + (marks + told) * small + gaps)
        if height != self.height():
            self.setFixedHeight(height)
        slack = self._appearance.px(6)
        left = (height - name - gaps - slack) // small - marks
        self._dose.set_max_lines(max(1, told, min(left, 2)))
        self._dose.setVisible(max(left, told) > 0)

    def _told_lines(self, width: int) -> int:
        """How many lines an easier way needs, which is told in full; 0 where none is told."""
        if not self._stretch.is_easier or self._personal.is_left_out(self.stretch_id):
            return 0
        return self._dose.line_count(width)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the picture or the words tells more of them."""
        at = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and self._words_place().contains(at):
            self.about.trigger()

    def _words_place(self) -> QRect:
        place = self._name.geometry().united(self._marks.geometry())
        place = place.united(self._dose.geometry())
        return place.united(self._picture.geometry()) if self._picture.isVisible() else place

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu.popup(event.globalPos())

    def enterEvent(self, event: QEvent) -> None:
        self._show_quick(hovered=True)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_quick(hovered=False)

    def _show_quick(self, hovered: bool | None = None) -> None:
        """What changes the row shows itself to whoever points at it or is in it by key."""
        over = self.underMouse() if hovered is None else hovered
        focused = QApplication.focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        wanted = over or within or self._is_adjusting
        for button in (self._up, self._down, self.read):
            button.set_icon_shown(wanted)
        self.grip.set_shown(wanted)
        self.stepper.set_calm(not wanted)

    def _make_actions(self) -> None:
        self.move_up = self._action(tr("Move up"), "Alt+Up", self._on_move_up)
        self.move_down = self._action(tr("Move down"), "Alt+Down", self._on_move_down)
        about = tr("How to do it, and when not to")
        self.about = self._action(about, "Alt+Return", self._on_about)
        for part in (self._picture, self._name, self._marks, self._dose):
            part.setCursor(Qt.CursorShape.PointingHandCursor)
        self._picture.setToolTip(about)
        self.menu = QMenu(self)
        self.menu.aboutToShow.connect(self._on_about_to_show)

    def _action(self, text: str, key: str, slot: object) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(slot)
        self.addAction(action)
        return action

    @cached_property
    def choices(self) -> RowChoices:
        """All that the menus of the row offer."""
        from stretchtimer.ui.home.row_choices import RowChoices

        keyed = {"info": self.about, "up": self.move_up, "down": self.move_down}
        choices = RowChoices(self._appearance, self._personal, self._stretch, keyed, self)
        choices.fill(self.menu)
        return choices

    def _quick(self, icon: str, action: QAction) -> IconButton:
        button = IconButton(self._appearance, icon, "", self)
        button.clicked.connect(action.trigger)
        return button

    def _lay_out(self) -> None:
        px = self._appearance.px
        words = QVBoxLayout()
        words.setSpacing(px(2))
        words.addStretch()
        for part in (self._name, self._marks, self._dose):
            words.addWidget(part)
        words.addStretch()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(px(4), 0, px(4), 0)
        layout.setSpacing(px(8))
        layout.addWidget(self.grip)
        layout.addWidget(self._picture)
        layout.addLayout(words, 1)
        layout.addWidget(self._back)
        tight = QHBoxLayout()
        tight.setSpacing(0)
        for button in (self._up, self._down):
            tight.addWidget(button)
        for button in (self._up, self._down, self.read):
            button.set_icon_shown(False)
        layout.addLayout(tight)
        layout.addWidget(self.stepper)
        layout.addWidget(self.read)
        layout.addWidget(self.more)

    def _mark_words(self, differences: tuple[Difference, ...]) -> str:
        words = {
            Difference.LEFT_OUT: tr("Left out"),
            Difference.HOLD: tr("was {hold}").format(hold=amount_text(self._original)),
            Difference.FIRST_SIDE: (
                tr("left was first") if self._was_left_first else tr("right was first")
            ),
            Difference.EASIER: tr("the easier way"),
            Difference.PLACE: tr("moved"),
        }
        return " · ".join(words[each] for each in differences)

    @property
    def _original(self) -> Stretch:
        return self._personal.original.stretch(self._stretch.id)

    @property
    def _was_left_first(self) -> bool:
        return self._original.first_side is Side.LEFT

    def _place(self) -> int:
        return [s.id for s in self._personal.stretches].index(self.stretch_id)

    def _on_focus_changed(self) -> None:
        self._show_quick()

    def _on_hold_chosen(self, hold_ms: int) -> None:
        self._personal.set_hold(self.stretch_id, hold_ms)

    def _on_move_up(self) -> None:
        self._personal.move(self.stretch_id, self._place() - 1)

    def _on_move_down(self) -> None:
        self._personal.move(self.stretch_id, self._place() + 1)

    def _on_about_to_show(self) -> None:
        self.choices.refresh(self._stretch)

    def _on_back_clicked(self) -> None:
        differences = self._personal.differences(self.stretch_id)
        if len(differences) > 1:
            corner = self._back.rect().bottomLeft()
            self.choices.back_menu.popup(self._back.mapToGlobal(corner))
        else:
            self._personal.reset_stretch(self.stretch_id)

    def _on_about(self) -> None:
        self.about_asked.emit(self.stretch_id)
