"""A month as a calendar of days done; a day is a key that shows what was done on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontInfo, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from stretchtimer.services.record.days import DayMark, month_of
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.record import mark_word
from stretchtimer.ui.record.dates import full_day, weekday
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label
from stretchtimer.ui.widgets.flow_layout import FlowLayout

_CELL, _ROUND = 44, 36
_SMALLER = 0.75
"""How much of its size a day has that is of the month before."""
_WEEKS = 6


def paint_mark(
    painter: QPainter, where: QRectF, mark: DayMark | None, appearance: Appearance
) -> None:
    """A round for what was done: full, half full, or a ring with a point where by hand."""
    accent = appearance.colour("accent")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark is None:
        return
    painter.setPen(QPen(accent, 2))
    if mark is DayMark.DONE:
        painter.setBrush(accent)
        painter.drawEllipse(where)
        return
    painter.drawEllipse(where)
    if mark is DayMark.PART:
        half = QPainterPath()
        half.moveTo(where.center())
        half.arcTo(where, 180, 180)
        half.closeSubpath()
        painter.fillPath(half, appearance.colour("soft"))
        painter.drawEllipse(where)
        if appearance.theme.is_high_contrast:
            # A line across would strike the day's number out.
            wide = where.width() / 8
            painter.setPen(QPen(accent, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            inside = where.adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
            painter.drawArc(inside, 180 * 16, 180 * 16)
    else:
        dot = where.width() / 12
        painter.setBrush(accent)
        painter.drawEllipse(
            QRectF(where.center().x() - dot, where.bottom() - 4 * dot, 2 * dot, 2 * dot)
        )


class DayCell(QPushButton):
    """One day of the month."""

    moved = Signal(int)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.day: date | None = None
        self.mark: DayMark | None = None
        self._is_today = self._is_before = False
        self.setProperty("role", "day")
        self.setCheckable(True)
        appearance.changed.connect(self.update)

    def show_day(
        self, day: date, mark: DayMark | None, today: date, *, is_chosen: bool, is_before: bool
    ) -> None:
        """Takes a day; one that ``is_before`` the month that is shown stands there smaller."""
        self.day, self.mark, self._is_today = day, mark, day == today
        self._is_before = is_before
        self.setText(str(day.day))
        self.setEnabled(day <= today)
        self.setChecked(is_chosen)
        parts = [full_day(day), mark_word(mark) if mark else ""]
        parts.append(tr("today") if self._is_today else "")
        self.setAccessibleName(", ".join(filter(None, parts)))
        self.update()

    def sizeHint(self) -> QSize:
        side = self._appearance.px(_CELL)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Smaller where letters are so large that a week would not fit in."""
        side = self.fontMetrics().horizontalAdvance("00") * 3 // 2
        return self.sizeHint().boundedTo(QSize(side, self.sizeHint().height()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        right = -1 if self.isRightToLeft() else 1
        steps = {
            Qt.Key.Key_Right: right,
            Qt.Key.Key_Left: -right,
            Qt.Key.Key_Down: 7,
            Qt.Key.Key_Up: -7,
        }
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look, theme = self._appearance, self._appearance.theme
        side = min(look.px(_ROUND), self.width() - 6)
        if self._is_before:
            side = round(side * _SMALLER)
        where = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked():
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.setPen(QPen(look.colour("outline"), 2))
            painter.setBrush(look.colour("soft"))
            painter.drawRoundedRect(box, look.px(8), look.px(8))
        paint_mark(painter, where, self.mark, look)
        font = QFont(self.font())
        if self._is_today:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look.colour("ink"), 2))
            painter.drawEllipse(where.adjusted(-3, -3, 3, 3))
            font.setWeight(QFont.Weight.DemiBold)
        if self._is_before:
            font.setPixelSize(round(QFontInfo(font).pixelSize() * _SMALLER))
        painter.setFont(font)
        full = self.mark is DayMark.DONE
        token = "on_accent" if full else "ink" if self.isEnabled() else "muted"
        painter.setPen(
            look.colour(token) if not theme.is_high_contrast or full else look.colour("ink")
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        painter.end()


class MonthGrid(QWidget):
    """The days of a month below the names of the weekdays. ``chosen`` tells a day, or None.

    Tab reaches it once; arrows go from day to day.
    """

    chosen = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._cells = [DayCell(appearance, self) for _ in range(7 * _WEEKS)]
        self._grid = QGridLayout()
        self._grid.setSpacing(appearance.px(4))
        for number in range(7):
            head = label(weekday(number), "small")
            head.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self._grid.addWidget(head, 0, number)
        for number, cell in enumerate(self._cells):
            self._grid.addWidget(cell, 1 + number // 7, number % 7)
            cell.clicked.connect(lambda on, cell=cell: self.chosen.emit(cell.day if on else None))
            cell.moved.connect(lambda step, cell=cell: self._move(cell, step))
        legend = FlowLayout(appearance.px(16))
        for mark in DayMark:
            legend.addWidget(MarkSample(appearance, mark, self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(12))
        layout.addLayout(self._grid)
        layout.addLayout(legend)

    def cell(self, day: date) -> DayCell:
        """The key of a day of the month that is shown."""
        return next(cell for cell in self._cells if cell.day == day)

    def show_month(
        self, month: date, marks: Mapping[date, DayMark], today: date, chosen: date | None
    ) -> None:
        """Takes the month of a day, with the days before it in its first week."""
        first, last = month_of(month)
        start = first - timedelta(days=first.weekday())
        stop = chosen or (today if first <= today <= last else last)
        for number, cell in enumerate(self._cells):
            day = start + timedelta(days=number)
            is_in = day <= last
            cell.setVisible(is_in)
            if not is_in:
                cell.day = None
                continue
            is_chosen, is_before = day == chosen, day < first
            cell.show_day(day, marks.get(day), today, is_chosen=is_chosen, is_before=is_before)
            self._let_stop(cell, day == stop)

    def _move(self, cell: DayCell, step: int) -> None:
        """To another day of the month; there is nothing beyond its ends."""
        place = self._cells.index(cell) + step
        if 0 <= place < len(self._cells):
            other = self._cells[place]
            if other.day and other.isEnabled():
                self._let_stop(cell, False)
                self._let_stop(other, True)
                other.setFocus(Qt.FocusReason.TabFocusReason)

    @staticmethod
    def _let_stop(cell: DayCell, stops: bool) -> None:
        policy = Qt.FocusPolicy
        cell.setFocusPolicy(policy.StrongFocus if stops else policy.ClickFocus)


class MarkSample(QLabel):
    """What a mark looks like, with its word."""

    def __init__(self, appearance: Appearance, mark: DayMark, parent: QWidget) -> None:
        super().__init__(mark_word(mark), parent)
        self.setProperty("role", "small")
        self._appearance = appearance
        self._mark = mark
        appearance.changed.connect(self.update)
        side = appearance.px(26)
        self.setMinimumHeight(side)
        mirrored = self.isRightToLeft()
        self.setContentsMargins(0 if mirrored else side, 0, side if mirrored else 0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side = self._appearance.px(18)
        left = self.width() - side - 1 if self.isRightToLeft() else 1
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        where = QRectF(left, (self.height() - side) / 2, side, side)
        paint_mark(painter, where, self._mark, self._appearance)
        painter.end()
