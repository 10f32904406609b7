"""A sheet laid over the page; it is no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton, card, label
from stretchtimer.ui.widgets.spoken_roles import SHEET

_SHADE_ALPHA = 110
_SCROLL_STEP = 40
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Overlay(QWidget):
    """Covers its parent with a shade and a card in the middle.

    Escape, Enter, the card's button or a click beside it put it away; ``closing_keys`` adds keys.
    ``closed`` is told then, but not where one of its buttons leads somewhere else. ``stops`` are
    what takes the focus in the sheet itself.
    """

    closed = Signal()

    closing_keys: tuple[Qt.Key, ...] = ()

    def __init__(self, appearance: Appearance, widest: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._widest = widest
        self._owner = parent
        self._came_from: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(SHEET, True)
        self._card: QFrame = card(self)
        self._title = label(role="heading")
        self._close = IconButton(appearance, "close", tr("Close"), self)
        self._close.clicked.connect(self.put_away)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(
            appearance.px(24), appearance.px(16), appearance.px(16), appearance.px(24)
        )
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self._foot = QGridLayout()
        self._foot.setSpacing(appearance.px(8))
        layout.addLayout(self._foot)
        self._links: list[TextButton] = []
        self.inner_stops: list[QWidget] = []
        self.hide()

    def offer(self, text: str, go: Callable[[], None]) -> TextButton:
        """Adds a button below the sheet, which puts it away and leads somewhere else."""

        def leave() -> None:
            self._leave()
            go()

        link = TextButton(self._appearance, text, parent=self._card)
        link.clicked.connect(leave)
        self._links.append(link)
        return link

    def show_sheet(self, title: str, sheet: QWidget) -> None:
        """Shows ``sheet`` under ``title``; focus goes back afterwards to where it was."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._scroll.setWidget(sheet)
        self._came_from = self.window().focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def sheet(self) -> QWidget | None:
        """What is shown."""
        return self._scroll.widget()

    def place(self) -> None:
        """Covers the whole of its parent; the card is as high as its words, or scrolls."""
        px = self._appearance.px
        self.setGeometry(self._owner.rect())
        around = min(px(48), self.height() // 12)
        width = min(px(self._widest), self.width() - around)
        sheet = self._scroll.widget()
        height = self.height() - around
        if sheet:
            inner = width - px(24 + 16)
            words = sheet.heightForWidth(inner) if sheet.hasHeightForWidth() else -1
            wanted = max(words, sheet.sizeHint().height() if words < 0 else words)
            head = max(px(44), self._title.sizeHint().height()) + px(16 + 24 + 16)
            links = self._lay_out_links(inner, height - head - wanted)
            height = min(height, wanted + head + links)
        self._card.resize(width, height)
        self._card.move(self.rect().center() - self._card.rect().center())

    def _lay_out_links(self, width: int, height: int) -> int:
        """Puts them below each other; where that is too high in two columns, if those fit in.

        Where that is too high as well they are as low as they may be. Returns how high all are.
        """
        links = [link for link in self._links if not link.isHidden()]
        space = self._foot.spacing()
        high = max((link.sizeHint().height() for link in links), default=0)
        wide = max((link.sizeHint().width() for link in links), default=0)
        is_high = len(links) * (high + space) > height
        columns = 2 if is_high and 2 * wide + space <= width else 1
        rows = -(-len(links) // columns)
        if rows * (high + space) > height:
            high = max((link.minimumHeight() for link in links), default=0) or high
        for number, link in enumerate(links):
            across = columns - number % columns if number == len(links) - 1 else 1
            self._foot.addWidget(link, number // columns, number % columns, 1, across)
            link.setMaximumHeight(high)
        return rows * (high + space)

    def put_away(self) -> None:
        self._leave()
        self.closed.emit()

    def _leave(self) -> None:
        self.hide()
        (self._came_from or self._owner).setFocus()

    def stops(self) -> list[QWidget]:
        """Where Tab goes, in this order and then from the beginning."""
        links = [link for link in self._links if not link.isHidden()]
        return [self, *self.inner_stops, *links, self._close]

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the buttons and back, never to what lies covered behind."""
        stops = self.stops()
        present = next((n for n, stop in enumerate(stops) if stop.hasFocus()), 0)
        wanted = stops[(present + (1 if forward else -1)) % len(stops)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        shade = QColor(Qt.GlobalColor.black)
        shade.setAlpha(_SHADE_ALPHA)
        painter = QPainter(self)
        painter.fillRect(self.rect(), shade)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.put_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        key = event.key()
        if key in (*_CLOSING, *self.closing_keys):
            self.put_away()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            bar.setValue(bar.value() + (_SCROLL_STEP if key == Qt.Key.Key_Down else -_SCROLL_STEP))
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            bar.setValue(bar.value() + (1 if key == Qt.Key.Key_PageDown else -1) * bar.pageStep())
        else:
            super().keyPressEvent(event)
