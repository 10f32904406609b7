"""The words of the safety page, in as many columns as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from stretchtimer.services.person.safety import Section, Topic, safety_page
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label, subheading, wrapped

COLUMNS = {
    1: ((Topic.ASK_FIRST, Topic.STOP, Topic.HELP_NOW, Topic.SOON, Topic.DOCTOR),),
    2: ((Topic.ASK_FIRST, Topic.STOP, Topic.DOCTOR), (Topic.HELP_NOW, Topic.SOON)),
    3: ((Topic.ASK_FIRST, Topic.STOP), (Topic.HELP_NOW,), (Topic.SOON, Topic.DOCTOR)),
}
"""Which sections stand below one another, for each number of columns."""
_COLUMN = 340
"""The least width of a column, in pixels of the design."""
_GAP, _SPACE = 32, 10
_SETTINGS = ((True, 6), (True, 2), (False, 8), (False, 5), (False, 2))
"""How the words may be set, the best first: in large letters or not, and the gap between points."""


class SafetyWords(QWidget):
    """All sections, and no scrolling of their own."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._sections = {s.topic: _SectionBox(appearance, s, self) for s in safety_page().sections}
        self._gap = _SETTINGS[-1][1]
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def choose_letters(self, width: int, room: int) -> int:
        """Takes larger letters where everything fits into ``room`` with them.

        Both are in logical pixels; gives the height that all words have now in that width.
        """
        for large, gap in _SETTINGS:
            self._gap = gap
            for section in self._sections.values():
                section.set_letters(large, gap)
            if self.heightForWidth(width) <= room:
                break
        self.updateGeometry()
        return self.heightForWidth(width)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((place.bottom() + 1 for place in self._places(width).values()), default=0)

    def sizeHint(self) -> QSize:
        width = self._appearance.px(2 * _COLUMN)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(_COLUMN) // 2, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for topic, place in self._places(self.width()).items():
            if mirrored:
                place.moveLeft(self.width() - place.right() - 1)
            self._sections[topic].setGeometry(place)

    def _places(self, width: int) -> dict[Topic, QRect]:
        gap, space = self._appearance.px(_GAP), self._appearance.px(_SPACE + 2 * self._gap)
        count = max(1, min(max(COLUMNS), (width + gap) // (self._appearance.px(_COLUMN) + gap)))
        column_width = (width - gap * (count - 1)) // count
        places = {}
        for number, column in enumerate(COLUMNS[count]):
            corner = QPoint(number * (column_width + gap), 0)
            for topic in column:
                height = self._sections[topic].heightForWidth(column_width)
                places[topic] = QRect(corner, QSize(column_width, height))
                corner.setY(corner.y() + height + space)
        return places


class _SectionBox(QFrame):
    """One section: its title, what to do, and the cases; where life is at stake it stands out."""

    def __init__(self, appearance: Appearance, section: Section, parent: QWidget) -> None:
        super().__init__(parent)
        urgent = section.topic is Topic.HELP_NOW
        self.setProperty("role", "urgent" if urgent else "plain")
        self._title = subheading(section.title, self)
        self._texts: list[QLabel] = []
        self._appearance = appearance
        self._points = points = QGridLayout()
        points.setHorizontalSpacing(appearance.px(8))
        points.setVerticalSpacing(appearance.px(_SETTINGS[-1][1]))
        points.setColumnStretch(1, 1)
        for row, point in enumerate(section.points):
            dot = label("•", parent=self)
            dot.setAlignment(Qt.AlignmentFlag.AlignTop)
            words = wrapped(point, parent=self)
            points.addWidget(dot, row, 0)
            points.addWidget(words, row, 1)
            self._texts += [dot, words]
        self._layout = layout = QVBoxLayout(self)
        layout.setSpacing(appearance.px(3))
        side = appearance.px(14) if urgent else 0
        layout.setContentsMargins(side, side * 2 // 3, side, side * 2 // 3)
        layout.addWidget(self._title)
        if section.advice:
            advice = wrapped(section.advice, parent=self)
            self._texts.append(advice)
            layout.addWidget(advice)
        layout.addLayout(points)

    def set_letters(self, large: bool, gap: int) -> None:
        """Takes large letters or not, and so much between two points, in pixels of the design."""
        self._points.setVerticalSpacing(self._appearance.px(gap))
        for text in self._texts:
            _set_role(text, "lead" if large else "")
        _set_role(self._title, "heading" if large else "strong")
        # The heights are asked for at once, and the inner layout would still tell the old ones.
        self._layout.invalidate()
        self._layout.activate()


def _set_role(text: QLabel, role: str) -> None:
    if text.property("role") != role:
        text.setProperty("role", role)
        text.style().polish(text)
        text.updateGeometry()
