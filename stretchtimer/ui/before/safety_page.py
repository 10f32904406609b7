"""The page before the first session ever: when not to stretch, and when to get help."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.services.person.safety import safety_page
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.safety_words import SafetyWords

_WIDEST = 1300
_NARROW_PX = 1000
_STEP = 40
_EMPTY = 4
"""Gaps beside those between the parts: above, below, and before the words."""


class SafetyPage(QWidget):
    """Tells in ``read`` that the person has read it, in ``left`` that they turn back."""

    read = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        page = safety_page()
        self._announced = f"{page.title}. {page.what_it_is}"
        self.words = SafetyWords(appearance)
        self.confirm = TextButton(appearance, tr("I have read this"), "check", "primary", self)
        self.back = TextButton(appearance, tr("Back"), "back", parent=self)
        self._scroll = QScrollArea(self)
        self._scroll.setProperty("role", "words")
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.words)
        # Whoever does not see it finds all of it in one place, one step of Tab from the button.
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(page.title)
        self._scroll.setAccessibleDescription("\n".join(page.lines()[1:]))
        self._lay_out(page.title, page.what_it_is)
        self.confirm.clicked.connect(self.read)
        self.back.clicked.connect(self.left)
        self._add_keys()
        appearance.changed.connect(self._fit)

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        self._scroll.verticalScrollBar().setValue(0)
        self.confirm.setFocus()
        announce(self, self._announced)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives narrow windows narrow margins, and the words letters that fit."""
        px = self._appearance.px
        margin = px(24 if self.width() < _NARROW_PX else 32)
        self._page.setContentsMargins(margin, margin // 2, margin, margin // 2)
        self._page.activate()
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.read.emit()
        else:
            super().keyPressEvent(event)

    def _fit(self) -> None:
        """Gives the words the largest letters that need no scrolling, and no more than its room."""
        width = self._column.width() - 2 * self._scroll.frameWidth()
        around = [part.sizeHint().height() for part in (self._title, self._buttons)]
        around.append(self._what_it_is.heightForWidth(self._column.width()))
        gaps = self._inner.spacing() * (len(around) + _EMPTY)
        room = self._page.contentsRect().height() - sum(around) - gaps
        height = self.words.choose_letters(width, room - 2 * self._scroll.frameWidth())
        self._scroll.setMaximumHeight(height + 2 * self._scroll.frameWidth())

    def _add_keys(self) -> None:
        """What does not fit is scrolled by the same keys wherever the focus is."""
        bar = self._scroll.verticalScrollBar()
        for key, way in (("Down", 1), ("Up", -1)):
            self._add_key(key, lambda way=way: bar.setValue(bar.value() + way * _STEP))
        for key, way in (("PgDown", 1), ("PgUp", -1)):
            self._add_key(key, lambda way=way: bar.setValue(bar.value() + way * bar.pageStep()))

    def _add_key(self, key: str, scroll: object) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(scroll)

    def _lay_out(self, title: str, what_it_is: str) -> None:
        px = self._appearance.px
        self._title = label(title, "title")
        self._what_it_is = wrapped(what_it_is, "lead")
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(px(16))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.confirm)
        self._column = QWidget()
        self._column.setMaximumWidth(px(_WIDEST))
        self._inner = inner = QVBoxLayout(self._column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(8))
        inner.addStretch(1)
        inner.addWidget(self._title)
        inner.addWidget(self._what_it_is)
        inner.addSpacing(px(8))
        inner.addWidget(self._scroll, 1000)
        inner.addWidget(self._buttons)
        inner.addStretch(1)
        self._page = QHBoxLayout(self)
        self._page.addWidget(self._column)
        QWidget.setTabOrder(self.confirm, self.back)
        QWidget.setTabOrder(self.back, self._scroll)
