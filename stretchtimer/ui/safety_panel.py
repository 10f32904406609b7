"""The words of the safety page once more, laid over any page, to be read again."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.ui.look import Look
from stretchtimer.ui.overlay import Overlay
from stretchtimer.ui.parts import wrapped
from stretchtimer.ui.safety_words import SafetyWords, shown_page

_WIDEST = 860


class SafetyPanel(Overlay):
    """A sheet with everything; a session goes on behind it."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _WIDEST, parent)

    def open(self) -> None:
        page = shown_page()
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._look.px(16), 0)
        column.setSpacing(self._look.px(12))
        column.addWidget(wrapped(page.what_it_is))
        column.addWidget(SafetyWords(self._look, sheet))
        column.addStretch(1)
        self.setAccessibleDescription("\n".join(page.lines()[1:]))
        self.show_sheet(self.tr("When to stop, and when to get help"), sheet)
