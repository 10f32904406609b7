"""What becomes of the record: carried away, brought in, put back, deleted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stretchtimer.services.record.overview import Overview
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.record.dates import day_with_year
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout


class CareSection(Section):
    """Each signal is what the person asks for; before all is deleted they are asked once."""

    therapist_asked = Signal()
    by_hand_asked = Signal()
    csv_asked = Signal()
    json_asked = Signal()
    import_asked = Signal()
    restore_asked = Signal(object)
    delete_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Share and back up"), parent)
        self.say("")
        self.therapist = TextButton(appearance, tr("Page for the physiotherapist"), parent=self)
        self.by_hand = TextButton(appearance, tr("Add by hand"), "plus", parent=self)
        self.json = TextButton(appearance, tr("Export all (JSON)"), parent=self)
        self.csv = TextButton(appearance, tr("Export tables (CSV)"), parent=self)
        self.take_in = TextButton(appearance, tr("Import"), parent=self)
        self.delete = TextButton(appearance, tr("Delete everything"), "", "quiet", self)
        rows = ((self.by_hand, self.therapist), (self.json, self.csv, self.take_in))
        for row in rows:
            self.body.addLayout(_row(appearance, row))
        self.backups = ChoiceBox(tr("Backup of"), self)
        self.restore = TextButton(appearance, tr("Restore this backup"), parent=self)
        self._backup_row = QWidget(self)
        line = _row(appearance, (self.backups, self.restore))
        line.setContentsMargins(0, 0, 0, 0)
        self._backup_row.setLayout(line)
        self.body.addWidget(self._backup_row)
        self.body.addLayout(_row(appearance, (self.delete,)))
        self.question = DeleteQuestion(appearance, self)
        self.body.addWidget(self.question)
        self.therapist.clicked.connect(self.therapist_asked)
        self.by_hand.clicked.connect(self.by_hand_asked)
        self.json.clicked.connect(self.json_asked)
        self.csv.clicked.connect(self.csv_asked)
        self.take_in.clicked.connect(self.import_asked)
        self.restore.clicked.connect(lambda: self.restore_asked.emit(self.backups.currentData()))
        self.delete.clicked.connect(self.question.ask)
        self.question.export.clicked.connect(self.json_asked)
        self.question.yes.clicked.connect(self._on_delete)
        self.question.no.clicked.connect(self._on_stay)

    def show_overview(self, view: Overview) -> None:
        self.backups.offer([(day, _backup_words(day)) for day in view.backups])
        self._backup_row.setVisible(bool(view.backups))
        for button in (self.therapist, self.json, self.csv):
            button.setEnabled(not view.is_empty)
        self.delete.setEnabled(not view.is_empty or bool(view.backups))

    def _on_delete(self) -> None:
        self.question.hide()
        self.delete_asked.emit()

    def _on_stay(self) -> None:
        self.question.hide()
        self.delete.setFocus()


class DeleteQuestion(QFrame):
    """The one question before everything is deleted; ``asked`` tells that it is there now."""

    asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "urgent")
        words = wrapped(
            tr(
                "Delete every entry, every walk and every backup of them? "
                "This cannot be undone. You can export all of it first."
            )
        )
        self.export = TextButton(appearance, tr("Export first"), parent=self)
        self.yes = TextButton(appearance, tr("Yes, delete it all"), parent=self)
        self.no = TextButton(appearance, tr("No, keep everything"), parent=self)
        layout = QVBoxLayout(self)
        side = appearance.px(16)
        layout.setContentsMargins(side, side, side, side)
        layout.addWidget(words)
        layout.addLayout(_row(appearance, (self.no, self.export, self.yes)))
        self.hide()

    def ask(self) -> None:
        self.show()
        self.no.setFocus()
        self.asked.emit()


def _backup_words(day: date) -> str:
    return tr("Backup of {day}").format(day=day_with_year(day))


def _row(appearance: Appearance, widgets: Sequence[QWidget]) -> FlowLayout:
    row = FlowLayout(appearance.px(12))
    for widget in widgets:
        row.addWidget(widget)
    return row
