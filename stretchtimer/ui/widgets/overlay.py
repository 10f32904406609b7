"""A sheet laid over the page; it is no dialog."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
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
_LETTERS = 1 / 28
"""How high letters are that are read from the mat, as a share of the window's height."""
_CLOSING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Overlay(QWidget):
    """Covers its parent with a shade and a card in the middle.

    Escape, Enter, the card's button or a click beside it put it away; ``closing_keys`` adds keys.
    ``closed`` is told then, but not where one of its buttons leads somewhere else. ``stops`` are
    what takes the focus in the sheet itself. What is read ``from_the_mat`` has letters that grow
    with the window.
    """

    closed = Signal()

    closing_keys: tuple[Qt.Key, ...] = ()

    def __init__(
        self,
        appearance: Appearance,
        widest: int,
        parent: QWidget,
        *,
        from_the_mat: bool = False,
    ) -> None:
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
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._close)
        px = appearance.px
        self._layout = QVBoxLayout(self._card)
        self._layout.setContentsMargins(px(24), px(16), px(16), px(24))
        self._layout.setSpacing(px(8))
        self._layout.addLayout(self._head)
        self._layout.addWidget(self._scroll, 1)
        self._foot = QGridLayout()
        self._foot.setSpacing(px(8))
        self._layout.addLayout(self._foot)
        self._links: list[TextButton] = []
        self.inner_stops: list[QWidget] = []
        self.is_whole = True
        """Whether nothing has to be scrolled."""
        self.from_the_mat = from_the_mat
        self._shares: dict[QWidget, float] = {}
        self.hide()

    def offer(self, text: str, go: Callable[[], None]) -> TextButton:
        """Adds a button below the sheet, which puts it away and leads somewhere else."""

        def leave() -> None:
            self.leave()
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
        own = {self._title, self._close, *self._links}
        self._shares = {part: share for part, share in self._shares.items() if part in own}
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
        more = self._enlarge() if self.from_the_mat else 1.0
        around = min(px(48), self.height() // 20)
        width = min(round(px(self._widest) * more), self.width() - around)
        height = self.height() - around
        sheet = self._scroll.widget()
        self.is_whole = True
        if sheet:
            inner = width - px(24 + 16) - self._edges()
            words = sheet.heightForWidth(inner) if sheet.hasHeightForWidth() else -1
            words = sheet.sizeHint().height() if words < 0 else words
            wanted = words + self._lay_out_links(inner, height - words)
            self.is_whole = wanted <= height
            height = min(height, wanted)
        self._card.resize(width, height)
        self._card.move(self.rect().center() - self._card.rect().center())

    def letters_from_the_mat(self) -> int:
        """How high letters are that are read from the mat, and never smaller than usual."""
        return max(QFontInfo(QApplication.font()).pixelSize(), self.letters_for_the_window())

    def letters_for_the_window(self) -> int:
        """The same, whatever size of text is chosen."""
        return round(min(self._owner.height(), self._owner.width() * 3 // 4) * _LETTERS)

    def _enlarge(self) -> float:
        """Gives all words the letters that are read from the mat; returns how much larger."""
        usual = QFontInfo(QApplication.font()).pixelSize()
        letters = self.letters_from_the_mat()
        for part in self._card.findChildren(QWidget):
            if isinstance(part, QLabel | QAbstractButton):
                # Before that the letters of its role would come back when it is first shown.
                part.ensurePolished()
                share = self._shares.setdefault(part, QFontInfo(part.font()).pixelSize() / usual)
                font = QFont(part.font())
                font.setPixelSize(round(share * letters))
                part.setFont(font)
        return letters / usual

    def _lay_out_links(self, width: int, height: int) -> int:
        """Puts them below each other; where that is too high in two columns, if those fit in.

        Where that is too high as well they are as low as they may be. Returns how high all is that
        stands round the words.
        """
        # Before that all have the sizes of other letters.
        for part in self._card.findChildren(QWidget):
            part.ensurePolished()
        links = [link for link in self._links if not link.isHidden()]
        hints = [link.sizeHint().expandedTo(link.minimumSize()) for link in links]
        high = max((hint.height() for hint in hints), default=0)
        wide = max((hint.width() for hint in hints), default=0)
        lowest = max((link.minimumHeight() for link in links), default=0) or high
        columns = 2 if 2 * wide + self._foot.spacing() <= width else 1
        around = 0
        for way in ((1, high), (columns, high), (columns, lowest)):
            around = self._put_links(links, *way)
            if around <= height:
                break
        return around

    def _put_links(self, links: list[TextButton], columns: int, high: int) -> int:
        """Puts them into so many columns; returns how high all is that stands round the words."""
        for row in range(self._foot.rowCount()):
            self._foot.setRowMinimumHeight(row, 0)
        for number, link in enumerate(links):
            row, column = divmod(number, columns)
            across = columns - column if number == len(links) - 1 else 1
            self._foot.addWidget(link, row, column, 1, across)
            self._foot.setRowMinimumHeight(row, high)
            link.setMaximumHeight(high)
        margins, space = self._layout.contentsMargins(), self._layout.spacing()
        for part in (self._head, self._foot):
            # Qt forgets only what the outermost layout knows of letters that have changed.
            part.invalidate()
        parts = self._head.sizeHint().height() + self._foot.sizeHint().height()
        return parts + 2 * space + margins.top() + margins.bottom() + self._edges()

    def _edges(self) -> int:
        """How much of its width, and of its height, the card needs for its border."""
        self._card.ensurePolished()
        return self._card.width() - self._card.contentsRect().width()

    def put_away(self) -> None:
        self.leave()
        self.closed.emit()

    def leave(self) -> None:
        """Goes away for something else that comes."""
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
