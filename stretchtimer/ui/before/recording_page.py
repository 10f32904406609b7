"""The page before a session whose words are still being recorded: it goes on by itself."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.column_page import ColumnPage
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.widgets.spoken_roles import HEADING

_TITLE_SHARE, _INSTRUCTION_SHARE, _PROGRESS_SHARE = 0.055, 0.038, 0.055
"""How high a capital is, as a share of the window's height: it is read from the mat, too."""
_WIDEST, _SPACING = 1100, 16


class RecordingPage(ColumnPage):
    """``done`` once the words are there, or when the person would rather begin; ``left`` when
    they turn back."""

    done = Signal()
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, _WIDEST, _SPACING, parent)
        self.title = FitLabel(2, QFont.Weight.DemiBold, self)
        self.title.setProperty(HEADING, True)
        self.title.setText(tr("Preparing the voice for this routine."))
        self.instruction = FitLabel(3, parent=self)
        self.instruction.setText(
            tr("You can lie down now: the session starts by itself when it is ready.")
        )
        self.progress = FitLabel(1, QFont.Weight.DemiBold, self)
        self.begin = TextButton(appearance, tr("Start without waiting"), "play", parent=self)
        self.begin.setToolTip(tr("You will hear the voice as soon as it is ready."))
        self.back = TextButton(appearance, tr("Cancel"), "close", parent=self)
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

    def fit(self) -> None:
        """The words grow with the window."""
        height = min(self.height(), self.width() * 3 // 4)
        self.title.set_capital_height(_TITLE_SHARE * height)
        self.instruction.set_capital_height(_INSTRUCTION_SHARE * height)
        self.progress.set_capital_height(_PROGRESS_SHARE * height)
        self.enlarge((self.begin, self.back), height)
        self.grow_with(height)

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
        self.parts.addWidget(self.title)
        self.parts.addWidget(self.instruction)
        self.parts.addSpacing(px(16))
        self.parts.addWidget(self.progress)
        self.parts.addStretch(1)
        self.parts.addLayout(buttons)
        QWidget.setTabOrder(self.begin, self.back)
