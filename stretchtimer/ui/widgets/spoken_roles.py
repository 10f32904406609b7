"""What a screen reader takes our widgets for, where it is more than Qt knows of them.

A title is a heading, by which one finds one's way through a page; the dot before a point is no
text; and a sheet laid over a page is a dialog.
"""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QLabel, QWidget

HEADING = "heading"
"""The property of a label that is a title, though it does not look like one of a page."""
SHEET = "sheet"
"""The property of what is laid over a page."""
_HEADINGS = frozenset({"title", "heading"})
"""The roles of the style sheet that are titles of something."""
_MARKS = frozenset("•·–—")
"""What only decorates."""


def tell_roles() -> None:
    """Has Qt ask here first, for every widget that a screen reader comes to from now on."""
    QAccessible.installFactory(_interface)


class _Heading(QAccessibleWidget):
    def __init__(self, words: QLabel) -> None:
        super().__init__(words, QAccessible.Role.Heading)
        self._words = words

    def text(self, kind: QAccessible.Text) -> str:
        own = super().text(kind)
        return self._words.text() if kind is QAccessible.Text.Name and not own else own


class _Mark(QAccessibleWidget):
    """No role and no words."""

    def __init__(self, mark: QLabel) -> None:
        super().__init__(mark, QAccessible.Role.Whitespace)


class _Sheet(QAccessibleWidget):
    def __init__(self, sheet: QWidget) -> None:
        super().__init__(sheet, QAccessible.Role.Dialog)

    def state(self) -> QAccessible.State:
        # What it covers can be seen by nobody who is to act now.
        state = super().state()
        state.modal = True
        return state


def _interface(_kind: str, widget: QObject) -> QAccessibleInterface | None:
    """What tells of a widget; None where Qt knows best."""
    if isinstance(widget, QLabel):
        if widget.property("role") in _HEADINGS or widget.property(HEADING):
            return _Heading(widget)
        if widget.text() and set(widget.text()) <= _MARKS:
            return _Mark(widget)
    elif isinstance(widget, QWidget) and widget.property(SHEET):
        return _Sheet(widget)
    return None
