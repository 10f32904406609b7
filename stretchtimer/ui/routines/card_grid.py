"""A grid of cards of which only those exist that can be seen, so that there may be thousands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from stretchtimer.services.routines.cards import Card
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.routines.routine_tile import RoutineTile, tile_height
from stretchtimer.ui.theme.appearance import Appearance

_LEAST_WIDTH = 250
_MOST_COLUMNS = 3
_SPACE = 16
_WIDEST = 1500


class CardGrid(QScrollArea):
    """``opened`` and ``folder_asked`` tell the id of a card; ``seen`` those that are on the screen.

    ``last_day`` gives the day on which a routine was last done. Tab comes to one card; the arrows,
    Home, End and the page keys go on from there.
    """

    opened = Signal(str)
    folder_asked = Signal(str)
    seen = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        picture: Callable[[], LaterPicture],
        last_day: Callable[[str], date | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._picture = picture
        self._last_day = last_day
        self._cards: Sequence[Card] = ()
        self._numbers: dict[str, int] | None = None
        self._present = ""
        self._today = date.min
        self._current = ""
        self._expected = ""
        self._tiles: dict[int, RoutineTile] = {}
        self._spare: list[RoutineTile] = []
        self._seen: tuple[str, ...] = ()
        self._columns = 1
        self._sheet = QWidget()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Routines"))
        self.setWidget(self._sheet)
        self.verticalScrollBar().valueChanged.connect(self._fill)
        appearance.changed.connect(self._arrange)

    @property
    def cards(self) -> Sequence[Card]:
        """All that can be scrolled to, in their order."""
        return self._cards

    @property
    def columns(self) -> int:
        return self._columns

    def tiles(self) -> tuple[RoutineTile, ...]:
        """The cards that exist now, in their order."""
        return tuple(self._tiles[number] for number in sorted(self._tiles))

    def show_cards(self, cards: Sequence[Card], present: str, today: date) -> None:
        """Takes the cards; ``present`` is the id of the one that is marked as today's."""
        focus = self.focusWidget()
        had_focus = focus is not None and self._sheet.isAncestorOf(focus)
        self._cards, self._present, self._today = cards, present, today
        self._numbers = None
        if self._number(self._expected) is not None:
            self._current, self._expected = self._expected, ""
        if cards and self._number(self._current) is None:
            self._current = present if self._number(present) is not None else cards[0].key
        self._arrange()
        if had_focus:
            self.focus_card()

    def expect(self, key: str) -> None:
        """Has that card be the one that gets the focus next, also where it is not there yet."""
        self._expected = key

    def focus_card(self, key: str = "") -> None:
        """Gives the focus to that card, or to the one that had it last, and scrolls to it."""
        number = self._number(key or self._current)
        if number is None:
            return
        self._current = self._cards[number].key
        # Its beginning counts, where there is no room for all of it.
        self.ensureVisible(0, self._place(number).bottom(), 0, self._appearance.px(4))
        self.ensureVisible(0, self._place(number).top(), 0, 0)
        self._fill()
        self._tiles[number].setFocus(Qt.FocusReason.TabFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _number(self, key: str) -> int | None:
        """Where that card stands."""
        if self._numbers is None:
            self._numbers = {card.key: number for number, card in enumerate(self._cards)}
        return self._numbers.get(key)

    def _arrange(self) -> None:
        """Finds out how many stand in a row, and how far there is to scroll."""
        px = self._appearance.px
        width = self.viewport().width()
        space = px(_SPACE)
        room = min(width, px(_WIDEST)) + space
        self._columns = max(1, min(_MOST_COLUMNS, room // (px(_LEAST_WIDTH) + space)))
        rows = -(-len(self._cards) // self._columns)
        height = rows * (tile_height(self._appearance) + space)
        self._sheet.resize(width, max(1, height))
        self._fill(anew=True)

    def _place(self, number: int) -> QRect:
        """Where a card lies on the sheet."""
        px = self._appearance.px
        space, height = px(_SPACE), tile_height(self._appearance)
        edge = px(4)
        whole = min(self.viewport().width(), px(_WIDEST)) - 2 * edge
        width = (whole - space * (self._columns - 1)) // self._columns
        row, column = divmod(number, self._columns)
        if self.isRightToLeft():
            column = self._columns - 1 - column
        start = self.viewport().width() - edge - whole if self.isRightToLeft() else edge
        x = start + column * (width + space)
        return QRect(x, edge + row * (height + space), width, height)

    def _fill(self, _value: int = 0, *, anew: bool = False) -> None:
        """Has a card wherever one can be seen, and none elsewhere but the one with the focus."""
        pitch = tile_height(self._appearance) + self._appearance.px(_SPACE)
        top = self.verticalScrollBar().value()
        first = top // pitch * self._columns
        last = ((top + self.viewport().height()) // pitch + 1) * self._columns
        wanted = range(max(0, first), min(len(self._cards), last))
        for number in [n for n in self._tiles if n not in wanted]:
            if self._has_focus(self._tiles[number]) and not anew:
                continue
            tile = self._tiles.pop(number)
            tile.hide()
            self._spare.append(tile)
        for number in wanted:
            tile = self._tiles.get(number) or self._tile()
            is_new = number not in self._tiles
            self._tiles[number] = tile
            if is_new or anew:
                self._show(tile, self._cards[number])
                tile.setGeometry(self._place(number))
            tile.take_turn(self._cards[number].key == self._current)
            tile.show()
        seen = tuple(self._cards[number].key for number in wanted)
        if seen != self._seen:
            self._seen = seen
            self.seen.emit(seen)

    @staticmethod
    def _has_focus(tile: RoutineTile) -> bool:
        return tile.hasFocus() or tile.folder.hasFocus()

    def _tile(self) -> RoutineTile:
        if self._spare:
            return self._spare.pop()
        tile = RoutineTile(self._appearance, self._picture, self._sheet)
        tile.opened.connect(self._on_opened)
        tile.folder_asked.connect(self.folder_asked)
        tile.moved.connect(self._on_moved)
        return tile

    def _show(self, tile: RoutineTile, card: Card) -> None:
        is_present = card.key == self._present
        tile.show_card(card, self._last_day(card.key), self._today, is_present=is_present)

    def _on_opened(self, key: str) -> None:
        self._current = key
        self.opened.emit(key)

    def _on_moved(self, key: int) -> None:
        present = self._number(self._current)
        if present is None:
            return
        rows = max(1, self.viewport().height() // tile_height(self._appearance))
        ahead = -1 if self.isRightToLeft() else 1
        last = len(self._cards) - 1
        wanted = {
            Qt.Key.Key_Left: present - ahead,
            Qt.Key.Key_Right: present + ahead,
            Qt.Key.Key_Up: present - self._columns,
            Qt.Key.Key_Down: present + self._columns,
            Qt.Key.Key_PageUp: max(present - rows * self._columns, present % self._columns),
            Qt.Key.Key_PageDown: min(present + rows * self._columns, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }[Qt.Key(key)]
        if 0 <= wanted <= last:
            self.focus_card(self._cards[wanted].key)
