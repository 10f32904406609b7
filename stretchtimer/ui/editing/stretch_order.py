"""The routine and its stretches in their order, of which one is chosen to be changed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.picture_rows import PictureList, PictureRow
from stretchtimer.ui.figure.later_stills import LaterStills
from stretchtimer.ui.theme.appearance import Appearance

WHOLE = -1
"""Stands for the routine as a whole where else stands the number of a stretch."""


class StretchOrder(PictureList):
    """``picked`` tells a stretch or ``WHOLE``; ``moved`` a stretch and the number it is to have."""

    picked = Signal(int)
    moved = Signal(int, int)
    taken_out = Signal(int)

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        super().__init__(appearance, stills, tr("The routine and its stretches"), parent)
        self._pressed: tuple[int, QPoint] | None = None
        self._is_dragging = False
        self._drop = QFrame(self.viewport())
        self._drop.setProperty("role", "drop")
        self._drop.hide()
        self.currentRowChanged.connect(self._on_row_changed)

    @property
    def chosen(self) -> int:
        """The number of the stretch that is chosen, or ``WHOLE``."""
        return max(self.currentRow(), 0) - 1

    def show_routine(self, whole: PictureRow, stretches: list[PictureRow], chosen: int) -> None:
        """Shows these, and which of them is chosen."""
        self.blockSignals(True)
        self.show_rows([whole, *stretches])
        row = min(chosen, len(stretches) - 1) + 1
        if row != self.currentRow():
            self.setCurrentRow(row)
            self.scrollToItem(self.item(row))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt with an arrow moves the chosen stretch; Delete takes it out."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if alt and event.key() in steps:
            self.move_chosen(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete and self.chosen != WHOLE:
            self.taken_out.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def move_chosen(self, by: int) -> None:
        """Asks for the chosen stretch to change places, where there is one to change with."""
        chosen = self.chosen
        if chosen != WHOLE and 0 <= chosen + by < self.count() - 1:
            self.moved.emit(chosen, chosen + by)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        spot = event.position().toPoint()
        number = self.indexAt(spot).row() - 1
        if event.button() is Qt.MouseButton.LeftButton and number >= 0:
            self._pressed = number, spot

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        spot = event.position().toPoint()
        far = (spot - self._pressed[1]).manhattanLength()
        if self._is_dragging or far >= QApplication.startDragDistance():
            self._is_dragging = True
            self._show_drop(spot)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, was_dragging = self._pressed, self._is_dragging
        self._pressed, self._is_dragging = None, False
        self._drop.hide()
        if pressed is None or not was_dragging:
            return
        place = self._place_at(event.position().toPoint())
        to = place - (place > pressed[0])
        if to != pressed[0]:
            self.moved.emit(pressed[0], to)

    def _place_at(self, spot: QPoint) -> int:
        """Between which stretches a point lies: the number of those above it."""
        middles = (self.visualItemRect(self.item(n)).center().y() for n in range(1, self.count()))
        return sum(middle < spot.y() for middle in middles)

    def _show_drop(self, spot: QPoint) -> None:
        place = self._place_at(spot)
        y = self.visualItemRect(self.item(place)).bottom()
        self._drop.setGeometry(0, y - 1, self.viewport().width(), 4)
        self._drop.show()
        self._drop.raise_()
        bar, edge = self.verticalScrollBar(), self._appearance.px(24)
        if spot.y() < edge:
            bar.setValue(bar.value() - edge)
        elif spot.y() > self.viewport().height() - edge:
            bar.setValue(bar.value() + edge)

    def _on_row_changed(self, row: int) -> None:
        if row >= 0:
            self.picked.emit(row - 1)
