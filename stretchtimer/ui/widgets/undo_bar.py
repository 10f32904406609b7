"""Says what was done, with the way to take it back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, wrapped


class UndoBar(QFrame):
    """Shows one sentence; *Undo* only where there is something to take back."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._back: Callable[[], None] | None = None
        self._words = wrapped()
        self.undo = TextButton(appearance, tr("Undo"), "reset", parent=self)
        self.undo.clicked.connect(self._on_undo)
        layout = QHBoxLayout(self)
        px = appearance.px
        layout.setContentsMargins(px(16), px(8), px(8), px(8))
        layout.addWidget(self._words, 1)
        layout.addWidget(self.undo)
        self.hide()

    @property
    def text(self) -> str:
        return self._words.text()

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return self._back is not None and self.isVisible()

    def say(
        self, words: str, back: Callable[[], None] | None = None, offer: str | None = None
    ) -> None:
        """``offer`` is what the button says where it is something else than *Undo*."""
        self._words.setText(words)
        self.undo.setText(tr("Undo") if offer is None else offer)
        self.undo.set_icon("reset" if offer is None else "")
        self._back = back
        self.undo.setVisible(back is not None)
        self.show()
        announce(self, words)

    def clear(self) -> None:
        self._back = None
        self.hide()

    def _on_undo(self) -> None:
        back, self._back = self._back, None
        self.hide()
        if back:
            back()
