"""The list of keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from stretchtimer.ui.keys import BINDINGS, act_words, keys_text
from stretchtimer.ui.look import Look
from stretchtimer.ui.overlay import Overlay
from stretchtimer.ui.parts import label, wrapped

_WIDEST = 520


class KeyPanel(Overlay):
    """Opened and put away by the same keys."""

    closing_keys = (Qt.Key.Key_Question, Qt.Key.Key_F1)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _WIDEST, parent)

    def open(self, letters: bool) -> None:
        """Shows the list; ``letters`` tells whether single letters act."""
        sheet = QWidget()
        grid = QGridLayout(sheet)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._look.px(32))
        grid.setVerticalSpacing(self._look.px(8))
        grid.setColumnStretch(1, 1)
        for line, binding in enumerate(BINDINGS):
            grid.addWidget(label(keys_text(binding.act, letters), "strong"), line, 0)
            grid.addWidget(wrapped(act_words(binding.act)), line, 1)
        self.show_sheet(self.tr("Keys in a session"), sheet)
