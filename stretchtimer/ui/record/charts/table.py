"""The numbers of a chart as a table, to be read out and copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from stretchtimer.ui.theme.appearance import Appearance

_ROWS_SEEN = 8


class Numbers(NamedTuple):
    """What stands in a table: a head, and rows of the same length."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def as_text(self) -> str:
        """Lines of cells with tabs between them, as a spreadsheet takes them."""
        return "\n".join("\t".join(row) for row in (self.head, *self.rows))


class NumbersTable(QTableWidget):
    """Only to be read; what is chosen in it is copied with Ctrl+C, or all of it."""

    def __init__(self, appearance: Appearance, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self._numbers = Numbers((), ())

    def show_numbers(self, numbers: Numbers) -> None:
        self._numbers = numbers
        self.setColumnCount(len(numbers.head))
        self.setRowCount(len(numbers.rows))
        for row, words in enumerate(numbers.rows):
            for column, word in enumerate(words):
                item = QTableWidgetItem(word)
                at = (
                    Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
                )
                item.setTextAlignment(at | Qt.AlignmentFlag.AlignVCenter)
                self.setItem(row, column, item)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(len(numbers.head)):
            at = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
            item = QTableWidgetItem(numbers.head[column])
            item.setTextAlignment(at | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(column, item)
        row_height = self._appearance.px(32)
        self.verticalHeader().setDefaultSectionSize(row_height)
        rows = min(_ROWS_SEEN, max(1, len(numbers.rows)))
        self.setFixedHeight(rows * row_height + head.sizeHint().height() + self._appearance.px(4))

    def copy_all(self) -> None:
        """Puts the whole table on the clipboard."""
        QGuiApplication.clipboard().setText(self._numbers.as_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            rows = sorted({index.row() for index in self.selectedIndexes()})
            some = [self._numbers.rows[row] for row in rows] or self._numbers.rows
            QGuiApplication.clipboard().setText(Numbers(self._numbers.head, some).as_text())
            event.accept()
        else:
            super().keyPressEvent(event)
