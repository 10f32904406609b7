"""The first page: the routine, how long it takes, every stretch with its hold, and Tab's way."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.home.fault_cards import FaultCards
from stretchtimer.ui.home.routine_card import RoutineCard
from stretchtimer.ui.home.routine_menu import RoutineMenu
from stretchtimer.ui.home.stretch_list import StretchList
from stretchtimer.ui.home.times_row import TimesRow
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.places import TODAY, Places, head_buttons
from stretchtimer.ui.widgets.plain_text import set_tooltip

if TYPE_CHECKING:
    from stretchtimer.services.record.today_desk import TodayDesk
    from stretchtimer.ui.home.today_bar import TodayBar
    from stretchtimer.ui.widgets.copy_overlay import CopyOverlay

_NARROW_PX = 1000
_STACKED_PX = 740
_TALL_PX = 660
_LINE_PX = 28


class HomePage(QWidget):
    """Shows a personal routine and passes every wish on to it.

    What is known of other days is added later: a line where something ``is_told``, another where
    something ``is_asked``. Their room is kept for them, so that nothing moves under the hand of
    somebody who has begun to use the page.
    """

    started = Signal()
    settings_asked = Signal()
    help_asked = Signal()
    safety_asked = Signal()
    learn_asked = Signal()
    about_asked = Signal(str)
    sound_asked = Signal()
    """Sound is to be turned off, or on again."""
    place_asked = Signal(str)
    copy_wanted = Signal(str)
    """A copy of the routine is to be made, with that name."""

    def __init__(
        self,
        appearance: Appearance,
        menu: RoutineMenu,
        card_picture: FigurePicture,
        row_picture: Callable[[Stretch], FigurePicture],
        parent: QWidget | None = None,
        *,
        is_told: bool = False,
        is_asked: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._personal: PersonalRoutine | None = None
        self._is_sound_lost = False
        self._menu = menu
        self.today: TodayBar | None = None
        self.places = Places(appearance, TODAY, self)
        self.notices = NoticeBar(appearance, self)
        self.faults = FaultCards(appearance, menu.find_routine, self)
        self.card = RoutineCard(appearance, card_picture, menu, self)
        self.list = StretchList(appearance, row_picture, self)
        self.sound = TextButton(appearance, "", "sound", "quiet", self)
        self.safety, self.learn, self.help, self.settings = head_buttons(appearance, self)
        self._to_come = _RoomKept(is_told, self.sound.sizeHint().height() * is_asked, self)
        self.times = TimesRow(appearance, self)
        self.back_to_original = self.times.back_to_original
        self.show_sound(None, False)
        self._lay_out()
        self._connect()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine."""
        self._personal = personal
        self._menu.show_present(personal.original)
        personal.listen(lambda: self._on_personal_changed(personal))
        self.list.show_routine(personal)
        self.card.show_routine(personal)
        self._refresh_times()

    def add_today(self, desk: TodayDesk) -> TodayBar:
        """Adds what is known of other days; the page stands before anybody has asked for it."""
        from stretchtimer.ui.home.today_bar import TodayBar

        self.today = TodayBar(self._appearance, desk, self)
        self.today.walk.reminded.connect(lambda words: self.notices.add(words, passing=True))
        self.today.walk.cooled.connect(self.notices.take_back)
        self.today.broken_off_found.connect(self._on_broken_off_found)
        self._page.replaceWidget(self._to_come, self.today)
        self._to_come.deleteLater()
        self._share_room()
        if self._personal is not None:
            self.today.show_plan(self._personal.plan())
        self._order_tabs()
        return self.today

    def show_sound(self, status: AudioStatus | None, muted: bool) -> None:
        """Says in two words whether sound can be heard; None while that is being found out."""
        self._is_sound_lost = status is not None and bool(status.problem)
        if self._is_sound_lost:
            words, icon = tr("No sound"), "sound-off"
        elif muted:
            words, icon = tr("Muted"), "sound-off"
        else:
            words, icon = tr("Sound on"), "sound"
        problem = sentence(status.problem) if status else ""
        output = status.output if status else ""
        self.sound.setText(words)
        self.sound.set_icon(icon)
        act = tr("Turn the sound on.") if muted else tr("Turn the sound off.")
        set_tooltip(self.sound, problem or " ".join(filter(None, (act, output))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives narrow windows narrow margins, and stacks the page in upright and narrow ones."""
        self._share_room()
        if "copying" in self.__dict__:
            self.copying.place()

    def _share_room(self) -> None:
        narrow = self.width() < _NARROW_PX
        margin = self._appearance.px(24 if narrow else 32)
        self._page.setSpacing(self._appearance.px(12 if narrow else 16))
        self._body.setSpacing(self._appearance.px(16 if narrow else 32))
        self._page.setContentsMargins(margin, margin // 2, margin, margin)
        # Of the window, not of the page: that is as high as what is decided here makes it.
        is_high = self.window().height() > self.window().width()
        upright = is_high or self.width() < self._appearance.px(_STACKED_PX)
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(way)
        # Where the page is scrolled anyway, nothing in it is scrolled by itself.
        self.list.set_whole(upright or self._least_height() > self.window().height())
        # Where there is room, a line with buttons is no higher than one with words alone.
        is_tall = self.height() >= self._appearance.px(_TALL_PX)
        line = self.sound.sizeHint().height() if is_tall else self._appearance.px(_LINE_PX)
        (self.today or self._to_come).keep_line(line)

    def _least_height(self) -> int:
        """The least height of the page in its present width, where the list scrolls by itself."""
        self.list.set_whole(False)
        # Qt asks the layouts within a layout anew only when it lays it out the next time.
        for layout in (self._beside, self._body, self._page):
            layout.invalidate()
        return self._page.totalMinimumHeightForWidth(self.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo):
            self.times.undo.undo()
        elif event.matches(QKeySequence.StandardKey.Redo) or _is_other_redo(event):
            self.times.undo.redo()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.started.emit()
        else:
            super().keyPressEvent(event)

    def _on_personal_changed(self, personal: PersonalRoutine) -> None:
        if personal is self._personal:
            self.list.refresh()
            self.card.refresh()
            self._refresh_times()

    def _refresh_times(self) -> None:
        assert self._personal is not None
        self.times.show_routine(self._personal)
        if self.today is not None:
            self.today.show_plan(self._personal.plan())
        self.back_to_original.setEnabled(self._personal.is_anything_changed)

    def _lay_out(self) -> None:
        px = self._appearance.px
        # In large letters the two do not always stand side by side.
        head, acts, inner = FlowLayout(px(8)), QWidget(self), FlowLayout(px(8), at_end=True)
        acts.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        acts.setLayout(inner)
        for widget in (self.sound, self.safety, self.learn, self.help, self.settings):
            inner.addWidget(widget)
        head.addWidget(self.places)
        head.addWidget(acts)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(px(8))
        self._beside.addWidget(self.list, 1)
        self._beside.addWidget(self.times)
        self._body = QHBoxLayout()
        self._body.addWidget(self.card, 2)
        self._body.addLayout(self._beside, 4)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(px(16))
        self._page.addLayout(head)
        self._page.addWidget(self.notices)
        self._page.addWidget(self.faults)
        self._page.addWidget(self._to_come)
        self._page.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.places.asked.connect(self.place_asked)
        self.card.started.connect(self.started)
        self.settings.clicked.connect(self.settings_asked)
        self.sound.clicked.connect(self._on_sound_clicked)
        self._menu.copy_asked.connect(self._on_copy_asked)
        self._menu.aboutToShow.connect(self.faults.look_again)
        self.faults.mended.connect(self._on_mended)
        self.help.clicked.connect(self.help_asked)
        self.safety.clicked.connect(self.safety_asked)
        self.learn.clicked.connect(self.learn_asked)
        self.list.about_asked.connect(self.about_asked)
        self._appearance.changed.connect(self._share_room)
        self.list.ordered.connect(self._order_tabs)
        self.times.adjusting.connect(self.list.set_adjusting)
        self.back_to_original.clicked.connect(self._on_back_to_original)

    def _order_tabs(self) -> None:
        """Tab goes through the page as it is read, also after rows have changed places."""
        today = self.today.tab_stops() if self.today is not None else ()
        stops = (
            *self.places.words.values(),
            *(self.sound, self.safety, self.learn, self.help, self.settings),
            self.notices.close_button,
            *today,
            *self.card.tab_stops(),
            *self.list.tab_stops(),
            *self.times.tab_stops(),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    @cached_property
    def copying(self) -> CopyOverlay:
        from stretchtimer.ui.widgets.copy_overlay import CopyOverlay

        overlay = CopyOverlay(self._appearance, self)
        overlay.named.connect(self.copy_wanted)
        return overlay

    def _on_broken_off_found(self) -> None:
        """One key goes on with it, unless the person is at something else already."""
        if self.today is not None and self.window().focusWidget() is self.card.start:
            self.today.take_up.setFocus()

    def _on_copy_asked(self) -> None:
        assert self._personal is not None
        name = tr("{name}, my copy").format(name=self._personal.original.name)
        self.copying.open(name)

    def _on_sound_clicked(self) -> None:
        """Where no sound can be had, the settings may help; to turn it off would not."""
        (self.settings_asked if self._is_sound_lost else self.sound_asked).emit()

    def _on_mended(self, name: str) -> None:
        self.notices.add(tr("“{name}” can be used now.").format(name=name))

    def _on_back_to_original(self) -> None:
        assert self._personal is not None
        self._personal.reset_all()


class _RoomKept(QWidget):
    """As high as what will stand in its place: a line of words, and ``asked`` pixels below it."""

    def __init__(self, is_told: bool, asked: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = label(" ", parent=self)
        self._line.setVisible(is_told)
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, asked)
        room.setSpacing(0)
        room.addWidget(self._line)
        self.setVisible(is_told or asked > 0)

    def keep_line(self, px: int) -> None:
        """The line is at least so high."""
        self._line.setMinimumHeight(px)


def _is_other_redo(event: QKeyEvent) -> bool:
    """Whether it is the key by which other programs do again what was undone."""
    ctrl = Qt.KeyboardModifier.ControlModifier
    both = ctrl | Qt.KeyboardModifier.ShiftModifier
    pressed = event.modifiers(), event.key()
    return pressed in ((ctrl, Qt.Key.Key_Y), (both, Qt.Key.Key_Z))
