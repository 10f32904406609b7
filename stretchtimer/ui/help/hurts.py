"""What to do when a stretch hurts; the clock stands until one of it is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.engine.model import Side, Stretch
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.overlay import Overlay

_WIDTH = 560


class HurtsOverlay(Overlay):
    """Each choice is a signal; put away without one, the session stays paused."""

    closing_keys = (Qt.Key.Key_H, Qt.Key.Key_F8)

    easier_asked = Signal()
    skip_asked = Signal()
    help_asked = Signal()
    resume_asked = Signal()
    end_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, _WIDTH, parent)
        self.easier = self._choice(tr("Try the easier way"), "swap", self.easier_asked)
        self.skip = self._choice(tr("Skip this stretch"), "skip", self.skip_asked)
        self.help = self._choice(tr("When to get help"), "safety", self.help_asked)
        self.resume = self._choice(tr("Resume"), "play", self.resume_asked)
        self.end = self._choice(tr("End the session"), "end", self.end_asked)

    def open(self, stretch: Stretch, side: Side | None) -> None:
        """Offers what there is for the stretch on that side."""
        words = stretch.words.on_side(side or stretch.first_side)
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, self._appearance.px(16), 0)
        column.setSpacing(self._appearance.px(8))
        column.addWidget(wrapped(tr("Come out of the stretch slowly. The timer is paused.")))
        self.easier.setVisible(stretch.can_be(True))
        if stretch.can_be(True):
            words_of_it = tr("The easier way: {words}").format(words=words.easier)
            column.addWidget(wrapped(words_of_it))
        column.addWidget(wrapped(tr("Stop at any sharp pain, or pain that spreads down a leg.")))
        column.addStretch(1)
        self.show_sheet(tr("This hurts"), sheet)
        (self.easier if self.easier.isVisible() else self.skip).setFocus()

    def _choice(self, text: str, icon: str, asked: SignalInstance) -> TextButton:
        button = self.offer(text, asked.emit)
        button.set_icon(icon)
        return button
