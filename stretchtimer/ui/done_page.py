"""The last page: where one lands, how to get up from there, and what was held."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.engine.session import SessionState
from stretchtimer.services.session.posture_at_end import last_pose, posture_at_end, stretch_at_end
from stretchtimer.services.session.summary import SummaryLine, summarize
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.session import (
    done_text,
    getting_up_text,
    held_text,
    planned_text,
    side_word,
)
from stretchtimer.ui.after_feelings import AfterFeelings
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.held_table import HeldTable
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.widgets.notice_bar import NoticeBar
from stretchtimer.ui.widgets.spoken_roles import HEADING

_NARROW = 1000
_TITLE_SHARE, _ADVICE_SHARE = 0.062, 0.026
"""How high a capital is, as a share of the window's height: it is read from the mat."""


class DonePage(QWidget):
    """Shows a finished session; nothing on it scores.

    The table has only the lines that differ from the plan, until all are asked for.
    ``easier_kept`` tells the ids of the stretches whose easier way is to be kept.
    """

    home_asked = Signal()
    again_asked = Signal()
    easier_kept = Signal(object)

    def __init__(
        self, appearance: Appearance, picture: FigurePicture, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._appearance = appearance
        self._picture = picture
        self._lines: tuple[SummaryLine, ...] = ()
        self.notices = NoticeBar(appearance, self)
        self.title = FitLabel(2, QFont.Weight.DemiBold, self)
        self.title.setProperty(HEADING, True)
        self.advice = FitLabel(4, parent=self)
        self._sentence = wrapped(role="lead", parent=self)
        self.feelings = AfterFeelings(appearance, self)
        self._differing = wrapped(tr("What was different from the plan:"), parent=self)
        self.held = HeldTable(appearance, self)
        self.unfold = TextButton(appearance, "", "chevron-down", "fold", self)
        self.unfold.setCheckable(True)
        self._eased: tuple[str, ...] = ()
        self.eased = wrapped(parent=self)
        self.keep_easier = TextButton(appearance, tr("Keep the easier way"), "check", parent=self)
        self.home = TextButton(appearance, tr("Go to Today"), "home", "primary", self)
        self.again = TextButton(appearance, tr("Do it again"), "restart", parent=self)
        self.home.clicked.connect(self.home_asked)
        self.again.clicked.connect(self.again_asked)
        self.unfold.toggled.connect(self._show_lines)
        self.keep_easier.clicked.connect(self._on_keep_easier)
        self._lay_out()

    @property
    def sentence(self) -> str:
        """What was held in all; "" where that was nothing."""
        return self._sentence.text()

    @property
    def heard(self) -> str:
        """What is said of the page by a screen reader when it comes."""
        told = (self.title.text(), self.advice.text(), self.sentence)
        return " ".join(filter(None, told))

    def table(self) -> tuple[tuple[str, ...], ...]:
        """The words of the table that is shown, line by line."""
        return () if self.held.isHidden() else self.held.lines()

    def show_session(self, state: SessionState, *, goes_on: bool = False) -> None:
        """Takes a finished session; one that ``goes_on`` with another is only a part."""
        reached = None if state.completed else state.phase_index
        summary = summarize(state.plan, state.ledger, reached)
        self._lines = summary.lines if summary.held_ms else ()
        self.title.setText(tr("Well done.") if state.completed else tr("Ended early."))
        self.advice.setText(getting_up_text(posture_at_end(state)))
        self._picture.show_pose(last_pose(stretch_at_end(state)))
        is_whole = state.completed and all(map(_is_done, summary.lines))
        words = done_text(summary, is_whole=is_whole, goes_on=goes_on)
        self._sentence.setText(words if summary.held_ms else "")
        self._sentence.setVisible(bool(summary.held_ms))
        self.home.setText(tr("Go to Today"))
        self.home.set_icon("home")
        self.unfold.setChecked(False)
        self._show_lines(False)

    def show_trial(self, state: SessionState) -> None:
        """Takes a finished trial of what is being edited: nothing of it is kept."""
        self.show_session(state)
        self.offer_easier(())
        self.feelings.ask(wanted=False)
        self._sentence.setText(tr("That was a trial. It is not in your record."))
        self._sentence.show()
        self.home.setText(tr("Go on editing"))
        self.home.set_icon("earlier")

    def offer_easier(self, stretches: Sequence[Stretch]) -> None:
        """Offers to keep the easier way of these, which were done so because they hurt."""
        self._eased = tuple(stretch.id for stretch in stretches)
        names = " · ".join(stretch.name for stretch in stretches)
        words = tr("Done the easier way, for today only: {names}.").format(names=names)
        self.eased.setText(words if stretches else "")
        self.eased.setVisible(bool(stretches))
        self.keep_easier.setVisible(bool(stretches))

    def _on_keep_easier(self) -> None:
        self.easier_kept.emit(self._eased)
        words = tr("The easier way is kept. You can reset it in Today.")
        self.eased.setText(words)
        announce(self.eased, words)
        if self.keep_easier.hasFocus():
            self.home.setFocus()
        self.keep_easier.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.home_asked.emit()
        elif Qt.Key.Key_0 <= event.key() <= Qt.Key.Key_9 and not event.modifiers():
            self.feelings.take_digit(event.key() - Qt.Key.Key_0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What is read from the mat grows with the window; narrow ones stack the page."""
        way = QBoxLayout.Direction
        px = self._appearance.px
        # Of the window, not of the page: that grows by what is decided here.
        width, height = self.window().width(), self.window().height()
        stacked = height > (width * 3 // 4 if width < px(_NARROW) else width)
        # In large letters the keys of the pain alone may take more than their half.
        stacked |= 2 * self.feelings.minimumSizeHint().width() > width
        self._body.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self._place_feelings(stacked)
        narrow = width < px(_NARROW)
        margin = px(24 if narrow else 32)
        self._page.setContentsMargins(margin, margin, margin, margin)
        height = min(height, width * 3 // 4)
        self.title.set_capital_height(_TITLE_SHARE * height)
        self.advice.set_capital_height(max(_ADVICE_SHARE * height, px(11)))
        room = width - 2 * margin
        if not stacked:
            beside = self._body.spacing() + self._beside.minimumSize().width()
            room = min(room // 2, room - beside)
        wanted = sum(each.sizeHint().width() for each in (self.home, self.again)) + px(16)
        self._buttons.setDirection(way.TopToBottom if wanted > room else way.LeftToRight)

    def _place_feelings(self, stacked: bool) -> None:
        """Asks below the picture where there is room for that, and else after what was held."""
        place, other = self._beside, self._words
        if stacked:
            place, other = other, place
        if place.indexOf(self.feelings) < 0:
            other.removeWidget(self.feelings)
            after = self._sentence if stacked else self._picture
            place.insertWidget(place.indexOf(after) + 1, self.feelings)

    def _show_lines(self, all_: bool) -> None:
        """Shows what differs from the plan, or all of it; no table where there is no line."""
        differing = [line for line in self._lines if line.differs]
        lines = self._lines if all_ else differing
        are_counted = any(line.planned_times is not None for line in self._lines)
        self.held.show_lines([_words(line) for line in lines], are_counted=are_counted)
        self.held.setVisible(bool(lines))
        self._differing.setVisible(bool(lines) and not all_)
        self.unfold.setVisible(len(differing) < len(self._lines))
        self.unfold.setText(tr("Show less") if all_ else tr("Show all you did"))
        self.unfold.set_icon("chevron-up" if all_ else "chevron-down")

    def _lay_out(self) -> None:
        px = self._appearance.px
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(px(16))
        self._buttons.addWidget(self.home)
        self._buttons.addWidget(self.again)
        self._buttons.addStretch(1)
        self._words = words = QVBoxLayout()
        words.setSpacing(px(8))
        words.addWidget(self.title)
        words.addWidget(self.advice)
        words.addSpacing(px(4))
        words.addWidget(self._sentence)
        words.addWidget(self.eased)
        words.addWidget(self.keep_easier, 0, Qt.AlignmentFlag.AlignLeading)
        words.addWidget(self._differing)
        words.addWidget(self.held, 100)
        words.addWidget(self.unfold, 0, Qt.AlignmentFlag.AlignLeading)
        words.addStretch(1)
        words.addLayout(self._buttons)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(px(32))
        self._beside = QVBoxLayout()
        self._beside.setSpacing(px(12))
        self._beside.addWidget(self._picture, 1)
        self._beside.addWidget(self.feelings)
        self._body.addLayout(self._beside, 1)
        self._body.addLayout(words, 1)
        self._page = QVBoxLayout(self)
        self._page.addWidget(self.notices)
        self._page.addLayout(self._body, 1)
        about = (*self.feelings.keys.keys, self.feelings.unfold, self.feelings.note)
        stops = (*about, self.keep_easier, self.home, self.again, self.unfold, self.held)
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)


def _is_done(line: SummaryLine) -> bool:
    """Whether at least half of it was held: who has gone past the rest has not done it all."""
    return 2 * line.held_ms >= line.planned_ms


def _words(line: SummaryLine) -> tuple[str, ...]:
    side = side_word(line.side) if line.side else ""
    return line.stretch_name, side, held_text(line), planned_text(line)
