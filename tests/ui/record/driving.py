"""How somebody gets about on the Record page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFileDialog, QWidget

from stretchtimer.storage.history.history import History
from stretchtimer.ui.record.record_page import RecordPage
from tests.ui.driving import Person, settle, shown

CTRL = Qt.KeyboardModifier.ControlModifier


def history_of(person: Person) -> History:
    return person.app.profile.history


def page_of(person: Person) -> RecordPage:
    person.key(Qt.Key.Key_3, CTRL, person.window)
    settle()
    return person.window.record


def dialog(page: QWidget) -> QFileDialog:
    (found,) = shown(page, QFileDialog)
    return found


def is_whole(widget: QWidget) -> bool:
    """Whether all of it can be seen without scrolling."""
    return widget.visibleRegion().boundingRect() == widget.rect()


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
