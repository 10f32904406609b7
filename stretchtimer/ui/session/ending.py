"""Ends a session only after a question; its clock stands still until that is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.session.control import Act
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.overlay import Overlay

if TYPE_CHECKING:
    from stretchtimer.qt.session_bridge import SessionBridge


_WIDEST = 480


class EndQuestion(Overlay):
    """Tells in ``answered`` whether to end; whatever else puts it away means to go on.

    ``is_kept`` tells whether what was held is in the record.
    """

    answered = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget, *, is_kept: bool) -> None:
        super().__init__(appearance, _WIDEST, parent)
        px = appearance.px
        sheet = QWidget()
        self.end = TextButton(appearance, tr("End the session"), "end", parent=sheet)
        self.go_on = TextButton(appearance, tr("Resume"), "play", "primary", sheet)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(16))
        buttons.addStretch(1)
        buttons.addWidget(self.end)
        buttons.addWidget(self.go_on)
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(0, 0, px(8), px(8))
        layout.setSpacing(px(24))
        words = tr("The timer is paused.")
        if is_kept:
            words = tr("The timer is paused. What you have held so far is in your record.")
        layout.addWidget(wrapped(words))
        layout.addLayout(buttons)
        self.setAccessibleDescription(words)
        self.end.clicked.connect(lambda: self.answered.emit(True))
        self.go_on.clicked.connect(self.put_away)
        self.show_sheet(tr("End the session?"), sheet)
        self.go_on.setFocus()

    def stops(self) -> list[QWidget]:
        return [self.go_on, self.end, *super().stops()[1:]]

    def put_away(self) -> None:
        self.answered.emit(False)


class Ending(QObject):
    """One question at a time, while the session asks it; it goes with the session.

    ``stayed`` when the session goes on after all. ``is_kept`` is told with each session.
    """

    stayed = Signal()

    def __init__(self, appearance: Appearance, session: SessionBridge, window: QWidget) -> None:
        super().__init__(window)
        self._appearance = appearance
        self._session = session
        self._window = window
        self._closing = False
        self.is_kept = True
        self.question: EndQuestion | None = None
        session.finished.connect(self._on_finished)

    def ask(self, *, closing: bool = False) -> None:
        """Asks whether to end the session, and with ``closing`` to close the window after it."""
        self._closing = self._closing or closing
        self._session.control.do(Act.LEAVE)

    def show_question(self) -> None:
        self.question = EndQuestion(self._appearance, self._window, is_kept=self.is_kept)
        self.question.answered.connect(self._on_answered)

    def place(self) -> None:
        """Has the question cover the window as it is now."""
        if self.question is not None:
            self.question.place()

    def _on_finished(self) -> None:
        self._close()
        self._closing = False

    def _close(self) -> None:
        question, self.question = self.question, None
        if question:
            question.hide()
            question.deleteLater()

    def _on_answered(self, ends: bool) -> None:
        self._close()
        closing, self._closing = self._closing, False
        if ends:
            self._session.control.end()
            if closing:
                self._window.close()
        elif self._session.is_running:
            self._session.control.stay()
            self.stayed.emit()
