"""The sheets that the window lays over its pages, each built when it is first needed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stretchtimer.ui.look import Look

if TYPE_CHECKING:
    from stretchtimer.engine.model import Stretch
    from stretchtimer.services.preferences import Preferences
    from stretchtimer.ui.about_panel import AboutPanel
    from stretchtimer.ui.key_panel import KeyPanel
    from stretchtimer.ui.overlay import Overlay
    from stretchtimer.ui.safety_panel import SafetyPanel

_NAMES = ("keys", "about", "safety")


class Sheets(QObject):
    """One at a time lies over ``window``."""

    def __init__(self, look: Look, preferences: Preferences, window: QWidget) -> None:
        super().__init__(window)
        self._look = look
        self._preferences = preferences
        self._window = window

    @cached_property
    def keys(self) -> KeyPanel:
        from stretchtimer.ui.key_panel import KeyPanel

        panel = KeyPanel(self._look, self._window)
        panel.offer(self.tr("When to stop, and when to get help"), self.show_safety)
        return panel

    @cached_property
    def about(self) -> AboutPanel:
        from stretchtimer.ui.about_panel import AboutPanel

        panel = AboutPanel(self._look, self._window)
        panel.offer(self.tr("When to stop, and when to get help"), self.show_safety)
        return panel

    @cached_property
    def safety(self) -> SafetyPanel:
        from stretchtimer.ui.safety_panel import SafetyPanel

        return SafetyPanel(self._look, self._window)

    def switch_keys(self) -> None:
        """Shows the list of keys, or puts it away."""
        if "keys" in self.__dict__ and self.keys.isVisible():
            self.keys.put_away()
        else:
            self.keys.open(self._preferences.settings.letter_keys)

    def show_about(self, stretch: Stretch) -> None:
        self.about.open(stretch)

    def show_safety(self) -> None:
        self.safety.open()

    def place(self) -> None:
        """Has those that are there cover the window as it is now."""
        for sheet in self._built():
            sheet.place()

    def put_away(self) -> None:
        """Leaves the focus to whoever asks for it."""
        for sheet in self._built():
            sheet.hide()

    def _built(self) -> list[Overlay]:
        return [self.__dict__[name] for name in _NAMES if name in self.__dict__]
