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
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.adjustments import LONGER_HOLD_MS
from stretchtimer.engine.durations import MINUTE_MS, short_text
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.ui.home.routine_menu import RoutineMenu
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, label, wrapped
from stretchtimer.ui.widgets.elided_label import ElidedLabel
from stretchtimer.ui.widgets.plain_text import set_tooltip

if TYPE_CHECKING:
    from stretchtimer.engine.fit import FitResult

_LOW = 430


class RoutineCard(QFrame):
    """What is about to be done, and for how long."""

    started = Signal()

    def __init__(
        self,
        appearance: Appearance,
        picture: QWidget,
        menu: RoutineMenu,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._personal: PersonalRoutine | None = None
        self.setProperty("role", "card")
        self._name = wrapped(role="title")
        self._total = label(role="lead")
        self._result = wrapped(role="small")
        self._voice = ElidedLabel(1, self)
        self._voice.setProperty("role", "small")
        self._voice.hide()
        self._picture = picture
        self.choose = IconButton(appearance, "list", tr("Choose another routine"), self)
        self.choose.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        self.choose.setMenu(menu)
        self.start = TextButton(appearance, tr("Start"), "play", "primary", self)
        self.start.setToolTip(tr("Start the routine (Enter)."))
        self.minutes = NumberBox(1, 120, tr("{n} min"), self)
        self.minutes.setAccessibleName(tr("Minutes to fit the routine to"))
        self.minutes.setToolTip(tr("Minutes the whole routine may take."))
        self.fit = TextButton(appearance, tr("Fit"), parent=self)
        self.fit.setToolTip(tr("Scale all holds so that the routine takes this long."))
        self.longer = TextButton(appearance, "", "clock", parent=self)
        self._lay_out()
        self.start.clicked.connect(self.started)
        self.fit.clicked.connect(self._on_fit_clicked)
        self.minutes.lineEdit().returnPressed.connect(self._on_fit_clicked)
        self.longer.clicked.connect(self._on_longer_clicked)

    @property
    def total(self) -> str:
        return self._total.text()

    @property
    def result(self) -> str:
        """What came of the last fitting, in words."""
        return self._result.text()

    def show_routine(self, personal: PersonalRoutine) -> None:
        self._personal = personal
        self.refresh()
        minutes = personal.plan().total_ms / MINUTE_MS
        self.minutes.setValue(max(1, int(minutes)))

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
        plan = self._personal.plan()
        count = ntr("{n} stretch", "{n} stretches", len(plan.routine.stretches))
        self._name.setText(plan.routine.name)
        self._total.setText(f"{count} · {short_text(plan.total_ms)}")
        all_long = all(s.hold_ms == LONGER_HOLD_MS for s in plan.routine.stretches)
        self.longer.setText(tr("Usual holds") if all_long else tr("Longer holds (60 s)"))
        self.longer.setToolTip(
            tr("Set every hold back to the original.")
            if all_long
            else tr("Hold every stretch for 60 seconds.")
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low, or the font large, the picture makes room for the rest."""
        super().resizeEvent(event)
        self._picture.setVisible(self.height() >= self._appearance.px(_LOW))

    def add_below(self, button: QWidget) -> None:
        """Puts one more thing to do with the routine under the others."""
        self._things_to_do.addWidget(button)

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        fit = QHBoxLayout()
        fit.setSpacing(px(8))
        fit.addWidget(label(tr("Fit to")))
        fit.addWidget(self.minutes, 1)
        fit.addWidget(self.fit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(24), px(16), px(24), px(16))
        layout.setSpacing(px(8))
        layout.addWidget(self._picture, 1)
        layout.addLayout(head)
        layout.addWidget(self._total)
        layout.addWidget(self._voice)
        layout.addItem(self._gap())
        layout.addWidget(self.start)
        layout.addItem(self._gap())
        layout.addLayout(fit)
        self._things_to_do = QVBoxLayout()
        self._things_to_do.addWidget(self.longer)
        layout.addLayout(self._things_to_do)
        layout.addWidget(self._result)

    def _gap(self) -> QSpacerItem:
        """A little distance, which gives way where there is no room."""
        policy = QSizePolicy.Policy
        return QSpacerItem(0, self._appearance.px(8), policy.Minimum, policy.Maximum)

    def _on_fit_clicked(self) -> None:
        assert self._personal is not None
        self.minutes.interpretText()
        result = self._personal.fit_to(self.minutes.value() * MINUTE_MS)
        self._result.setText(self._fit_words(result))

    def _fit_words(self, result: FitResult) -> str:
        from stretchtimer.engine.fit import Fit

        total = short_text(result.total_ms)
        if result.fit is Fit.TOO_SHORT:
            text = tr("That is too short. The shortest sensible holds take {total}.")
        elif result.fit is Fit.TOO_LONG:
            text = tr("That is more than sensible holds fill. The longest take {total}.")
        else:
            text = tr("The routine now takes {total}.")
        return text.format(total=total)

    def _on_longer_clicked(self) -> None:
        assert self._personal is not None
        stretches = self._personal.routine().stretches
        if all(s.hold_ms == LONGER_HOLD_MS for s in stretches):
            self._personal.reset_holds()
        else:
            self._personal.hold_longer()
