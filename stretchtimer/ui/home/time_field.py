"""One time or number around the holds: its name, its box and, where it differs, what it was."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import set_calm
from stretchtimer.ui.widgets.buttons import TextButton, label

_INDENT = 6
"""Of name and value alike, so that one stands above the other."""


class TimeField(QWidget):
    """``back_asked`` tells that the value is wanted again which it had in the original."""

    back_asked = Signal()

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        box: QSpinBox,
        width: int,
        parent: QWidget | None = None,
    ) -> None:
        """``width`` is that of the box, in pixels of the design."""
        super().__init__(parent)
        self._appearance = appearance
        self._name = name
        self._width = width
        self.box = box
        box.setAccessibleName(name)
        title = label(name, "small", self)
        title.setIndent(appearance.px(_INDENT))
        self.was = TextButton(appearance, "", role="mark", parent=self)
        self.was.clicked.connect(self.back_asked)
        policy = self.was.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.was.setSizePolicy(policy)
        # Until then nobody knows how much room it needs.
        self.was.ensurePolished()
        self.was.hide()
        head = QHBoxLayout()
        head.setSpacing(appearance.px(4))
        head.addWidget(title)
        head.addWidget(self.was)
        head.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(box)
        appearance.changed.connect(self._on_look_changed)
        self._on_look_changed()

    def show_original(self, words: str, differs: bool) -> None:
        """Says in the field what the original has, where that is something else."""
        self.was.setText(tr("was {value}").format(value=words))
        back = tr("{name}: reset to {value}").format(name=self._name, value=words)
        self.was.setAccessibleName(back)
        self.was.setToolTip(back)
        if not differs and self.was.hasFocus():
            self.box.setFocus()
        self.was.setVisible(differs)

    def set_calm(self, calm: bool) -> None:
        """Shows the value as plain text, or as what can be changed."""
        set_calm(self.box, calm)

    def _on_look_changed(self) -> None:
        px = self._appearance.px
        self.box.setFixedWidth(px(self._width))
        self.box.lineEdit().setTextMargins(px(_INDENT), 0, 0, 0)
