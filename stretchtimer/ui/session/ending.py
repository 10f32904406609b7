"""Ends a session only after a question; its clock stands still until that is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.session.control import Act
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped

if TYPE_CHECKING:
    from stretchtimer.qt.session_bridge import SessionBridge


class EndQuestion(QDialog):
    """Accepted means end; anything else means go on."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("End the session?"))
        self.setModal(True)
        px = appearance.px
        self.end = TextButton(appearance, tr("End the session"), "end", parent=self)
        self.go_on = TextButton(appearance, tr("Go on"), "play", "primary", self)
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
        layout.addWidget(label(tr("End the session?"), "title"))
        layout.addWidget(wrapped(tr("The clock stands still. What you have held is kept.")))
        layout.addSpacing(px(8))
        layout.addLayout(buttons)
        self.end.clicked.connect(self.accept)
        self.go_on.clicked.connect(self.reject)
        self.go_on.setFocus()


class Ending(QObject):
    """One question at a time, while the session asks it; it goes with the session.

    ``stayed`` when the session goes on after all.
    """

    stayed = Signal()

    def __init__(self, appearance: Appearance, session: SessionBridge, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._session = session
        self._window = window
        self._closing = False
        self.question: EndQuestion | None = None
        session.finished.connect(self._on_finished)

    def ask(self, *, closing: bool = False) -> None:
        """Asks whether to end the session, and with ``closing`` to close the window after it."""
        self._closing = self._closing or closing
        self._session.control.do(Act.LEAVE)

    def show_question(self) -> None:
        self.question = EndQuestion(self._appearance, self._window)
        self.question.finished.connect(self._on_answered)
        self.question.open()

    def _on_finished(self) -> None:
        if self.question is not None:
            self.question.close()

    def _on_answered(self, answer: int) -> None:
        question, self.question = self.question, None
        if question:
            question.deleteLater()
        closing, self._closing = self._closing, False
        if answer == EndQuestion.DialogCode.Accepted.value:
            self._session.control.end()
            if closing:
                self._window.close()
        elif self._session.is_running:
            self._session.control.stay()
            self.stayed.emit()
