"""One part of the Record page: a title, words, a chart, and the same numbers as a table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.record.charts.table import Numbers, NumbersTable
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, wrapped


class Section(QFrame):
    """``body`` takes what it shows; with ``offer_table`` the numbers can be seen and copied."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._appearance = appearance
        self._title = title
        self._numbers: Callable[[], Numbers] | None = None
        px = appearance.px
        self.head = QHBoxLayout()
        self.title = wrapped(title, "heading")
        self.head.addWidget(self.title, 1)
        self.words = wrapped()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(12))
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(px(24), px(16), px(24), px(20))
        self._layout.setSpacing(px(12))
        self._layout.addLayout(self.head)
        self._layout.addWidget(self.words)
        self._layout.addLayout(self.body)

    def say(self, words: str) -> None:
        """What it says; nothing takes no room."""
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def offer_table(self, numbers: Callable[[], Numbers]) -> None:
        """Adds the way to the same as a table; ``numbers`` is asked when it is wanted."""
        self._numbers = numbers
        name = self._title
        self.as_table = TextButton(self._appearance, tr("As a table"), "list", "quiet", self)
        self.as_table.setAccessibleName(tr("{name} as a table").format(name=name))
        self.as_table.setCheckable(True)
        self.as_table.toggled.connect(self._on_table_wanted)
        self.copy = TextButton(self._appearance, tr("Copy"), "", "quiet", self)
        self.copy.setAccessibleName(tr("Copy the table: {name}").format(name=name))
        self.table = NumbersTable(self._appearance, name, self)
        self.copy.clicked.connect(self.table.copy_all)
        row = QHBoxLayout()
        row.addWidget(self.as_table)
        row.addWidget(self.copy)
        row.addStretch(1)
        self._layout.addLayout(row)
        self._layout.addWidget(self.table)
        self.copy.hide()
        self.table.hide()

    def refresh_table(self) -> None:
        """Takes the present numbers, where the table is shown."""
        if self._numbers and self.as_table.isChecked():
            self.table.show_numbers(self._numbers())

    def _on_table_wanted(self, wanted: bool) -> None:
        self.refresh_table()
        self.table.setVisible(wanted)
        self.copy.setVisible(wanted)
