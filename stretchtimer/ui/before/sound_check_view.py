"""How the question whether the sound is heard from the mat is laid out, large enough for there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.audio.sound_check import Advice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.bullet import Bullet
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.column_page import ColumnPage
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.widgets.output_box import OutputBox
from stretchtimer.ui.widgets.spoken_roles import HEADING
from stretchtimer.ui.widgets.volume_control import VolumeControl


class HearingWords(QFrame):
    """A card that is there only while there is something to say."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.sentence = wrapped(role="strong", parent=self)
        self.mend = TextButton(appearance, "", "sound", "primary", parent=self)
        self._pixels = 0
        self._steps: list[QLabel] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(
            appearance.px(20), appearance.px(12), appearance.px(20), appearance.px(12)
        )
        self._layout.setSpacing(appearance.px(6))
        self._layout.addWidget(self.sentence)
        self._layout.addWidget(self.mend, 0, Qt.AlignmentFlag.AlignLeading)
        self.hide()

    @property
    def text(self) -> str:
        """All that is said, as it is read out."""
        return " ".join((self.sentence.text(), *(step.text() for step in self._steps))).strip()

    def set_capital_height(self, pixels: float) -> None:
        """How high a capital should be, in logical pixels; never lower than elsewhere."""
        self._pixels = max(round(pixels / 0.72), QFontInfo(QApplication.font()).pixelSize())
        for text in (self.sentence, *self._steps):
            self._enlarge(text)

    def _enlarge(self, text: QLabel) -> None:
        if self._pixels:
            font = QFont(text.font())
            font.setPixelSize(self._pixels)
            text.setFont(font)

    def show_advice(self, advice: Advice, keys: str) -> None:
        """Takes what is to be said; ``keys`` names the key that mends it, or is empty."""
        self.sentence.setText(advice.sentence)
        for step in self._steps:
            step.hide()
            step.deleteLater()
        self._steps = [Bullet(step, self) for step in advice.steps]
        for number, step in enumerate(self._steps, start=1):
            self._layout.insertWidget(number, step)
            self._enlarge(step)
            step.show()
        self.mend.setText(f"{advice.remedy} ({keys})" if keys else advice.remedy)
        self.mend.setVisible(bool(advice.remedy))
        self.setVisible(bool(advice.sentence))


_TITLE_SHARE, _INSTRUCTION_SHARE, _PROGRESS_SHARE = 0.055, 0.038, 0.028
_WORDS_SHARE, _BUTTON_SHARE = 0.02, 0.026
"""How high a capital is, as a share of the window's height."""
_ANSWER_HEIGHT = 1 / 8
"""How high the answers are, of the same."""
_LEAST_PIXELS = 10
_WIDEST, _SPACING, _STACKED = 1100, 10, 660


class SoundCheckView(ColumnPage):
    """All parts of the page; what they mean is the page's business.

    Nothing of it changes its size with what there is to say: whoever lies on the mat and heard
    nothing must read on from there. Where help is shown, it takes the place of the instruction.
    """

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget,
    ) -> None:
        super().__init__(appearance, _WIDEST, _SPACING, parent)
        self.title = FitLabel(2, QFont.Weight.DemiBold, self)
        self.title.setProperty(HEADING, True)
        self.instruction = FitLabel(3, parent=self)
        self._output = ""
        self._round = ""
        self.progress = FitLabel(2, parent=self)
        self.progress.setProperty("role", "muted")
        self.words = HearingWords(appearance, self)
        self.yes = TextButton(appearance, "", "check", "primary", self)
        self.no = TextButton(appearance, "", "sound-off", parent=self)
        self.again = TextButton(appearance, "", "restart", parent=self)
        self.output = OutputBox(preferences, devices, self)
        self.volume = VolumeControl(appearance, preferences, self)
        self.back = TextButton(appearance, tr("Cancel"), "close", parent=self)
        self.skip = TextButton(appearance, tr("Skip the sound check"), "", "quiet", self)
        self.title.setText(tr("Can you hear me from the mat?"))
        self.instruction.setText(tr("Lie down and listen. Press Space when you hear me."))
        self._lay_out()
        self.output.tell_name()
        self._order_tabs()

    def show_advice(self, said: Advice, status: AudioStatus | None, letters: bool) -> None:
        """Shows what is known; ``letters`` tells whether single letters act."""
        self.yes.setText(tr("I hear you ({key})").format(key=tr("Space")))
        no, again = tr("I hear nothing"), tr("Play again")
        if letters:
            no = tr("I hear nothing ({key})").format(key="N")
            again = tr("Play again ({key})").format(key="R")
        self.no.setText(no)
        self.again.setText(again)
        self.words.show_advice(said, "M" if letters else "")
        self.instruction.setVisible(self.words.isHidden())
        self._output = status.output if status else ""
        self._show_progress()
        self.fit()

    def show_way_on(self, *, is_heard: bool) -> None:
        """How to go on without an answer: quietly, but where there is nothing to answer."""
        words = tr("Skip the sound check") if is_heard else tr("Go on without sound")
        role = "quiet" if is_heard else ""
        if self.skip.property("role") != role:
            self.skip.setText(words)
            self.skip.setProperty("role", role)
            self.skip.style().polish(self.skip)

    def show_round(self, number: int, times: int) -> None:
        """Which time of how many; 0 before the first."""
        words = tr("Sound {number} of {times}") if number else tr("The sound will come in a moment")
        self._show_round(words.format(number=number, times=times))

    def show_stopped(self, letters: bool) -> str:
        """Says that there is nothing to listen for any more; returns the words for it."""
        words = tr("The sound has stopped. Press {key} to hear it again.").format(key="R")
        if not letters:
            words = tr("The sound has stopped. Choose “Play again” to hear it again.")
        self._show_round(words)
        return words

    def show_silence(self) -> None:
        """Says nothing of the sound where something keeps it from playing."""
        self._show_round("")

    def _show_round(self, words: str) -> None:
        self._round = words
        self._show_progress()

    def button_for(self, key: int) -> TextButton | None:
        """The button that a letter presses."""
        letters: dict[int, TextButton] = {
            Qt.Key.Key_N: self.no,
            Qt.Key.Key_R: self.again,
            Qt.Key.Key_M: self.words.mend,
        }
        button = letters.get(key)
        return button if button and button.isVisible() else None

    def _show_progress(self) -> None:
        played_by = tr("Played through: {output}").format(output=self._output)
        parts = (played_by if self._output else "", self._round)
        self.progress.setText(" · ".join(part for part in parts if part))

    def fit(self) -> None:
        """What is read and pressed from the mat grows with the window."""
        px = self._appearance.px
        height = min(self.height(), self.width() * 3 // 4)
        self.title.set_capital_height(_TITLE_SHARE * height)
        self.instruction.set_capital_height(_INSTRUCTION_SHARE * height)
        self.progress.set_capital_height(_PROGRESS_SHARE * height)
        self.words.set_capital_height(_WORDS_SHARE * height)
        for button in (self.yes, self.no):
            button.setMinimumHeight(max(px(56), round(_ANSWER_HEIGHT * height)))
        tools = (self.again, self.output, self.back, self.skip, self._volume_name)
        self.enlarge((*tools, self.volume.mute, self.volume.slider), height)
        self.grow_with(height)
        self._fit_answers(round(_BUTTON_SHARE * height / 0.72))
        self._arrange_tools()

    def _arrange_tools(self) -> None:
        """What is chosen and what is turned stand side by side where both have room."""
        halves = (self.again, self.output), (self._volume_name, self.volume)
        wider = max(sum(part.minimumSizeHint().width() for part in half) for half in halves)
        wanted = 2 * wider + self._appearance.px(4 * 16)
        narrow = self.width() < self._appearance.px(_STACKED) or wanted > self.room()[0]
        way = QBoxLayout.Direction
        self._tools.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    def _fit_answers(self, pixels: int) -> None:
        """Gives both answers letters of that size, or the largest with which both fit."""
        answers = (self.yes, self.no)
        room, _ = self.room()
        while True:
            for button in answers:
                font = QFont(button.font())
                font.setPixelSize(pixels)
                button.setFont(font)
                button.grow_icon(pixels)
            wanted = sum(button.minimumSizeHint().width() for button in answers)
            if wanted + self._appearance.px(16) <= room or pixels <= _LEAST_PIXELS:
                return
            pixels -= 1

    def _lay_out(self) -> None:
        px = self._appearance.px
        answers = QHBoxLayout()
        answers.setSpacing(px(16))
        for button in (self.yes, self.no):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        answers.addWidget(self.yes, 3)
        answers.addWidget(self.no, 2)
        inner = self.parts
        inner.addWidget(self.title)
        inner.addWidget(self.instruction)
        inner.addWidget(self.progress)
        inner.addSpacing(px(8))
        inner.addWidget(self.words)
        inner.addStretch(1)
        inner.addLayout(answers)
        self._tools = self._make_tools()
        inner.addLayout(self._tools)
        inner.addLayout(self._make_feet())

    def _make_tools(self) -> QBoxLayout:
        px = self._appearance.px
        playing, loudness = QHBoxLayout(), QHBoxLayout()
        playing.addWidget(self.again)
        self.output.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        playing.addWidget(self.output, 1)
        self._volume_name = label(tr("Volume (+ and −)"))
        self._volume_name.setBuddy(self.volume.slider)
        loudness.addWidget(self._volume_name)
        loudness.addWidget(self.volume, 1)
        both = QHBoxLayout()
        for row in (playing, loudness, both):
            row.setSpacing(px(16))
        both.addLayout(playing, 1)
        both.addLayout(loudness, 1)
        return both

    def _make_feet(self) -> QHBoxLayout:
        px = self._appearance.px
        row = QHBoxLayout()
        row.setSpacing(px(16))
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.skip)
        return row

    def _order_tabs(self) -> None:
        stops = (
            *(self.words.mend, self.yes, self.no, self.again, self.output),
            *(self.volume.mute, self.volume.slider, self.skip, self.back),
        )
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
