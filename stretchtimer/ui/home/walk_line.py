"""Walks on the first page: just taken, being timed, still warm, and how it was."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchtimer.services.record.today_desk import TodayDesk, Walk, walk_minutes
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.today import pain_walking_words, warm_words
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.pain_fold import PainFold

_TICK_MS = 15_000
_SOON_MS = 10 * 60_000
_LONGEST_MIN = 600
_UNSAID = 0


class WalkLine(QWidget):
    """``reminded`` has a sentence, once, for somebody who will not be warm for much longer.

    ``cooled`` has it again when it is not true any more; ``taken_back`` tells that the walk was
    none.
    """

    reminded = Signal(str)
    cooled = Signal(str)
    taken_back = Signal()

    def __init__(self, appearance: Appearance, desk: TodayDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._walk: Walk | None = None
        self._ended: Walk | None = None
        self._is_reminded = False
        self.warm = label(role="strong", parent=self)
        self.minutes = NumberBox(_UNSAID, _LONGEST_MIN, tr("{n} min"), self)
        self.minutes.setSpecialValueText(tr("How long?"))
        self.minutes.setAccessibleName(tr("How long you walked"))
        self.pain = PainFold(appearance, tr("Back pain while walking"), pain_walking_words, self)
        self.walked = TextButton(appearance, tr("I just walked"), "", "quiet", self)
        self.going = TextButton(appearance, tr("I am going for a walk"), "", "quiet", self)
        self.back = TextButton(appearance, tr("I have finished my walk"), parent=self)
        self.undo = TextButton(appearance, tr("Undo"), "", "quiet", self)
        self.undo.setAccessibleName(tr("Undo the walk"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.px(12))
        told = (self.warm, self.minutes, self.pain, self.undo)
        for part in (*told, self.walked, self.going, self.back):
            row.addWidget(part)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self.walked.clicked.connect(lambda: desk.note_walk(self._on_ended))
        self.going.clicked.connect(lambda: desk.begin_walk(self._on_begun))
        self.back.clicked.connect(self._on_back)
        self.undo.clicked.connect(self._on_undo)
        self.minutes.valueChanged.connect(lambda _: self._tell())
        self.pain.chosen.connect(lambda _: self._tell())
        self.pain.unfolded.connect(lambda _: self.tick())
        self.show_walking(None)

    def show_walking(self, walk: Walk | None) -> None:
        """Takes the walk that is being timed, if there is one."""
        self._walk = walk
        self.tick()

    def forget(self) -> None:
        """Asks no more about the walk that has ended."""
        self._ended = None
        self.pain.show_value(None)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        stops = (self.minutes, *self.pain.tab_stops(), self.undo)
        return (*stops, self.walked, self.going, self.back)

    def tick(self) -> None:
        """Shows how it is now, and reminds once before one is warm no longer."""
        left_ms = self._desk.warm_ms()
        folded, is_walking = not self.pain.is_unfolded, self._walk is not None
        is_asked = self._ended is not None and not is_walking
        self.warm.setVisible(left_ms is not None and folded and not is_walking)
        self.minutes.setVisible(is_asked and folded)
        self.pain.setVisible(is_asked)
        self.undo.setVisible(is_asked and folded)
        self.walked.setVisible(left_ms is None and folded and not is_walking)
        self.going.setVisible(not is_walking and not is_asked and folded)
        self.back.setVisible(is_walking)
        if left_ms is None:
            self._timer.stop()
            self.cooled.emit(_reminder())
            return
        self.warm.setText(warm_words(left_ms))
        if self.isVisible() and not self._timer.isActive():
            self._timer.start()
        if left_ms <= _SOON_MS and not self._is_reminded and not is_walking:
            self._is_reminded = True
            self.reminded.emit(_reminder())

    def showEvent(self, event: QShowEvent) -> None:
        self.tick()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _on_begun(self, walk: Walk) -> None:
        self.show_walking(walk)
        self.back.setFocus()

    def _on_back(self) -> None:
        assert self._walk is not None
        self._desk.end_walk(self._walk, self._on_ended)

    def _on_ended(self, walk: Walk) -> None:
        """Asks how it was, which nobody needs to answer."""
        self._is_reminded = False
        self._ended = None
        minutes = walk_minutes(walk)
        self.minutes.setValue(_UNSAID if minutes is None else minutes)
        self.pain.show_value(None)
        self._ended = walk
        self.show_walking(None)
        self.minutes.setFocus()

    def _on_undo(self) -> None:
        if self._ended is not None:
            self._desk.take_back(self._ended, self._on_taken_back)

    def _on_taken_back(self) -> None:
        self.forget()
        self.tick()
        self.walked.setFocus()
        self.taken_back.emit()

    def _tell(self) -> None:
        if self._ended is not None:
            minutes = self.minutes.value()
            said = None if minutes == _UNSAID else minutes
            self._desk.tell_of_walk(self._ended, said, self.pain.value, self._on_told)

    def _on_told(self, walk: Walk) -> None:
        self._ended = walk


def _reminder() -> str:
    return tr("You should still be warm from your walk. Your routine is ready.")
