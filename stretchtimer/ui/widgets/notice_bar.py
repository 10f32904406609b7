"""A quiet bar for what the person should know: never a dialog, and it can be put away."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, wrapped


class NoticeBar(QFrame):
    """Shows the sentences that came in, until they are put away."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._words = wrapped()
        self._words.setAccessibleDescription(tr("Notice"))
        self.close_button = IconButton(appearance, "close", tr("Close this notice"), self)
        self.close_button.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(
            appearance.px(16), appearance.px(4), appearance.px(4), appearance.px(4)
        )
        layout.addWidget(self._words, 1)
        layout.addWidget(self.close_button)
        self._sentences: list[str] = []
        self._passing: set[str] = set()
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    def add(self, sentence: str, *, passing: bool = False) -> None:
        """Shows one more sentence, each once; a ``passing`` one until ``let_pass``."""
        if passing:
            self._passing.add(sentence)
        if sentence not in self._sentences:
            self._sentences.append(sentence)
            self._show()

    def let_pass(self) -> None:
        """Puts away what need not be read any more."""
        self._sentences = [each for each in self._sentences if each not in self._passing]
        self._show()

    def take_back(self, sentence: str) -> None:
        """Puts away what is not true any more."""
        if sentence in self._sentences:
            self._sentences.remove(sentence)
            self._show()

    def clear(self) -> None:
        self._sentences.clear()
        self._show()

    def _show(self) -> None:
        self._words.setText("\n".join(self._sentences))
        self.setVisible(bool(self._sentences))
