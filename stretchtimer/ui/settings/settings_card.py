"""Cards of the settings page: a title, and lines of a name, a control and a word of help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, Kind, SettingRow
from stretchtimer.services.person.settings import rows_of
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox, NumberBox
from stretchtimer.ui.widgets.buttons import wrapped

_SHORT = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_LEAST_CHARS = 12
_STACKED = 600
"""Below this width a name stands above its control, in pixels of the design."""
INDENT = 36
"""What a box to tick takes before its words."""


@dataclass(frozen=True)
class _Line:
    """A name beside its control, or what fills a line alone; a word of help is below."""

    name: QLabel | None
    control: QWidget
    help: QWidget | None = None


class SettingsCard(QFrame):
    """Lines stand below one another, controls in one column; in a narrow card below their names."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._appearance = appearance
        self._lines: list[_Line] = []
        self._is_stacked = False
        self.title = wrapped(title, "heading")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(appearance.px(24))
        self._grid.setVerticalSpacing(appearance.px(4))
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(appearance.px(8))
        self._layout.addWidget(self.title)
        self._layout.addLayout(self._grid)
        self._fit_margins()

    def add(self, name: str, control: QWidget, help_text: str = "") -> QWidget:
        """Adds a line; the name names the control for a screen reader as well."""
        title = wrapped(name)
        title.setBuddy(control)
        if help_text:
            control.setAccessibleDescription(help_text)
        if not control.accessibleName():
            control.setAccessibleName(name)
        if isinstance(control, QComboBox):
            # A long name of a device makes no page wider.
            control.setSizeAdjustPolicy(_SHORT)
            control.setMinimumContentsLength(_LEAST_CHARS)
            control.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._add(_Line(title, control, wrapped(help_text, "small") if help_text else None))
        return control

    def add_check(self, text: str, help_text: str = "") -> QCheckBox:
        """Adds a box to tick over the whole width, with its word of help below its words."""
        box = QCheckBox(text)
        box.setAccessibleDescription(help_text)
        below: QWidget | None = None
        if help_text:
            below = QWidget()
            row = QHBoxLayout(below)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(0)
            row.addSpacing(self._appearance.px(INDENT))
            row.addWidget(wrapped(help_text, "small"), 1)
        self._add(_Line(None, box, below))
        return box

    def add_wide(self, widget: QWidget) -> None:
        self._add(_Line(None, widget))

    def add_note(self) -> QLabel:
        """Adds an empty line of small words, to be filled later."""
        note = wrapped(role="small")
        self.add_wide(note)
        return note

    def resizeEvent(self, event: QResizeEvent) -> None:
        is_stacked = self.width() < self._appearance.px(_STACKED)
        if is_stacked != self._is_stacked:
            self._is_stacked = is_stacked
            self._fit_margins()
            for number, line in enumerate(self._lines):
                self._place(number, line)

    def _add(self, line: _Line) -> None:
        self._place(len(self._lines), line)
        self._lines.append(line)

    def _place(self, number: int, line: _Line) -> None:
        """Puts a line where it belongs: four rows of the grid are its own."""
        top = 4 * number
        for part in (line.name, line.control, line.help):
            if part:
                self._grid.removeWidget(part)
        column, width = (0, 2) if self._is_stacked or not line.name else (1, 1)
        if line.name:
            self._grid.addWidget(line.name, top, 0, 1, 2 if self._is_stacked else 1)
        beside = top if line.name and not self._is_stacked else top + 1
        self._grid.addWidget(line.control, beside, column, 1, width)
        if line.help:
            self._grid.addWidget(line.help, top + 2, column, 1, width)
        self._grid.setRowMinimumHeight(top + 3, self._appearance.px(6))

    def _fit_margins(self) -> None:
        px = self._appearance.px
        side = px(16 if self._is_stacked else 24)
        self._layout.setContentsMargins(side, px(16), side, px(20))


@dataclass(frozen=True)
class RowControl:
    """What a setting is changed by, and how it is made to show a value."""

    widget: QWidget
    show: Callable[[object], None]


class TableCard(SettingsCard):
    """The rows of the table of settings that belong on one card, in their order.

    A row has the control of its kind. A card that needs another one for a row makes it in
    ``make_control``; what stands below a row beside the settings is added in ``add_below``.
    ``controls`` has all of them by key.
    """

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        card: Card,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(appearance, card.title, parent)
        self.preferences = preferences
        self.controls: dict[str, QWidget] = {}
        self._shows: dict[str, Callable[[object], None]] = {}
        self._rows = rows_of(card)

    def build(self) -> None:
        """Adds the rows; to be called once a card has what its own controls are made of."""
        for row in self._rows:
            control = self.make_control(row)
            self.controls[row.key] = control.widget
            self._shows[row.key] = control.show
            self.add_below(row)
        self.preferences.observe(self._shows, self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Shows the settings as they are."""
        for key, show in self._shows.items():
            show(getattr(self.preferences.settings, key))

    def make_control(self, row: SettingRow) -> RowControl:
        """Adds the line of a setting."""
        text = row.text()
        if row.kind is Kind.SWITCH:
            check = self.add_check(text.label, text.help)
            check.toggled.connect(lambda on: self.change(row, on))
            return RowControl(check, lambda value: check.setChecked(bool(value)))
        if row.kind is Kind.NUMBER and row.span:
            box = NumberBox(row.span[0], row.span[-1], text.unit, self)
            box.setSingleStep(row.span.step)
            box.valueChanged.connect(lambda value: self.change(row, value))
            self.add(text.label, box, text.help)
            return RowControl(box, lambda value: box.setValue(int(str(value))))
        return self.add_choice(row, row.choices())

    def add_choice(self, row: SettingRow, choices: list[tuple[object, str]]) -> RowControl:
        """Adds the line of a setting that is chosen among some values."""
        text = row.text()
        box = ChoiceBox(text.label, self)
        box.offer(choices)
        box.chosen.connect(lambda value: self.change(row, value))
        self.add(text.label, box, text.help)
        return RowControl(box, box.show_value)

    def add_below(self, row: SettingRow) -> None:
        """Adds what stands below a row and is no setting."""

    def change(self, row: SettingRow, value: object) -> None:
        """Sets it to what the person chose."""
        self.preferences.change(**{row.key: value})
