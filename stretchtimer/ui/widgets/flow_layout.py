"""Widgets one beside the other, on as many lines as the width asks for."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Knows its height for every width, so that whatever is around it is laid out in one go.

    What stands last on a line and wants to expand takes the rest of it.
    """

    def __init__(self, space: int, *, at_end: bool = False, at_top: bool = False) -> None:
        """``space`` lies between two widgets, and half of it between two lines; in pixels.

        ``at_end`` has every line stand at the end of its room, and ``at_top`` all of a line begin
        at one height.
        """
        super().__init__()
        self._space = space
        self._at_end = at_end
        self._at_top = at_top
        self._items: list[QLayoutItem] = []
        # Qt asks for the same sizes dozens of times before it tells that any has changed.
        self._heights: dict[int, int] = {}
        self._least: QSize | None = None
        self._wanted: QSize | None = None
        self.setContentsMargins(0, 0, 0, 0)

    def invalidate(self) -> None:
        self._forget()
        super().invalidate()

    def _forget(self) -> None:
        self._heights.clear()
        self._least = self._wanted = None

    def _forget_where_untold(self) -> None:
        """Within another layout it is that one which is told of a change, and not all it holds."""
        if isinstance(self.parent(), QLayout):
            self._forget()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        self._forget_where_untold()
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), only_measure=True)
        return self._heights[width]

    def minimumSize(self) -> QSize:
        """As narrow as the widest of them."""
        self._forget_where_untold()
        if self._least is None:
            self._least = QSize()
            for item in self._shown():
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def sizeHint(self) -> QSize:
        """All on one line."""
        self._forget_where_untold()
        if self._wanted is None:
            hints = [item.sizeHint() for item in self._shown()]
            width = sum(hint.width() for hint in hints) + self._space * max(0, len(hints) - 1)
            self._wanted = QSize(width, max((hint.height() for hint in hints), default=0))
        return self._wanted

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, only_measure=False)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        used = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if lines and used + self._space + wanted <= width:
                lines[-1].append(item)
                used += self._space + wanted
            else:
                lines.append([item])
                used = wanted
        return lines

    def _arrange(self, room: QRect, *, only_measure: bool) -> int:
        """Puts all in their places within that width; returns the height that takes."""
        y = room.y()
        for number, line in enumerate(self._lines(room.width())):
            y += self._space // 2 if number else 0
            places = self._places(line, room)
            high = max(place.height() for place in places)
            if not only_measure:
                for item, place in zip(line, places, strict=True):
                    place.moveTop(y if self._at_top else y + (high - place.height()) // 2)
                    item.setGeometry(self._mirrored(place, room))
            y += high
        return y - room.y()

    def _places(self, line: list[QLayoutItem], room: QRect) -> list[QRect]:
        """Where on its line each of them stands, and how high it is."""
        widths = [min(item.sizeHint().width(), room.width()) for item in line]
        rest = room.width() - sum(widths) - self._space * (len(line) - 1)
        if line[-1].expandingDirections() & Qt.Orientation.Horizontal:
            widths[-1] += rest
            rest = 0
        x = room.x() + (rest if self._at_end else 0)
        places = []
        for item, width in zip(line, widths, strict=True):
            wrapped = item.hasHeightForWidth()
            high = item.heightForWidth(width) if wrapped else item.sizeHint().height()
            places.append(QRect(x, 0, width, high))
            x += width + self._space
        return places

    def _mirrored(self, place: QRect, room: QRect) -> QRect:
        """The same place from the other end, where one reads from right to left."""
        parent = self.parentWidget()
        if not isinstance(parent, QWidget) or not parent.isRightToLeft():
            return place
        return place.translated(room.left() + room.right() - place.left() - place.right(), 0)
