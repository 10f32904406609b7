"""The routines that can be chosen, few enough to choose from, and what is wrong with the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.library import OWN, Library
from stretchtimer.storage.routines.routine_file import SUFFIX, RoutineFileError

MOST = 40


@dataclass(frozen=True)
class Choice:
    """A routine by name; ``problem`` says why it cannot be used, if it cannot.

    The ``key`` is its id or file, and empty for a folder. ``is_twin`` where another one has the
    same name: then ``file``, which one that comes with the program has not, tells it apart.
    """

    key: str
    name: str
    problem: Notice | None = None
    is_bundled: bool = False
    is_twin: bool = False

    @property
    def file(self) -> str:
        return "" if self.is_bundled else f"{self.key.removeprefix(OWN)}{SUFFIX}"


@dataclass(frozen=True)
class Shelf:
    """What to offer, and how many more files there are."""

    choices: tuple[Choice, ...]
    more: int


@dataclass(frozen=True)
class Trouble:
    """Why a routine cannot be used: what is wrong, with its line in the file where it has one."""

    path: Path | None
    faults: tuple[tuple[int, Notice], ...]


def plain_name(key: str) -> str:
    """What to call a routine by its id or file, where no more of it can be read."""
    return Path(key.removeprefix(OWN)).name.removesuffix(SUFFIX)


def trouble_of(error: UserError) -> Trouble:
    """What is wrong with a routine that could not be had."""
    if isinstance(error, RoutineFileError):
        faults = tuple((fault.line, fault.message) for fault in error.faults)
        return Trouble(error.faults[0].path, faults)
    return Trouble(None, ((0, error.notice),))


def choices(library: Library, most: int = MOST) -> Shelf:
    """Reads at most ``most`` routines: the bundled ones first, then the person's own."""
    try:
        ids = library.ids()
    except UserError:
        return _whatever_there_is(library)
    found: list[Choice] = []
    for routine_id in ids[:most]:
        bundled = not routine_id.startswith(OWN)
        try:
            name = library.find(routine_id).name
        except UserError as error:
            name, problem = routine_id.removeprefix(OWN), error.notice
            found.append(Choice(routine_id, name, problem, bundled))
        else:
            found.append(Choice(routine_id, name, None, bundled))
    return Shelf(_told_apart(found), len(ids) - len(found))


def _told_apart(found: list[Choice]) -> tuple[Choice, ...]:
    """Marks those that share their name with another."""
    names = Counter(choice.name for choice in found)
    return tuple(replace(choice, is_twin=names[choice.name] > 1) for choice in found)


def _whatever_there_is(library: Library) -> Shelf:
    """What can be had where one of the folders cannot even be listed."""
    entries, unreadable = library.all()
    usable = (Choice(entry.id, entry.name, is_bundled=entry.bundled) for entry in entries)
    problems = (
        Choice(
            str(one.path) if one.path.suffix == SUFFIX else "",
            one.path.name,
            one.faults[0].message,
        )
        for one in unreadable
    )
    return Shelf((*usable, *problems), 0)
