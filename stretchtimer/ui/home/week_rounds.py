"""The days of this week as seven small rounds, which say in words what they show."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.services.record.days import DayMark, Week
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.today import day_word, weekday_word
from stretchtimer.ui.theme.appearance import Appearance

_ROUND, _GAP, _RING = 14, 8, 3


class WeekRounds(QLabel):
    """Done is full, a part half full, by hand a ring with a point; today has a ring around it."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._week: Week | None = None
        self._today: date | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.updateGeometry)

    def show_week(self, week: Week, today: date) -> None:
        self._week, self._today = week, today
        days = [
            tr("{day}: {words}").format(
                day=weekday_word(day.weekday()),
                words=day_word(week.marks.get(day), is_today=day == today),
            )
            for day in week.days
            if day <= today
        ]
        words = tr("This week, {days}").format(days=", ".join(days))
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.update()

    def sizeHint(self) -> QSize:
        px = self._appearance.px
        high = px(_ROUND) + 2 * px(_RING) + 4
        return QSize(7 * (px(_ROUND) + px(_GAP)) + 2 * px(_RING), high)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._week is None:
            return
        px = self._appearance.px
        side, pitch = px(_ROUND), px(_ROUND) + px(_GAP)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, day in enumerate(self._week.days):
            place = 6 - number if self.isRightToLeft() else number
            left = px(_RING) + 2 + place * pitch
            where = QRectF(left, (self.height() - side) / 2, side, side)
            self._paint_day(painter, where, self._week.marks.get(day))
            if day == self._today:
                ring = px(_RING)
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(self._appearance.colour("ink"), 1.5))
                painter.drawEllipse(where.adjusted(-ring, -ring, ring, ring))
        painter.end()

    def _paint_day(self, painter: QPainter, where: QRectF, mark: DayMark | None) -> None:
        accent = self._appearance.colour("accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark is None:
            painter.setPen(QPen(self._appearance.colour("outline"), 1))
            painter.drawEllipse(where)
            return
        painter.setPen(QPen(accent, 1.5))
        if mark is DayMark.DONE:
            painter.setBrush(accent)
            painter.drawEllipse(where)
            return
        painter.drawEllipse(where)
        part = QPainterPath()
        if mark is DayMark.PART:
            part.moveTo(where.center())
            part.arcTo(where, 180, 180)
        else:
            dot = where.width() / 6
            part.addEllipse(where.center(), dot, dot)
        painter.fillPath(part, accent)
