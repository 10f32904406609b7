"""Rows of a list with a small still, a name and a line below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.later_stills import LaterStills, Wanted
from stretchtimer.ui.theme.appearance import Appearance

_ROW = Qt.ItemDataRole.UserRole
_STILL = QSize(78, 56)
_HEIGHT = 72


@dataclass(frozen=True)
class PictureRow:
    """What a row says and shows; ``under`` is its second line.

    One that ``is_wrong`` says so in ``under``, and is marked.
    """

    name: str
    under: str = ""
    pose: str = ""
    side: str | None = None
    is_wrong: bool = False
    is_plain: bool = False
    """Whether no still belongs to it."""


class PictureList(QListWidget):
    """A list of rows, of which one is the present one."""

    def __init__(
        self, appearance: Appearance, stills: LaterStills, name: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[PictureRow] = []
        self.setProperty("role", "rows")
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Painter(appearance, stills, self))
        stills.drawn.connect(self.viewport().update)
        appearance.changed.connect(self._on_look_changed)

    def show_rows(self, rows: list[PictureRow]) -> None:
        """Shows these; the number of the present row stays."""
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        before, self._rows = self._rows, rows
        for number, row in enumerate(rows):
            if number < len(before) and row == before[number]:
                continue
            item = self.item(number) or QListWidgetItem(self)
            item.setData(_ROW, row)
            item.setText(row.name)
            told = f"{row.name}, {row.under}" if row.under else row.name
            item.setData(Qt.ItemDataRole.AccessibleTextRole, told)

    def row_at(self, number: int) -> PictureRow:
        """What that row shows."""
        return self._rows[number]

    def _on_look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


class _Painter(QStyledItemDelegate):
    def __init__(self, appearance: Appearance, stills: LaterStills, rows: PictureList) -> None:
        super().__init__(rows)
        self._appearance = appearance
        self._stills = stills

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, self._appearance.px(_HEIGHT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_ROW)
        if row is None:
            return
        px = self._appearance.px
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        is_rtl = self._appearance_is_rtl()
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            self._paint_chosen(painter, box, is_rtl)
        inner = box.adjusted(px(12), px(4), -px(8), -px(4))
        still = QSize(px(_STILL.width()), px(_STILL.height()))
        if row.is_plain:
            still = QSize(0, still.height())
        gap = 0 if row.is_plain else px(12)
        place = QRect(inner.left(), inner.center().y() - still.height() // 2, *still.toTuple())
        words = inner.adjusted(still.width() + gap, 0, 0, 0)
        if is_rtl:
            place.moveRight(inner.right())
            words = inner.adjusted(0, 0, -still.width() - gap, 0)
        self._paint_still(painter, place, row)
        self._paint_words(painter, words, row)
        painter.restore()

    def _paint_chosen(self, painter: QPainter, box: QRect, is_rtl: bool) -> None:
        px = self._appearance.px
        if not self._appearance.theme.is_high_contrast:
            painter.fillRect(box, self._appearance.colour("soft"))
        else:
            painter.setPen(QPen(self._appearance.colour("ink"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        left = box.right() - px(4) + 1 if is_rtl else box.left()
        painter.fillRect(left, box.top(), px(4), box.height(), self._appearance.colour("accent"))

    def _paint_still(self, painter: QPainter, place: QRect, row: PictureRow) -> None:
        if not row.pose:
            return
        ratio = painter.device().devicePixelRatio()
        size = place.size() * ratio
        colours = figure_colours(self._appearance)
        still = self._stills.find(Wanted(row.pose, row.side, size, colours))
        if still:
            painter.drawPixmap(place, still)

    def _paint_words(self, painter: QPainter, box: QRect, row: PictureRow) -> None:
        font = QFont(painter.font())
        font.setWeight(QFont.Weight.DemiBold)
        small = QFont(painter.font())
        small.setPointSizeF(font.pointSizeF() * 0.85)
        high, low = QFontMetrics(font), QFontMetrics(small)
        height = high.height() + (low.height() if row.under else 0)
        top = box.center().y() - height // 2
        ink, quiet = self._appearance.colour("ink"), self._appearance.colour("muted")
        self._line(painter, font, ink, QRect(box.left(), top, box.width(), high.height()), row.name)
        under = QRect(box.left(), top + high.height(), box.width(), low.height())
        if row.is_wrong:
            side = low.height() - 2
            self._paint_mark(painter, QRectF(under.left(), under.top() + 1, side, side))
            under.setLeft(under.left() + side + self._appearance.px(6))
            quiet = self._appearance.colour("hold")
        self._line(painter, small, quiet, under, row.under)

    def _paint_mark(self, painter: QPainter, box: QRectF) -> None:
        """A ring with a stroke in it, so that a fault is not told by colour alone."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._appearance.colour("hold"), 2))
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
        middle = box.center()
        painter.drawLine(QPointF(middle.x(), box.top() + box.height() * 0.28), middle)
        painter.drawPoint(QPointF(middle.x(), box.top() + box.height() * 0.72))

    @staticmethod
    def _line(painter: QPainter, font: QFont, colour: QColor, box: QRect, words: str) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, shown)

    def _appearance_is_rtl(self) -> bool:
        rows = self.parent()
        assert isinstance(rows, QWidget)
        return rows.isRightToLeft()
