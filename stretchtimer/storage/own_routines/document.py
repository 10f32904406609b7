"""A routine file that is being edited: what it held, what was changed since, and its new text.

A document never changes: each edit gives another one, so undoing is keeping the one before. What
the routine is now is known at once; the text is made when it is to be written, by doing the same
edits to the text that was read. So comments, order and keys of others stay as they were.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.own_routines.edits import (
    Data,
    Edit,
    InsertTable,
    MoveTable,
    RemoveKey,
    RemoveTable,
    SetKey,
)
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.routine_file import (
    MAX_BYTES,
    Fault,
    RoutineFileError,
    plain_id,
)
from stretchtimer.storage.routines.schema import FORMAT, KeptStretches, newer_format, routine_from
from stretchtimer.storage.routines.table_reader import KeyFault, KeyFaults
from stretchtimer.storage.routines.toml_lines import Place
from stretchtimer.storage.routines.toml_text import TomlError, decode, parse
from stretchtimer.storage.safe_read import ReadError, read_bytes

_MARK = b"\xef\xbb\xbf"


_Checked = tuple[Routine | None, tuple[KeyFault, ...]]


@dataclass(frozen=True)
class RoutineDocument:
    """One state of a routine that is edited.

    ``read`` are the bytes that the file had, None for one that was never saved; ``base`` is the
    text that the edits are done to, and ``data`` what it holds with them.
    """

    path: Path
    read: bytes | None
    base: str
    data: Data
    edits: tuple[Edit, ...] = ()
    _known: dict[frozenset[str] | None, _Checked] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """What was found when it was checked: both who shows faults and who shows the routine ask."""

    _kept: dict[frozenset[str] | None, KeptStretches] = field(
        default_factory=dict, repr=False, compare=False
    )
    """What was read of the stretches, also for the documents that come of this one."""

    def set(self, place: Place, value: object) -> RoutineDocument:
        """With a value at a key; tables on the way are made. A table is a dict, a list a list."""
        return self.edited(SetKey(place, value))

    def remove(self, place: Place) -> RoutineDocument:
        """Without that key."""
        return self.edited(RemoveKey(place))

    def insert(self, place: Place, index: int, table: Mapping[str, object]) -> RoutineDocument:
        """With another table in a list of them, such as a stretch in ``("stretches",)``."""
        return self.edited(InsertTable(place, index, table))

    def take_out(self, place: Place, index: int) -> RoutineDocument:
        """Without that table of a list."""
        return self.edited(RemoveTable(place, index))

    def move(self, place: Place, index: int, to: int) -> RoutineDocument:
        """With that table of a list at another number."""
        return self.edited(MoveTable(place, index, to))

    def edited(self, edit: Edit) -> RoutineDocument:
        """With one more edit; raises InternalError for one that makes no sense here."""
        data = edit.done_to(self.data)
        if data == self.data:
            return self
        return replace(self, data=data, edits=(*self.edits, edit))

    @property
    def is_changed(self) -> bool:
        """Whether its text is another one than that of the file."""
        return bool(self.edits) or self.read is None or self.base != decode(self.read)

    @property
    def as_read(self) -> RoutineDocument:
        """As the file was when it was read; itself for one that was never saved."""
        if self.read is None:
            return self
        base = decode(self.read)
        return replace(self, base=base, data=parse(base), edits=())

    def faults(self, poses: Collection[str] | None = None) -> tuple[KeyFault, ...]:
        """Everything that is wrong with it now, as ``check`` would say it of the saved file."""
        return self.checked(poses)[1]

    def routine(self, poses: Collection[str] | None = None) -> Routine | None:
        """The routine that it is now; None while something is wrong with it."""
        return self.checked(poses)[0]

    def text(self) -> str:
        """The text with all edits, its lines ended by ``\\n``. Takes its time."""
        if not self.edits:
            return self.base
        from stretchtimer.storage.own_routines.text_edits import edited_text

        return edited_text(self.base, self.edits, self.data)

    def contents(self) -> bytes:
        """The text as it is written: with the mark and the line ends of the file that was read."""
        text = self.text()
        read = self.read or b""
        if b"\r\n" in read and read.count(b"\r\n") == read.count(b"\n"):
            text = text.replace("\n", "\r\n")
        return _MARK * read.startswith(_MARK) + text.encode()

    def checked(self, poses: Collection[str] | None = None) -> _Checked:
        """The routine, and what is wrong: either of them, for the work of one."""
        key = None if poses is None else frozenset(poses)
        if key not in self._known:
            kept = self._kept.setdefault(key, KeptStretches())
            self._known[key] = self._checked_anew(poses, kept)
        return self._known[key]

    def _checked_anew(self, poses: Collection[str] | None, kept: KeptStretches) -> _Checked:
        if newer_format(self.data, FORMAT):
            newer = {"value": Given(self.data["format"]), "known": FORMAT}
            return None, (KeyFault(("format",), Notice(RoutineFault.FORMAT_NEWER, **newer)),)
        findings = KeyFaults()
        routine = routine_from(plain_id(self.path), self.data, findings, poses, kept)
        return routine, tuple(findings.found)


def open_document(path: Path) -> RoutineDocument:
    """The document of a file, which may have faults, as long as it is TOML at all.

    Raises RoutineFileError where it cannot be read, or is none.
    """
    try:
        data = read_bytes(path, MAX_BYTES)
        text = decode(data)
    except ReadError as error:
        reason = Notice(RoutineFault.FILE_NOT_READ, reason=error.reason)
        raise RoutineFileError([Fault(path, 1, reason)]) from error
    except TomlError as error:
        raise RoutineFileError([Fault(path, error.line, error.reason)]) from error
    return document_of(path, data, text)


def document_of(path: Path, read: bytes | None, text: str) -> RoutineDocument:
    """A document of that text for a file that had those bytes, or is still to be made.

    Raises RoutineFileError where it is no TOML.
    """
    try:
        return RoutineDocument(path, read, text, parse(text))
    except TomlError as error:
        raise RoutineFileError([Fault(path, error.line, error.reason)]) from error
