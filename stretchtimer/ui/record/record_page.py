"""The Record page: days, what was held, how the back felt; and one entry, or the printed page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from stretchtimer.engine.durations import MINUTE_MS
from stretchtimer.engine.notices import Notice
from stretchtimer.services.record.desk import RecordDesk, Undo
from stretchtimer.services.record.entries import ByHand, Entry, Said
from stretchtimer.services.record.ledger import SideLine
from stretchtimer.services.record.overview import Overview, Span
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.record import span_word
from stretchtimer.ui.record.care_section import CareSection
from stretchtimer.ui.record.dates import full_day
from stretchtimer.ui.record.days_section import DaysSection
from stretchtimer.ui.record.entry_form import EntryForm
from stretchtimer.ui.record.held_section import HeldSection
from stretchtimer.ui.record.pain_sections import PairsSection, RangeSection, WalksSection
from stretchtimer.ui.record.therapist_form import TherapistForm
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox
from stretchtimer.ui.widgets.buttons import label, wrapped
from stretchtimer.ui.widgets.file_dialogs import ask_where_to_save, ask_which_file, ask_which_folder
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.places import RECORD, Places, head_buttons
from stretchtimer.ui.widgets.undo_bar import UndoBar

_WIDEST = 900


class RecordPage(QWidget):
    """``open`` asks for what there is now. ``routine`` gives the id, name and length in
    milliseconds of the routine that an entry added by hand is of.
    """

    place_asked = Signal(str)
    settings_asked = Signal()
    help_asked = Signal()
    safety_asked = Signal()
    learn_asked = Signal()
    make_up_asked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        desk: RecordDesk,
        routine: Callable[[], tuple[str, str, int]],
        can_make_up: Callable[[SideLine], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._desk = desk
        self._routine = routine
        self._month: date | None = None
        self._span = Span.SIX_WEEKS
        self._form: EntryForm | None = None
        self._therapist: TherapistForm | None = None
        self._view: Overview | None = None
        self._feelings = True
        desk.refused = self._on_refused
        self.places = Places(appearance, RECORD, self)
        self.safety, self.learn, self.help, self.settings = head_buttons(appearance, self)
        self.notices = NoticeBar(appearance, self)
        self.undo_bar = UndoBar(appearance, self)
        self.empty = wrapped(
            tr(
                "There is nothing here yet. After your first session, you will see here on which "
                "days you stretched, how long you held each side, and how your back felt."
            ),
            "lead",
        )
        self.days = DaysSection(appearance, self)
        self.span = ChoiceBox(tr("Period shown below"), self)
        self.span.offer([(span, span_word(span)) for span in Span])
        self.held = HeldSection(appearance, can_make_up, self)
        self.range = RangeSection(appearance, self)
        self.walks = WalksSection(appearance, self)
        self.pairs = PairsSection(appearance, self)
        self.care = CareSection(appearance, self)
        self._lay_out()
        self._connect()

    def open(self) -> None:
        """Asks for the record as it is now, and shows it from its beginning."""
        self._month = None
        self._overview.verticalScrollBar().setValue(0)
        self._look()

    @property
    def view(self) -> Overview | None:
        """What is shown; None until it has come."""
        return self._view

    @property
    def form(self) -> EntryForm:
        """Shows one entry; made when it is first wanted."""
        if self._form is None:
            self._form = EntryForm(self._appearance, self)
            self._form.kept.connect(self._on_kept)
            self._form.added.connect(self._on_added)
            self._form.deleted.connect(self._on_deleted)
            self._form.left.connect(self._back_to_overview)
            self._pages.addWidget(self._scrolled(self._form))
        return self._form

    @property
    def therapist(self) -> TherapistForm:
        """Shows the page to be printed; made when it is first wanted."""
        if self._therapist is None:
            self._therapist = TherapistForm(self._appearance, self)
            self._therapist.span_asked.connect(self._on_span_asked)
            self._therapist.made.connect(self._on_page_made)
            self._therapist.printed.connect(self._on_page_printed)
            self._therapist.left.connect(self._back_to_overview)
            self._pages.addWidget(self._scrolled(self._therapist))
        return self._therapist

    def show_feelings(self, wanted: bool) -> None:
        """Whether anything is shown of the back."""
        self._feelings = wanted
        if self._view is not None:
            self._on_overview(self._view)

    def _look(self) -> None:
        self._desk.look(self._month or self._desk.today, self._span, self._on_overview)

    def _on_overview(self, view: Overview) -> None:
        self._view = view
        self.empty.setVisible(view.is_empty)
        for part in (self.days, self._span_row, self.held):
            part.setVisible(not view.is_empty)
        self.days.show_overview(view)
        self.held.show_overview(view)
        self.range.show_overview(view)
        self.walks.show_overview(view)
        self.pairs.show_overview(view)
        self.range.setVisible(self._feelings and not view.is_empty)
        self.walks.setVisible(self._feelings and bool(view.walk_days))
        self.pairs.setVisible(self._feelings and bool(view.pairs))
        self.care.show_overview(view)
        self.span.show_value(view.asked.span)
        if self._therapist is not None and self._pages.currentIndex():
            self._therapist.show_overview(view)

    def _on_month_asked(self, month: date) -> None:
        self._month = month
        self._look()

    def _on_span_asked(self, span: Span) -> None:
        self._span = span
        self._look()

    def _on_opened(self, entry: Entry) -> None:
        form = self.form
        self._show(form)
        form.open(entry)

    def _on_by_hand_asked(self) -> None:
        routine_id, name, length_ms = self._routine()
        minutes = max(1, round(length_ms / MINUTE_MS))
        form, day = self.form, self.days.day or self._desk.today
        self._show(form)
        form.open_new(day, self._desk.now, (routine_id, name), minutes)

    def _on_kept(self, entry: Entry, said: Said, held_ms: list[int]) -> None:
        words = tr("Saved: {day}.").format(day=full_day(entry.session.counts_for_date))
        self._desk.correct(entry, said, held_ms, lambda undo: self._changed(words, undo))

    def _on_added(self, what: ByHand, said: Said) -> None:
        words = tr("Added: {day}.").format(day=full_day(what.local.date()))
        self._desk.add(what, said, lambda undo: self._changed(words, undo))

    def _on_deleted(self, entry: Entry) -> None:
        words = tr("Deleted: {day}.").format(day=full_day(entry.session.counts_for_date))
        self._desk.remove(entry, lambda undo: self._changed(words, undo))

    def _changed(self, words: str, undo: Undo | None = None) -> None:
        """Shows what has become of a change, with the way back where there is one."""
        back = None if undo is None else lambda: undo(self._look)
        self.undo_bar.say(words, back)
        self._back_to_overview()
        self._look()
        if undo is not None:
            self.undo_bar.undo.setFocus()

    def _on_therapist_asked(self) -> None:
        assert self._view is not None
        form = self.therapist
        form.show_overview(self._view)
        self._show(form)
        form.save.setFocus()

    def _on_page_made(self, path: Path, data: bytes) -> None:
        self._desk.write_file(path, data, self._on_written)

    def _on_page_printed(self, is_done: bool) -> None:
        if is_done:
            self.undo_bar.say(tr("The page has been printed."))
        else:
            self.notices.add(
                tr("The page was not printed: the printer, or the file, does not take it.")
            )

    def _on_json_asked(self) -> None:
        name = f"stretchtimer-{self._desk.today.isoformat()}.json"
        ask_where_to_save(
            self,
            tr("Export all of the record"),
            name,
            "JSON (*.json)",
            lambda path: self._desk.export_json(path, self._on_written),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Undo) and self.undo_bar.can_undo:
            self.undo_bar.undo.click()
        else:
            super().keyPressEvent(event)

    def _on_csv_asked(self) -> None:
        ask_which_folder(
            self,
            tr("Folder for the tables"),
            lambda folder: self._desk.export_csv(folder, self._on_written),
        )

    def _on_written(self, path: Path) -> None:
        self.undo_bar.say(tr("Written: {path}").format(path=path))

    def _on_import_asked(self) -> None:
        def joined(merged: tuple[int, int, int]) -> None:
            added, changed, deleted = merged
            words = ntr("{n} entry added.", "{n} entries added.", added)
            words += " " + tr("Changed: {changed}. Deleted: {deleted}.").format(
                changed=changed, deleted=deleted
            )
            self._changed(words)

        ask_which_file(
            self,
            tr("Import a record"),
            "JSON (*.json)",
            lambda path: self._desk.import_json(path, joined),
        )

    def _on_restore_asked(self, day: date) -> None:
        def restored(kept: Path | None) -> None:
            words = tr("The backup has been restored.")
            if kept:
                words += " " + tr("The record you had before is in {path}").format(path=kept)
            self._changed(words)

        self._desk.restore(day, restored)

    def _on_question_asked(self, page: QScrollArea) -> None:
        """Nobody has to look for what they are asked."""
        if self.care.question.isVisible():
            page.ensureWidgetVisible(self.care.question)

    def _on_delete_asked(self) -> None:
        self._desk.remove_everything(lambda: self._changed(tr("Everything is deleted.")))

    def _on_refused(self, notice: Notice) -> None:
        self.notices.add(sentence(notice))

    def _show(self, part: QWidget) -> None:
        self.undo_bar.clear()
        page = part.parentWidget()
        while page is not None and self._pages.indexOf(page) < 0:
            page = page.parentWidget()
        assert isinstance(page, QScrollArea)
        page.verticalScrollBar().setValue(0)
        self._pages.setCurrentWidget(page)

    def _back_to_overview(self) -> None:
        self._pages.setCurrentIndex(0)
        self.days.earlier.setFocus()

    def _scrolled(self, *parts: QWidget) -> QScrollArea:
        """A column of parts in the middle of the page, which is scrolled."""
        px = self._appearance.px
        column = QWidget()
        column.setMaximumWidth(px(_WIDEST))
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, px(8), 0)
        inner.setSpacing(px(16))
        for part in parts:
            inner.addWidget(part)
        inner.addStretch(1)
        sheet = QWidget()
        centred = QHBoxLayout(sheet)
        centred.setContentsMargins(0, 0, 0, 0)
        centred.addWidget(column)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(sheet)
        return scroll

    def _lay_out(self) -> None:
        px = self._appearance.px
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self.places)
        head.addStretch(1)
        for button in (self.safety, self.learn, self.help, self.settings):
            head.addWidget(button)
        self._span_row = QWidget(self)
        span = QHBoxLayout(self._span_row)
        span.setContentsMargins(0, 0, 0, 0)
        span.addWidget(label(tr("Shown below"), "muted"))
        span.addWidget(self.span)
        span.addStretch(1)
        self._pages = QStackedWidget(self)
        self._overview = overview = self._scrolled(
            *(self.empty, self.days, self._span_row, self.held),
            *(self.range, self.walks, self.pairs, self.care),
        )
        self.care.question.asked.connect(lambda: self._on_question_asked(overview))
        # The page grows by the question a moment after that is there.
        grown = overview.verticalScrollBar().rangeChanged
        grown.connect(lambda: self._on_question_asked(overview))
        self._pages.addWidget(overview)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(32), px(16), px(24), px(24))
        page.setSpacing(px(16))
        page.addLayout(head)
        page.addWidget(self.notices)
        page.addWidget(self.undo_bar)
        page.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.places.asked.connect(self.place_asked)
        self.safety.clicked.connect(self.safety_asked)
        self.learn.clicked.connect(self.learn_asked)
        self.help.clicked.connect(self.help_asked)
        self.settings.clicked.connect(self.settings_asked)
        self.days.month_asked.connect(self._on_month_asked)
        self.days.opened.connect(self._on_opened)
        self.span.chosen.connect(self._on_span_asked)
        self.held.make_up_asked.connect(self.make_up_asked)
        self.care.therapist_asked.connect(self._on_therapist_asked)
        self.care.by_hand_asked.connect(self._on_by_hand_asked)
        self.care.json_asked.connect(self._on_json_asked)
        self.care.csv_asked.connect(self._on_csv_asked)
        self.care.import_asked.connect(self._on_import_asked)
        self.care.restore_asked.connect(self._on_restore_asked)
        self.care.delete_asked.connect(self._on_delete_asked)
