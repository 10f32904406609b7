"""Eleven keys folded into one line until they are wanted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.pain_keys import PainKeys


class PainFold(QWidget):
    """``words`` makes the line of what was said, or of None. ``chosen`` tells what is said now.

    A choice folds the keys again, and so does Escape. Beside the keys stands what they answer.
    """

    chosen = Signal(object)
    unfolded = Signal(bool)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        words: Callable[[int | None], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words
        self.line = TextButton(appearance, words(None), "", "quiet", self)
        self.question = label(words(None), parent=self)
        self.keys = PainKeys(appearance, name, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.px(12))
        row.addWidget(self.line)
        row.addWidget(self.question)
        row.addWidget(self.keys)
        row.addStretch(1)
        self.question.hide()
        self.keys.hide()
        self.line.clicked.connect(self._on_line_clicked)
        self.keys.chosen.connect(self._on_chosen)

    @property
    def value(self) -> int | None:
        return self.keys.value

    @property
    def is_unfolded(self) -> bool:
        return self.keys.isVisibleTo(self)

    def show_value(self, value: int | None) -> None:
        """Takes what was said before, folded."""
        self.keys.show_value(value)
        self._fold(True)

    def tab_stops(self) -> tuple[QWidget, ...]:
        return (self.line, *self.keys.keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_unfolded:
            self._fold(True)
            self.line.setFocus()
        else:
            super().keyPressEvent(event)

    def _fold(self, folded: bool) -> None:
        self.line.setText(self._words(self.keys.value))
        self.line.setVisible(folded)
        self.question.setVisible(not folded)
        self.keys.setVisible(not folded)
        self.unfolded.emit(not folded)

    def _on_line_clicked(self) -> None:
        self._fold(False)
        self.keys.setFocus()

    def _on_chosen(self, value: int | None) -> None:
        self._fold(True)
        self.line.setFocus()
        self.chosen.emit(value)
