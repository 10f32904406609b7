"""The times around the holds, for the routine that is shown on the home page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.model import INTERVALS, MAX_INTERVAL_MS
from stretchtimer.services.person.personal_routine import PersonalRoutine
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.settings.settings_card import SettingsCard
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.hold_stepper import DurationBox


class TimesSettings(SettingsCard):
    """Every interval of ``Times``, and whether a lead-in waits."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(appearance, "", parent)
        self._personal: PersonalRoutine | None = None
        self.boxes: dict[str, DurationBox] = {}
        names = {
            "first_lead_in_ms": (
                tr("Getting into position the first time"),
                tr("Before the first stretch."),
            ),
            "lead_in_ms": (tr("Getting into position"), tr("Before each of the other stretches.")),
            "change_sides_ms": (tr("Changing sides"), ""),
            "change_over_ms": (
                tr("Between stretches"),
                tr("From the end of one stretch to the next."),
            ),
            "release_ms": (tr("Coming out of a stretch"), tr("Time to come out of it slowly.")),
            "round_rest_ms": (tr("Rest between rounds"), ""),
        }
        for field in INTERVALS:
            box = DurationBox(0, MAX_INTERVAL_MS // SECOND_MS, self)
            box.valueChanged.connect(lambda s, field=field: self._set(field, s * SECOND_MS))
            name, help_text = names[field]
            self.add(name, box, help_text)
            self.boxes[field] = box
        self.wait = self.add_check(
            tr("Wait until I am ready"),
            tr("Each stretch starts when you press Enter, Space or the button."),
        )
        self.wait.toggled.connect(lambda on: self._set("wait_until_ready", on))
        self.own_pace = self.add_check(
            tr("No clock"),
            tr("Each hold goes on until you say that you are done. How long you hold is saved."),
        )
        self.own_pace.toggled.connect(lambda on: self._set("own_pace", on))
        self.original = TextButton(appearance, tr("Reset to the original times"), "reset")
        self.original.clicked.connect(self._on_original_clicked)
        self.add_wide(self.original)

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine."""
        self._personal = personal
        name = personal.original.name
        self.title.setText(tr("Times of “{name}”").format(name=name))
        personal.listen(lambda: self._on_personal_changed(personal))
        self._refresh()

    def _on_personal_changed(self, personal: PersonalRoutine) -> None:
        if personal is self._personal:
            self._refresh()

    def _refresh(self) -> None:
        assert self._personal is not None
        times = self._personal.times
        for field, box in self.boxes.items():
            box.blockSignals(True)
            box.setValue(getattr(times, field) // SECOND_MS)
            box.blockSignals(False)
        for check, on in (
            (self.wait, times.wait_until_ready or times.own_pace),
            (self.own_pace, times.own_pace),
        ):
            check.blockSignals(True)
            check.setChecked(on)
            check.blockSignals(False)
        self.wait.setEnabled(not times.own_pace)
        self.original.setEnabled(times != self._personal.original.times)

    def _set(self, field: str, value: int | bool) -> None:
        if self._personal:
            self._personal.set_time(field, value)

    def _on_original_clicked(self) -> None:
        assert self._personal is not None
        self._personal.reset_times()
