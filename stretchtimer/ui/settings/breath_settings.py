"""Breathing: where its pace is shown, how fast it is, and whether it is heard."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.engine.breathing import MAX_PER_MINUTE, MIN_PER_MINUTE, Pace
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.boxes import ChoiceBox, short_number


class BreathSettings(SettingsCard):
    """The pace that ring, figure and sound follow."""

    def __init__(
        self, appearance: Appearance, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(appearance, "", parent)
        self.title.setText(tr("Breathing"))
        self._preferences = preferences
        self.where = ChoiceBox(tr("Show a pace for the breath"), self)
        self.where.offer(
            [
                ("off", tr("Never")),
                ("movements", tr("In moving stretches")),
                ("always", tr("In every hold")),
            ]
        )
        self.add(
            tr("Show a pace for the breath"),
            self.where,
            tr("The ring grows as you breathe in. If you feel dizzy, breathe as you like."),
        )
        self.pace = ChoiceBox(tr("Breaths in a minute"), self)
        halves = range(2 * MIN_PER_MINUTE, 2 * MAX_PER_MINUTE + 1)
        self.pace.offer([(half / 2, self._pace_words(half / 2)) for half in halves])
        self.add(
            tr("Breaths in a minute"),
            self.pace,
            tr("A moving stretch has the pace of its movements."),
        )
        self.sound = self.add_check(
            tr("Soft sound at each breath"), tr("Very quiet, and only where it is paced.")
        )
        self.where.chosen.connect(lambda value: preferences.change(breathing=value))
        self.pace.chosen.connect(lambda value: preferences.change(breaths_per_minute=value))
        self.sound.toggled.connect(lambda on: preferences.change(breath_sound=on))
        preferences.listen(self._refresh)
        self._refresh()

    def _pace_words(self, per_minute: float) -> str:
        half_s = Pace(per_minute=per_minute).half_ms / 1000
        words = tr("{number} · {s} s in, {s} s out")
        return words.format(number=short_number(per_minute), s=short_number(half_s))

    def _refresh(self) -> None:
        settings = self._preferences.settings
        self.where.show_value(settings.breathing)
        self.pace.show_value(settings.breaths_per_minute)
        self.sound.setChecked(settings.breath_sound)
        for control in (self.pace, self.sound):
            control.setEnabled(settings.breathing != "off")
