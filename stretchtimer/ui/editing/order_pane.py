"""The list of the stretches with what can be done to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from stretchtimer.engine.model import MAX_STRETCHES
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.stretch_order import WHOLE, StretchOrder
from stretchtimer.ui.figure.later_stills import LaterStills
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import IconButton, TextButton
from stretchtimer.ui.widgets.flow_layout import FlowLayout


class OrderPane(QWidget):
    """``add_asked`` and ``copy_asked`` are for a stretch after, or like, the chosen one."""

    add_asked = Signal()
    copy_asked = Signal()

    def __init__(self, appearance: Appearance, stills: LaterStills, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows = StretchOrder(appearance, stills, self)
        self.add = TextButton(appearance, tr("Add"), "plus", parent=self)
        self.add.setAccessibleName(tr("Add a stretch"))
        self.add.setToolTip(tr("Add a stretch"))
        self.up = IconButton(appearance, "up", "", self)
        self.up.set_name(tr("Move the stretch up"), tr("Alt+Up"))
        self.down = IconButton(appearance, "down", "", self)
        self.down.set_name(tr("Move the stretch down"), tr("Alt+Down"))
        self.copy = IconButton(appearance, "copy", tr("Add the same stretch once more"), self)
        self.remove = IconButton(appearance, "close", "", self)
        self.remove.set_name(tr("Take the stretch out"), tr("Delete"))
        buttons = QWidget(self)
        flow = FlowLayout(appearance.px(4))
        buttons.setLayout(flow)
        # What is done to the chosen stretch stays together, also where it has a line of its own.
        together = QWidget(buttons)
        row = QHBoxLayout(together)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(appearance.px(4))
        for button in (self.up, self.down, self.copy, self.remove):
            row.addWidget(button)
        flow.addWidget(self.add)
        flow.addWidget(together)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(8))
        layout.addWidget(self.rows, 1)
        layout.addWidget(buttons)
        self.add.clicked.connect(self.add_asked)
        self.copy.clicked.connect(self.copy_asked)
        self.up.clicked.connect(lambda: self.rows.move_chosen(-1))
        self.down.clicked.connect(lambda: self.rows.move_chosen(1))
        self.remove.clicked.connect(lambda: self.rows.taken_out.emit(self.rows.chosen))

    def refresh(self, *, can_grow: bool) -> None:
        """Offers what can be done with the chosen row, and to add one where there can be more."""
        chosen, count = self.rows.chosen, self.rows.count() - 1
        is_one = chosen != WHOLE
        can_grow = can_grow and count < MAX_STRETCHES
        self.add.setEnabled(can_grow)
        self.copy.setEnabled(is_one and can_grow)
        self.up.setEnabled(chosen > 0)
        self.down.setEnabled(is_one and chosen < count - 1)
        self.remove.setEnabled(is_one)
