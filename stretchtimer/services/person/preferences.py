"""The person's settings while the program runs: one place to ask, change and listen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.person.settings import ROWS, Settings
from stretchtimer.services.system.writer import GATHER_MS, Writer
from stretchtimer.storage.settings_file import SettingsFile


class Preferences:
    """Settings with observers. Changes take effect at once, and are written a moment later."""

    def __init__(self, file: SettingsFile, writer: Writer) -> None:
        self._file = file
        self._writer = writer
        loaded = file.load()
        self.warnings: tuple[Notice, ...] = loaded.warnings
        self._settings = Settings(**dict[str, Any](loaded.values))
        # What is to be in the file, and what is: the second belongs to the writer.
        self._lasting = self._saved = self._settings
        self._for_now: dict[str, Any] = {}
        self._observers: dict[object, tuple[frozenset[str], Callable[[], None]]] = {}

    @property
    def settings(self) -> Settings:
        return self._settings

    def observe(
        self, keys: str | Iterable[str], callback: Callable[[], None]
    ) -> Callable[[], None]:
        """Calls ``callback`` after each change of one of the keys; what it returns ends that."""
        wanted = frozenset([keys] if isinstance(keys, str) else keys)
        if not wanted <= ROWS.keys():
            raise InternalError(f"there is no setting {', '.join(sorted(wanted - ROWS.keys()))}")
        token = object()
        self._observers[token] = (wanted, callback)

        def unsubscribe() -> None:
            self._observers.pop(token, None)

        return unsubscribe

    def change(self, **fields: Any) -> None:
        """Sets some fields of ``Settings``."""
        for_now = {k: v for k, v in self._for_now.items() if k not in fields}
        self._set(fields, for_now)

    def take(self, name: str, value: object) -> bool:
        """Sets a field to what the world outside gives, such as a path or the id of a device.

        Returns False, and changes nothing, where that can be no setting.
        """
        if ROWS[name].allowed.parse(value) is None:
            return False
        self.change(**{name: value})
        return True

    def override(self, **fields: Any) -> None:
        """Sets some fields until the program ends, or until they are changed for good."""
        lasting = {name: getattr(self._settings, name) for name in fields}
        self._set(fields, lasting | self._for_now)

    def _set(self, fields: dict[str, Any], for_now: dict[str, Any]) -> None:
        changed = replace(self._settings, **fields)
        self._for_now = for_now
        lasting = replace(changed, **for_now)
        if lasting != self._lasting:
            self._lasting = lasting
            self._writer.ask(self, GATHER_MS)
        before, self._settings = self._settings, changed
        differing = {name for name in fields if getattr(before, name) != getattr(changed, name)}
        for token, (keys, callback) in list(self._observers.items()):
            # One that was called before may have ended another.
            if keys & differing and token in self._observers:
                callback()

    @property
    def path(self) -> Path:
        return self._file.path

    def write(self) -> tuple[Notice, ...]:
        """Writes what has changed since it was last written; raises UserError where it cannot."""
        lasting = self._lasting
        warnings = self._file.save(self._saved.as_table(), lasting.as_table())
        self._saved = lasting
        return warnings

    def close(self) -> None:
        """Nothing is open between two writes."""
