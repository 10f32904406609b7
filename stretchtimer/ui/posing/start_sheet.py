"""The sheet from which the pose is chosen that one's own is begun from, by its figure."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.poses import pose_words
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.later_stills import LaterStills, Wanted
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.overlay import Overlay

_WIDEST = 720
_PICTURE = (148, 104)
_LINES, _GAP = 2, 6
_ROWS = 3
"""How many rows are to be seen at once, where there is room."""
_POSE = Qt.ItemDataRole.UserRole
_WORDS = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class StartSheet(Overlay):
    """``chosen`` tells the pose; the sheet is put away then."""

    chosen = Signal(str)

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        super().__init__(appearance, _WIDEST, parent)
        self._sheet = QWidget(self)
        self.list = QListWidget(self._sheet)
        self.list.setProperty("role", "rows")
        self.list.setViewMode(QListWidget.ViewMode.IconMode)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setMovement(QListWidget.Movement.Static)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("Poses to begin from"))
        self.list.setItemDelegate(_Tile(appearance, stills, self.list))
        layout = QVBoxLayout(self._sheet)
        layout.setContentsMargins(0, 0, appearance.px(8), 0)
        layout.addWidget(self.list)
        self.inner_stops = [self.list]
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        stills.drawn.connect(self.list.viewport().update)

    def offer_poses(self, poses: Mapping[str, str]) -> None:
        """Shows the poses: by what each is drawn, and its name."""
        self.list.clear()
        named = sorted((pose_words(name), drawn) for drawn, name in poses.items())
        for words, drawn in named:
            item = QListWidgetItem(words)
            item.setData(_POSE, drawn)
            item.setToolTip(words)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        height = self.list.itemDelegate().sizeHint(QStyleOptionViewItem(), QModelIndex()).height()
        self.list.setMinimumHeight(height * _ROWS)
        self.show_sheet(tr("Begin from a pose"), self._sheet)
        self.list.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.list.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item:
            self._take(item)
        else:
            super().keyPressEvent(event)

    def _take(self, item: QListWidgetItem) -> None:
        if self.isVisible():
            self.leave()
            self.chosen.emit(item.data(_POSE))


class _Tile(QStyledItemDelegate):
    """A still of the pose with its name below."""

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stills = stills

    def sizeHint(
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        px = self._appearance.px
        parent = self.parent()
        assert isinstance(parent, QWidget)
        words = parent.fontMetrics().lineSpacing() * _LINES
        return QSize(px(_PICTURE[0] + 2 * _GAP), px(_PICTURE[1] + 3 * _GAP) + words)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        gap = self._appearance.px(_GAP)
        whole = option.rect.adjusted(gap // 2, gap // 2, -gap // 2, -gap // 2)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(whole, self._appearance.colour("soft"))
            if state & QStyle.StateFlag.State_HasFocus:
                painter.setPen(self._appearance.colour("accent"))
                painter.drawRect(whole)
        picture = QRect(whole.topLeft(), QSize(whole.width(), self._appearance.px(_PICTURE[1])))
        ratio = painter.device().devicePixelRatio()
        colours = figure_colours(self._appearance)
        still = self._stills.find(Wanted(index.data(_POSE), None, picture.size() * ratio, colours))
        if still:
            painter.drawPixmap(picture, still)
        words = whole.adjusted(gap, picture.height() + gap, -gap, 0)
        painter.setPen(self._appearance.colour("ink"))
        painter.drawText(words, _WORDS | Qt.TextFlag.TextWordWrap, index.data())
