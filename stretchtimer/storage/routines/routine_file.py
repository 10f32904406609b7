"""Reading a routine from its file, or telling everything that is wrong with it, line by line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Given, Lines, Notice
from stretchtimer.storage.faults import Reason
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.own_pictures import picture_name, with_own_pictures
from stretchtimer.storage.routines.own_poses import own_poses_of, poses_beside, with_own_poses
from stretchtimer.storage.routines.schema import FORMAT, newer_format, routine_from
from stretchtimer.storage.routines.table_reader import KeyFault, KeyFaults
from stretchtimer.storage.routines.toml_lines import Place, line_numbers
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes

T = TypeVar("T")

MAX_BYTES = 256 * KIB
SUFFIX = ".toml"
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class Fault(NamedTuple):
    """One thing that is wrong with a file, printed as ``FILE:LINE: message``.

    ``line`` counts from 1. ``key`` is such as ``stretches[2].hold_s``, with numbers from 1, or
    empty where no key is meant.
    """

    path: Path
    line: int
    message: Notice
    key: str = ""

    @property
    def notice(self) -> Notice:
        """The message with its file and line."""
        return Notice(RoutineFault.ON_LINE, path=self.path, line=self.line, fault=self.message)


class RoutineFileError(UserError):
    """A routine, or a script, could not be used; ``faults`` holds at least one, ordered by line."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(
            RoutineFault.SEVERAL, faults=Lines(tuple(fault.notice for fault in self.faults))
        )


def read_routine(path: Path, known_as: str = "", poses: Collection[str] | None = None) -> Routine:
    """The routine of a file; raises RoutineFileError with everything that is wrong at once.

    Its id is ``known_as`` or, where that is empty, made of the file's name. ``poses`` are those
    that come with the program, where that is to be looked at; it may name those beside it, too.
    """
    beside = poses_beside(path)
    known = poses if poses is None else {*poses, *beside}
    routine = checked(path, _maker(known_as or plain_id(path), known))
    routine = with_own_pictures(routine, path)
    return _with_poses(routine, beside) if beside else routine


def _with_poses(routine: Routine, beside: dict[str, str]) -> Routine:
    """The routine with its own poses; raises RoutineFileError where one cannot be used."""
    # Few routines have any.
    from stretchtimer.storage.routines.poses import read_pose

    routine = with_own_poses(routine, beside)
    faults = []
    for file in own_poses_of(routine):
        try:
            read_pose(file)
        except UserError as error:
            faults.append(Fault(file, 1, error.notice))
    if faults:
        raise RoutineFileError(faults)
    return routine


def picture_faults(
    path: Path, data: bytes, routine: Routine, read: Callable[[str], object]
) -> tuple[Fault, ...]:
    """What is wrong with the pictures that a routine names, which does not make it unusable.

    ``data`` are the contents of its file; ``read`` raises UserError where a picture cannot be used.
    """
    faults = []
    for number, stretch in enumerate(routine.stretches):
        if not stretch.picture:
            continue
        try:
            read(stretch.picture)
        except UserError as error:
            place = ("stretches", number, "picture")
            told = {"value": Given(picture_name(stretch.picture)), "fault": error.notice}
            found = KeyFault(place, Notice(RoutineFault.PICTURE_UNUSABLE, key="picture", **told))
            faults.append(_fault(path, line_numbers(decode(data)).of(place), found))
    return tuple(faults)


def routine_in(path: Path, data: bytes, poses: Collection[str] | None = None) -> Routine:
    """The same for the contents of a file, read from ``path`` in some other way."""
    return checked(path, _maker(plain_id(path), poses), data=data)


def _maker(
    known_as: str, poses: Collection[str] | None
) -> Callable[[Mapping[str, object], KeyFaults], Routine | None]:
    return lambda data, findings: routine_from(known_as, data, findings, poses)


def checked(
    path: Path,
    make: Callable[[Mapping[str, object], KeyFaults], T | None],
    empty: RoutineFault = RoutineFault.EMPTY,
    newest: int = FORMAT,
    data: bytes | None = None,
) -> T:
    """What ``make`` makes of a file; raises RoutineFileError with everything that is wrong.

    ``make`` notes what is wrong, and gives None then. ``empty`` is told of an empty file, and
    ``newest`` is the last format that such files can have. Where they are given, ``data`` are the
    contents of the file.
    """
    try:
        text = decode(
            _within_limit(path, data) if data is not None else read_bytes(path, MAX_BYTES)
        )
        if not text.strip():
            raise _one_fault(path, 1, Notice(empty))
        table = parse(text)
    except ReadError as error:
        not_read = Notice(RoutineFault.FILE_NOT_READ, reason=error.reason)
        raise _one_fault(path, 1, not_read) from error
    except TomlError as error:
        raise _one_fault(path, error.line, error.reason) from error
    if newer_format(table, newest):
        raise _newer_fault(path, text, table, newest)
    findings = KeyFaults()
    made = make(table, findings)
    if made is None:
        lines = line_numbers(text)
        faults = (_fault(path, lines.of(found.place), found) for found in findings.found)
        raise RoutineFileError(sorted(faults, key=lambda fault: fault.line))
    return made


def plain_id(path: Path) -> str:
    """The name of a file in lower case, with hyphens between the words; several may have one."""
    name = unicodedata.normalize("NFC", path.name).removesuffix(SUFFIX).lower()
    return _BETWEEN_WORDS.sub("-", name).strip("-") or "routine"


def _within_limit(path: Path, data: bytes) -> bytes:
    """What was read; raises ReadError where it is more than a file may hold."""
    if len(data) > MAX_BYTES:
        raise ReadError(path, Notice(Reason.TOO_LARGE, kib=MAX_BYTES // KIB), too_large=True)
    return data


def _newer_fault(
    path: Path, text: str, data: Mapping[str, object], newest: int
) -> RoutineFileError:
    message = Notice(RoutineFault.FORMAT_NEWER, value=Given(data["format"]), known=newest)
    found = KeyFault(("format",), message)
    return RoutineFileError([_fault(path, line_numbers(text).of(found.place), found)])


def _one_fault(path: Path, line: int, message: Notice) -> RoutineFileError:
    return RoutineFileError([Fault(path, line, message)])


def _fault(path: Path, line: int, found: KeyFault) -> Fault:
    return Fault(path, line, found.message, _key(found.place))


def _key(place: Place) -> str:
    """``stretches[2].hold_s`` for ``("stretches", 1, "hold_s")``."""
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in place)
    return "".join(parts).removeprefix(".")
