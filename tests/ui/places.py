"""Where things lie in a window, and what about that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QScrollBar,
    QSlider,
    QTabBar,
    QWidget,
)

from stretchtimer.ui.widgets.elided_label import ElidedLabel
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.window_size import PageScroll
from tests.ui.driving import Person, settle, shown, words_of

Size = tuple[int, int]
LEAVES = (QAbstractButton, QAbstractSpinBox, QComboBox, QSlider, QLabel)


def resize(person: Person, size: Size) -> None:
    person.window.resize(*size)
    # A scroll bar that comes or goes is laid out in turns of its own.
    for _ in range(3):
        QApplication.processEvents()
        settle()
    assert (person.window.width(), person.window.height()) == size


def leaves(page: QWidget) -> Iterator[QWidget]:
    """What is to be read or pressed, as far as it is not scrolled."""
    for widget in shown(page, QWidget):
        # The arrows beside tabs overlap by the line between them, as Qt lays them.
        inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox | QTabBar)
        if isinstance(widget, LEAVES) and not inner and not isinstance(widget, QScrollBar):
            yield widget


def place(widget: QWidget) -> QRect:
    """Where a widget lies in its window."""
    window = widget.window()
    return QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())


def scrolled(widget: QWidget) -> QScrollArea | None:
    """What scrolls the widget; the whole window does so only where it is too small for a page."""
    above = widget.parentWidget()
    while above is not None and not _scrolls(above):
        above = above.parentWidget()
    assert above is None or isinstance(above, QScrollArea)
    return above


def _scrolls(widget: QWidget) -> bool:
    if isinstance(widget, PageScroll):
        return widget.is_scrolling
    return isinstance(widget, QScrollArea)


def in_sight(widget: QWidget) -> QRect:
    """What of a widget is not scrolled out of sight."""
    area = scrolled(widget)
    return place(widget).intersected(place(area.viewport())) if area else place(widget)


def misplaced(page: QWidget) -> list[str]:
    """Everything that sticks out of its window, or out of the width of what it is scrolled in."""
    found = []
    for widget in leaves(page):
        area = scrolled(widget)
        if area is None:
            room = widget.window().rect()
        else:
            port = place(area.viewport())
            room = QRect(port.left(), -100_000, port.width(), 200_000)
        if not room.contains(place(widget)):
            found.append(f"{words_of(widget)} at {place(widget)} in {room}")
    return found


def overlapping(page: QWidget) -> list[str]:
    seen = [(leaf, in_sight(leaf)) for leaf in leaves(page)]
    return [
        f"{words_of(one)} and {words_of(other)}"
        for (one, here), (other, there) in combinations(seen, 2)
        if here.intersects(there) and not (one.isAncestorOf(other) or other.isAncestorOf(one))
    ]


def clipped(page: QWidget) -> list[str]:
    """Every word that is wider (or, where it is wrapped, higher) than its place."""
    return [f"{words_of(leaf)} in {leaf.size()}" for leaf in leaves(page) if _is_clipped(leaf)]


def _is_clipped(widget: QWidget) -> bool:
    text = str(widget.property("text") or "")
    wide = QFontMetricsF(widget.font()).horizontalAdvance
    if isinstance(widget, FitLabel):
        box = widget._box(
            widget._fitted(widget.width(), widget.height()), widget.width(), widget.text()
        )
        return bool(text) and (box.width() > widget.width() or box.height() > widget.height() + 2)
    if isinstance(widget, ElidedLabel):
        lines = len(widget.shown_lines())
        return lines * widget.fontMetrics().lineSpacing() > widget.height()
    if isinstance(widget, QLabel) and widget.wordWrap():
        return bool(text) and widget.heightForWidth(widget.width()) > widget.height() + 1
    if isinstance(widget, QPushButton):
        return widget.width() < widget.minimumSizeHint().width()
    if isinstance(widget, QComboBox):
        return wide(widget.currentText()) > widget.width() - 30
    if isinstance(widget, QAbstractSpinBox):
        line = widget.findChild(QLineEdit)
        return line is None or wide(line.text()) > line.width()
    return wide(text) > widget.contentsRect().width() + 1


def faults(page: QWidget) -> list[str]:
    return [*misplaced(page), *overlapping(page), *clipped(page)]
