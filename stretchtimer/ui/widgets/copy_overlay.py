"""Asks for the name of a copy that is about to be made of the routine."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label, wrapped
from stretchtimer.ui.widgets.overlay import Overlay

_LONGEST_NAME = 80
_WIDEST = 520


class CopyOverlay(Overlay):
    """``named`` when the person wants the copy, with its name."""

    named = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(appearance, _WIDEST, parent)
        self.field = QLineEdit(self)
        self.field.setProperty("role", "field")
        self.field.setMaxLength(_LONGEST_NAME)
        self.field.setAccessibleName(tr("Name of the copy"))
        self.make = self.offer(tr("Make the copy"), lambda: self.named.emit(self.name))
        self.field.textChanged.connect(lambda: self.make.setEnabled(bool(self.name)))

    @property
    def name(self) -> str:
        return self.field.text().strip()

    def open(self, name: str) -> None:
        """Asks, with a name to begin with."""
        sheet = QWidget()
        layout = QVBoxLayout(sheet)
        layout.setContentsMargins(0, 0, self._appearance.px(8), 0)
        layout.setSpacing(self._appearance.px(8))
        layout.addWidget(
            wrapped(tr("The copy is yours. Changes to it do not affect the original."))
        )
        layout.addWidget(label(tr("Name of the copy")))
        layout.addWidget(self.field)
        layout.addStretch(1)
        # The field is kept, and the sheet before it is not.
        self.field.show()
        self.show_sheet(tr("Make a copy to change"), sheet)
        self.field.setText(name)
        self.field.selectAll()
        self.field.setFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [self.field, self.make, self._close]
        present = next((n for n, stop in enumerate(stops) if stop.hasFocus()), 0)
        wanted = stops[(present + (1 if forward else -1)) % len(stops)]
        wanted.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.make.click()
        else:
            super().keyPressEvent(event)
