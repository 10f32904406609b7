"""Reading a routine from its file, or telling everything that is wrong with it, line by line."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.storage.routines.schema import FORMAT, newer_format, routine_from
from stretchtimer.storage.routines.table_reader import KeyFault, KeyFaults
from stretchtimer.storage.routines.toml_lines import Place, line_numbers
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from stretchtimer.storage.routines.validators import shown
from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes

T = TypeVar("T")

MAX_BYTES = 256 * KIB
SUFFIX = ".toml"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a file, printed as ``FILE:LINE: message``.

    ``line`` counts from 1. ``key`` is such as ``stretches[2].hold_s``, with numbers from 1;
    it, ``value`` (what is there, in words) and ``allowed`` are empty where they do not apply.
    """

    path: Path
    line: int
    message: str
    key: str = ""
    value: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class RoutineFileError(UserError):
    """A routine, or a script, could not be used; ``faults`` holds at least one, ordered by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def read_routine(path: Path, known_as: str = "") -> Routine:
    """The routine of a file; raises RoutineFileError with everything that is wrong at once.

    Its id is ``known_as`` or, where that is empty, made of the file's name.
    """
    made_of = "format, name and stretches"
    return checked(path, made_of, lambda *found: routine_from(known_as or plain_id(path), *found))


def checked(
    path: Path, made_of: str, make: Callable[[Mapping[str, object], KeyFaults], T | None]
) -> T:
    """What ``make`` makes of a file; raises RoutineFileError with everything that is wrong.

    ``make`` notes what is wrong, and gives None then. ``made_of`` says what an empty file lacks.
    """
    try:
        text = decode(read_bytes(path, MAX_BYTES))
        if not text.strip():
            raise _one_fault(path, 1, f"the file is empty; it needs {made_of}.")
        data = parse(text)
    except ReadError as error:
        raise _one_fault(path, 1, f"the file could not be read: {error.reason}.") from error
    except TomlError as error:
        raise _one_fault(path, error.line, f"{error.reason}.") from error
    if newer_format(data):
        raise _newer_fault(path, text, data)
    findings = KeyFaults()
    made = make(data, findings)
    if made is None:
        lines = line_numbers(text)
        faults = (_fault(path, lines.of(found.place), found) for found in findings.found)
        raise RoutineFileError(sorted(faults, key=lambda fault: fault.line))
    return made


def plain_id(path: Path) -> str:
    """The name of a file in lower case, with hyphens between the words; several may have one."""
    name = unicodedata.normalize("NFC", path.name).removesuffix(SUFFIX).lower()
    words = "".join(character if character.isalnum() else " " for character in name).split()
    return "-".join(words) or "routine"


def _newer_fault(path: Path, text: str, data: Mapping[str, object]) -> RoutineFileError:
    value = shown(data["format"])
    message = (
        f"format is {value}, but this version of Stretch Timer reads format {FORMAT} only; "
        "the file is left as it is, please update the program to use it."
    )
    found = KeyFault(("format",), value, str(FORMAT), message)
    return RoutineFileError([_fault(path, line_numbers(text).of(found.place), found)])


def _one_fault(path: Path, line: int, message: str) -> RoutineFileError:
    return RoutineFileError([Fault(path, line, message)])


def _fault(path: Path, line: int, found: KeyFault) -> Fault:
    return Fault(path, line, found.message, _key(found.place), found.value, found.allowed)


def _key(place: Place) -> str:
    """``stretches[2].hold_s`` for ``("stretches", 1, "hold_s")``."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")
