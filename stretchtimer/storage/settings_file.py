"""The file that keeps the settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.faults import FileNotice
from stretchtimer.storage.json_file import JsonFile
from stretchtimer.storage.routines.value_types import Allowed

FORMAT = 1


class Loaded(NamedTuple):
    """The values to use, and a notice for each thing that could not be taken from the file."""

    values: Mapping[str, object]
    warnings: tuple[Notice, ...] = ()


class SettingsFile:
    """Reads and writes named values; ``today`` gives the date for setting a damaged file aside.

    ``allowed`` says what each may be, ``usual`` what applies where the file says nothing.
    """

    def __init__(
        self,
        path: Path,
        today: Callable[[], date],
        allowed: Mapping[str, Allowed[object]],
        usual: Mapping[str, object],
    ) -> None:
        self._file = JsonFile(path, FORMAT, today)
        self._allowed = allowed
        self._usual = usual
        self.path = path

    def load(self) -> Loaded:
        """The values of the file, the usual ones for what is missing or wrong. Never raises."""
        usual = self._usual
        contents = self._file.read()
        if contents.problem:
            note = Notice(FileNotice.SETTINGS_NOT_USED, path=self.path, reason=contents.problem)
            return Loaded(usual, (note,))
        values: dict[str, object] = {}
        warnings = []
        for name, allowed in self._allowed.items():
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
                value = usual[name]
            values[name] = value
        return Loaded(values, tuple(warnings))

    def save(self, before: Mapping[str, object], after: Mapping[str, object]) -> tuple[Notice, ...]:
        """Writes what differs between the two, and keeps what else the file holds.

        A new file gets what is not as usual. Returns a notice where a damaged file was moved
        aside. Raises UserError when nothing could be written.
        """
        return self._file.write(before, after, self._usual)
