"""What to do when a stretch hurts; the clock stands until one of it is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.session import hurts_choice_words, hurts_texts
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.overlay import Overlay

_WIDTH = 40
"""How wide it is at most, in heights of its letters."""
_BUTTON, _HEADING = 1.9, 1.25
"""How high a button is, and the letters of the heading, in heights of the letters."""
_LEAST_BUTTON = 44
"""How high a button is at least, in pixels: as high as a finger needs, however large the text."""
_LEAST = 0.75
"""How small its letters become at most where not all would be seen."""


class HurtsOverlay(Overlay):
    """Each choice is a signal; put away without one, the session stays paused."""

    closing_keys = (Qt.Key.Key_H, Qt.Key.Key_F8)

    easier_asked = Signal()
    """The easier way is wanted, for this session; it can be kept after it."""
    skip_asked = Signal()
    help_asked = Signal()
    resume_asked = Signal()
    end_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, 0, parent)
        self._texts: list[QLabel] = []
        self.easier = self._choice("easier", "swap", self.easier_asked)
        self.skip = self._choice("skip", "skip", self.skip_asked)
        self.help = self._choice("help_now", "safety", self.help_asked)
        self.resume = self._choice("resume", "play", self.resume_asked)
        self.end = self._choice("leave", "end", self.end_asked)

    def open(self, stretch: Stretch, side: Side | None) -> None:
        """Offers what there is for the stretch on that side."""
        self.easier.setVisible(stretch.can_be(True))
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._appearance.px(16), 0)
        column.setSpacing(self._appearance.px(8))
        self._texts = [wrapped(each) for each in hurts_texts(stretch, side)]
        for text in self._texts:
            column.addWidget(text)
        column.addStretch(1)
        self.setAccessibleDescription("\n".join(text.text() for text in self._texts))
        self.show_sheet(tr("This hurts"), sheet)
        (self.easier if self.easier.isVisible() else self.skip).setFocus()

    def place(self) -> None:
        """Its letters grow with the window; larger text gives way as far as all is seen then."""
        wanted = self.letters_from_the_mat()
        least = max(round(wanted * _LEAST), self.letters_for_the_window())
        self._widest = round(wanted * _WIDTH * 100 / self._appearance.px(100))
        for pixels in (wanted, (wanted + least) // 2, least):
            self._write(pixels)
            super().place()
            if self.is_whole:
                break

    def _write(self, pixels: int) -> None:
        """Gives all its letters that size."""
        for part in (*self._texts, *self._links, self._title):
            # Before that the letters of its role would come back when it is first shown.
            part.ensurePolished()
        for part in (*self._texts, *self._links):
            font = QFont(part.font())
            font.setPixelSize(pixels)
            part.setFont(font)
        for link in self._links:
            link.grow_icon(pixels)
            link.setMinimumHeight(max(_LEAST_BUTTON, round(pixels * _BUTTON)))
        heading = QFont(self._title.font())
        heading.setPixelSize(round(pixels * _HEADING))
        self._title.setFont(heading)

    def _choice(self, choice: str, icon: str, asked: SignalInstance) -> TextButton:
        button = self.offer(hurts_choice_words(choice), asked.emit)
        button.set_icon(icon)
        return button
