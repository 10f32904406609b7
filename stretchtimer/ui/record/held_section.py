"""The time held for each stretch, left against right, and what may be made up for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.record.ledger import SideLine
from stretchtimer.services.record.overview import Overview, is_one_sided
from stretchtimer.services.wording.durations import short_text, times_text
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.record import make_up_words, side_amounts
from stretchtimer.ui.record.charts.sides import SidesChart, longest_of
from stretchtimer.ui.record.charts.table import Numbers
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, wrapped


class HeldSection(Section):
    """``make_up_asked`` tells the line of the stretch of which one side is to be held."""

    make_up_asked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        can_make_up: Callable[[SideLine], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, tr("What you did"), parent)
        self._can_make_up = can_make_up
        self._lines: tuple[SideLine, ...] = ()
        self.rows: list[SidesRow] = []
        self.offer_table(self._table)

    def show_overview(self, view: Overview) -> None:
        self._lines = view.sides
        for row in self.rows:
            row.hide()
            row.deleteLater()
        longest_ms = longest_of(list(view.sides))
        self.rows = [self._row(line, longest_ms) for line in view.sides]
        for row in self.rows:
            self.body.addWidget(row)
        self.say("" if self.rows else tr("You held no stretch in this period."))
        self.as_table.setVisible(bool(self.rows))
        self.refresh_table()

    def _row(self, line: SideLine, longest_ms: int) -> SidesRow:
        offered = is_one_sided(line) and self._can_make_up(line)
        row = SidesRow(self._appearance, line, longest_ms, offered, self)
        if row.make_up:
            row.make_up.clicked.connect(lambda: self.make_up_asked.emit(line))
        return row

    def _table(self) -> Numbers:
        head = (
            *(tr("Stretch"), tr("Left"), tr("Right"), tr("Both together")),
            tr("Planned for each side"),
        )
        return Numbers(head, [_cells(line) for line in self._lines])


class SidesRow(QWidget):
    """The name of a stretch, its bars, and the offer where there is one."""

    def __init__(
        self,
        appearance: Appearance,
        line: SideLine,
        longest_ms: int,
        offered: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.addWidget(wrapped(line.stretch_name), 1)
        self.make_up: TextButton | None = None
        if offered:
            self.make_up = TextButton(appearance, make_up_words(line), parent=self)
            self.make_up.setAccessibleName(f"{make_up_words(line)}: {line.stretch_name}")
            head.addWidget(self.make_up)
        self.chart = SidesChart(appearance, line, longest_ms, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(2))
        layout.addLayout(head)
        layout.addWidget(self.chart)


def _cells(line: SideLine) -> tuple[str, ...]:
    """One stretch as a line of the table."""
    planned, left, right, _ = side_amounts(line, short_text)
    together = short_text(line.both_ms + line.left_ms + line.right_ms)
    if line.times is not None:
        together = times_text(sum(line.times[1:]))
    sides = (left, right) if line.has_sides else ("", "")
    return (line.stretch_name, *sides, together, planned)
