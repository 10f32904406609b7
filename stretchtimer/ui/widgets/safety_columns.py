"""The words of the safety page: a section by itself, and all of them in columns."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontInfo, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.person.safety_words import Section, Topic, safety_page
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.bullet import Bullet
from stretchtimer.ui.widgets.buttons import wrapped

COLUMNS = {
    1: (tuple(Topic),),
    2: ((Topic.HELP_NOW, Topic.SOON), (Topic.DOCTOR, Topic.STOP, Topic.ASK_FIRST)),
}
"""Which sections stand below one another, for each number of columns: read down, help comes in the
order of its hurry."""
_COLUMN = 340
"""The least width of a column, in pixels of the design."""
_GAP, _SPACE = 32, 20
_URGENT_LINE = 2


def scale_letters(text: QLabel, scale: float) -> None:
    """Gives a label letters so many times as large as those of the window."""
    pixels = round(QFontInfo(QApplication.font()).pixelSize() * scale)
    if text.font().pixelSize() != pixels:
        font = QFont(text.font())
        font.setPixelSize(pixels)
        text.setFont(font)


def height_of(text: QLabel, width: int) -> int:
    """The height that a label needs in that width, also before it was ever shown."""
    text.ensurePolished()
    return text.heightForWidth(width)


class SafetySection(QFrame):
    """What to do, and the cases; where life is at stake it stands out.

    With ``titled`` its heading comes first. The cases stand in one column or two.
    """

    def __init__(
        self, appearance: Appearance, section: Section, *, titled: bool, parent: QWidget
    ) -> None:
        super().__init__(parent)
        is_urgent = section.topic is Topic.HELP_NOW
        self.setProperty("role", "urgent" if is_urgent else "plain")
        self._appearance = appearance
        self._is_urgent = is_urgent
        self._columns = 0
        self._grid = QGridLayout()
        self._layout = QVBoxLayout(self)
        # A screen reader goes through them in the order in which they are made.
        if titled:
            self._layout.addWidget(wrapped(section.title, "heading", self))
        self._advice = wrapped(section.advice, "strong", self)
        self._points = [Bullet(point, self) for point in section.points]
        self._layout.addWidget(self._advice)
        self._layout.addLayout(self._grid)
        self.arrange(1)
        self.set_scale(1.0)

    @property
    def letters_px(self) -> int:
        """How high its font is, in pixels."""
        return self._points[0].font().pixelSize()

    def arrange(self, columns: int) -> None:
        """Puts the cases into one column or two, in the order of reading down."""
        if columns == self._columns:
            return
        self._columns = columns
        rows = self._rows()
        for number, point in enumerate(self._points):
            self._grid.addWidget(point, number % rows, number // rows)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < columns))

    def set_scale(self, scale: float) -> None:
        """Takes letters so many times as large as those of the window, and the gaps for them."""
        px = self._appearance.px
        for text in (self._advice, *self._points):
            scale_letters(text, scale)
        side = px(16 * scale) if self._is_urgent else 0
        self._layout.setContentsMargins(side, side * 3 // 4, side, side * 3 // 4)
        self._layout.setSpacing(px(4 * scale))
        self._grid.setVerticalSpacing(px(4 * scale))
        self._grid.setHorizontalSpacing(px(_GAP))
        # The heights are asked for at once, and the layout would still tell the old ones.
        self._layout.invalidate()
        self._layout.activate()

    def needs(self, width: int) -> int:
        """The height that it needs in that width, without its heading, in pixels."""
        around = self._layout.contentsMargins()
        edge = 2 * _URGENT_LINE if self._is_urgent else 0
        inner = width - around.left() - around.right() - edge
        gaps = self._grid.horizontalSpacing() * (self._columns - 1)
        rows = self._rows()
        column = (inner - gaps) // self._columns
        heights = [height_of(self._advice, inner)]
        for row in range(rows):
            heights.append(max(height_of(point, column) for point in self._points[row::rows]))
        total = sum(heights) + self._layout.spacing() * rows
        return total + around.top() + around.bottom() + edge

    def _rows(self) -> int:
        return -(-len(self._points) // self._columns)


class SafetyWords(QWidget):
    """All sections, and no scrolling of their own."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._sections = {
            section.topic: SafetySection(appearance, section, titled=True, parent=self)
            for section in safety_page().sections
        }
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

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
        gap, space = self._appearance.px(_GAP), self._appearance.px(_SPACE)
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
