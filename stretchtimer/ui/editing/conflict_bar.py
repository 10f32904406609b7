"""Says that another program has changed the file meanwhile, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout


class ConflictBar(QFrame):
    """``over_asked`` to write over the other file, ``copy_asked`` to save beside it."""

    over_asked = Signal()
    copy_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "urgent")
        self.words = wrapped(parent=self)
        self.copy = TextButton(appearance, tr("Save mine as a copy"), parent=self)
        self.over = TextButton(appearance, tr("Save mine in its place"), parent=self)
        buttons = QWidget(self)
        flow = FlowLayout(appearance.px(12))
        buttons.setLayout(flow)
        flow.addWidget(self.copy)
        flow.addWidget(self.over)
        layout = QVBoxLayout(self)
        px = appearance.px
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addWidget(self.words)
        layout.addWidget(buttons)
        self.copy.clicked.connect(self.copy_asked)
        self.over.clicked.connect(self.over_asked)
        self.hide()

    def tell(self, error: UserError) -> None:
        """Says what happened; the other file is kept in the wastebasket, whatever is done."""
        self.words.setText(sentence(error))
        self.show()
        announce(self, self.words.text())
        self.copy.setFocus()
