"""The first page: the routine, how long it takes, and every stretch with its hold."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_INTERVAL_MS, MAX_ROUNDS, Stretch
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.home.routine_card import RoutineCard
from stretchtimer.ui.home.routine_menu import RoutineMenu
from stretchtimer.ui.home.stretch_list import StretchList
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, label, wrapped
from stretchtimer.ui.widgets.hold_stepper import DurationBox
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.plain_text import set_tooltip

_NARROW_PX = 1000
_STACKED_PX = 740


class HomePage(QWidget):
    """Shows a personal routine and passes every wish on to it."""

    started = Signal()
    settings_asked = Signal()
    help_asked = Signal()
    safety_asked = Signal()
    about_asked = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        menu: RoutineMenu,
        card_picture: QWidget,
        row_picture: Callable[[Stretch], FigurePicture],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._personal: PersonalRoutine | None = None
        self.notices = NoticeBar(appearance, self)
        self.card = RoutineCard(appearance, card_picture, menu, self)
        self.list = StretchList(appearance, row_picture, self)
        self.sound = TextButton(appearance, "", "sound", "quiet", self)
        safety = tr("When to stop, and when to get help")
        self.safety = IconButton(appearance, "safety", safety, self)
        self.help = IconButton(appearance, "help", tr("Keys and help"), self)
        self.settings = IconButton(appearance, "settings", tr("Settings"), self)
        self.rounds = NumberBox(1, MAX_ROUNDS, "{n}", self)
        self.lead_in = DurationBox(0, MAX_INTERVAL_MS // SECOND_MS, self)
        self.change_over = DurationBox(0, MAX_INTERVAL_MS // SECOND_MS, self)
        self.back_to_original = TextButton(appearance, tr("Back to the original"), "", "quiet")
        self._name_boxes()
        self.show_sound(None, False)
        self._lay_out()
        self._connect()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine."""
        self._personal = personal
        personal.listen(lambda: self._on_personal_changed(personal))
        self.list.show_routine(personal)
        self.card.show_routine(personal)
        self._refresh_times()

    def show_sound(self, status: AudioStatus | None, muted: bool) -> None:
        """Says in two words whether sound can be heard; None while that is being found out."""
        if status is not None and status.problem:
            words, icon = tr("No sound"), "sound-off"
        elif muted:
            words, icon = tr("Muted"), "sound-off"
        else:
            words, icon = tr("Sound on"), "sound"
        problem = sentence(status.problem) if status else ""
        output = status.output if status else ""
        self.sound.setText(words)
        self.sound.set_icon(icon)
        set_tooltip(self.sound, problem or output or tr("Sound settings"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives narrow windows narrow margins, and stacks the page in upright and narrow ones."""
        margin = self._appearance.px(24 if self.width() < _NARROW_PX else 32)
        self._page.setContentsMargins(margin, margin // 2, margin, margin)
        upright = self.height() > self.width() or self.width() < self._appearance.px(_STACKED_PX)
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(way)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
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
        times = self._personal.times
        for box, value in (
            (self.rounds, times.rounds),
            (self.lead_in, times.lead_in_ms // SECOND_MS),
            (self.change_over, times.change_over_ms // SECOND_MS),
        ):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.back_to_original.setEnabled(self._personal.is_anything_changed)

    def _name_boxes(self) -> None:
        self.rounds.setAccessibleName(tr("Rounds"))
        self.rounds.setToolTip(tr("How often the whole routine is done."))
        self.lead_in.setAccessibleName(tr("Lead-in"))
        self.lead_in.setToolTip(tr("Time to get into position before each stretch."))
        self.change_over.setAccessibleName(tr("Change-over"))
        self.change_over.setToolTip(tr("Time between one stretch and the next."))
        self.back_to_original.setToolTip(tr("Take back all changes to this routine."))

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(label(tr("Stretch Timer"), "heading"))
        head.addStretch(1)
        for widget in (self.sound, self.safety, self.help, self.settings):
            head.addWidget(widget)
        times = QHBoxLayout()
        times.setSpacing(px(8))
        for words, box, width in (
            (tr("Rounds"), self.rounds, 48),
            (tr("Lead-in"), self.lead_in, 92),
            (tr("Change-over"), self.change_over, 92),
        ):
            times.addWidget(wrapped(words, "small"))
            box.setFixedWidth(px(width))
            times.addWidget(box)
            times.addSpacing(px(4))
        times.addStretch(1)
        self.card.add_below(self.back_to_original)
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self.list, 1)
        right.addLayout(times)
        self._body = QHBoxLayout()
        self._body.setSpacing(px(32))
        self._body.addWidget(self.card, 2)
        self._body.addLayout(right, 4)
        self._page = QVBoxLayout(self)
        self._page.setSpacing(px(16))
        self._page.addLayout(head)
        self._page.addWidget(self.notices)
        self._page.addLayout(self._body, 1)

    def _connect(self) -> None:
        self.card.started.connect(self.started)
        self.settings.clicked.connect(self.settings_asked)
        self.sound.clicked.connect(self.settings_asked)
        self.help.clicked.connect(self.help_asked)
        self.safety.clicked.connect(self.safety_asked)
        self.list.about_asked.connect(self.about_asked)
        self.list.ordered.connect(self._order_tabs)
        self.rounds.valueChanged.connect(lambda n: self._set_time("rounds", n))
        self.lead_in.valueChanged.connect(lambda s: self._set_time("lead_in_ms", s * SECOND_MS))
        self.change_over.valueChanged.connect(
            lambda s: self._set_time("change_over_ms", s * SECOND_MS)
        )
        self.back_to_original.clicked.connect(self._on_back_to_original)

    def _order_tabs(self) -> None:
        """Tab goes through the page as it is read, also after rows have changed places."""
        card = self.card
        stops = (
            *(self.sound, self.safety, self.help, self.settings, self.notices.close_button),
            *(card.choose, card.start, card.minutes, card.fit, card.longer),
            self.back_to_original,
            *self.list.tab_stops(),
            *(self.rounds, self.lead_in, self.change_over),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def _set_time(self, name: str, value: int) -> None:
        assert self._personal is not None
        self._personal.set_time(name, value)

    def _on_back_to_original(self) -> None:
        assert self._personal is not None
        self._personal.reset_all()
