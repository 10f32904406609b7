"""All routines at hand: those that come with the program, and the person's own.

What a person changes about a routine, and what is logged of it, is kept by its id. So no two files
ever share one:

- A routine that comes with the program has the plain name of its file (``post-walk``).
- A file in the person's folder has its whole name after ``own:`` (``own:My walk``), whatever comes
  with the program now or later.
- A file anywhere else has ``file:``, its plain name, and a mark of where it lies. A copy is another
  routine, and so is a file that was moved.

Its words are those of the language that is asked for, where they lie beside it (``translation``); a
translation with faults is told, and left.

For all to type, one that is meant is found by its plain name, too, where no other has that.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.digest import sha256_hex
from stretchtimer.storage.paths import expanded
from stretchtimer.storage.routines.faults import LibraryFault
from stretchtimer.storage.routines.folder_listing import (
    Stamp,
    by_id,
    exists,
    listed,
    names_in,
    parts_in,
    routine_files,
    stamps_in,
)
from stretchtimer.storage.routines.routine_file import (
    SUFFIX,
    Fault,
    RoutineFileError,
    plain_id,
    read_routine,
)

OWN = "own:"
ELSEWHERE = "file:"
_MOST_NAMED = 20
_MARK_LENGTH = 8
_NAMELESS = plain_id(Path(SUFFIX))


class Entry(NamedTuple):
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


class Unreadable(NamedTuple):
    """A file that cannot be used, with at least one fault."""

    path: Path
    faults: tuple[Fault, ...]


class RoutineFile(NamedTuple):
    """A file that may hold a routine, as its folder tells of it: nothing of it is read.

    ``stamp`` is its size in bytes, its last change in nanoseconds, and its number on the disk, then
    the same of its words in the language that is asked for and of its poses. What has not changed
    has the same.
    """

    id: str
    path: Path
    bundled: bool
    stamp: Stamp


class Listing(NamedTuple):
    """What is in the library, each in the order of its ids, the bundled before the own."""

    entries: tuple[Entry, ...]
    unreadable: tuple[Unreadable, ...]


class Library:
    """The routines of two folders; a folder that is missing is as good as empty.

    Nothing is read before it is asked for, and nothing of it kept: a file changed meanwhile counts.
    ``language`` gives that of the words; ``report`` is told of words that cannot be used, once.
    ``poses`` gives those that a routine may name, where that matters.
    """

    def __init__(
        self,
        bundled: Path,
        own: Path,
        language: Callable[[], str] = lambda: "",
        report: Callable[[Notice], None] = lambda _notice: None,
        poses: Callable[[], Collection[str] | None] = lambda: None,
    ) -> None:
        self._bundled = bundled
        self._own = own
        self._language = language
        self._report = report
        self._poses = poses
        # Files elsewhere, by the ids of their routines: no id leads to one of them.
        self._elsewhere: dict[str, Path] = {}
        self._warnings: list[Notice] = []
        self._seen: dict[Path, dict[str, RoutineFile]] = {}

    @property
    def own_folder(self) -> Path:
        return self._own

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """Which words could not be used so far."""
        return tuple(self._warnings)

    def ids(self) -> tuple[str, ...]:
        """The ids of all files, the bundled first, without reading any of them."""
        bundled = map(plain_id, routine_files(self._bundled))
        return (*dict.fromkeys(bundled), *map(_own_id, routine_files(self._own)))

    def files(self) -> tuple[RoutineFile, ...]:
        """All files with their stamps, the bundled first; a folder without a list is as empty."""
        return (*self.bundled_files(), *self._stamped(self._own))

    def bundled_files(self) -> tuple[RoutineFile, ...]:
        """Those that come with the program, which are few."""
        return tuple(self._stamped(self._bundled))

    def read(self, file: RoutineFile) -> Routine:
        """The routine of one of the files; raises RoutineFileError where it cannot be used."""
        return self._read(file.path, file.id)

    def find(self, id_or_path: str) -> Routine:
        """The routine of that id or name, or in that file where it holds a slash or ``.toml``.

        Raises RoutineFileError for a file that cannot be used, UserError when there is none, or
        when the name is that of several.
        """
        return self._read(*self._place_of(id_or_path))

    def path_of(self, id_or_path: str) -> Path:
        """The file that is meant; raises UserError as ``find`` does."""
        return self._place_of(id_or_path)[0]

    def id_of(self, path: Path) -> str:
        """What the routine of a file in the person's folder is known by."""
        return _own_id(path)

    def is_own(self, path: Path) -> bool:
        """Whether a file lies in the person's folder."""
        return path.parent.resolve() == self._own.resolve()

    @property
    def poses(self) -> Collection[str] | None:
        """The poses that a routine may name; None where that does not matter."""
        return self._poses()

    def bundled_names(self) -> list[str]:
        """The plain names of the files that come with the program."""
        return [*map(plain_id, listed(self._bundled))]

    def copy(self, id_or_path: str, name: str) -> str:
        """Puts a copy under that name into the person's folder; returns its id.

        Raises UserError where there is no such routine, it cannot be used, or nothing be written.
        """
        from stretchtimer.storage.routines.copying import copy_routine

        path, _ = self._place_of(id_or_path)
        taken = {plain_id(one) for one in (*listed(self._bundled), *routine_files(self._own))}
        return _own_id(copy_routine(path, self._own, name, taken))

    def _place_of(self, id_or_path: str) -> tuple[Path, str]:
        """The file that is meant, and what its routine is known by; raises UserError."""
        if id_or_path in self._elsewhere:
            return self._elsewhere[id_or_path], id_or_path
        if not id_or_path.startswith(OWN):
            if os.sep in id_or_path or "/" in id_or_path or id_or_path.endswith(SUFFIX):
                return self._at(Path(id_or_path))
            path = self._bundled / f"{plain_id(Path(id_or_path))}{SUFFIX}"
            if exists(path):
                return path, ""
        name = id_or_path.removeprefix(OWN)
        path = self._own / f"{name}{SUFFIX}"
        # Most names are those of their files, and of many files none need be listed then.
        if _own_id(path) == f"{OWN}{name}" and exists(path) and _is_called_so(path):
            return path, _own_id(path)
        own = routine_files(self._own)
        for path in own:
            if _own_id(path) == f"{OWN}{name}":
                return path, _own_id(path)
        plain = plain_id(Path(name)) if any(map(str.isalnum, name)) else ""
        alike = [(path, _own_id(path)) for path in own if plain_id(path) == plain]
        alike = alike or self._titled(name)
        if not alike:
            raise self._no_routine(name)
        if len(alike) > 1:
            ids = tuple(Given(routine_id or plain_id(path)) for path, routine_id in alike)
            raise UserError(LibraryFault.SEVERAL_ROUTINES, name=Given(name), ids=ids)
        return alike[0]

    def _titled(self, name: str) -> list[tuple[Path, str]]:
        """The places of the routines that bear that name within their files, all of them read."""
        return [
            (entry.path, "" if entry.bundled else entry.id)
            for entry in self.all().entries
            if entry.routine.name.casefold() == name.casefold()
        ]

    def all(self) -> Listing:
        """Every routine, read; what cannot be read does not hinder the others."""
        entries: list[Entry] = []
        unreadable: list[Unreadable] = []
        for folder, id_of in ((self._bundled, plain_id), (self._own, _own_id)):
            try:
                paths = routine_files(folder)
            except UserError as error:
                unreadable.append(Unreadable(folder, (Fault(folder, 1, error.notice),)))
                continue
            for path in paths:
                try:
                    routine = self._read(path, id_of(path), unreadable)
                except RoutineFileError as error:
                    unreadable.append(Unreadable(path, error.faults))
                else:
                    entries.append(Entry(path, folder == self._bundled, routine))
        return Listing(tuple(entries), tuple(unreadable))

    def former_id(self, routine_id: str) -> str:
        """The id that a routine had when ids were plain names; empty where it was another's."""
        plain = plain_name_of(routine_id)
        if not plain:
            return ""
        # Whose plain name it is has its longest word in the name: few of many are looked at.
        word = max(plain.split("-"), key=len)
        alike = (
            self._own / name
            for name in names_in(self._own)
            if word == _NAMELESS or word in unicodedata.normalize("NFC", name).lower()
        )
        others = (path for path in alike if _own_id(path) != routine_id)
        shared = plain in map(plain_id, (*listed(self._bundled), *others))
        return "" if shared else plain

    def _stamped(self, folder: Path) -> list[RoutineFile]:
        """The files of one folder with their stamps, in the order of their ids.

        Of many files most are as they were: what was made of these is taken again.
        """
        is_bundled = folder == self._bundled
        words, parts = self._words_of(folder), parts_in(folder)
        stamps = {
            name: stamp + words.get(name, ()) + parts.get(name, ())
            for name, stamp in stamps_in(folder).items()
        }
        before = self._seen.get(folder, {})
        names = [*before] if before.keys() == stamps.keys() else _in_order(stamps)
        seen: dict[str, RoutineFile] = {}
        for name in names:
            file, stamp = before.get(name), stamps[name]
            if file is None or file.stamp != stamp:
                path = folder / name
                file = RoutineFile(
                    plain_id(path) if is_bundled else _own_id(path), path, is_bundled, stamp
                )
            seen[name] = file
        self._seen[folder] = seen
        return [*seen.values()]

    def _words_of(self, folder: Path) -> dict[str, Stamp]:
        """The stamps of the words in the language that is asked for, by the names of the files."""
        language = self._language()
        whole = stamps_in(folder / language) if language else {}
        part = language.partition("_")[0]
        return (stamps_in(folder / part) if part != language else {}) | whole

    def _at(self, path: Path) -> tuple[Path, str]:
        """That file, wherever it lies, and what its routine is known by; raises UserError."""
        path = expanded(path)
        try:
            whole = path.parent.resolve() / path.name
        except (OSError, RuntimeError, ValueError):
            # Reading it tells what is wrong.
            whole = path.absolute()
        if whole.parent == self._own.resolve():
            return path, _own_id(path)
        if whole.parent == self._bundled.resolve():
            return path, ""
        mark = _mark(whole)
        known_as = f"{ELSEWHERE}{plain_id(path)}-{mark}"
        self._elsewhere[known_as] = path
        return path, known_as

    def _read(
        self, path: Path, known_as: str = "", unreadable: list[Unreadable] | None = None
    ) -> Routine:
        """The routine of a file in the language that is asked for, where there are its words.

        What cannot be used of these goes into ``unreadable`` or, without it, is reported.
        """
        routine = read_routine(path, known_as, self._poses())
        language = self._language()
        for form in dict.fromkeys((language, language.partition("_")[0])):
            words = path.parent / form / path.name
            if form in ("", routine.language) or not exists(words):
                continue
            # Only who reads another language pays for this.
            from stretchtimer.storage.routines.translation import translated

            try:
                return translated(routine, words)
            except RoutineFileError as error:
                if unreadable is not None:
                    unreadable.append(Unreadable(words, error.faults))
                else:
                    self._warn(error.faults[0].notice)
        return routine

    def _warn(self, fault: Notice) -> None:
        notice = Notice(LibraryFault.TRANSLATION_UNUSED, fault=fault)
        if notice not in self._warnings:
            self._warnings.append(notice)
            self._report(notice)

    def _no_routine(self, name: str) -> UserError:
        ids = self.ids()
        if not ids:
            return UserError(LibraryFault.NO_ROUTINES, name=Given(name))
        known = tuple(own if (own := one.removeprefix(OWN)) not in ids else one for one in ids)
        if len(known) <= _MOST_NAMED:
            return UserError(LibraryFault.NO_SUCH_ROUTINE, name=Given(name), known=known)
        return UserError(
            LibraryFault.NO_SUCH_ROUTINE_OF_MANY,
            name=Given(name),
            known=known[:_MOST_NAMED],
            n=len(known) - _MOST_NAMED,
        )


def plain_name_of(routine_id: str) -> str:
    """The plain name of the file of a routine; empty for one that comes with the program."""
    if routine_id.startswith(OWN):
        return plain_id(Path(routine_id.removeprefix(OWN)))
    if routine_id.startswith(ELSEWHERE):
        return plain_id(Path(routine_id.removeprefix(ELSEWHERE)[: -_MARK_LENGTH - 1]))
    return ""


def _is_called_so(path: Path) -> bool:
    """Whether a file that is there has just that name, and is not only found by it.

    Where the disk takes small letters for capitals, or cannot be asked, it counts as not.
    """
    try:
        return not path.with_suffix(SUFFIX.upper()).samefile(path)
    except FileNotFoundError:
        return True
    except OSError:
        return False


def _in_order(names: Iterable[str]) -> list[str]:
    """The names of files in the order of their ids."""
    return [path.name for path in sorted(map(Path, names), key=by_id)]


def _own_id(path: Path) -> str:
    """The id of a file in the person's folder: its name as it is, where that can be shown."""
    name = path.name.removesuffix(SUFFIX)
    if name.isprintable() and unicodedata.is_normalized("NFC", name):
        return f"{OWN}{name}"
    mark = _mark(name)
    return f"{OWN}{plain_id(path)}-{mark}"


def _mark(name: str | Path) -> str:
    """A few letters and digits, the same for the same name or path."""
    return sha256_hex(os.fsencode(name))[:_MARK_LENGTH]
