"""The table of what was held, on the page at the end: a real one, to be read by cells and heads."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QScrollBar,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance

_START = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_STRETCH_CHARS = 14
"""So much of a name has room on one line, at least."""


class _QuietBar(QScrollBar):
    """Always there, and seen only where there is something to scroll."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class HeldTable(QTableWidget):
    """As high as its lines, and scrolled where there is no room for that."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._settled_width = -1
        self.setAccessibleName(tr("What you held"))
        heads = (tr("Stretch"), tr("Side"), tr("Held"), tr("Planned"))
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        # Not by items of our own: PySide frees them once they have no name in Python.
        for column in range(len(heads)):
            side = _START if column < 2 else _END
            role = Qt.ItemDataRole.TextAlignmentRole
            self.model().setHeaderData(column, Qt.Orientation.Horizontal, side, role)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setShowGrid(False)
        self.setWordWrap(True)
        # Tab leaves it again; the arrow keys go from cell to cell.
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes would wrap the words anew, and so call itself back for ever.
        self.setVerticalScrollBar(_QuietBar(self))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setHighlightSections(False)
        mode = QHeaderView.ResizeMode
        header.setSectionResizeMode(mode.Fixed)
        self.verticalHeader().setSectionResizeMode(mode.Fixed)
        self.verticalHeader().setMinimumSectionSize(appearance.px(32))

    def show_lines(self, lines: Sequence[Sequence[str]], *, are_counted: bool) -> None:
        """Takes the words of each line, cell by cell; ``are_counted`` where some tell how often."""
        head = tr("Done") if are_counted else tr("Held")
        self.model().setHeaderData(2, Qt.Orientation.Horizontal, head, Qt.ItemDataRole.DisplayRole)
        self.setRowCount(len(lines))
        for row, words in enumerate(lines):
            for column, word in enumerate(words):
                cell = QTableWidgetItem(word)
                cell.setTextAlignment(_START if column < 2 else _END)
                self.setItem(row, column, cell)
        self._settle()

    def lines(self) -> tuple[tuple[str, ...], ...]:
        """The words that are shown, line by line."""
        return tuple(
            tuple(item.text() if (item := self.item(row, column)) else "" for column in range(4))
            for row in range(self.rowCount())
        )

    def sizeHint(self) -> QSize:
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        return QSize(self.minimumSizeHint().width(), height + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        header = self.horizontalHeader()
        hints = (max(header.sectionSizeHint(n), self.sizeHintForColumn(n)) for n in (1, 2, 3))
        others = sum(hints) + self._appearance.px(8)
        name = self.fontMetrics().averageCharWidth() * _STRETCH_CHARS
        bar = self.verticalScrollBar().sizeHint().width() + 2 * self.frameWidth()
        return QSize(others + name + bar, self._appearance.px(64))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.width() != self._settled_width:
            self._settle()

    def _settle(self) -> None:
        self._settled_width = self.width()
        rest = self.viewport().width()
        for column in (1, 2, 3):
            width = max(
                self.horizontalHeader().sectionSizeHint(column), self.sizeHintForColumn(column)
            )
            self.setColumnWidth(column, width)
            rest -= width
        self.setColumnWidth(0, max(rest, 1))
        self.resizeRowsToContents()
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()
