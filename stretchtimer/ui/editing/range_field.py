"""Two numbers, from the least to the most."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.fields import Field, Line, plain_number, shown
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import label


class RangeField(Field):
    """``typed`` tells both after each key; ``usual`` is what counts where nothing stands there."""

    typed = Signal(str, str)

    def __init__(
        self,
        appearance: Appearance,
        name: str,
        unit: str,
        usual: tuple[int, ...],
        parent: QWidget,
    ) -> None:
        self.least, self.most = Line(parent), Line(parent)
        both = QWidget(parent)
        super().__init__(appearance, name, both, parent)
        layout = QHBoxLayout(both)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(8))
        layout.addWidget(self.least)
        layout.addWidget(label(tr("to"), "muted", both))
        layout.addWidget(self.most)
        if unit:
            layout.addWidget(label(unit, "muted", both))
        layout.addStretch(1)
        self.name.setBuddy(self.least)
        self.tell_name()
        for line, number in zip((self.least, self.most), usual, strict=True):
            line.setMaximumWidth(appearance.px(88))
            line.setPlaceholderText(plain_number(number))
            line.textEdited.connect(lambda _: self._on_edited())
            line.left.connect(self.settled)

    def focus(self) -> None:
        self.least.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell_name(self) -> None:
        ends = (tr("{name}: at least"), tr("{name}: at most"))
        for line, words in zip((self.least, self.most), ends, strict=True):
            line.setAccessibleName(words.format(name=self.called))

    def show_value(self, value: object) -> None:
        if self.is_typing:
            return
        ends = value if isinstance(value, list) and len(value) == 2 else [value, None]
        for line, end in zip((self.least, self.most), ends, strict=True):
            if shown(end) != line.text():
                line.setText(shown(end))

    def _on_edited(self) -> None:
        self.is_typing = True
        self.typed.emit(self.least.text(), self.most.text())
        self.is_typing = False
