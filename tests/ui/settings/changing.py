"""What somebody does on the page of settings."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from tests.ui.driving import Person


def take(person: Person, box: QComboBox, words: str) -> None:
    """Opens the box, as a click does, and takes an entry of its list."""
    person.reach(box)
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(box.findText(words), 0))
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert box.currentText() == words


def leave(person: Person) -> Person:
    person.click(person.window.settings.back)
    assert person.window.home.isVisible()
    return person
