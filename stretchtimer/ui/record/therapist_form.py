"""What is to stand on the page for the therapist, how it looks, and the ways to have it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from stretchtimer.services.record.overview import Note, Overview, Span
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.record import span_word
from stretchtimer.ui.record.dates import day_and_month
from stretchtimer.ui.record.paper import Paper, Sheet, draw_on, draw_sheet, pdf_of
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.file_dialogs import ask_where_to_save
from stretchtimer.ui.widgets.plain_text import caption

_PREVIEW = 300
_MOST_NOTES = 12
_LONGEST = 60


class TherapistForm(Section):
    """``span_asked`` tells the time that the page is to be about; ``made`` a path and a PDF.

    ``printed`` tells whether the printer took the page.
    """

    span_asked = Signal(object)
    made = Signal(object, object)
    printed = Signal(bool)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Page for the physiotherapist"), parent)
        self._view: Overview | None = None
        self.say(tr("One page: how often, your walks, how your back felt, and what you held."))
        self.span = ChoiceBox(tr("Time"), self)
        self.span.offer([(span, span_word(span)) for span in Span])
        self.paper = ChoiceBox(tr("Paper"), self)
        self.paper.offer([(paper, paper.value) for paper in Paper])
        self.notes: list[tuple[Note, QCheckBox]] = []
        self._notes_title = label(tr("Notes to include"), "strong")
        self._notes = QVBoxLayout()
        self._notes.setSpacing(0)
        self.save = TextButton(appearance, tr("Save as PDF"), "", "primary", self)
        self.print = TextButton(appearance, tr("Print"), parent=self)
        self.back = TextButton(appearance, tr("Go to the record"), "earlier", parent=self)
        self.preview = QLabel(self)
        self.preview.setAccessibleName(tr("How the page looks"))
        choices = QHBoxLayout()
        choices.setSpacing(appearance.px(12))
        choices.addWidget(self.span)
        choices.addWidget(self.paper)
        choices.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(appearance.px(12))
        left.addLayout(choices)
        left.addWidget(self._notes_title)
        left.addLayout(self._notes)
        left.addStretch(1)
        for button in (self.save, self.print, self.back):
            left.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        both = QHBoxLayout()
        both.setSpacing(appearance.px(24))
        both.addLayout(left, 1)
        both.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(both)
        self.span.chosen.connect(self.span_asked)
        self.paper.chosen.connect(lambda _: self._refresh())
        self.save.clicked.connect(self._on_save)
        self.print.clicked.connect(self._on_print)
        self.back.clicked.connect(self.left)

    def show_overview(self, view: Overview) -> None:
        wanted = {note for note, box in self.notes if box.isChecked()}
        self._view = view
        self.span.show_value(view.asked.span)
        while (item := self._notes.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.notes = []
        for note in reversed(view.notes[-_MOST_NOTES:]):
            words = f"{day_and_month(note.day)}: {note.text}"
            short = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
            box = QCheckBox(caption(short), self)
            box.setChecked(note in wanted)
            box.toggled.connect(self._refresh)
            self._notes.addWidget(box)
            self.notes.append((note, box))
        self._notes_title.setVisible(bool(self.notes))
        self._refresh()

    def sheet(self) -> Sheet:
        """What is to be printed."""
        assert self._view is not None
        chosen = [note for note, box in reversed(self.notes) if box.isChecked()]
        return Sheet(self._view, chosen, self.isRightToLeft())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _refresh(self) -> None:
        paper = self._paper()
        scale = self._appearance.px(_PREVIEW) / paper.pixels.width()
        ratio = self.devicePixelRatioF()
        size = (paper.pixels * scale).toSize()
        picture = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
        picture.setDevicePixelRatio(ratio)
        painter = QPainter(picture)
        painter.scale(scale, scale)
        draw_sheet(painter, self.sheet(), paper)
        painter.resetTransform()
        painter.setPen(QPen(self._appearance.colour("outline"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        self.preview.setPixmap(picture)

    def _paper(self) -> Paper:
        return Paper(self.paper.currentData())

    def _on_save(self) -> None:
        def save(path: Path) -> None:
            self.made.emit(path, pdf_of(self.sheet(), self._paper()))

        name = tr("Stretching record") + ".pdf"
        ask_where_to_save(self, tr("Save as PDF"), name, "PDF (*.pdf)", save)

    def _on_print(self) -> None:
        # What prints takes a while to load, and few ever want it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(self._paper().size)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(
            lambda: self.printed.emit(draw_on(printer, self.sheet(), self._paper()))
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()
