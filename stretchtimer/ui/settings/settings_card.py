"""One card of the settings page: a title, and lines of a name, a control and a word of help."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label, wrapped


class SettingsCard(QFrame):
    """Lines stand below one another, controls in one column."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = label(title, "heading")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setHorizontalSpacing(appearance.px(24))
        self._grid.setVerticalSpacing(appearance.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            appearance.px(24), appearance.px(16), appearance.px(24), appearance.px(20)
        )
        layout.setSpacing(appearance.px(8))
        layout.addWidget(self.title)
        layout.addLayout(self._grid)

    def add(self, name: str, control: QWidget, help_text: str = "") -> QWidget:
        """Adds a line; the name names the control for a screen reader as well."""
        words = QWidget()
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        title = label(name)
        title.setBuddy(control)
        column.addWidget(title)
        if help_text:
            column.addWidget(wrapped(help_text, "small"))
            control.setAccessibleDescription(help_text)
        if not control.accessibleName():
            control.setAccessibleName(name)
        row = self._grid.rowCount()
        self._grid.addWidget(words, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignVCenter)
        return control

    def add_check(self, text: str, help_text: str = "") -> QCheckBox:
        """Adds a box to tick over the whole width, with its word of help below."""
        box = QCheckBox(text)
        box.setAccessibleDescription(help_text)
        row = self._grid.rowCount()
        self._grid.addWidget(box, row, 0, 1, 2)
        if help_text:
            self._grid.addWidget(wrapped(help_text, "small"), row + 1, 0, 1, 2)
        return box

    def add_wide(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add_note(self) -> QLabel:
        """Adds an empty line of small words, to be filled later."""
        note = wrapped(role="small")
        self.add_wide(note)
        return note
