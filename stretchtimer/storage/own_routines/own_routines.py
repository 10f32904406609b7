"""All that can be done with the files of one's own routines. Every method may wait for a disk.

- Nothing is ever written over: a new file has a name of its own, a file that another program has
  changed since it was read is replaced only when that is asked for, and then kept first.
- Nothing is thrown away: what is deleted lies in the wastebasket, and can be put back.
- Nothing is written outside the folders, but an export where the person wants it.

All raise UserError, with a notice to be told, and have then changed nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Given
from stretchtimer.storage.atomic import alone_with, write_bytes, write_text
from stretchtimer.storage.own_routines.archive import WholeRoutine
from stretchtimer.storage.own_routines.document import (
    RoutineDocument,
    document_of,
    open_document,
)
from stretchtimer.storage.own_routines.drafts import Draft, Drafts
from stretchtimer.storage.own_routines.faults import OwnFault
from stretchtimer.storage.own_routines.folder import Deleted, OwnFolder
from stretchtimer.storage.own_routines.sharing import (
    Exported,
    Incoming,
    beside,
    export,
    read_incoming,
)
from stretchtimer.storage.own_routines.text_edits import loses_comments
from stretchtimer.storage.routines.copying import renamed, translations_of
from stretchtimer.storage.routines.faults import RoutineFault
from stretchtimer.storage.routines.library import OWN, Library
from stretchtimer.storage.routines.routine_file import MAX_BYTES, routine_in
from stretchtimer.storage.routines.schema import NAME
from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes


class ChangedOnDiskError(UserError):
    """A file is another one than the one that was read, or is gone.

    What was edited is still there: save it over the file, save it as a copy, or open the file anew.
    """


class OwnRoutines:
    """The person's own routines, in the folder of the library."""

    def __init__(self, library: Library, wastebasket: Path, drafts: Path) -> None:
        self._library = library
        self._folder = OwnFolder(library.own_folder, wastebasket, library.bundled_names)
        self._drafts = Drafts(drafts, library.own_folder)

    def new(self, name: str, text: str) -> str:
        """A new routine of that text, which must be one; returns its key."""
        _check_name(name)
        data = text.encode()
        routine_in(self._folder.path / name, data, self._library.poses)
        return self._key(self._folder.add(name, WholeRoutine(data)))

    def duplicate(self, key: str, name: str) -> str:
        """A copy of any routine under another name; returns its key."""
        return self._library.copy(key, name)

    def rename(self, key: str, name: str) -> None:
        """Gives a routine another name. Its file, its key, its log and its changes stay."""
        _check_name(name)
        path = self._own(key)
        with alone_with(path):
            for one in (*translations_of(path), path):
                write_text(one, renamed(one, name))

    def delete(self, key: str) -> Deleted:
        """Moves a routine into the wastebasket; ``restore`` puts it back."""
        return self._folder.delete(self._own(key))

    def restore(self, deleted: Deleted) -> str:
        """Puts a routine back, under another file name where that is taken now; returns its key."""
        return self._key(self._folder.restore(deleted))

    def inspect(self, source: Path) -> Incoming:
        """What a file from outside would bring, and which routines it would stand beside."""
        incoming = read_incoming(source, self._library.poses)
        same_name, already = [], ""
        for file in self._library.files():
            try:
                # Of many files only those are parsed that may have the name.
                if incoming.name.encode() not in read_bytes(file.path, MAX_BYTES):
                    continue
                if self._library.read(file).name == incoming.name:
                    same_name.append(file.id)
                    if not already and self._folder.read(file.path) == incoming.whole:
                        already = file.id
            except UserError:
                continue
        return beside(incoming, tuple(same_name), already)

    def keep(self, incoming: Incoming, name: str = "") -> str:
        """Keeps a routine from outside under a free file name; returns its key.

        With a name, that is the name it gets.
        """
        path = self._folder.add(name or incoming.name, incoming.whole)
        key = self._key(path)
        if name and name != incoming.name:
            self.rename(key, name)
        return key

    def name_of(self, key: str) -> str:
        """What a routine is called; raises UserError where it cannot be used."""
        return self._library.find(key).name

    def whole(self, key: str) -> WholeRoutine:
        """All that belongs to a routine, as it would be exported."""
        return self._folder.read(self._library.path_of(key))

    def export(self, key: str, target: Path) -> Exported:
        """Writes a routine to a new file, as it is without changes of one's own; see there."""
        self._library.find(key)
        return export(self.whole(key), target)

    def routines(self) -> tuple[Routine, ...]:
        """All routines that can be used, those that come with the program first."""
        found = []
        for file in self._library.files():
            try:
                found.append(self._library.read(file))
            except UserError:
                # What is wrong with it is told where it is listed.
                continue
        return tuple(found)

    def open(self, key: str) -> RoutineDocument:
        """One's own routine to be edited, also one with faults, as long as it is TOML."""
        return open_document(self._own(key))

    def save(self, document: RoutineDocument, *, over: bool = False) -> RoutineDocument:
        """Writes what was edited; returns the document as it is then.

        Raises ChangedOnDiskError where the file is not the one that was read, unless it is to be
        written ``over`` that: what is there goes into the wastebasket first.
        """
        path = document.path
        contents = document.contents()
        if len(contents) > MAX_BYTES:
            raise UserError(OwnFault.TOO_LARGE, path=path, kib=MAX_BYTES // KIB)
        with alone_with(path):
            there = _contents(path)
            if there != document.read and not over:
                what = OwnFault.GONE_MEANWHILE if there is None else OwnFault.CHANGED_MEANWHILE
                raise ChangedOnDiskError(what, path=path)
            is_other = there != document.read or loses_comments(document.base, document.text())
            if there is not None and is_other:
                self._folder.keep_aside(path, there)
            write_bytes(path, contents)
        saved = document_of(path, contents, document.text())
        self._drafts.drop(saved)
        return saved

    def save_copy(self, document: RoutineDocument, name: str) -> str:
        """Writes what was edited as another routine of that name; returns its key."""
        _check_name(name)
        contents = document.set(("name",), name).contents()
        # Its words in other languages are those of what it was before.
        parts = self._folder.parts_of(document.path)
        key = self._key(self._folder.add(name, replace(parts, routine=contents)))
        self._drafts.drop(document)
        return key

    def key_of(self, document: RoutineDocument) -> str:
        """The key of the routine that a document is of."""
        return self._key(document.path)

    def keep_draft(self, document: RoutineDocument) -> None:
        """Keeps unsaved work, so that it is still there after a crash."""
        self._drafts.keep(document)

    def drafts(self) -> tuple[Draft, ...]:
        """The unsaved work there is."""
        return self._drafts.all()

    def drop_draft(self, document: RoutineDocument) -> None:
        """Throws unsaved work away."""
        self._drafts.drop(document)

    def _own(self, key: str) -> Path:
        """The file of one's own routine; raises UserError where it is none."""
        path = self._library.path_of(key)
        if not self._library.is_own(path):
            raise UserError(OwnFault.NOT_OWN, name=Given(key.removeprefix(OWN)))
        return path

    def _key(self, path: Path) -> str:
        return self._library.id_of(path)


def _check_name(name: str) -> None:
    if NAME.parse(name) is None:
        wrong = {"key": "name", "value": Given(name), "allowed": NAME.limit}
        raise UserError(RoutineFault.VALUE_WRONG, **wrong)


def _contents(path: Path) -> bytes | None:
    """What a file holds now; None where there is none. Raises ReadError."""
    try:
        return read_bytes(path, MAX_BYTES * 16)
    except ReadError as error:
        if error.missing:
            return None
        raise
