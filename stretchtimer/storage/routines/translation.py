"""A routine in another language: its words, from the file of the same name in a folder of that.

Beside ``post-walk.toml`` lies ``de/post-walk.toml``, with ``format``, ``name``, ``summary``,
``care``, and a table for each stretch by its id (``[stretches.knee-hug]``) that has the keys of its
words, and in ``movements`` those of its movements, in their order. All that the routine has words
for must be there: with some of it missing, two languages would be heard in one session.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from stretchtimer.engine.model import Movement, Routine, Stretch
from stretchtimer.storage.routines.faults import TableName
from stretchtimer.storage.routines.routine_file import checked
from stretchtimer.storage.routines.schema import (
    FORMAT,
    FORMAT_KEY,
    LANGUAGE,
    NAME,
    SENTENCE,
    words,
)
from stretchtimer.storage.routines.table_reader import KeyFaults, Table


def original_of(path: Path) -> Path | None:
    """The routine's file of which that one has the words; None where it has none."""
    folder = path.absolute().parent
    original = folder.parent / path.name
    is_language = LANGUAGE.parse(folder.name) is not None
    try:
        return original if is_language and original.is_file() else None
    except OSError:
        return None


def translated(routine: Routine, path: Path, data: bytes | None = None) -> Routine:
    """The routine with the words of that file; raises RoutineFileError with all its faults.

    Where they are given, ``data`` are the contents of the file.
    """

    def make(data: Mapping[str, object], findings: KeyFaults) -> Routine | None:
        made = _routine(routine, Table(data, findings))
        return None if findings.found else replace(made, language=path.absolute().parent.name)

    return checked(path, make, data=data)


def _routine(routine: Routine, top: Table) -> Routine:
    top.need("format", FORMAT_KEY, FORMAT)
    name = top.need("name", NAME, "")
    summary = _like(top, "summary", routine.summary)
    care = _like(top, "care", routine.care)
    tables = top.table("stretches", needed=True)
    stretches = tuple(_stretch(one, tables.table(one.id, needed=True)) for one in routine.stretches)
    tables.no_others()
    top.no_others()
    return replace(routine, name=name, summary=summary, care=care, stretches=stretches)


def _stretch(stretch: Stretch, table: Table) -> Stretch:
    count = len(stretch.movements)
    movements = table.tables("movements", TableName.MOVEMENT, count, least=count)
    told = tuple(map(_movement, stretch.movements, movements))
    made = replace(
        stretch,
        name=table.need("name", NAME, ""),
        words=words(table, stretch.words),
        # With others than there are the file is refused in any case.
        movements=told if len(told) == count else stretch.movements,
    )
    table.no_others()
    return made


def _movement(movement: Movement, table: Table) -> Movement:
    made = replace(
        movement,
        name=table.need("name", NAME, ""),
        instruction=_like(table, "instruction", movement.instruction),
    )
    table.no_others()
    return made


def _like(table: Table, key: str, original: str) -> str:
    """A text that must be there if the original has it."""
    read = table.need if original else table.take
    return read(key, SENTENCE, "")
