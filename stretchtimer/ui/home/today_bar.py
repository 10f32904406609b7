"""What the first page knows of other days, on one calm line; how the back is now; and walks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.services.record.home import HomeFacts
from stretchtimer.services.record.offers import Offer, offer_of
from stretchtimer.services.record.today_desk import TodayDesk
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.today import pain_now_words, today_words
from stretchtimer.ui.home.walk_line import WalkLine
from stretchtimer.ui.home.week_rounds import WeekRounds
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton, wrapped
from stretchtimer.ui.widgets.flow_layout import FlowLayout
from stretchtimer.ui.widgets.pain_fold import PainFold

if TYPE_CHECKING:
    from stretchtimer.engine.plan import Plan


class TodayBar(QWidget):
    """Shows what ``TodayDesk`` tells. ``taken_up`` tells an ``Offer`` that is to be begun now.

    Where something is offered, it stands in the place of the line about the last time. While the
    keys of a pain are unfolded, they have the whole of the room. What is told comes after the first
    picture of the page, which must not move then: ``expect`` keeps its room free.
    """

    taken_up = Signal(object)
    broken_off_found = Signal()
    """There is something to go on with."""

    def __init__(
        self, appearance: Appearance, desk: TodayDesk, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._facts: HomeFacts | None = None
        self._plan: Plan | None = None
        self._offer: Offer | None = None
        self._asks = True
        self._is_expected = False
        px = appearance.px
        self.words = wrapped()
        self.week = WeekRounds(appearance, self)
        self.take_up = TextButton(appearance, "", parent=self)
        self.let_be = TextButton(appearance, tr("No, thanks"), "", "quiet", self)
        self.pain = PainFold(appearance, tr("Back pain now"), pain_now_words, self)
        self.walk = WalkLine(appearance, desk, self)
        self._line = QWidget(self)
        line = QHBoxLayout(self._line)
        # Its words begin where those of the quiet buttons below begin.
        line.setContentsMargins(px(7), 0, 0, 0)
        line.setSpacing(px(12))
        line.addWidget(self.words, 1)
        for part in (self.take_up, self.let_be, self.week):
            line.addWidget(part)
        self._acts = QWidget(self)
        acts = FlowLayout(px(12))
        self._acts.setLayout(acts)
        acts.addWidget(self.pain)
        acts.addWidget(self.walk)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._line)
        layout.addWidget(self._acts)
        self.take_up.clicked.connect(lambda: self.taken_up.emit(self._offer))
        self.let_be.clicked.connect(self._on_let_be)
        self.walk.taken_back.connect(self.look)
        self.pain.unfolded.connect(lambda _: self._share_room())
        self.walk.pain.unfolded.connect(lambda _: self._share_room())
        self._share_room()

    @property
    def pain_now(self) -> int | None:
        """What was said of the back before the session that comes."""
        return self.pain.value if self._asks else None

    @property
    def offer(self) -> Offer | None:
        return self._offer

    def expect(self, wanted: bool) -> None:
        """Whether there will be something to tell, of somebody who has been here before."""
        self._is_expected = wanted
        self._share_room()

    def keep_line(self, px: int) -> None:
        """What is told has at least that height, also while it is not there yet."""
        self._line.setMinimumHeight(px)

    def look(self) -> None:
        """Asks for what there is now."""
        self._desk.look(self._on_facts)

    def begin_anew(self) -> None:
        """A session has begun: what was said before it is said, and not asked again."""
        self.pain.show_value(None)
        self.walk.forget()

    def show_plan(self, plan: Plan) -> None:
        """Takes the plan of the routine that is shown, of which an offer is a part."""
        self._plan = plan
        self._show_line()

    def ask_of_feelings(self, wanted: bool) -> None:
        """Whether the back and walks are asked about at all."""
        self._asks = wanted
        self._acts.setVisible(wanted)

    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order in which it is seen."""
        return (self.take_up, self.let_be, *self.pain.tab_stops(), *self.walk.tab_stops())

    def _on_facts(self, facts: HomeFacts) -> None:
        self._facts = facts
        self._is_expected = False
        self.week.show_week(facts.week, self._desk.today)
        self.walk.show_walking(facts.walking)
        self._show_line()
        if self._offer and self._offer.is_broken_off:
            self.broken_off_found.emit()

    def _show_line(self) -> None:
        facts, before = self._facts, self._offer
        if facts is None:
            return
        self._offer = offer_of(facts, self._plan) if self._plan else None
        words = self._offer.words if self._offer else today_words(facts)
        self.words.setText(words)
        if self._offer and self._offer != before:
            self.take_up.setText(self._offer.button)
            announce(self.words, words)
        self._share_room()

    def _share_room(self) -> None:
        unfolded = self.pain.is_unfolded or self.walk.pain.is_unfolded
        is_told = bool(self.words.text())
        self._line.setVisible((is_told or self._is_expected) and not unfolded)
        self.week.setVisible(is_told)
        for part in (self.take_up, self.let_be):
            part.setVisible(self._offer is not None)
        self.walk.setVisible(not self.pain.is_unfolded)
        self.pain.setVisible(not self.walk.pain.is_unfolded)

    def _on_let_be(self) -> None:
        assert self._offer is not None
        self._desk.let_be(self._offer.session_uuid)
        self.look()
