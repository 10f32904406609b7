"""The times around the holds, below the stretches: plain text until somebody wants to change it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QHBoxLayout, QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_INTERVAL_MS, MAX_ROUNDS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox, set_calm
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.hold_stepper import DurationBox

_WIDE = 900


class TimesRow(QWidget):
    """Passes every wish on to the personal routine; ``adjusting`` tells whether all is to show."""

    adjusting = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._personal: PersonalRoutine | None = None
        self.rounds = NumberBox(1, MAX_ROUNDS, "{n}", self)
        self.lead_in = DurationBox(0, MAX_INTERVAL_MS // SECOND_MS, self)
        self.change_over = DurationBox(0, MAX_INTERVAL_MS // SECOND_MS, self)
        self.wait = QCheckBox(tr("Wait until I am ready"), self)
        back = tr("Back to the original")
        self.back_to_original = TextButton(appearance, back, parent=self, role="quiet")
        self.adjust = TextButton(appearance, tr("Adjust"), parent=self, role="quiet")
        self.adjust.setCheckable(True)
        self._name_fields()
        self._lay_out()
        self._show_fields()
        self.rounds.valueChanged.connect(lambda n: self._set("rounds", n))
        self.lead_in.valueChanged.connect(lambda s: self._set("lead_in_ms", s * SECOND_MS))
        self.change_over.valueChanged.connect(lambda s: self._set("change_over_ms", s * SECOND_MS))
        self.wait.clicked.connect(lambda on: self._set("wait_until_ready", on))
        self.adjust.toggled.connect(self._on_adjust_toggled)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, or the same as it is now."""
        self._personal = personal
        times = personal.times
        for box, value in (
            (self.rounds, times.rounds),
            (self.lead_in, times.lead_in_ms // SECOND_MS),
            (self.change_over, times.change_over_ms // SECOND_MS),
        ):
            box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(False)
        self.wait.setChecked(times.wait_until_ready)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        boxes = (self.rounds, self.lead_in, self.change_over)
        return (*boxes, self.wait, self.back_to_original, self.adjust)

    def enterEvent(self, event: QEvent) -> None:
        self._show_fields(hovered=True)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_fields(hovered=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room for it, otherwise two or three."""
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        wide = self.width() >= self._appearance.px(_WIDE)
        self._lines.setDirection(beside if wide else below)
        parts = (self.wait, self._actions)
        wanted = sum(part.minimumSizeHint().width() for part in parts) + self._rest.spacing()
        self._rest.setDirection(beside if wide or wanted <= self.width() else below)

    def minimumSizeHint(self) -> QSize:
        """What it needs with all below one another, however it is laid out now."""
        parts = (self.wait.minimumSizeHint(), self._actions.minimumSizeHint())
        width = max(self._boxes.minimumSize().width(), *(part.width() for part in parts))
        return QSize(width, super().minimumSizeHint().height())

    def _show_fields(self, hovered: bool | None = None) -> None:
        over = self.underMouse() if hovered is None else hovered
        focused = QApplication.focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        for box in (self.rounds, self.lead_in, self.change_over):
            set_calm(box, not (over or within or self.adjust.isChecked()))

    def _name_fields(self) -> None:
        self.rounds.setAccessibleName(tr("Rounds"))
        self.rounds.setToolTip(tr("How often the whole routine is done."))
        self.lead_in.setAccessibleName(tr("Lead-in"))
        self.lead_in.setToolTip(tr("Time to get into position before each stretch."))
        self.change_over.setAccessibleName(tr("Change-over"))
        self.change_over.setToolTip(tr("Time between one stretch and the next."))
        self.wait.setToolTip(tr("Each stretch begins when you say so, by key or button."))
        self.back_to_original.setToolTip(tr("Take back all changes to this routine."))
        self.adjust.setToolTip(tr("Show everything that can be changed on this page."))

    def _lay_out(self) -> None:
        px = self._appearance.px
        self._boxes = boxes = QHBoxLayout()
        self._rest = rest = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._actions = QWidget(self)
        actions = QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(px(8))
        actions.addStretch(1)
        actions.addWidget(self.back_to_original)
        actions.addWidget(self.adjust)
        for words, box, width in (
            (tr("Rounds"), self.rounds, 48),
            (tr("Lead-in"), self.lead_in, 92),
            (tr("Change-over"), self.change_over, 92),
        ):
            boxes.addWidget(wrapped(words, "small"))
            box.setFixedWidth(px(width))
            boxes.addWidget(box)
            boxes.addSpacing(px(4))
        boxes.addStretch(1)
        rest.addWidget(self.wait)
        rest.addWidget(self._actions, 1)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        for line in (boxes, rest):
            line.setSpacing(px(8))
            self._lines.addLayout(line)
        self._lines.setSpacing(px(4))

    def _set(self, name: str, value: int | bool) -> None:
        assert self._personal is not None
        self._personal.set_time(name, value)

    def _on_adjust_toggled(self, on: bool) -> None:
        self._show_fields()
        self.adjusting.emit(on)

    def _on_focus_changed(self) -> None:
        self._show_fields()
