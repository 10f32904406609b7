"""Breathing: where its pace is shown, how fast it is, and whether it is heard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.engine.breathing import Pace, Paced
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.setting_row import Card, SettingRow
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.settings.settings_card import RowControl, TableCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import short_number


class BreathSettings(TableCard):
    """Says of each pace how long a breath takes; without a pace nothing else can be set."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, preferences, Card.BREATHING, parent)
        self.build()

    def refresh(self) -> None:
        super().refresh()
        is_paced = self.preferences.settings.breathing is not Paced.OFF
        for key, control in self.controls.items():
            control.setEnabled(is_paced or key == "breathing")

    def make_control(self, row: SettingRow) -> RowControl:
        if row.key != "breaths_per_minute":
            return super().make_control(row)
        return self.add_choice(row, [(value, _pace_words(value)) for value in row.values])


def _pace_words(per_minute: object) -> str:
    assert isinstance(per_minute, float)
    half_s = Pace(per_minute=per_minute).half_ms / 1000
    words = tr("{number} · {s} s in, {s} s out")
    return words.format(number=short_number(per_minute), s=short_number(half_s))
