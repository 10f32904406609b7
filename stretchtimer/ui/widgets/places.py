"""The places of the program, as words in one row, and the buttons that stand with them."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton
from stretchtimer.ui.widgets.plain_text import caption, set_tooltip

TODAY, ROUTINES, RECORD = "today", "routines", "record"


class Places(QWidget):
    """``here`` is the place whose page the row stands on; ``asked`` tells the one to go to."""

    asked = Signal(str)

    def __init__(self, appearance: Appearance, here: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.px(8))
        self.words: dict[str, PlaceWord] = {}
        places = (
            (TODAY, tr("Today"), "Ctrl+1"),
            (ROUTINES, tr("Routines"), "Ctrl+2"),
            (RECORD, tr("Record"), "Ctrl+3"),
        )
        for place, name, keys in places:
            word = PlaceWord(appearance, name, place == here, self)
            set_tooltip(word, tr("Keys: {keys}").format(keys=keys))
            word.clicked.connect(lambda _on=False, place=place: self.asked.emit(place))
            row.addWidget(word)
            self.words[place] = word


class HeadButtons(NamedTuple):
    """What leads from the head of each place to what belongs to none of them."""

    safety: IconButton
    learn: IconButton
    help: IconButton
    settings: IconButton


def head_buttons(appearance: Appearance, parent: QWidget) -> HeadButtons:
    """The same buttons in the same order for the page of each place."""
    return HeadButtons(
        IconButton(appearance, "safety", tr("When to stop, and when to get help"), parent),
        IconButton(appearance, "learn", tr("Your back and walking"), parent),
        IconButton(appearance, "help", tr("Keys and help"), parent),
        IconButton(appearance, "settings", tr("Settings"), parent),
    )


class PlaceWord(QPushButton):
    """One word; a checked button for a screen reader, with a line below it for the eye."""

    def __init__(self, appearance: Appearance, name: str, is_here: bool, parent: QWidget) -> None:
        super().__init__(caption(name), parent)
        self._appearance = appearance
        self.setProperty("role", "quiet")
        self.setCheckable(True)
        self.setChecked(is_here)
        self.clicked.connect(lambda: self.setChecked(is_here))
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if is_here else QFont.Weight.Normal)
        self.setFont(font)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.isChecked():
            return
        px = self._appearance.px
        painter = QPainter(self)
        pen = QPen(self._appearance.colour("accent"), px(3))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        width = self.fontMetrics().horizontalAdvance(self.text())
        left, y = (self.width() - width) // 2, self.height() - px(7)
        painter.drawLine(left, y, left + width, y)
        painter.end()
