"""The routines that can be chosen, few enough to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.library import OWN, Library

MOST = 40


@dataclass(frozen=True)
class Choice:
    """A routine by name; ``problem`` says why it cannot be used, if it cannot."""

    key: str
    name: str
    problem: Notice | None = None


@dataclass(frozen=True)
class Shelf:
    """What to offer, and how many more files there are."""

    choices: tuple[Choice, ...]
    more: int


def choices(library: Library, most: int = MOST) -> Shelf:
    """Reads at most ``most`` routines: the bundled ones first, then the person's own."""
    try:
        ids = library.ids()
    except UserError:
        return _whatever_there_is(library)
    found: list[Choice] = []
    for routine_id in ids[:most]:
        try:
            found.append(Choice(routine_id, library.find(routine_id).name))
        except UserError as error:
            found.append(Choice(routine_id, routine_id.removeprefix(OWN), error.notice))
    return Shelf(tuple(found), len(ids) - len(found))


def _whatever_there_is(library: Library) -> Shelf:
    """What can be had where one of the folders cannot even be listed."""
    entries, unreadable = library.all()
    usable = (Choice(entry.id, entry.name) for entry in entries)
    problems = (Choice(one.path.stem, one.path.name, one.faults[0].message) for one in unreadable)
    return Shelf((*usable, *problems), 0)
