"""The list of keys, laid over the page; it is no dialog, and time goes on behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.ui.keys import BINDINGS, act_words, keys_text
from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import IconButton, label


class KeyPanel(QFrame):
    """Shown over its parent until it is put away by the same key, Escape, or its button."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Keys in a session"))
        self._grid = QGridLayout()
        self._close = IconButton(look, "close", self.tr("Put the list away"), self)
        self._close.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.addWidget(label(self.tr("Keys in a session"), "heading"), 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(24), look.px(16), look.px(16), look.px(24))
        layout.addLayout(head)
        layout.addLayout(self._grid)
        self._grid.setHorizontalSpacing(look.px(32))
        self._grid.setVerticalSpacing(look.px(8))
        self.hide()

    def open(self, letters: bool) -> None:
        """Shows the list; ``letters`` tells whether single letters act."""
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for line, binding in enumerate(BINDINGS):
            self._grid.addWidget(label(keys_text(binding.act, letters), "strong"), line, 0)
            self._grid.addWidget(label(act_words(binding.act)), line, 1)
        self.adjustSize()
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def place(self) -> None:
        """Stands in the middle of the window."""
        area = self._page.rect()
        self.resize(self.sizeHint().boundedTo(area.size()))
        self.move(area.center() - self.rect().center())

    def put_away(self) -> None:
        self.hide()
        self._page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Escape, Qt.Key.Key_Question, Qt.Key.Key_F1, Qt.Key.Key_Return)
        if event.key() in keys:
            self.put_away()
        else:
            super().keyPressEvent(event)
