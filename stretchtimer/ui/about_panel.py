"""How to do one stretch, and when to take care."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.ui.look import Look
from stretchtimer.ui.overlay import Overlay
from stretchtimer.ui.parts import label, wrapped

_WIDEST = 680


class AboutPanel(Overlay):
    """All words of a stretch; what it has no words for is left out."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _WIDEST, parent)

    def open(self, stretch: Stretch) -> None:
        words = stretch.words
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
        self.show_sheet(stretch.name, sheet)

    def _add(self, column: QVBoxLayout, title: str, texts: tuple[str, ...]) -> None:
        if not texts:
            return
        column.addWidget(label(title, "strong"))
        numbered = len(texts) > 1
        for number, text in enumerate(texts, start=1):
            column.addWidget(wrapped(f"{number}. {text}" if numbered else text))
        column.addSpacing(self._look.px(12))
