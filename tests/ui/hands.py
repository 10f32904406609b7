"""How somebody points, presses and turns the wheel, without a display."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

LEFT = Qt.MouseButton.LeftButton
NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class Hands:
    """Clicks and keys that are made up for a widget; a display has devices of its own."""

    def key(self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Presses a key, and lets go of it."""
        QTest.keyClick(widget, key, modifier)

    def type(self, widget: QWidget, text: str) -> None:
        """Types a text."""
        QTest.keyClicks(widget, text)

    def click(self, widget: QWidget, at: QPoint) -> None:
        """Clicks at that place of a widget, by the left button."""
        QTest.mouseClick(widget, LEFT, pos=at)

    def drag(self, widget: QWidget, way: QPoint) -> None:
        """Draws a widget that follows the pointer, by its middle."""
        middle = widget.rect().center()
        QTest.mousePress(widget, LEFT, pos=middle)
        QTest.mouseMove(widget, middle + way)
        QTest.mouseRelease(widget, LEFT, pos=widget.rect().center())

    def wheel(self, widget: QWidget, steps: int) -> bool:
        """Turns the wheel, away where ``steps`` is positive; whether the widget kept it."""
        centre = widget.rect().center()
        event = QWheelEvent(
            QPointF(centre),
            QPointF(widget.mapToGlobal(centre)),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        event.ignore()
        widget.event(event)
        return event.isAccepted()
