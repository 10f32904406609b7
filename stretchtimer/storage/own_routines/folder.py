"""Which files belong to a routine of one's own, and how they come, go and move together.

Beside ``My walk.toml`` may lie its words in other languages (``de/My walk.toml``) and a folder
``My walk.parts`` with its poses and pictures. A new routine never has the name of one that is
there, however that is written.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.faults import FileFault, reason_of
from stretchtimer.storage.own_routines.archive import LARGEST_POSE, WholeRoutine
from stretchtimer.storage.own_routines.faults import OwnFault
from stretchtimer.storage.routines.copying import translations_of
from stretchtimer.storage.routines.file_names import free_stem
from stretchtimer.storage.routines.own_pictures import sound_pictures
from stretchtimer.storage.routines.own_poses import PARTS, parts_folder
from stretchtimer.storage.routines.routine_file import MAX_BYTES, SUFFIX, plain_id
from stretchtimer.storage.routines.schema import LANGUAGE
from stretchtimer.storage.safe_read import ReadError, read_bytes


@dataclass(frozen=True)
class Deleted:
    """A routine in the wastebasket: ``folder`` is its own there, ``file`` what it was called."""

    folder: Path
    file: str


class OwnFolder:
    """The person's folder of routines, and the wastebasket beside it."""

    def __init__(self, folder: Path, wastebasket: Path, others: Callable[[], list[str]]) -> None:
        self.path = folder
        self.wastebasket = wastebasket
        self._others = others

    def add(self, name: str, whole: WholeRoutine) -> Path:
        """Writes a routine under a free name like that one; raises UserError where it cannot."""
        with self._new_file(name) as path:
            parts = parts_folder(path)
            files = {self.path / code / path.name: each for code, each in whole.words.items()}
            for pose, data in whole.poses.items():
                files[parts / "poses" / f"{pose}{SUFFIX}"] = data
            for picture, data in whole.pictures.items():
                files[parts / "pictures" / picture] = data
            # Last, so that whoever sees it sees the whole.
            files[path] = whole.routine
            written: list[Path] = []
            try:
                for file, data in files.items():
                    write_bytes(file, data)
                    written.append(file)
            except BaseException:
                for file in written:
                    file.unlink(missing_ok=True)
                raise
        return path

    def read(self, path: Path) -> WholeRoutine:
        """All that belongs to the routine of a file, wherever it lies; raises ReadError."""
        words = {one.parent.name: read_bytes(one, MAX_BYTES) for one in translations_of(path)}
        return replace(self.parts_of(path), routine=read_bytes(path, MAX_BYTES), words=words)

    def parts_of(self, path: Path) -> WholeRoutine:
        """The poses of a routine and the pictures that can be shown; raises ReadError."""
        parts = parts_folder(path)
        poses = _files_in(parts / "poses", LARGEST_POSE)
        return WholeRoutine(
            b"",
            poses={name.removesuffix(SUFFIX): data for name, data in poses.items()},
            pictures=sound_pictures(path),
        )

    def delete(self, path: Path) -> Deleted:
        """Moves all that belongs to a routine into the wastebasket."""
        stem = path.name.removesuffix(SUFFIX)
        try:
            self.wastebasket.mkdir(parents=True, exist_ok=True)
            bin_folder = _new_folder(self.wastebasket, stem)
            _move_all(self._belongings(path), path.name, bin_folder, path.name)
        except OSError as error:
            raise UserError(OwnFault.NOT_DELETED, path=path, reason=reason_of(error)) from error
        return Deleted(bin_folder, path.name)

    def restore(self, deleted: Deleted) -> Path:
        """Moves a routine back, under another name where that is another's now."""
        stem = deleted.file.removesuffix(SUFFIX)
        inside = OwnFolder(deleted.folder, self.wastebasket, list)
        belongings = inside._belongings(deleted.folder / deleted.file)
        try:
            with self._new_file(stem) as path:
                path.unlink()
                _move_all(belongings, deleted.file, self.path, path.name)
            shutil.rmtree(deleted.folder, ignore_errors=True)
        except OSError as error:
            reason = reason_of(error)
            raise UserError(OwnFault.NOT_RESTORED, path=deleted.folder, reason=reason) from error
        return path

    def keep_aside(self, path: Path, data: bytes) -> Path:
        """Puts a copy of what a file held into the wastebasket; returns the copy."""
        try:
            self.wastebasket.mkdir(parents=True, exist_ok=True)
            kept = _new_folder(self.wastebasket, path.name.removesuffix(SUFFIX)) / path.name
        except OSError as error:
            reason = reason_of(error)
            raise UserError(FileFault.NOT_SAVED, path=path, reason=reason) from error
        write_bytes(kept, data)
        return kept

    def _belongings(self, path: Path) -> list[Path]:
        """All that belongs to a routine, its own file last."""
        parts = parts_folder(path)
        found = [*translations_of(path), *([parts] if parts.is_dir() else [])]
        return [*found, path]

    @contextmanager
    def _new_file(self, name: str) -> Iterator[Path]:
        """An empty file with a name of its own, which is gone where what follows fails."""
        taken = {*self._others(), *_plain_names(self.path)}
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            while True:
                path = self.path / f"{free_stem(name, taken)}{SUFFIX}"
                try:
                    # Making it is what keeps two programs from choosing the same name.
                    path.touch(mode=0o600, exist_ok=False)
                except FileExistsError:
                    taken.add(plain_id(path))
                else:
                    break
        except OSError as error:
            reason = reason_of(error)
            raise UserError(FileFault.NOT_SAVED, path=self.path, reason=reason) from error
        try:
            yield path
        except BaseException:
            with suppress(OSError):
                if not path.stat().st_size:
                    path.unlink()
            raise


def _files_in(folder: Path, most: int) -> dict[str, bytes]:
    """The files of a folder by their names; none where there is none. Raises ReadError."""
    try:
        paths = sorted(path for path in folder.iterdir() if path.is_file())
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise ReadError(folder, reason_of(error)) from error
    return {path.name: read_bytes(path, most) for path in paths}


def _plain_names(folder: Path) -> set[str]:
    """The plain names of all that lies in a folder of routines, and of what belongs to others."""
    found = set()
    try:
        for path in folder.iterdir():
            found.add(plain_id(path.with_name(path.name.removesuffix(PARTS))))
            if LANGUAGE.parse(path.name) and path.is_dir():
                found |= {plain_id(words) for words in path.iterdir()}
    except OSError:
        pass
    return found


def _new_folder(folder: Path, name: str) -> Path:
    """A new folder in another one, numbered where the name is taken; raises OSError."""
    number = 1
    while True:
        made = folder / (f"{name} {number}" if number > 1 else name)
        try:
            made.mkdir(mode=0o700)
        except FileExistsError:
            number += 1
        else:
            return made


def _move_all(paths: list[Path], old: str, folder: Path, new: str) -> None:
    """Moves what belongs to the routine ``old`` to another folder, where it belongs to ``new``.

    All of it or none: raises OSError with everything back in its place.
    """
    moved: list[tuple[Path, Path]] = []
    own = paths[-1].parent
    try:
        for path in paths:
            within = path.relative_to(own).parent
            name = new if path.name == old else parts_folder(Path(new)).name
            target = folder / within / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if target.exists():
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
            path.rename(target)
            moved.append((path, target))
    except BaseException:
        for path, target in reversed(moved):
            with suppress(OSError):
                target.rename(path)
        raise
