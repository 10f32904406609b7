"""Makes a copy of a routine where files are written, so that no page waits for a disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.library import Library


class RoutineCopy:
    """A work for the writer: done once, it tells ``done`` the id, or why there is none."""

    def __init__(
        self, library: Library, routine: str, name: str, done: Callable[[str | UserError], None]
    ) -> None:
        self._library = library
        self._routine = routine
        self._name = name
        self._done = done

    @property
    def path(self) -> Path:
        return self._library.own_folder

    def write(self) -> tuple[Notice, ...]:
        """Tells what came of it, and so never has it tried again, when nobody expects it."""
        try:
            result: str | UserError = self._library.copy(self._routine, self._name)
        except UserError as error:
            result = error
        self._done(result)
        return ()

    def close(self) -> None:
        """Nothing is open."""
