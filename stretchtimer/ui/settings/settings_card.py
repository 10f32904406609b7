"""Cards of the settings page: a title, and lines of a name, a control and a word of help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, Kind, SettingRow
from stretchtimer.services.person.settings import rows_of
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox, NumberBox
from stretchtimer.ui.widgets.buttons import label, wrapped


class SettingsCard(QFrame):
    """Lines stand below one another, controls in one column."""

    def __init__(self, appearance: Appearance, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.title = label(title, "heading")
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setHorizontalSpacing(appearance.px(24))
        self._grid.setVerticalSpacing(appearance.px(8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(
            appearance.px(24), appearance.px(16), appearance.px(24), appearance.px(20)
        )
        layout.setSpacing(appearance.px(8))
        layout.addWidget(self.title)
        layout.addLayout(self._grid)

    def add(self, name: str, control: QWidget, help_text: str = "") -> QWidget:
        """Adds a line; the name names the control for a screen reader as well."""
        # No widget of their own: Qt finds the label of a box to choose from only beside it.
        column = QVBoxLayout()
        column.setSpacing(2)
        title = label(name, parent=self)
        title.setBuddy(control)
        column.addWidget(title)
        if help_text:
            column.addWidget(wrapped(help_text, "small"))
            control.setAccessibleDescription(help_text)
        if not control.accessibleName():
            control.setAccessibleName(name)
        row = self._grid.rowCount()
        self._grid.addLayout(column, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, row, 1, Qt.AlignmentFlag.AlignVCenter)
        return control

    def add_check(self, text: str, help_text: str = "") -> QCheckBox:
        """Adds a box to tick over the whole width, with its word of help below."""
        box = QCheckBox(text)
        box.setAccessibleDescription(help_text)
        row = self._grid.rowCount()
        self._grid.addWidget(box, row, 0, 1, 2)
        if help_text:
            self._grid.addWidget(wrapped(help_text, "small"), row + 1, 0, 1, 2)
        return box

    def add_wide(self, widget: QWidget) -> None:
        self._grid.addWidget(widget, self._grid.rowCount(), 0, 1, 2)

    def add_note(self) -> QLabel:
        """Adds an empty line of small words, to be filled later."""
        note = wrapped(role="small")
        self.add_wide(note)
        return note


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
