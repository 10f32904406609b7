"""The card of the routine: its name and total, the one large Start, and ways to fit the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QSpacerItem,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.adjustments import LONGER_HOLD_MS
from stretchtimer.engine.durations import MINUTE_MS, SECOND_MS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.durations import minutes_text, short_text
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.routine_cards import count_words
from stretchtimer.ui.figure.pictures import REST, FigurePicture
from stretchtimer.ui.home.routine_menu import RoutineMenu
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, label, wrapped
from stretchtimer.ui.widgets.elided_label import ElidedLabel
from stretchtimer.ui.widgets.plain_text import set_tooltip

if TYPE_CHECKING:
    from stretchtimer.engine.fit import FitResult, Instead

_LOW = 500


class RoutineCard(QFrame):
    """What is about to be done, and for how long."""

    started = Signal()

    def __init__(
        self,
        appearance: Appearance,
        picture: FigurePicture,
        menu: RoutineMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._personal: PersonalRoutine | None = None
        self.setProperty("role", "card")
        self._name = ElidedLabel(3, self)
        self._name.setProperty("role", "title")
        self._total = label(role="lead")
        self._result = wrapped(role="small")
        self._voice = ElidedLabel(1, self)
        self._voice.setProperty("role", "small")
        self._voice.hide()
        self._picture = picture
        # It takes what is left; a page that is wrapped to its width would have room for it first.
        picture.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.choose = IconButton(appearance, "list", tr("Choose another routine"), self)
        self.choose.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setMenu(menu)
        self.start = TextButton(appearance, tr("Start"), "play", "primary", self)
        self.start.setToolTip(tr("Start the routine (Enter)."))
        self.minutes = NumberBox(1, 120, tr("{n} min"), self)
        self.minutes.setAccessibleName(tr("How many minutes the routine should take"))
        self.minutes.setToolTip(tr("How many minutes the whole routine should take."))
        self.fit = TextButton(appearance, tr("Set"), parent=self)
        self.fit.setToolTip(tr("Change all holds so that the routine takes this long."))
        self.totals = tuple(TextButton(appearance, "", role="chip", parent=self) for _ in range(3))
        self._sensible: tuple[int, ...] = ()
        self.longer = TextButton(appearance, "", "clock", "quiet", self)
        self.instead = TextButton(appearance, "", role="chip", parent=self)
        self._offer: tuple[Instead, int] | None = None
        self._lay_out()
        appearance.changed.connect(self._share_room)
        self.start.clicked.connect(self.started)
        self.fit.clicked.connect(self._on_fit_clicked)
        for place, button in enumerate(self.totals):
            button.clicked.connect(lambda _=False, place=place: self._on_total_clicked(place))
        self.minutes.lineEdit().returnPressed.connect(self._on_fit_clicked)
        self.longer.clicked.connect(self._on_longer_clicked)
        self.instead.clicked.connect(self._on_instead_clicked)

    @property
    def total(self) -> str:
        return self._total.text()

    @property
    def result(self) -> str:
        """What came of the last fitting, in words."""
        return self._result.text()

    def show_routine(self, personal: PersonalRoutine) -> None:
        self._personal = personal
        first = personal.original.stretches[0]
        self._picture.show_pose(first.picture or first.start_pose or first.held_pose or REST)
        self.refresh()
        self.minutes.setValue(_minutes(personal.plan().total_ms))

    def show_voice(self, brief: str, words: str) -> None:
        """Says briefly who speaks the words of the routine, where that is worth saying."""
        self._voice.setText(brief)
        set_tooltip(self._voice, words)
        self._voice.setVisible(bool(brief))

    @property
    def voice(self) -> str:
        return self._voice.text()

    def refresh(self) -> None:
        """Shows the routine as it is now."""
        assert self._personal is not None
        self._result.clear()
        self._show_offer(None)
        plan = self._personal.plan()
        routine = plan.routine
        parts = [count_words(len(routine.stretches), is_counted=routine.is_counted)]
        if plan.routine.times.rounds > 1:
            parts.append(ntr("{n} round", "{n} rounds", plan.routine.times.rounds))
        self._name.setText(plan.routine.name)
        set_tooltip(self._name, plan.routine.name)
        self._total.setText(" · ".join((*parts, minutes_text(plan.total_ms))))
        self._total.setToolTip(short_text(plan.total_ms))
        self._show_totals()
        if not self.minutes.hasFocus():
            # Whoever is typing there has not chosen yet.
            self.minutes.setValue(_minutes(plan.total_ms))
        timed = [s for s in plan.routine.stretches if s.times is None]
        all_long = bool(timed) and all(s.hold_ms == LONGER_HOLD_MS for s in timed)
        self.longer.setVisible(bool(timed))
        self.longer.setText(tr("Original holds") if all_long else tr("Longer holds (60 s)"))
        self.longer.setToolTip(
            tr("Reset every hold to the original time.")
            if all_long
            else tr("Hold every stretch for 60 seconds.")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()

    def _share_room(self) -> None:
        """Where the window is low, or the font large, the picture makes room for the rest.

        Where all of the page has no room, *Start* is not to be scrolled to.
        """
        # What came of a fitting has its room before, so that nothing moves when it is told.
        self._result.setMinimumHeight(2 * self._result.fontMetrics().lineSpacing())
        is_scrolled = self.height() > self.window().height()
        self._picture.setVisible(self.height() >= self._appearance.px(_LOW) and not is_scrolled)
        # Below one another with the stretches, Qt gives it this height and asks for a little less.
        layout = self.layout()
        assert layout is not None
        self.setMinimumHeight(layout.totalHeightForWidth(self.width()))

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        fitting = (*self.totals, self.minutes, self.fit, self.longer, self.instead)
        return (self.choose, self.start, *fitting)

    def _show_totals(self) -> None:
        """Offers the whole minutes that this routine can sensibly take."""
        assert self._personal is not None
        self._sensible = self._personal.sensible_minutes()
        for place, button in enumerate(self.totals):
            button.setVisible(place < len(self._sensible))
            if place < len(self._sensible):
                words = tr("{n} min").format(n=self._sensible[place])
                button.setText(words)
                button.setAccessibleName(tr("Set the total to {minutes}").format(minutes=words))
                button.setToolTip(self.fit.toolTip())

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        totals, own = QHBoxLayout(), QHBoxLayout()
        for button in self.totals:
            totals.addWidget(button, 1)
        own.addWidget(label(tr("or")))
        own.addWidget(self.minutes, 1)
        own.addWidget(self.fit)
        self._below = QStackedLayout()
        for button in (self.longer, self.instead):
            self._below.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        for line in (totals, own, layout):
            line.setSpacing(px(8))
        layout.addWidget(self._picture, 1)
        layout.addLayout(head)
        layout.addWidget(self._total)
        layout.addWidget(self._voice)
        layout.addItem(self._gap())
        layout.addWidget(self.start)
        layout.addItem(self._gap())
        layout.addWidget(label(tr("Set the total to"), "small"))
        layout.addLayout(totals)
        layout.addLayout(own)
        layout.addLayout(self._below)
        self._result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        layout.addWidget(self._result)
        layout.addStretch()

    def _gap(self) -> QSpacerItem:
        """A little distance, which gives way where there is no room."""
        policy = QSizePolicy.Policy
        return QSpacerItem(0, self._appearance.px(8), policy.Minimum, policy.Maximum)

    def _on_fit_clicked(self) -> None:
        assert self._personal is not None
        self.minutes.interpretText()
        self._fit_to(self.minutes.value())

    def _on_total_clicked(self, place: int) -> None:
        self.minutes.setValue(self._sensible[place])
        self._fit_to(self._sensible[place])

    def _fit_to(self, minutes: int) -> None:
        assert self._personal is not None
        result = self._personal.fit_to(minutes * MINUTE_MS)
        instead = self._personal.instead_of(minutes * MINUTE_MS)
        self._show_offer((instead, minutes) if instead else None)
        words = self._fit_words(result)
        if instead and instead.left_out:
            stretches = (self._personal.original.stretch(each) for each in instead.left_out)
            names = " · ".join(stretch.name for stretch in stretches)
            words += " " + tr("You can reach it by leaving out: {names}.").format(names=names)
        self._tell(words)

    def _tell(self, words: str) -> None:
        """Says what came of a fitting."""
        self._result.setText(words)
        self._share_room()
        announce(self._result, words)

    def _fit_words(self, result: FitResult) -> str:
        from stretchtimer.engine.fit import Fit

        if result.fit is Fit.TOO_SHORT:
            words = tr("The shortest sensible holds take {total}.")
        elif result.fit is Fit.TOO_LONG:
            words = tr("Holds of at most {n} s give {total}.")
        else:
            return tr("The routine now takes {total}.").format(total=minutes_text(result.total_ms))
        longest_s = max(result.holds_ms.values()) // SECOND_MS
        return words.format(n=longest_s, total=short_text(result.total_ms))

    def _show_offer(self, offer: tuple[Instead, int] | None) -> None:
        """Offers what meets a time that the holds alone do not, in the place of longer holds."""
        had_focus = self.instead.hasFocus()
        self._offer = offer
        if offer is None:
            self._below.setCurrentWidget(self.longer)
            if had_focus:
                self.longer.setFocus()
            return
        rounds, left_out = offer[0].rounds, len(offer[0].left_out)
        words = [ntr("Do {n} round", "Do {n} rounds", rounds)] if rounds else []
        if left_out:
            words.append(ntr("Leave {n} out", "Leave {n} out", left_out))
        self.instead.setText(" · ".join(words))
        self._below.setCurrentWidget(self.instead)

    def _on_instead_clicked(self) -> None:
        if self._personal is None or self._offer is None:
            return
        instead, minutes = self._offer
        self._tell(self._fit_words(self._personal.do_instead(instead, minutes * MINUTE_MS)))

    def _on_longer_clicked(self) -> None:
        assert self._personal is not None
        stretches = self._personal.routine().stretches
        if all(s.hold_ms == LONGER_HOLD_MS for s in stretches if s.times is None):
            self._personal.reset_holds()
        else:
            self._personal.hold_longer()


def _minutes(ms: int) -> int:
    """A total in whole minutes, as it can be chosen."""
    return max(1, round(ms / MINUTE_MS))
