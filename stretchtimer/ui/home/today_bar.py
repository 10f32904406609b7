"""What the first page knows of other days, on one calm line; how the back is now; and walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.record.home import HomeFacts
from stretchtimer.services.record.offers import Offer, offer_of
from stretchtimer.services.record.today_desk import TodayDesk, Walk, walk_minutes
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.today import pain_now_words, today_words, warm_words
from stretchtimer.ui.home.week_rounds import WeekRounds
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.boxes import NumberBox
from stretchtimer.ui.widgets.buttons import TextButton, label, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.pain_keys import PainKeys

if TYPE_CHECKING:
    from stretchtimer.engine.plan import Plan

_TICK_MS = 15_000
_SOON_MS = 10 * 60_000
_LONGEST_MIN = 600
_UNSAID = -1


class TodayBar(QWidget):
    """Shows what ``TodayDesk`` tells. ``taken_up`` tells an ``Offer`` that is to be begun now.

    ``reminded`` has a sentence for somebody who will not be warm for much longer.
    """

    taken_up = Signal(object)
    reminded = Signal(str)

    def __init__(
        self, appearance: Appearance, desk: TodayDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts: HomeFacts | None = None
        self._plan: Plan | None = None
        self._offer: Offer | None = None
        self._walk: Walk | None = None
        self._ended: Walk | None = None
        self._is_reminded = False
        self._asks = True
        px = appearance.px
        self.words = wrapped()
        self.week = WeekRounds(appearance, self)
        self.offer_words = wrapped()
        self.take_up = TextButton(appearance, "", parent=self)
        self.let_be = TextButton(appearance, tr("Let it be"), "", "quiet", self)
        self.pain = TextButton(appearance, pain_now_words(None), "", "quiet", self)
        self.pain_keys = PainKeys(appearance, tr("Back pain now"), self)
        self.walked = TextButton(appearance, tr("I just walked"), "", "quiet", self)
        self.going = TextButton(appearance, tr("I am going for a walk"), "", "quiet", self)
        self.back = TextButton(appearance, tr("I am back from my walk"), parent=self)
        self.warm = label(role="strong")
        self.minutes = NumberBox(_UNSAID, _LONGEST_MIN, tr("{n} min"), self)
        self.minutes.setSpecialValueText(tr("minutes?"))
        self.minutes.setAccessibleName(tr("How long you walked"))
        self.walk_keys = PainKeys(appearance, tr("Back pain while walking"), self)
        line = QHBoxLayout()
        line.addWidget(self.words, 1)
        line.addWidget(self.week)
        self._offer_row = QWidget(self)
        offer = QHBoxLayout(self._offer_row)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.addWidget(self.offer_words, 1)
        offer.addWidget(self.take_up)
        offer.addWidget(self.let_be)
        self._walk_row = QWidget(self)
        about = FlowLayout(px(12))
        self._walk_row.setLayout(about)
        about.addWidget(label(tr("The walk"), "muted"))
        about.addWidget(self.minutes)
        about.addWidget(self.walk_keys)
        self._acts = QWidget(self)
        acts = FlowLayout(px(12))
        self._acts.setLayout(acts)
        for part in (self.pain, self.pain_keys, self.warm, self.walked, self.going, self.back):
            acts.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(px(4))
        layout.addLayout(line)
        layout.addWidget(self._offer_row)
        layout.addWidget(self._acts)
        layout.addWidget(self._walk_row)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        for folded in (self.pain_keys, self._walk_row, self._offer_row):
            folded.hide()
        self._connect()

    @property
    def pain_now(self) -> int | None:
        """What was said of the back before the session that comes."""
        return self.pain_keys.value if self._asks else None

    @property
    def offer(self) -> Offer | None:
        return self._offer

    def look(self) -> None:
        """Asks for what there is now."""
        self._desk.look(self._on_facts)

    def begin_anew(self) -> None:
        """A session has begun: what was said before it is said, and not asked again."""
        self.pain_keys.show_value(None)
        self._fold_pain()
        self._walk_row.hide()

    def show_plan(self, plan: Plan) -> None:
        """Takes the plan of the routine that is shown, of which an offer is a part."""
        self._plan = plan
        self._show_offer()

    def ask_of_feelings(self, wanted: bool) -> None:
        """Whether the back and walks are asked about at all."""
        self._asks = wanted
        self._acts.setVisible(wanted)
        if not wanted:
            self._walk_row.hide()

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        return (
            *(self.take_up, self.let_be, self.pain, *self.pain_keys.keys),
            *(self.walked, self.going, self.back, self.minutes, *self.walk_keys.keys),
        )

    def tick(self) -> None:
        """Shows how long one is still warm, and reminds once before that is over."""
        left_ms = self._desk.warm_ms()
        self.warm.setVisible(left_ms is not None)
        self.walked.setVisible(left_ms is None and not self.back.isVisibleTo(self))
        if left_ms is None:
            self._timer.stop()
            return
        self.warm.setText(warm_words(left_ms))
        if left_ms <= _SOON_MS and not self._is_reminded:
            self._is_reminded = True
            self.reminded.emit(tr("You are still warm from your walk; your routine is ready."))

    def showEvent(self, event: QShowEvent) -> None:
        self._run_if_warm()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()

    def _connect(self) -> None:
        self.take_up.clicked.connect(self._on_taken_up)
        self.let_be.clicked.connect(self._on_let_be)
        self.pain.clicked.connect(self._unfold_pain)
        self.pain_keys.chosen.connect(lambda _: self._on_pain_chosen())
        self.walked.clicked.connect(lambda: self._desk.note_walk(self._on_walk_ended))
        self.going.clicked.connect(lambda: self._desk.begin_walk(self._on_walk_begun))
        self.back.clicked.connect(self._on_back)
        self.minutes.valueChanged.connect(lambda _: self._tell_of_walk())
        self.walk_keys.chosen.connect(lambda _: self._tell_of_walk())

    def _on_facts(self, facts: HomeFacts) -> None:
        self._facts = facts
        words = today_words(facts)
        self.words.setText(words)
        for part in (self.words, self.week):
            part.setVisible(bool(words))
        self.week.show_week(facts.week, self._desk.today)
        self._show_walking(facts.walking)
        self._show_offer()
        self._run_if_warm()

    def _show_offer(self) -> None:
        ready = self._facts is not None and self._plan is not None
        offer = offer_of(self._facts, self._plan) if ready else None
        is_new = offer is not None and offer != self._offer
        self._offer = offer
        self._offer_row.setVisible(offer is not None)
        if offer is not None:
            self.offer_words.setText(offer.words)
            self.take_up.setText(offer.button)
            if is_new:
                announce(self.offer_words, offer.words)

    def _show_walking(self, walk: Walk | None) -> None:
        self._walk = walk
        self.back.setVisible(walk is not None)
        self.going.setVisible(walk is None)
        self.tick()

    def _run_if_warm(self) -> None:
        self.tick()
        if self.isVisible() and self._desk.warm_ms() is not None:
            self._timer.start()

    def _on_taken_up(self) -> None:
        self.taken_up.emit(self._offer)

    def _on_let_be(self) -> None:
        assert self._offer is not None
        self._desk.let_be(self._offer.session_uuid)
        self.look()

    def _unfold_pain(self) -> None:
        self.pain.hide()
        self.pain_keys.show()
        self.pain_keys.setFocus()

    def _fold_pain(self) -> None:
        self.pain.setText(pain_now_words(self.pain_keys.value))
        self.pain.show()
        self.pain_keys.hide()

    def _on_pain_chosen(self) -> None:
        self._fold_pain()
        self.pain.setFocus()

    def _on_walk_begun(self, walk: Walk) -> None:
        self._show_walking(walk)
        self.back.setFocus()

    def _on_back(self) -> None:
        assert self._walk is not None
        self._desk.end_walk(self._walk, self._on_walk_ended)

    def _on_walk_ended(self, walk: Walk) -> None:
        """Asks how it was, which nobody needs to answer."""
        self._is_reminded = False
        self._show_walking(None)
        self._ended = walk
        minutes = walk_minutes(walk)
        self.minutes.blockSignals(True)
        self.minutes.setValue(_UNSAID if minutes is None else minutes)
        self.minutes.blockSignals(False)
        self.walk_keys.show_value(None)
        self._walk_row.show()
        self._run_if_warm()
        self.minutes.setFocus()

    def _tell_of_walk(self) -> None:
        if self._ended is None:
            return
        minutes = self.minutes.value()
        said = None if minutes == _UNSAID else minutes
        self._desk.tell_of_walk(self._ended, said, self.walk_keys.value, self._on_walk_told)

    def _on_walk_told(self, walk: Walk) -> None:
        self._ended = walk
