"""One entry, opened: what is known of it, what can be put right, and a new one added by hand."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from PySide6.QtCore import QDate, QDateTime, Qt, QTime, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDateEdit, QGridLayout, QHBoxLayout, QTimeEdit, QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.events import Held
from stretchtimer.engine.model import MAX_TIMES
from stretchtimer.services.record.entries import ByHand, Entry, Said, once_ms_of, said_of
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.record import end_word, held_words, walk_words
from stretchtimer.services.wording.session import side_word
from stretchtimer.ui.record.dates import day_and_time
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import EndsTyping, LeavesWheel, NumberBox
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.note_box import NoteBox
from stretchtimer.ui.widgets.pain_keys import PainKeys

_LONGEST_HOLD_S = 3_600
_LONGEST_MIN = 600
_UNSAID = -1


class EntryForm(Section):
    """``kept`` tells of an entry what is said of it and how long each hold was, ``added`` of one
    added by hand what and what is said; ``deleted`` the entry; ``left`` that nothing is changed.
    """

    kept = Signal(object, object, object)
    added = Signal(object, object)
    deleted = Signal(object)
    left = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", parent)
        self._entry: Entry | None = None
        self._routine = ("", "")
        self.day = DayBox(self)
        self.time = TimeBox(self)
        self.minutes = NumberBox(1, _LONGEST_MIN, tr("{n} min"), self)
        self.pain_before = PainKeys(appearance, tr("Back pain before"), self)
        self.pain_after = PainKeys(appearance, tr("Back pain after"), self)
        self.walked = NumberBox(_UNSAID, _LONGEST_MIN, tr("{n} min"), self)
        self.walked.setSpecialValueText(tr("not noted"))
        self.pain_walking = PainKeys(appearance, tr("Back pain while walking"), self)
        self.note = NoteBox(self)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(appearance.px(24))
        self._grid.setVerticalSpacing(appearance.px(12))
        self._lines = {
            box: self._line(name, box)
            for name, box in (
                (tr("Day"), self.day),
                (tr("Started at"), self.time),
                (tr("How long it took"), self.minutes),
                (tr("Back pain before"), self.pain_before),
                (tr("Back pain after"), self.pain_after),
                (tr("Walk before"), self.walked),
                (tr("Back pain while walking"), self.pain_walking),
                (tr("Note"), self.note),
            )
        }
        self.body.addLayout(self._grid)
        self._holds_title = label(tr("Held"), "strong")
        self._holds = QGridLayout()
        self._holds.setColumnStretch(0, 1)
        self._holds.setVerticalSpacing(appearance.px(8))
        self.hold_boxes: list[NumberBox] = []
        self.body.addWidget(self._holds_title)
        self.body.addLayout(self._holds)
        self.keep = TextButton(appearance, tr("Save"), "check", "primary", self)
        self.leave = TextButton(appearance, tr("Cancel"), parent=self)
        self.delete = TextButton(appearance, tr("Delete this entry"), "", "quiet", self)
        buttons = QHBoxLayout()
        buttons.setSpacing(appearance.px(12))
        buttons.addWidget(self.keep)
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.delete)
        self.body.addSpacing(appearance.px(8))
        self.body.addLayout(buttons)
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.left)
        self.delete.clicked.connect(lambda: self.deleted.emit(self._entry))

    def open(self, entry: Entry) -> None:
        """Shows an entry that is there."""
        self._entry = entry
        session = entry.session
        when = day_and_time(session.counts_for_date, session.started_local)
        self.title.setText(f"{session.routine_name} · {when}")
        facts = (
            held_words(entry),
            end_word(entry.session, is_running=entry.is_running),
            walk_words(entry),
        )
        self.say(" · ".join(filter(None, facts)))
        self._show_said(said_of(entry))
        self._show_lines(is_new=False)
        self._show_holds(entry)
        self.delete.show()
        self.pain_before.setFocus()

    def open_new(self, day: date, now: datetime, routine: tuple[str, str], minutes: int) -> None:
        """Shows a new entry for a day; ``routine`` is its id and name."""
        self._entry, self._routine = None, routine
        self.title.setText(tr("Add by hand: {name}").format(name=routine[1]))
        self.say("")
        self.day.setMaximumDate(QDate(now.year, now.month, now.day))
        self.day.setDate(QDate(day.year, day.month, day.day))
        self.time.setTime(QTime(now.hour, now.minute))
        self.minutes.setValue(minutes)
        self._show_said(Said())
        self._show_lines(is_new=True)
        self._show_holds(None)
        self.delete.hide()
        self.day.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _line(self, name: str, box: QWidget) -> QWidget:
        title = wrapped(name)
        # In the middle of the keys, not of these and the words below them.
        title.setMinimumHeight(self.minutes.sizeHint().height())
        if not box.accessibleName():
            box.setAccessibleName(name)
        row = self._grid.rowCount()
        self._grid.addWidget(title, row, 0, Qt.AlignmentFlag.AlignTop)
        at = Qt.AlignmentFlag(0) if box is self.note else Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(box, row, 1, at)
        return title

    def _show_said(self, said: Said) -> None:
        self.pain_before.show_value(said.pain_before)
        self.pain_after.show_value(said.pain_after)
        self.walked.setValue(_UNSAID if said.walked_min is None else said.walked_min)
        self.pain_walking.show_value(said.pain_walking)
        self.note.setText(said.note)

    def _show_lines(self, *, is_new: bool) -> None:
        for box in (self.day, self.time, self.minutes):
            box.setVisible(is_new)
            self._lines[box].setVisible(is_new)

    def _show_holds(self, entry: Entry | None) -> None:
        while (item := self._holds.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.hold_boxes = []
        for row, hold in enumerate(entry.session.holds if entry else ()):
            held = hold.held
            parts = [held.stretch_name, side_word(held.side) if held.side else ""]
            if held.repetition > 1 or held.round > 1:
                parts.append(tr("hold {n}").format(n=hold.position))
            if once_ms_of(held):
                planned = held.planned_repetitions or 0
                parts.append(ntr("{n} time planned", "{n} times planned", planned))
            name = " · ".join(filter(None, parts))
            most, unit = max(_LONGEST_HOLD_S, held.held_ms // SECOND_MS), tr("{n} s")
            if once_ms_of(held):
                most, unit = max(MAX_TIMES, _amount(held)), tr("{n} times")
            box = NumberBox(0, most, unit, self)
            box.setValue(_amount(held))
            box.setAccessibleName(tr("Held: {name}").format(name=f"{name} ({hold.position})"))
            self._holds.addWidget(wrapped(name), row, 0)
            self._holds.addWidget(box, row, 1)
            self.hold_boxes.append(box)
        holds = entry.session.holds if entry else ()
        all_counted = all(once_ms_of(hold.held) for hold in holds)
        self._holds_title.setText(tr("Done") if all_counted else tr("Held"))
        self._holds_title.setVisible(bool(self.hold_boxes))

    def _on_keep(self) -> None:
        walked = self.walked.value()
        said = Said(
            self.pain_before.value,
            self.pain_after.value,
            None if walked == _UNSAID else walked,
            self.pain_walking.value,
            self.note.text(),
        )
        if self._entry is None:
            self.added.emit(self._by_hand(), said)
            return
        held_ms = [
            hold.held.held_ms
            if box.value() == _amount(hold.held)
            else box.value() * (once_ms_of(hold.held) or SECOND_MS)
            for hold, box in zip(self._entry.session.holds, self.hold_boxes, strict=True)
        ]
        self.kept.emit(self._entry, said, held_ms)

    def _by_hand(self) -> ByHand:
        day, time = self.day.date(), self.time.time()
        # By the offset that holds in this place at that time, which need not be today's.
        offset = timezone(timedelta(seconds=QDateTime(day, time).offsetFromUtc()))
        local = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=offset
        )
        return ByHand(local, self.minutes.value(), *self._routine)


class DayBox(EndsTyping, LeavesWheel, QDateEdit):
    """A day, with the parts of it changed by arrow keys or typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDisplayFormat("d MMM yyyy")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class TimeBox(EndsTyping, LeavesWheel, QTimeEdit):
    """A time of the day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


def _amount(held: Held) -> int:
    """How much of a hold was done: how often where it is counted, else for how many seconds."""
    once_ms = once_ms_of(held)
    if once_ms and held.done_repetitions is not None:
        return held.done_repetitions
    unit_ms = once_ms or SECOND_MS
    return (held.held_ms + unit_ms // 2) // unit_ms
