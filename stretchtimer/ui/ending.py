"""Ends a session only after a question; its clock stands still until that is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.ui.look import Look

if TYPE_CHECKING:
    from stretchtimer.ui.end_question import EndQuestion
    from stretchtimer.ui.session_director import SessionDirector


class Ending(QObject):
    """One question at a time. ``stayed`` when the session goes on after all."""

    stayed = Signal()

    def __init__(self, look: Look, director: SessionDirector, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._director = director
        self._window = window
        self._closing = False
        self.question: EndQuestion | None = None

    def ask(self, *, closing: bool = False) -> None:
        """Asks whether to end the session, and with ``closing`` to close the window after it."""
        from stretchtimer.ui.end_question import EndQuestion

        self._closing = self._closing or closing
        if self.question is not None:
            return
        self._director.interrupt()
        self.question = EndQuestion(self._look, self._window)
        self.question.finished.connect(self._on_answered)
        self.question.open()

    def withdraw(self) -> None:
        """The session is over by itself; nothing is left to be asked."""
        if self.question is not None:
            self.question.close()

    def _on_answered(self, answer: int) -> None:
        from stretchtimer.ui.end_question import EndQuestion

        question, self.question = self.question, None
        if question:
            question.deleteLater()
        closing, self._closing = self._closing, False
        if answer == EndQuestion.DialogCode.Accepted.value:
            self._director.end()
            if closing:
                self._window.close()
        else:
            self._director.continue_()
            self.stayed.emit()
