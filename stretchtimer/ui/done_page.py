"""The last page: what was held, and how one may go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.engine.durations import short_text
from stretchtimer.engine.session import SessionState
from stretchtimer.services.session.summary import Summary, summarize
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.session import side_word
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, card, label, wrapped
from stretchtimer.ui.widgets.notice_bar import NoticeBar

_NARROW = 1000


class DonePage(QWidget):
    """Shows a finished session; nothing on it scores."""

    home_asked = Signal()
    again_asked = Signal()

    def __init__(
        self, appearance: Appearance, picture: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self.notices = NoticeBar(appearance, self)
        self._title = label(role="title")
        self._sentence = wrapped(role="lead")
        self._advice = wrapped(role="muted")
        self._grid = QGridLayout()
        self._lines = 0
        self.home = TextButton(appearance, tr("Back to the start page"), "home", "primary", self)
        self.again = TextButton(appearance, tr("Once more"), "restart", parent=self)
        self.home.clicked.connect(self.home_asked)
        self.again.clicked.connect(self.again_asked)
        self._lay_out(picture)

    @property
    def sentence(self) -> str:
        return self._sentence.text()

    @property
    def heard(self) -> str:
        """What is said of the page by a screen reader when it comes."""
        return f"{self._title.text()} {self._sentence.text()}"

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The words of the table, line by line."""
        # The grid keeps its empty rows after a longer table.
        rows = range(1, self._lines + 1)
        return tuple(tuple(self._word(row, column) for column in range(4)) for row in rows)

    def show_session(self, state: SessionState) -> None:
        """Takes a finished session."""
        summary = summarize(state.plan, state.ledger)
        self._title.setText(tr("Well done.") if state.completed else tr("Ended early."))
        held = short_text(summary.held_ms)
        if state.completed:
            sentence = tr("You went through the whole routine and held for {held} in all.")
        elif summary.held_ms:
            sentence = tr("You held for {held} in all. It is kept.")
        else:
            sentence = tr("Nothing was held this time.")
        self._sentence.setText(sentence.format(held=held))
        self._advice.setText(
            tr("Get up slowly: roll to your side first, and push yourself up with your hands.")
        )
        self._fill(summary)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.home_asked.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In narrow windows the buttons make room for the table; upright ones stack the page."""
        way = QBoxLayout.Direction
        upright = self.height() > self.width()
        narrow = self.width() < self._appearance.px(_NARROW) and not upright
        self._buttons.setDirection(way.TopToBottom if narrow else way.LeftToRight)
        self._body.setDirection(way.TopToBottom if upright else way.LeftToRight)

    def showEvent(self, event: QShowEvent) -> None:
        # Only now every cell has its final font.
        self._make_room()

    def _make_room(self) -> None:
        """The table is never cut off at its side, only scrolled."""
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        self._scroll.setMinimumWidth(self._sheet.minimumSizeHint().width() + bar)

    def _word(self, row: int, column: int) -> str:
        item = self._grid.itemAtPosition(row, column)
        widget = item.widget() if item else None
        return str(widget.property("text")) if widget else ""

    def _fill(self, summary: Summary) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        heads = (tr("Stretch"), tr("Side"), tr("Held"), tr("Planned"))
        lines = [
            (
                line.stretch_name,
                side_word(line.side) if line.side else "",
                short_text(line.held_ms) if line.held_ms else tr("left out"),
                short_text(line.planned_ms),
            )
            for line in summary.lines
        ]
        self._lines = len(lines)
        for row, words in enumerate([heads, *lines]):
            for column, word in enumerate(words):
                role = "small" if row == 0 else "strong" if column == 2 else ""
                cell = wrapped(word, role) if column == 0 else label(word, role)
                side = (
                    Qt.AlignmentFlag.AlignTrailing if column >= 2 else Qt.AlignmentFlag.AlignLeading
                )
                cell.setAlignment(side | Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(cell, row, column)
        self._make_room()

    def _lay_out(self, picture: QWidget) -> None:
        px = self._appearance.px
        self._grid.setHorizontalSpacing(px(32))
        self._grid.setVerticalSpacing(px(16))
        self._grid.setColumnStretch(0, 1)
        sheet = card()
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(px(24), px(16), px(24), px(16))
        inner.addLayout(self._grid)
        whole = QWidget()
        centred = QVBoxLayout(whole)
        centred.setContentsMargins(0, 0, px(8), 0)
        centred.addStretch(1)
        centred.addWidget(sheet)
        centred.addStretch(1)
        self._sheet = whole
        self._scroll = scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(whole)
        left = QVBoxLayout()
        left.setSpacing(px(12))
        left.addWidget(picture, 1)
        left.addWidget(self._title)
        left.addWidget(self._sentence)
        left.addWidget(self._advice)
        left.addSpacing(px(16))
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(px(16))
        self._buttons.addWidget(self.home)
        self._buttons.addWidget(self.again)
        self._buttons.addStretch(1)
        left.addLayout(self._buttons)
        self._body = QHBoxLayout()
        self._body.setSpacing(px(32))
        self._body.addLayout(left, 1)
        self._body.addWidget(scroll, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(px(32), px(32), px(32), px(32))
        page.addWidget(self.notices)
        page.addLayout(self._body, 1)
