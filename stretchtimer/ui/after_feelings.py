"""How the back feels after a session, and a note; on the last page, and never needed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.note_box import NoteBox
from stretchtimer.ui.widgets.pain_keys import PainKeys


class AfterFeelings(QWidget):
    """``felt`` tells the pain now, or None; ``noted`` the note, once it is written."""

    felt = Signal(object)
    noted = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.keys = PainKeys(appearance, tr("Back pain now"), self)
        self.keys.chosen.connect(self.felt)
        self.unfold = TextButton(appearance, tr("A note"), "", "quiet", self)
        self.note = NoteBox(self)
        self.note.setAccessibleName(tr("Note"))
        self.unfold.clicked.connect(self._on_unfold)
        self.note.editingFinished.connect(self._on_written)
        head = QHBoxLayout()
        head.addWidget(label(tr("How is your back now?"), "strong"), 1)
        head.addWidget(self.unfold)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(4))
        layout.addLayout(head)
        layout.addWidget(self.keys)
        layout.addWidget(self.note)
        self._written = ""

    def ask(self, *, wanted: bool) -> None:
        """Asks anew, about another session; or not at all."""
        self.setVisible(wanted)
        self.keys.show_value(None)
        self._written = ""
        self.note.clear()
        self.note.hide()
        self.unfold.show()

    def take_digit(self, digit: int) -> bool:
        """Takes a digit that was pressed anywhere on the page; not where nothing is asked."""
        if not self.isVisible() or self.note.hasFocus():
            return False
        self.keys.keys[digit].click()
        return True

    def _on_unfold(self) -> None:
        self.unfold.hide()
        self.note.show()
        self.note.setFocus()

    def _on_written(self) -> None:
        words = self.note.text().strip()
        if words != self._written:
            self._written = words
            self.noted.emit(words)
