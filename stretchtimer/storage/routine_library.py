"""All routines at hand: those that come with the program, and the person's own.

- The id of a routine is the name of its file, so that one is found without reading the others.
- The routines that come with the program keep their ids: an own file of the same name does not
  take the place of one, but is listed among the unreadable with what to do about it.
- An own file whose name is no id by itself (``My Walk.toml``) is found by the id made of it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.storage.os_words import in_words
from stretchtimer.storage.routine_file import (
    SUFFIX,
    Fault,
    RoutineFileError,
    read_routine,
    routine_id,
)

_MOST_NAMED = 20


@dataclass(frozen=True)
class Entry:
    """A routine that can be run, and where it came from."""

    path: Path
    bundled: bool
    routine: Routine

    @property
    def id(self) -> str:
        return self.routine.id

    @property
    def name(self) -> str:
        return self.routine.name


@dataclass(frozen=True)
class Unreadable:
    """A file that cannot be run, with at least one fault."""

    path: Path
    faults: tuple[Fault, ...]


class Listing(NamedTuple):
    """What is in the library, each in the order of its ids, the bundled before the own."""

    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]


class Library:
    """The routines of two folders; a folder that is missing is as good as empty.

    Nothing is read before it is asked for, and nothing is kept: a file changed meanwhile counts.
    """

    def __init__(self, bundled: Path, own: Path) -> None:
        self._bundled = bundled
        self._own = own

    def ids(self) -> tuple[str, ...]:
        """The ids of all files, the bundled first, without reading any of them."""
        paths = (*_files(self._bundled), *_files(self._own))
        return tuple(dict.fromkeys(map(routine_id, paths)))

    def find(self, id_or_path: str) -> Routine:
        """The routine of that id, or in that file where there is a slash or ``.toml`` in it.

        Raises RoutineFileError for a file that cannot be used, UserError when there is none.
        """
        if os.sep in id_or_path or "/" in id_or_path or id_or_path.endswith(SUFFIX):
            return read_routine(Path(id_or_path).expanduser())
        wanted = routine_id(Path(id_or_path))
        for folder in (self._bundled, self._own):
            path = folder / f"{wanted}{SUFFIX}"
            if _exists(path):
                return read_routine(path)
        for path in _files(self._own):
            if routine_id(path) == wanted:
                return read_routine(path)
        raise UserError(f"There is no routine “{id_or_path}”; {self._known()}.")

    def all(self) -> Listing:
        """Every routine, read; what cannot be read does not hinder the others."""
        entries: list[Entry] = []
        unreadable: list[Unreadable] = []
        taken: dict[str, Path] = {}
        for folder in (self._bundled, self._own):
            try:
                paths = _files(folder)
            except UserError as error:
                unreadable.append(Unreadable(folder, (Fault(folder, 1, str(error)),)))
                continue
            for path in paths:
                first = taken.setdefault(routine_id(path), path)
                try:
                    if first is not path:
                        raise _shared_id(path, first, first.parent == self._bundled)
                    entries.append(Entry(path, folder == self._bundled, read_routine(path)))
                except RoutineFileError as error:
                    unreadable.append(Unreadable(path, error.faults))
        return Listing(tuple(entries), tuple(unreadable))

    def _known(self) -> str:
        ids = self.ids()
        more = f" and {len(ids) - _MOST_NAMED} more" if len(ids) > _MOST_NAMED else ""
        return f"there are {', '.join(ids[:_MOST_NAMED])}{more}" if ids else "there are none"


def _files(folder: Path) -> list[Path]:
    """The routine files of a folder by id, those named exactly so first; raises UserError."""
    try:
        paths = list(folder.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UserError(f"{folder} could not be listed: {in_words(error)}.") from error
    # Names with a dot in front are what editors leave while a file is open.
    shown = (path for path in paths if path.suffix == SUFFIX and not path.name.startswith("."))
    return sorted(shown, key=_by_id)


def _by_id(path: Path) -> tuple[str, bool, str]:
    own_id = routine_id(path)
    return own_id, path.stem != own_id, path.name


def _exists(path: Path) -> bool:
    """Whether there is something to read; what cannot be told is left to the listing."""
    try:
        return path.exists()
    except OSError:
        return False


def _shared_id(path: Path, first: Path, bundled: bool) -> RoutineFileError:
    name = routine_id(path)
    whose = "a routine that comes with the program" if bundled else f"the one in {first.name}"
    message = f"“{name}” is already the id of {whose}; please give this file another name."
    return RoutineFileError([Fault(path, 1, message, value=name, allowed="a name of its own")])
