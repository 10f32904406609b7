"""A routine from outside: what it would bring, told before any of it is kept.

A file is read as whatever it is by its first bytes, and everything in it is checked: the routine,
its words in other languages, its poses, its pictures. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.faults import FileFault, Reason, reason_of
from stretchtimer.storage.own_routines.archive import (
    LARGEST_FILE,
    ROUTINE,
    WholeRoutine,
    is_archive,
    not_imported,
    packed,
    unpacked,
)
from stretchtimer.storage.own_routines.faults import ArchiveReason, SharingFault
from stretchtimer.storage.paths import expanded
from stretchtimer.storage.routines.file_names import ENDING
from stretchtimer.storage.routines.index import RoutineFacts, facts_of
from stretchtimer.storage.routines.own_pictures import (
    incoming_picture,
    incoming_source,
    picture_name,
    with_pictures,
)
from stretchtimer.storage.routines.picture_check import PictureError
from stretchtimer.storage.routines.poses import pose_from
from stretchtimer.storage.routines.routine_file import SUFFIX, Fault, picture_faults, routine_in
from stretchtimer.storage.routines.translation import translated
from stretchtimer.storage.safe_read import KIB, ReadError, read_bytes


@dataclass(frozen=True)
class Incoming:
    """A routine that may be kept: all that would come with it, and what it would stand beside.

    ``same_name`` are the keys of routines that have its name; ``already`` is the key of the one
    that has the very same contents, or "".
    """

    source: Path
    routine: Routine
    facts: RoutineFacts
    whole: WholeRoutine
    same_name: tuple[str, ...] = ()
    already: str = ""

    @property
    def name(self) -> str:
        return self.routine.name

    @property
    def stretches(self) -> tuple[str, ...]:
        """The names of its stretches, in their order."""
        return tuple(stretch.name for stretch in self.routine.stretches)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the other languages that it has words in."""
        return tuple(self.whole.words)

    @property
    def poses(self) -> tuple[str, ...]:
        """The poses that come with it."""
        return tuple(self.whole.poses)

    @property
    def pictures(self) -> tuple[str, ...]:
        """The names of the pictures that come with it."""
        return tuple(self.whole.pictures)

    @property
    def missing_pictures(self) -> tuple[str, ...]:
        """The names of pictures that it shows and that do not come with it."""
        shown = (picture_name(one.picture) for one in self.routine.stretches)
        named = dict.fromkeys(filter(None, shown))
        return tuple(name for name in named if name not in self.whole.pictures)

    def picture_faults(self) -> tuple[Fault, ...]:
        """The same, each with its line; it can be kept all the same."""

        def read(name: str) -> None:
            if picture_name(name) not in self.whole.pictures:
                raise PictureError(name, Notice(Reason.NOT_THERE))

        return picture_faults(self.source, self.whole.routine, self.routine, read)


def read_incoming(path: Path, poses: Collection[str] | None) -> Incoming:
    """What a file from outside would bring; raises UserError where it cannot be used."""
    path = expanded(path)
    data = _read(path)
    whole = unpacked(path, data) if is_archive(data) else WholeRoutine(data)
    for name, pose in whole.poses.items():
        try:
            pose_from(path / "poses" / f"{name}{SUFFIX}", pose)
        except UserError as error:
            wrong = {"name": Given(f"poses/{name}{SUFFIX}"), "fault": error.notice}
            raise not_imported(path, Notice(ArchiveReason.PART_WRONG, **wrong)) from error
    routine = routine_in(
        path, whole.routine, poses=poses if poses is None else {*poses, *whole.poses}
    )
    for language, words in whole.words.items():
        translated(routine, path / language / ROUTINE, words)
    facts = facts_of(routine)
    routine = with_pictures(routine, partial(incoming_picture, path, whole.pictures))
    return Incoming(path, routine, facts, whole)


def read_incoming_picture(picture: str) -> bytes | None:
    """A picture in a file that is not kept yet; None for one that lies beside a routine.

    Raises UserError where the file cannot be used any more.
    """
    source = incoming_source(picture)
    if source is None:
        return None
    pictures = unpacked(source, _read(source)).pictures
    name = picture_name(picture)
    if name not in pictures:
        raise PictureError(name, Notice(Reason.NOT_THERE))
    return pictures[name]


def beside(incoming: Incoming, same_name: tuple[str, ...], already: str) -> Incoming:
    """The same with what it would stand beside."""
    return replace(incoming, same_name=same_name, already=already)


@dataclass(frozen=True)
class Exported:
    """A file that was written. ``left_out`` tells what of the routine is not in it."""

    path: Path
    left_out: bool


def export(whole: WholeRoutine, target: Path) -> Exported:
    """Writes a routine to a new file: alone as ``.toml``, with all its parts as ``.stretch``.

    Raises UserError where that cannot be; a file that is there is never replaced.
    """
    target = expanded(target)
    if target.suffix not in (SUFFIX, ENDING):
        endings = {"routine": SUFFIX, "whole": ENDING}
        raise UserError(SharingFault.TARGET_KIND, path=target, **endings)
    data = packed(whole) if target.suffix == ENDING else whole.routine
    if len(data) > LARGEST_FILE:
        raise UserError(SharingFault.TARGET_LARGE, path=target, kib=LARGEST_FILE // KIB)
    _write_new(target, data)
    return Exported(target, target.suffix == SUFFIX and not whole.is_alone)


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path, LARGEST_FILE)
    except ReadError as error:
        raise not_imported(path, error.reason) from error


def _write_new(path: Path, data: bytes) -> None:
    try:
        path.touch(exist_ok=False)
    except FileExistsError as error:
        raise UserError(SharingFault.TARGET_EXISTS, path=path) from error
    except OSError as error:
        raise UserError(FileFault.NOT_SAVED, path=path, reason=reason_of(error)) from error
    except ValueError as error:
        reason = Notice(Reason.NAME_NOT_ALLOWED)
        raise UserError(FileFault.NOT_SAVED, path=path, reason=reason) from error
    try:
        write_bytes(path, data)
    except UserError:
        path.unlink(missing_ok=True)
        raise
