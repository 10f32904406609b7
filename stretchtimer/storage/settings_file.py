"""The file that keeps the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stretchtimer.storage.json_file import JsonFile
from stretchtimer.storage.routines.validators import shown
from stretchtimer.storage.settings import ALLOWED, Settings

FORMAT = 1


@dataclass(frozen=True)
class Loaded:
    """The settings to use, and a sentence for each thing that could not be taken from the file."""

    settings: Settings
    warnings: tuple[str, ...] = ()


class SettingsFile:
    """Reads and writes the settings; ``today`` gives the date for setting a damaged file aside."""

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._file = JsonFile(path, FORMAT, today)
        self.path = path

    def load(self) -> Loaded:
        """The settings of the file, with defaults for what is missing or wrong. Never raises."""
        path = self.path
        contents = self._file.read()
        if contents.problem:
            note = f"{path} could not be used: {contents.problem}. The usual settings apply."
            return Loaded(Settings(), (note,))
        usual = Settings().as_table()
        values: dict[str, object] = {}
        warnings = []
        for name, allowed in ALLOWED.items():
            stored = contents.data.get(name, usual[name])
            value = allowed.parse(stored)
            if value is None:
                warnings.append(
                    f"{path}: {name} is {shown(stored)}, but it must be {allowed.words}; "
                    f"{shown(usual[name])} applies."
                )
            else:
                values[name] = value
        return Loaded(Settings(**values), tuple(warnings))  # type: ignore[arg-type]

    def save(self, before: Settings, after: Settings) -> tuple[str, ...]:
        """Writes what differs between the two, and keeps what else the file holds.

        Returns one sentence where a damaged file was moved aside. Raises UserError when nothing
        could be written.
        """
        return self._file.write(before.as_table(), after.as_table())
