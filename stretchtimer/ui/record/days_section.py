"""The days of a month, and what was done on one of them."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.services.record.days import month_of
from stretchtimer.services.record.entries import Entry
from stretchtimer.services.record.overview import Overview
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.record import (
    end_word,
    held_words,
    mark_word,
    pain_words,
    walk_words,
    week_words,
)
from stretchtimer.ui.record.charts.table import Numbers
from stretchtimer.ui.record.dates import day_and_time, day_with_year, full_day, full_month
from stretchtimer.ui.record.month_grid import MonthGrid
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, label, wrapped

_SEEN = 3
"""So many of the latest entries are shown until a day is chosen."""


class DaysSection(Section):
    """``month_asked`` tells a day of the month wanted; ``opened`` the entry to open."""

    month_asked = Signal(object)
    opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Days"), parent)
        self._view: Overview | None = None
        self._day: date | None = None
        self.earlier = IconButton(appearance, "earlier", tr("The month before"), self)
        self.later = IconButton(appearance, "later", tr("The month after"), self)
        self.month = label(role="strong")
        for widget in (self.earlier, self.month, self.later):
            self.head.addWidget(widget)
        self.grid = MonthGrid(appearance, self)
        self.body.addWidget(self.grid)
        self.list = EntryList(appearance, self)
        self.body.addWidget(self.list)
        self.offer_table(self._table)
        self.earlier.clicked.connect(lambda: self._ask(-1))
        self.later.clicked.connect(lambda: self._ask(1))
        self.grid.chosen.connect(self.choose)
        self.list.opened.connect(self.opened)

    @property
    def day(self) -> date | None:
        """The day that was chosen."""
        return self._day

    def show_overview(self, view: Overview) -> None:
        if self._view is None or self._view.asked.month != view.asked.month:
            self._day = None
        self._view = view
        first, last = month_of(view.asked.month)
        self.month.setText(full_month(first))
        self.later.setEnabled(last < view.asked.today)
        done = ntr("{n} day in {month}.", "{n} days in {month}.", view.days_in_month)
        self.say(f"{week_words(view.week)} {done.format(month=full_month(first))}")
        self.choose(self._day)
        self.refresh_table()

    def choose(self, day: date | None) -> None:
        """Shows the entries of a day, or the latest of the month."""
        view = self._view
        assert view is not None
        self._day = day
        self.grid.show_month(view.asked.month, view.marks, view.asked.today, day)
        if day is None:
            self.list.show_entries("", view.entries[:_SEEN])
        else:
            some = [entry for entry in view.entries if entry.session.counts_for_date == day]
            title = full_day(day) if some else tr("{day}: nothing noted.").format(day=full_day(day))
            self.list.show_entries(title, some)

    def _ask(self, step: int) -> None:
        assert self._view is not None
        first, last = month_of(self._view.asked.month)
        day = timedelta(days=1)
        self.month_asked.emit(last + day if step > 0 else first - day)

    def _table(self) -> Numbers:
        view = self._view
        assert view is not None
        rows = [(day_with_year(day), mark_word(mark)) for day, mark in sorted(view.marks.items())]
        return Numbers((tr("Day"), tr("What was done")), rows)


class EntryList(QWidget):
    """Entries below one another, each a button that opens it."""

    opened = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._title = wrapped(role="strong")
        self.rows: list[EntryRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(appearance.px(4))
        self._layout.addWidget(self._title)

    @property
    def title(self) -> str:
        return self._title.text()

    def show_entries(self, title: str, entries: tuple[Entry, ...] | list[Entry]) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))
        while len(self.rows) < len(entries):
            row = EntryRow(self._appearance, self)
            row.clicked.connect(lambda _on=False, row=row: self.opened.emit(row.entry))
            self._layout.addWidget(row)
            self.rows.append(row)
        while len(self.rows) > len(entries):
            row = self.rows.pop()
            row.hide()
            row.deleteLater()
        for row, entry in zip(self.rows, entries, strict=True):
            row.show_entry(entry)


class EntryRow(TextButton):
    """One entry in two lines: when and what, and how it was."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", "", "row", parent)
        self.entry: Entry | None = None
        self._name, self._facts = label(parent=self), wrapped(role="small", parent=self)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(
            appearance.px(12), appearance.px(8), appearance.px(12), appearance.px(8)
        )
        column.setSpacing(appearance.px(2))
        for part in (self._name, self._facts):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)

    def show_entry(self, entry: Entry) -> None:
        self.entry = entry
        session = entry.session
        when = day_and_time(session.counts_for_date, session.started_local)
        pain = pain_words(session.pain_before, session.pain_after)
        facts = [held_words(entry), end_word(entry.session, is_running=entry.is_running), pain]
        if entry.walk:
            facts.append(walk_words(entry))
        facts.append(session.note)
        words = " · ".join(filter(None, facts))
        self._name.setText(f"{when} · {session.routine_name}")
        self._facts.setText(words)
        self.setAccessibleName(f"{when}, {session.routine_name}, {words}")

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self._column.minimumSize()
