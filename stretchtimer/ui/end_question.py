"""The one dialog of a session: whether to end it. Time stands still while it is open."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.ui.look import Look
from stretchtimer.ui.parts import TextButton, label, wrapped


class EndQuestion(QDialog):
    """Accepted means end; anything else means go on."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("End the session?"))
        self.setModal(True)
        px = look.px
        self.end = TextButton(look, self.tr("End the session"), "end", parent=self)
        self.go_on = TextButton(look, self.tr("Go on"), "play", "primary", self)
        self.go_on.setDefault(True)
        self.end.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(16))
        buttons.addStretch(1)
        buttons.addWidget(self.end)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(32), px(24), px(32), px(24))
        layout.setSpacing(px(16))
        layout.addWidget(label(self.tr("End the session?"), "title"))
        layout.addWidget(wrapped(self.tr("The clock stands still. What you have held is kept.")))
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        self.end.clicked.connect(self.accept)
        self.go_on.clicked.connect(self.reject)
        self.go_on.setFocus()
