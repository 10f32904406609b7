"""The times around the holds, below the stretches: plain text until somebody wants to change it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import MAX_INTERVAL_MS, MAX_ROUNDS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.home.time_field import TimeField
from stretchtimer.ui.home.undo_line import UndoLine
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.hold_stepper import DurationBox


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
        self.own_pace = QCheckBox(tr("No clock"), self)
        self.undo = UndoLine(appearance, self)
        back = tr("Reset to the original")
        self.back_to_original = TextButton(appearance, back, parent=self, role="quiet")
        self.adjust = TextButton(appearance, tr("Adjust"), parent=self, role="quiet")
        self.adjust.setCheckable(True)
        self.adjust.setProperty("switch", True)
        self.fields = {
            "rounds": self._field(tr("Rounds"), self.rounds, 56),
            "lead_in_ms": self._field(tr("Getting into position"), self.lead_in, 92),
            "change_over_ms": self._field(tr("Between stretches"), self.change_over, 92),
        }
        self._note = wrapped(role="small", parent=self)
        self._note.hide()
        self._say_what_for()
        self._lay_out()
        self._show_fields()
        self.rounds.valueChanged.connect(lambda n: self._set("rounds", n))
        self.lead_in.valueChanged.connect(lambda s: self._set("lead_in_ms", s * SECOND_MS))
        self.change_over.valueChanged.connect(lambda s: self._set("change_over_ms", s * SECOND_MS))
        self.wait.clicked.connect(lambda on: self._set("wait_until_ready", on))
        self.own_pace.clicked.connect(lambda on: self._set("own_pace", on))
        self.adjust.toggled.connect(self._on_adjust_toggled)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    @property
    def note(self) -> str:
        """What a time leads to, where that may not be expected."""
        return self._note.text()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine, or the same as it is now."""
        self._personal = personal
        times, original = personal.times, personal.original.times
        for name, field in self.fields.items():
            value, was = getattr(times, name), getattr(original, name)
            is_time = isinstance(field.box, DurationBox)
            field.box.blockSignals(True)
            field.box.setValue(value // SECOND_MS if is_time else value)
            field.box.blockSignals(False)
            words = short_text(was) if is_time else str(was)
            field.show_original(words, personal.differs_in_time(name))
        self.wait.setChecked(times.wait_until_ready or times.own_pace)
        self.wait.setEnabled(not times.own_pace)
        self.own_pace.setChecked(times.own_pace)
        note = self._note_words(personal)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self.undo.show_routine(personal)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        fields = [part for field in self.fields.values() for part in (field.was, field.box)]
        undo = (self.undo.undo_button, self.undo.redo_button)
        return (*fields, self.wait, self.own_pace, *undo, self.back_to_original, self.adjust)

    def enterEvent(self, event: QEvent) -> None:
        self._show_fields(hovered=True)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_fields(hovered=False)

    def _field(self, name: str, box: QSpinBox, width: int) -> TimeField:
        box.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        return TimeField(self._appearance, name, box, width, self)

    def _show_fields(self, hovered: bool | None = None) -> None:
        over = self.underMouse() if hovered is None else hovered
        focused = QApplication.focusWidget()
        within = focused is not None and self.isAncestorOf(focused)
        for field in self.fields.values():
            field.set_calm(not (over or within or self.adjust.isChecked()))

    def _say_what_for(self) -> None:
        self.rounds.setToolTip(tr("How many times you do the whole routine."))
        lead_in = tr("Before every stretch except the first, which has its own time in Settings.")
        self.lead_in.setToolTip(lead_in)
        self.change_over.setToolTip(tr("Time between one stretch and the next."))
        for box in (self.rounds, self.lead_in, self.change_over):
            box.setAccessibleDescription(box.toolTip())
        self.wait.setToolTip(tr("Each stretch starts when you press Enter, Space or the button."))
        self.own_pace.setToolTip(
            tr("Each hold goes on until you say that you are done. How long you hold is saved.")
        )
        self.back_to_original.setToolTip(tr("Undo all changes to this routine."))
        self.adjust.setToolTip(tr("Show everything that can be changed on this page."))

    def _note_words(self, personal: PersonalRoutine) -> str:
        times = personal.times
        notes = []
        if times.wait_until_ready or times.own_pace:
            # However long a lead-in is, it lasts until one is ready.
            pass
        elif not times.lead_in_ms:
            notes.append(
                tr("With 0 s, every hold except the first starts before you are in position.")
            )
        elif personal.differs_in_time("lead_in_ms"):
            first = short_text(times.first_lead_in_ms)
            words = tr("Getting into position the first time still takes {time} (see Settings).")
            notes.append(words.format(time=first))
        if not times.change_over_ms:
            notes.append(tr("With 0 s between stretches, the next one follows at once."))
        return " ".join(notes)

    def _lay_out(self) -> None:
        px = self._appearance.px
        # Each box has its words after it: those of the box before are to be farther away.
        fields, rest = FlowLayout(px(8)), FlowLayout(px(20))
        actions = QWidget(self)
        actions.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        inner = FlowLayout(px(8), at_end=True)
        actions.setLayout(inner)
        for widget in (self.undo, self.back_to_original, self.adjust):
            inner.addWidget(widget)
        for name, field in self.fields.items():
            fields.addWidget(field)
            field.back_asked.connect(lambda name=name: self._on_back_asked(name))
        rest.addWidget(self.wait)
        rest.addWidget(self.own_pace)
        rest.addWidget(actions)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addLayout(fields)
        layout.addLayout(rest)
        layout.addWidget(self._note)

    def _set(self, name: str, value: int | bool) -> None:
        assert self._personal is not None
        self._personal.set_time(name, value)

    def _on_back_asked(self, name: str) -> None:
        assert self._personal is not None
        self._personal.reset_time(name)

    def _on_adjust_toggled(self, on: bool) -> None:
        self._show_fields()
        self.adjusting.emit(on)

    def _on_focus_changed(self) -> None:
        self._show_fields()
