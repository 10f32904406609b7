"""What keeps the sound back, in words, with the one key that mends it where there is one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from stretchtimer.services.hearing import Advice
from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import TextButton, wrapped


class HearingWords(QFrame):
    """A card that is there only while there is something to say."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.sentence = wrapped(role="strong", parent=self)
        self.mend = TextButton(look, "", "sound", "primary", parent=self)
        self._pixels = 0
        self._steps: list[QLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(look.px(20), look.px(12), look.px(20), look.px(12))
        self._layout.setSpacing(look.px(6))
        self._layout.addWidget(self.sentence)
        self._layout.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    @property
    def text(self) -> str:
        """All that is said, as it is read out."""
        return " ".join((self.sentence.text(), *(step.text() for step in self._steps))).strip()

    def set_capital_height(self, pixels: float) -> None:
        """How high a capital should be, in logical pixels; never lower than elsewhere."""
        self._pixels = max(round(pixels / 0.72), QFontInfo(QWidget().font()).pixelSize())
        for text in (self.sentence, *self._steps):
            self._enlarge(text)

    def _enlarge(self, text: QLabel) -> None:
        if self._pixels:
            font = QFont(text.font())
            font.setPixelSize(self._pixels)
            text.setFont(font)

    def show_advice(self, advice: Advice, keys: str) -> None:
        """Takes what is to be said; ``keys`` names the key that mends it, or is empty."""
        self.sentence.setText(advice.sentence)
        for step in self._steps:
            step.hide()
            step.deleteLater()
        self._steps = [wrapped(f"•  {step}", parent=self) for step in advice.steps]
        for number, step in enumerate(self._steps, start=1):
            self._layout.insertWidget(number, step)
            self._enlarge(step)
            step.show()
        self.mend.setText(f"{advice.remedy} ({keys})" if keys else advice.remedy)
        self.mend.setVisible(bool(advice.remedy))
        self.setVisible(bool(advice.sentence))
