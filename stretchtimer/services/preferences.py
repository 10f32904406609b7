"""The person's settings while the program runs: one place to ask, change and listen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stretchtimer.storage.settings import ALLOWED, Settings
from stretchtimer.storage.settings_file import SettingsFile


class Preferences:
    """Settings with listeners. Changes take effect at once; ``save`` writes them."""

    def __init__(self, file: SettingsFile) -> None:
        self._file = file
        loaded = file.load()
        self.notes: tuple[str, ...] = loaded.notes
        self._settings = loaded.settings
        self._saved = loaded.settings
        self._for_now: dict[str, Any] = {}
        self._listeners: list[Callable[[], None]] = []

    @property
    def settings(self) -> Settings:
        return self._settings

    def listen(self, listener: Callable[[], None]) -> None:
        """Calls ``listener`` after every change."""
        self._listeners.append(listener)

    def change(self, **fields: Any) -> None:
        """Sets some fields of ``Settings``."""
        for_now = {k: v for k, v in self._for_now.items() if k not in fields}
        self._set(fields, for_now)

    def take(self, name: str, value: object) -> bool:
        """Sets a field to what the world outside gives, such as a path or the id of a device.

        Returns False, and changes nothing, where that can be no setting.
        """
        if ALLOWED[name].parse(value) is None:
            return False
        self.change(**{name: value})
        return True

    def change_for_now(self, **fields: Any) -> None:
        """Sets some fields until the program ends, or until they are changed for good."""
        lasting = {name: getattr(self._settings, name) for name in fields}
        self._set(fields, lasting | self._for_now)

    def _set(self, fields: dict[str, Any], for_now: dict[str, Any]) -> None:
        changed = replace(self._settings, **fields)
        self._for_now = for_now
        if changed == self._settings:
            return
        self._settings = changed
        for listener in self._listeners:
            listener()

    def save(self) -> str:
        """Writes what has changed since the last time.

        Returns a sentence where a damaged file was moved aside, else an empty text. Raises
        UserError when nothing could be written.
        """
        lasting = replace(self._settings, **self._for_now)
        if lasting == self._saved:
            return ""
        # Whether it works or not, the same change is not tried (and complained of) twice.
        self._saved = lasting
        return self._file.save(lasting)
