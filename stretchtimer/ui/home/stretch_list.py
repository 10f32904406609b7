"""The stretches of the routine in order, one row each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.ui.figure.pictures import FigurePicture
from stretchtimer.ui.home.stretch_row import LEAST_HEIGHT, MOST_HEIGHT, StretchRow
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import rule

_WIDEST, _WIDE, _NARROW = 780, 640, 480
_LEAST_ROWS = 2
"""So many rows are seen at once, however little room there is."""


class StretchList(QScrollArea):
    """Keeps a row for each stretch; rows stay what they are while they change places."""

    about_asked = Signal(str)
    ordered = Signal()
    """The rows were put in another order, or are others."""

    def __init__(
        self,
        appearance: Appearance,
        picture: Callable[[Stretch], FigurePicture],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture = picture
        self._personal: PersonalRoutine | None = None
        self._rows: dict[str, StretchRow] = {}
        self._shown: tuple[StretchRow, ...] = ()
        self._rules: list[QFrame] = []
        self._room = QSize()
        self._is_adjusting = False
        self._is_whole = False
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inner = QWidget()
        self._layout = QVBoxLayout(self._inner)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self.setWidget(self._inner)
        appearance.changed.connect(self._share_room)
        self._drop = QFrame(self._inner)
        self._drop.setProperty("role", "drop")
        self._drop.hide()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine."""
        for row in self._rows.values():
            row.deleteLater()
        self._rows = {}
        self._personal = personal
        for stretch in personal.stretches:
            row = StretchRow(
                self._appearance, personal, stretch, self._picture(stretch), self._inner
            )
            row.about_asked.connect(self.about_asked)
            row.grip.dragged.connect(self._on_row_dragged)
            row.grip.dropped.connect(lambda spot, id_=stretch.id: self._on_row_dropped(id_, spot))
            row.set_adjusting(self._is_adjusting)
            self._rows[stretch.id] = row
        self._keep_order()
        self.verticalScrollBar().setValue(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """``event`` is one of the viewport, which is not asked: PySide would look for its kind."""
        super().resizeEvent(event)
        self._room = event.size()
        self._share_room()

    def set_adjusting(self, adjusting: bool) -> None:
        """Shows in every row all that changes it, or only where somebody is."""
        self._is_adjusting = adjusting
        for row in self._rows.values():
            row.set_adjusting(adjusting)

    def set_whole(self, whole: bool) -> None:
        """Has room for all rows, for a page that scrolls as a whole; or for few, and scrolls."""
        if whole != self._is_whole:
            self._is_whole = whole
            self._share_room()

    def rows(self) -> tuple[StretchRow, ...]:
        """The rows in the order in which they are shown."""
        assert self._personal is not None
        return tuple(self._rows[stretch.id] for stretch in self._personal.stretches)

    def refresh(self) -> None:
        """Shows every row as it is now, in the present order."""
        assert self._personal is not None
        for stretch in self._personal.stretches:
            self._rows[stretch.id].refresh(stretch)
        self._keep_order()

    def _keep_order(self) -> None:
        rows = self.rows()
        if rows != self._shown:
            self._shown = rows
            self._lay_out(rows)

    def tab_stops(self) -> Iterator[QWidget]:
        """What Tab goes through, in the order in which it is seen."""
        for row in self.rows():
            yield from row.tab_stops()

    def _lay_out(self, rows: tuple[StretchRow, ...]) -> None:
        while self._layout.count():
            self._layout.takeAt(0)
        for line in self._rules:
            line.deleteLater()
        self._rules = []
        for row in rows:
            self._layout.addWidget(row)
            line = rule(self._inner)
            self._rules.append(line)
            self._layout.addWidget(line)
        self._rules[-1].hide()
        self._share_room()
        self._layout.addStretch(1)
        self.ordered.emit()

    def _share_room(self) -> None:
        """High windows get high rows, wide ones more buttons; low ones scroll."""
        px = self._appearance.px
        width = self._room.width()
        rows = len(self._shown) if self._is_whole else min(len(self._shown), _LEAST_ROWS)
        self.setMinimumHeight(rows * (px(LEAST_HEIGHT) + 1))
        share = self._room.height() // max(1, len(self._shown)) - 1
        for row in self._shown:
            row.set_read_shown(width >= px(_WIDE))
            row.set_moves_shown(width >= px(_WIDEST))
            row.set_picture_shown(width >= px(_NARROW))
            # Last, since its words are shared out in the width that the others leave.
            row.set_height(max(px(LEAST_HEIGHT), min(share, px(MOST_HEIGHT))))

    def _place_at(self, spot: QPoint) -> int:
        """Between which rows a point on the screen lies: the number of rows above it."""
        y = self._inner.mapFromGlobal(spot).y()
        return sum(row.geometry().center().y() < y for row in self.rows())

    def _on_row_dragged(self, spot: QPoint) -> None:
        place = self._place_at(spot)
        rows = self.rows()
        y = rows[place].y() if place < len(rows) else rows[-1].geometry().bottom()
        self._drop.setGeometry(0, max(0, y - 2), self._inner.width(), 4)
        self._drop.show()
        self._drop.raise_()
        inside = self._inner.mapFromGlobal(spot)
        self.ensureVisible(inside.x(), inside.y(), 0, self._appearance.px(48))

    def _on_row_dropped(self, stretch_id: str, spot: QPoint) -> None:
        self._drop.hide()
        assert self._personal is not None
        place = self._place_at(spot)
        present = [row.stretch_id for row in self.rows()].index(stretch_id)
        self._personal.move(stretch_id, place - (place > present))
