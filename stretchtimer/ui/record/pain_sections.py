"""How the back felt: the range of each week, and before against after."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from stretchtimer.services.record.overview import Overview
from stretchtimer.services.record.pain_over_weeks import PainWeek, Pair
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.record import (
    change_word,
    pains_of,
    pairs_words,
    range_words,
    round_time,
    walking_pain_words,
    walks_words,
)
from stretchtimer.ui.record.charts.ink import ink_of
from stretchtimer.ui.record.charts.pairs import PairsChart, draw_after, draw_before
from stretchtimer.ui.record.charts.table import Numbers
from stretchtimer.ui.record.charts.weeks import MOST_NUMBERED, WeeksChart
from stretchtimer.ui.record.dates import day_with_year
from stretchtimer.ui.record.section import Section
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import wrapped

_MANY = 24
"""Of more pairs of one kind than that some may not be drawn."""


class RangeSection(Section):
    """A bar for each week, from the least pain to the most."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Back pain"), parent)
        self._weeks: tuple[PainWeek, ...] = ()
        self.chart = WeeksChart(appearance, self)
        self._legend = wrapped(role="small")
        self.body.addWidget(self.chart)
        self.body.addWidget(self._legend)
        self.offer_table(self._table)

    def show_overview(self, view: Overview) -> None:
        self._weeks = view.pain
        words = range_words(view)
        self.say(words)
        self.chart.show_weeks(view.pain, words)
        legend = tr("Each bar goes from the least to the most pain noted in a week.")
        if len(view.pain) <= MOST_NUMBERED:
            legend += " " + tr("The number above it shows on how many days it was 7 or more.")
        self._legend.setText(legend)
        for part in (self.chart, self._legend, self.as_table):
            part.setVisible(view.has_pain)
        if not view.has_pain:
            self.as_table.setChecked(False)
        self.refresh_table()

    def _table(self) -> Numbers:
        head = (tr("Week from"), tr("Least"), tr("Most"), tr("Days at 7 or more"))
        rows = [
            (day_with_year(week.monday), str(week.least), str(week.most), str(week.high_days))
            for week in self._weeks
            if week.asked
        ]
        return Numbers(head, rows)


class WalksSection(Section):
    """How often and how long somebody walked, and a bar for each week of the pain meanwhile."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Walks"), parent)
        self._view: Overview | None = None
        self.chart = WeeksChart(appearance, self)
        self._legend = wrapped(role="small")
        self.body.addWidget(self.chart)
        self.body.addWidget(self._legend)
        self.offer_table(self._table)

    def show_overview(self, view: Overview) -> None:
        self._view = view
        pain = walking_pain_words(view)
        self.say(" ".join(filter(None, (walks_words(view), pain))))
        self.chart.show_weeks(view.walking, pain)
        legend = tr("Each bar goes from the least to the most pain noted while walking in a week.")
        if len(view.walking) <= MOST_NUMBERED:
            legend += " " + tr("The number above it shows on how many days it was 7 or more.")
        self._legend.setText(legend)
        for part in (self.chart, self._legend):
            part.setVisible(bool(pain))
        self.refresh_table()

    def _table(self) -> Numbers:
        head = (tr("Week from"), tr("Days walked"), tr("Longest walk"), tr("Pain while walking"))
        assert self._view is not None
        rows = [
            (
                day_with_year(week.monday),
                str(week.walk_days),
                "" if week.longest_ms is None else round_time(week.longest_ms),
                pains_of(pain),
            )
            for week, pain in zip(self._view.weeks, self._view.walking, strict=True)
            if week.walk_days
        ]
        return Numbers(head, rows)


class PairsSection(Section):
    """Pairs of the pain before and after, those after a walk apart from the others."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, tr("Before and after"), parent)
        self._pairs: tuple[Pair, ...] = ()
        self.chart = PairsChart(appearance, self)
        legend = QHBoxLayout()
        legend.setSpacing(appearance.px(16))
        for is_before, words in ((True, tr("before")), (False, tr("after"))):
            legend.addWidget(_Sample(appearance, is_before, words, self))
        legend.addStretch(1)
        self.body.addWidget(self.chart)
        self.body.addLayout(legend)
        self._care = wrapped(role="small")
        self.body.addWidget(self._care)
        self.offer_table(self._table)

    def show_overview(self, view: Overview) -> None:
        self._pairs = view.pairs
        after = pairs_words(pair for pair in view.pairs if pair.after_walk)
        without = pairs_words(pair for pair in view.pairs if not pair.after_walk)
        words = tr("After a walk: {after}\nWithout a walk: {without}").format(
            after=after, without=without
        )
        self.say(words)
        self.chart.show_pairs(view.pairs, words)
        care = tr("Less than 2 points is no change to speak of. None of this says why it changed.")
        walked = sum(pair.after_walk for pair in view.pairs)
        if max(walked, len(view.pairs) - walked) > _MANY:
            care += " " + tr("The latest are drawn; the table has all of them.")
        self._care.setText(care)
        self.refresh_table()

    def _table(self) -> Numbers:
        head = (tr("Day"), tr("Walk before"), tr("Before"), tr("After"), tr("Change"))
        rows = [
            (
                day_with_year(pair.day),
                tr("yes") if pair.after_walk else tr("no"),
                str(pair.before),
                str(pair.after),
                change_word(pair.change),
            )
            for pair in reversed(self._pairs)
        ]
        return Numbers(head, rows)


class _Sample(QLabel):
    """What the ring or the dot of a pair stands for."""

    def __init__(
        self, appearance: Appearance, is_before: bool, words: str, parent: QWidget
    ) -> None:
        super().__init__(words, parent)
        self.setProperty("role", "small")
        self._appearance = appearance
        self._draw = draw_before if is_before else draw_after
        side = appearance.px(20)
        mirrored = self.isRightToLeft()
        self.setContentsMargins(0 if mirrored else side, 0, side if mirrored else 0, 0)
        appearance.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        ink = ink_of(self._appearance, self.font(), Qt.LayoutDirection.LeftToRight)
        middle = QRectF(self.rect()).center().y()
        x = self._appearance.px(8)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter, self.width() - x if self.isRightToLeft() else x, middle, ink)
        painter.end()
