"""The page before a session whose words are still being recorded: it goes on by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.widgets.spoken_roles import HEADING

_TITLE_SHARE, _INSTRUCTION_SHARE, _PROGRESS_SHARE = 0.055, 0.038, 0.055
"""How high a capital is, as a share of the window's height: it is read from the mat, too."""
_NARROW_PX = 1000
_WIDEST = 1100


class RecordingPage(QWidget):
    """``done`` once the words are there, or when the person would rather begin; ``left`` when
    they turn back."""

    done = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self.title = FitLabel(2, QFont.Weight.DemiBold, self)
        self.title.setProperty(HEADING, True)
        self.title.setText(tr("The words of this routine are being recorded."))
        self.instruction = FitLabel(3, parent=self)
        self.instruction.setText(
            tr("Lie down if you like: the session begins by itself when they are there.")
        )
        self.progress = FitLabel(1, QFont.Weight.DemiBold, self)
        self.begin = TextButton(appearance, tr("Begin without waiting"), "play", parent=self)
        self.begin.setToolTip(tr("The words join in once they are recorded."))
        self.back = TextButton(appearance, tr("Back"), "back", parent=self)
        self._lay_out()
        self.begin.clicked.connect(self.done)
        self.back.clicked.connect(self.left)

    def show_progress(self, status: VoiceStatus | None) -> None:
        """Takes how far the recording is; where it is over, also by a fault, nothing is waited for.

        What went wrong is told elsewhere.
        """
        if status and status.is_awaited:
            words = tr("{done} of {of}").format(done=status.done, of=status.of)
            self.progress.setText(words)
        elif self.isVisible():
            self.done.emit()

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.begin.setFocus()
            words = f"{self.title.text()} {self.instruction.text()}"
            announce(self, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Gives narrow windows narrow margins, and the words letters that grow with the window."""
        px = self._appearance.px
        margin = px(24 if self.width() < _NARROW_PX else 32)
        self._page.setContentsMargins(margin, margin, margin, margin)
        height = min(self.height(), self.width() * 3 // 4)
        self.title.set_capital_height(_TITLE_SHARE * height)
        self.instruction.set_capital_height(_INSTRUCTION_SHARE * height)
        self.progress.set_capital_height(_PROGRESS_SHARE * height)
        self._column.setMaximumWidth(max(px(_WIDEST), height * 3 // 2))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        px = self._appearance.px
        buttons = QHBoxLayout()
        buttons.setSpacing(px(16))
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        buttons.addWidget(self.begin)
        self._column = QWidget()
        inner = QVBoxLayout(self._column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(px(16))
        inner.addWidget(self.title)
        inner.addWidget(self.instruction)
        inner.addSpacing(px(16))
        inner.addWidget(self.progress)
        inner.addStretch(1)
        inner.addLayout(buttons)
        self._page = QHBoxLayout(self)
        self._page.addWidget(self._column)
        QWidget.setTabOrder(self.begin, self.back)
