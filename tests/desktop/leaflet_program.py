"""Enters a leaflet in a real window by the pointer and the keys of its display, and hands it on.

    python -m tests.desktop.leaflet_program FOLDER

Time is passed in, and nothing sounds; the profiles of both persons lie in the folder. Says what has
been done, and ends with 0 when all of it has.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from tests.desktop.hands import DisplayHands, until
from tests.ui.driving import Person, part_of, shown
from tests.ui.editing.driving import work
from tests.ui.editing.leaflet import enter_and_do, export, keep_and_do


class PersonAtTheDisplay(Person):
    """Gets to a line by a click, and to everything else by Tab."""

    def focus(self, widget: QWidget) -> None:
        self.reach(widget)
        if isinstance(widget, QLineEdit):
            self.hands.click(widget, widget.rect().center())
        for _ in range(200):
            if widget.hasFocus():
                return
            self.key(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab does not lead to {widget}")


def type_path(person: Person, dialog: QFileDialog, path: Path) -> None:
    """Names a file in a dialog for files, as somebody does who knows where it is."""
    line = part_of(dialog, QLineEdit)
    until(line.isVisible, "no dialog comes")
    dialog.activateWindow()
    person.hands.click(line, line.rect().center())
    person.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.hands.type(line, str(path))
    person.key(Qt.Key.Key_Return)


def main(folder: Path) -> None:
    """Does all of it; raises AssertionError where something does not come about."""
    app = QApplication(["stretchtimer"])
    hands = DisplayHands(app)
    target = folder / "leaflet.stretch"

    person = PersonAtTheDisplay(folder / "first")
    person.hands = hands
    person.open()
    enter_and_do(person)
    print("entered and done to its end", flush=True)
    export(person, target, lambda dialog, path: type_path(person, dialog, path))
    print("exported", flush=True)
    person.close()

    other = PersonAtTheDisplay(folder / "second")
    other.hands = hands
    other.open()
    other.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    work(other)
    other.click(other.window.routines.open_file)
    (dialog,) = shown(other.window.routines, QFileDialog)
    type_path(other, dialog, target)
    work(other)
    keep_and_do(other)
    print("imported and done the same by somebody else", flush=True)
    other.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
