"""The columns of the Editor: the list, the fields and the figure, as there is room for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from stretchtimer.ui.editing.figure_pane import FigurePane
from stretchtimer.ui.theme.appearance import Appearance

_THREE_FROM = 1050
_FIGURE_FROM = 470
"""From this height on there is room for the figure below the list."""
_ENOUGH_FIELDS = 240
"""How high the fields are at least where all lies below one another."""


class _Places(NamedTuple):
    """The cell of the list, of the fields and of the figure, and the shares of columns and rows."""

    cells: tuple[tuple[int, int, int, int], ...]
    columns: tuple[int, int, int]
    rows: tuple[int, int, int]


_PLACES = {
    1: _Places(((0, 0, 1, 1), (1, 0, 1, 1), (2, 0, 1, 1)), (1, 0, 0), (2, 5, 2)),
    2: _Places(((0, 0, 1, 1), (0, 1, 2, 1), (1, 0, 1, 1)), (3, 5, 0), (3, 2, 0)),
    3: _Places(((0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)), (3, 5, 4), (3, 0, 0)),
}
"""For so many columns."""


class Columns(QWidget):
    """Three columns, or two with the figure below the list, or one where letters are large."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._form = (0, False)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(appearance.px(24))
        self._grid.setVerticalSpacing(appearance.px(12))

    def take(
        self,
        order: QWidget,
        fields: QWidget,
        figure: FigurePane,
        *,
        fields_width: Callable[[], int],
    ) -> None:
        """Takes its parts, which were made on it.

        ``fields_width`` tells how wide the fields have to be to be seen whole, in pixels.
        """
        self._order, self._fields, self._figure = order, fields, figure
        self._fields_width = fields_width

    def hasHeightForWidth(self) -> bool:
        """What lies in it scrolls, and needs no more height where its words are wrapped."""
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Puts all in their places for the room and the letters of now."""
        number = self._most()
        # Else hardly one stretch could be seen of those there are to choose from.
        is_low = number == 2 and self.height() < self._appearance.px(_FIGURE_FROM)
        if (number, is_low) == self._form:
            return
        self._form = number, is_low
        self._figure.let_be_seen(not is_low)
        order, fields, figure = self._order, self._fields, self._figure
        for part in (order, fields, figure):
            self._grid.removeWidget(part)
        places = _PLACES[number]
        for part, place in zip((order, fields, figure), places.cells, strict=True):
            self._grid.addWidget(part, *place)
        for line in range(3):
            self._grid.setColumnStretch(line, places.columns[line])
            self._grid.setRowStretch(line, 0 if is_low and line else places.rows[line])
        self._grid.setRowMinimumHeight(1, self._appearance.px(_ENOUGH_FIELDS) if number == 1 else 0)

    def _most(self) -> int:
        """How many columns there is room for."""
        if self.width() >= self._appearance.px(_THREE_FROM):
            return 3
        least = self._order.minimumSizeHint().width() + self._grid.horizontalSpacing()
        return 2 if self.width() >= least + self._fields_width() else 1
