"""The widget that shows a picture of the person's own in the place of the figure."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.later_stills import LaterStills, Wanted
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.rotation import turn_painter, upright

_PREFERRED = QSize(560, 400)
_SMALLEST = QSize(96, 64)
_FAULT_SIZE = 0.05
"""How much of the height a line has that stands in the place of a picture."""


class OwnPictureView(QLabel):
    """Its place is empty until the picture was decoded elsewhere; one that cannot be shown says so.

    What is in the picture nobody knows but its owner, who says it by ``tell``.
    """

    def __init__(
        self, appearance: Appearance, stills: LaterStills, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stills = stills
        self._picture = ""
        self._words = ""
        self._turn = 0
        self._last: QPixmap | None = None
        # A label counts as a picture only while it holds one; what is seen is painted below.
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)
        stills.drawn.connect(self._on_drawn)

    @property
    def shown(self) -> str:
        """What the picture is called; "" for none."""
        return self._picture

    @property
    def fault(self) -> str:
        """Why the picture cannot be shown, in a sentence; empty where it can, or is on its way."""
        return sentence(self._stills.fault(self._picture))

    def show_picture(self, picture: str) -> None:
        """Shows that picture as soon as it is there."""
        if picture != self._picture:
            self._picture, self._last = picture, None
            self._on_drawn()

    def tell(self, name: str, words: str) -> None:
        """Has a screen reader say what it is, and what one is to do in it."""
        self.setAccessibleName(name)
        self._words = words
        self._describe()

    def set_turn(self, turn: int) -> None:
        """Paints turned by 0, 90, 180 or 270 degrees clockwise."""
        if turn != self._turn:
            self._turn, self._last = turn, None
            self.update()

    def sizeHint(self) -> QSize:
        return _PREFERRED

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._picture or self.size().isEmpty():
            return
        painter = QPainter(self)
        room = turn_painter(painter, self.size(), self._turn)
        size = upright(self.size(), self._turn) * self.devicePixelRatio()
        colours = figure_colours(self._appearance)
        still = self._stills.find(Wanted(self._picture, None, size, colours))
        self._last = still or self._last
        if self.fault:
            self._paint_fault(painter, room)
        elif self._last:
            # While the size changes, the picture of the size before is better than none.
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(_placed(self._last.size(), room), self._last)
        painter.end()

    def _paint_fault(self, painter: QPainter, room: QRect) -> None:
        gap = self._appearance.px(12)
        font = self.font()
        font.setPixelSize(max(painter.fontMetrics().height(), round(room.height() * _FAULT_SIZE)))
        painter.setFont(font)
        painter.setPen(self._appearance.colour("ink"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room.adjusted(gap, gap, -gap, -gap), flags, self.fault)

    def _on_drawn(self) -> None:
        self._describe()
        self.update()

    def _describe(self) -> None:
        words = self.fault or self._words
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)


def _placed(found: QSize, room: QRect) -> QRect:
    """Where a picture lies that fills the room as far as it keeps its form."""
    place = QRect(room.topLeft(), found.scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio))
    place.moveCenter(room.center())
    return place
