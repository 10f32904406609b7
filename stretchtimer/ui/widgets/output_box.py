"""The choice of the sound output, wherever it is shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.choices import DEVICE
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.person.settings import ROWS
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.widgets.boxes import ChoiceBox


class OutputBox(ChoiceBox):
    """Offers what there is now; ``devices`` gives the id and name of each sound output."""

    def __init__(
        self,
        preferences: Preferences,
        devices: Callable[[], Sequence[tuple[str, str]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.setAccessibleName(tr("Sound output"))
        self._preferences = preferences
        self._devices = devices
        self._listed: list[str] = []
        self.chosen.connect(self._on_chosen)

    @property
    def has_others(self) -> bool:
        """Whether devices are listed beside the one that is set."""
        return any(value != self._preferences.settings.output for value in self._listed)

    def _on_chosen(self, value: object) -> None:
        if not self._preferences.take("output", value):
            self.refresh()

    def refresh(self) -> None:
        """Shows the output as it is set, among the outputs that there are now."""
        chosen = self._preferences.settings.output
        (usual, *others) = ROWS["output"].choices()
        devices = [(DEVICE + key, name) for key, name in self._devices()]
        self._listed = [value for value, _ in devices]
        values: list[tuple[object, str]] = [usual, *devices, *others]
        if chosen not in [value for value, _ in values]:
            values.insert(1, (chosen, tr("A sound output that is not connected")))
        self.offer(values)
        self.show_value(chosen)
