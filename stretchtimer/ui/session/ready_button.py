"""The large button where time waits for the person, in the place where it else runs down.

In a lead-in that waits it says "I am ready", in a hold at one's own pace "Done with this".
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.fit_label import lettering
from stretchtimer.ui.widgets.rotation import turn_painter, upright

_HIGH = 0.34
"""How high it is at most, in its widths."""
_WORDS = 0.8
"""How much of its width the words take."""
_FOCUS_PX = 3


class ReadyButton(QPushButton):
    """Its words are as large as its place allows, and can be turned like all that is read."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.show_open(False)
        self._appearance = appearance
        self._turn = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        appearance.changed.connect(self.update)
        self.hide()

    def show_open(self, is_open: bool) -> None:
        """Asks for the end of an open hold, or whether one is ready."""
        words = tr("Done with this") if is_open else tr("I am ready")
        if words != self.text():
            self.setText(words)
            self.update()

    def set_turn(self, turn: int) -> None:
        """Paints turned by 0, 90, 180 or 270 degrees clockwise."""
        if turn != self._turn:
            self._turn = turn
            self.update()

    def within(self, place: QRect) -> QRect:
        """Its place in an upright one that is there for the time."""
        found = QRect(place)
        found.setHeight(min(place.height(), max(self._appearance.px(64), self._high(place))))
        found.moveCenter(place.center())
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        look, room = self._appearance, upright(self.size(), self._turn)
        painter = QPainter(self)
        turn_painter(painter, self.size(), self._turn)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, 0, room.width(), room.height()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("accent"))
        radius = look.px(12)
        painter.drawRoundedRect(box, radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("on_accent"), _FOCUS_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inner = box.adjusted(_FOCUS_PX, _FOCUS_PX, -_FOCUS_PX, -_FOCUS_PX)
            painter.drawRoundedRect(inner, radius, radius)
        painter.setPen(look.colour("on_accent"))
        painter.setFont(self._fitted(room))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()

    @staticmethod
    def _high(place: QRect) -> int:
        return round(place.width() * _HIGH)

    def _fitted(self, room: QSize) -> QFont:
        """The largest letters with which the words fit."""
        font = lettering(self.font(), QFont.Weight.DemiBold, room.height() * 0.3)
        wide = QFontMetricsF(font).horizontalAdvance(self.text())
        most = room.width() * _WORDS
        if wide > most:
            font.setPixelSize(max(1, int(font.pixelSize() * most / wide)))
        return font
