"""How to do one stretch, and when to take care: laid over the home page."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import IconButton, label, wrapped


class AboutPanel(QFrame):
    """Shown over its parent until it is put away by Escape or its button."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._page = parent
        self.setProperty("role", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title = label(role="heading")
        self._close = IconButton(look, "close", self.tr("Put this away"), self)
        self._close.clicked.connect(self.put_away)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(look.px(24), look.px(16), look.px(16), look.px(24))
        layout.addLayout(head)
        layout.addWidget(self._scroll, 1)
        self.hide()

    def open(self, stretch: Stretch) -> None:
        """Shows all words of the stretch; what it has no words for is left out."""
        words = stretch.words
        self._title.setText(stretch.name)
        self.setAccessibleName(stretch.name)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._look.px(16), 0)
        column.setSpacing(self._look.px(4))
        for title, texts in (
            (self.tr("When to take care"), (words.care,)),
            (self.tr("How to do it"), words.setup or (words.position,)),
            (self.tr("What you may feel"), (words.feel,)),
            (self.tr("Breathing"), (words.breathing,)),
            (self.tr("Easily done wrong"), words.mistakes),
            (self.tr("An easier way"), (words.easier,)),
            (self.tr("Coming out of it"), (words.release,)),
        ):
            self._add(column, title, tuple(text for text in texts if text))
        column.addStretch(1)
        self._scroll.setWidget(sheet)
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def _add(self, column: QVBoxLayout, title: str, texts: tuple[str, ...]) -> None:
        if not texts:
            return
        column.addWidget(label(title, "strong"))
        numbered = len(texts) > 1
        for number, text in enumerate(texts, start=1):
            column.addWidget(wrapped(f"{number}. {text}" if numbered else text))
        column.addSpacing(self._look.px(12))

    def place(self) -> None:
        """Stands in the middle of the window."""
        area = self._page.rect()
        px = self._look.px
        self.resize(min(px(640), area.width() - px(48)), area.height() - px(64))
        self.move(area.center() - self.rect().center())

    def put_away(self) -> None:
        self.hide()
        self._page.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
            self.put_away()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown):
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.value() + (-40 if event.key() == Qt.Key.Key_Up else 40))
        else:
            super().keyPressEvent(event)
