"""A line of the person's own words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from stretchtimer.services.wording.language import tr

_LONGEST = 1_000


class NoteBox(QLineEdit):
    """Enter ends the typing and nothing else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(tr("Anything you want to remember"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
