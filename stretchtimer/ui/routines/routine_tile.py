"""One card among many: a routine with its figure, or a file that cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from stretchtimer.services.routines.cards import Card, CardState
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.routine_cards import (
    fault_words,
    heard_words,
    last_done_words,
    places_words,
    size_words,
)
from stretchtimer.ui.figure.pictures import LaterPicture
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton, label
from stretchtimer.ui.widgets.elided_label import ElidedLabel

_FIGURE = 132
_PADDING, _ABOVE, _BELOW = 16, 8, 14
_GAP = 4
_NAME_LINES = 2
_FACT_LINES = 3
_FAULT_LINES = 5


def tile_height(appearance: Appearance) -> int:
    """How high every card is, in pixels: all have room for the same lines."""
    px = appearance.px
    line = QFontMetrics(QApplication.font()).lineSpacing()
    lines = _NAME_LINES + _FACT_LINES + 1
    return px(_FIGURE + _ABOVE + _BELOW + lines * _GAP) + lines * (line + 2)


class RoutineTile(QPushButton):
    """Pressed, it opens the page of its routine; ``moved`` tells the key of an arrow.

    A broken one has a button of its own, which tells ``folder_asked``.
    """

    opened = Signal(str)
    folder_asked = Signal(str)
    moved = Signal(int)

    def __init__(
        self, appearance: Appearance, picture: Callable[[], LaterPicture], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.card: Card | None = None
        self.setProperty("role", "tile")
        self.picture = picture()
        self.name = ElidedLabel(_NAME_LINES, self)
        self.name.setProperty("role", "strong")
        self.size_line = label(parent=self)
        self.places_line = label(role="muted", parent=self)
        self.done_line = label(role="muted", parent=self)
        self.mark = label(tr("✓ Today's routine"), "mark", self)
        self.fault = ElidedLabel(_FAULT_LINES, self)
        self.folder = TextButton(appearance, tr("Show in folder"), "folder", parent=self)
        self._lay_out()
        appearance.changed.connect(self._on_look_changed)
        self.clicked.connect(self._on_clicked)
        self.folder.clicked.connect(self._on_folder_clicked)

    def show_card(self, card: Card, day: date | None, today: date, *, is_present: bool) -> None:
        """Takes the routine that it shows from now on."""
        self.card = card
        broken, ready = card.state is CardState.BROKEN, card.state is CardState.READY
        self.name.setText(card.name)
        for part in (self.picture, self.size_line, self.places_line, self.done_line):
            part.setVisible(ready)
        self.mark.setVisible(is_present and not broken)
        self.fault.setVisible(broken)
        self.folder.setVisible(broken)
        if ready:
            self.picture.show_pose(card.pose)
            self.size_line.setText(size_words(card))
            self.places_line.setText(places_words(card.places))
            self.done_line.setText(last_done_words(day, today))
            heard = heard_words(card, day, today, is_present=is_present)
        elif broken:
            told = fault_words(card.faults[:1])
            self.fault.setText(told[0] if told else "")
            heard = tr("“{name}” cannot be used").format(name=card.name)
            self.folder.setAccessibleName(tr("Show in folder: {name}").format(name=card.name))
        else:
            heard = card.name
        self.setAccessibleName(heard)
        self.setAccessibleDescription(self.fault.text() if broken else card.summary)
        self._mark_look(quiet=not ready, present=is_present and not broken)

    def take_turn(self, its_turn: bool) -> None:
        """Whether Tab comes to this one of all cards; the arrows go from one to the next."""
        policy = Qt.FocusPolicy
        self.setFocusPolicy(policy.StrongFocus if its_turn else policy.ClickFocus)
        self.folder.setFocusPolicy(policy.StrongFocus if its_turn else policy.ClickFocus)

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(240), tile_height(self._appearance))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key
        if event.key() in (key.Key_Return, key.Key_Enter):
            if not event.isAutoRepeat():
                self.click()
        elif event.key() in _MOVES:
            self.moved.emit(event.key())
        else:
            super().keyPressEvent(event)

    def _mark_look(self, **marks: bool) -> None:
        """Has the style sheet show what it is, where that has changed."""
        if any(self.property(name) != value for name, value in marks.items()):
            for name, value in marks.items():
                self.setProperty(name, value)
            self.style().unpolish(self)
            self.style().polish(self)

    def _lay_out(self) -> None:
        px = self._appearance.px
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(_PADDING), px(_ABOVE), px(_PADDING), px(_BELOW))
        layout.setSpacing(px(_GAP))
        self._on_look_changed()
        layout.addWidget(self.picture)
        layout.addWidget(self.name)
        layout.addWidget(self.fault)
        layout.addWidget(self.size_line)
        layout.addWidget(self.places_line)
        layout.addWidget(self.done_line)
        layout.addWidget(self.mark)
        layout.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(self.folder)
        row.addStretch(1)
        layout.addLayout(row)
        for part in (self.name, self.size_line, self.places_line, self.done_line, self.mark):
            part.setIndent(0)
        for part in (self.picture, self.name, self.fault, self.mark, self.size_line):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for part in (self.places_line, self.done_line):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def _on_look_changed(self) -> None:
        """The figure grows with the letters."""
        self.picture.setFixedHeight(self._appearance.px(_FIGURE))

    def _on_clicked(self) -> None:
        if self.card is not None:
            self.opened.emit(self.card.key)

    def _on_folder_clicked(self) -> None:
        if self.card is not None:
            self.folder_asked.emit(self.card.key)


_MOVES = frozenset(
    {
        Qt.Key.Key_Left,
        Qt.Key.Key_Right,
        Qt.Key.Key_Up,
        Qt.Key.Key_Down,
        Qt.Key.Key_Home,
        Qt.Key.Key_End,
        Qt.Key.Key_PageUp,
        Qt.Key.Key_PageDown,
    }
)
