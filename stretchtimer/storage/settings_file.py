"""The file that keeps the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.faults import FileNotice
from stretchtimer.storage.json_file import JsonFile
from stretchtimer.storage.settings import ALLOWED, Settings

FORMAT = 1


@dataclass(frozen=True)
class Loaded:
    """The settings to use, and a notice for each thing that could not be taken from the file."""

    settings: Settings
    warnings: tuple[Notice, ...] = ()


class SettingsFile:
    """Reads and writes the settings; ``today`` gives the date for setting a damaged file aside."""

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._file = JsonFile(path, FORMAT, today)
        self.path = path

    def load(self) -> Loaded:
        """The settings of the file, with defaults for what is missing or wrong. Never raises."""
        contents = self._file.read()
        if contents.problem:
            note = Notice(FileNotice.SETTINGS_NOT_USED, path=self.path, reason=contents.problem)
            return Loaded(Settings(), (note,))
        usual = Settings().as_table()
        values: dict[str, object] = {}
        warnings = []
        for name, allowed in ALLOWED.items():
            stored = contents.data.get(name, usual[name])
            value = allowed.parse(stored)
            if value is None:
                warnings.append(
                    Notice(
                        FileNotice.SETTING_NOT_USED,
                        path=self.path,
                        key=name,
                        value=Given(stored),
                        allowed=allowed.limit,
                        usual=Given(usual[name]),
                    )
                )
            else:
                values[name] = value
        return Loaded(Settings(**values), tuple(warnings))  # type: ignore[arg-type]

    def save(self, before: Settings, after: Settings) -> tuple[Notice, ...]:
        """Writes what differs between the two, and keeps what else the file holds.

        Returns a notice where a damaged file was moved aside. Raises UserError when nothing
        could be written.
        """
        return self._file.write(before.as_table(), after.as_table())
