"""A whole routine in one file, a zip with the ending ``.stretch``: read as if it meant harm.

It holds ``routine.toml``; where there are any, its words in other languages as
``de/routine.toml``, poses as ``poses/NAME.toml`` and pictures as ``pictures/NAME.png``, ``.jpg``
or ``.svg``, all of which are checked as well. Nothing else may be in it, so no name in it leads
anywhere. Sizes are counted while it is unpacked, whatever it says of itself. Nothing is written
here but a file of that kind, and that always with the same bytes for the same routine.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.own_routines.faults import ArchiveReason, SharingFault
from stretchtimer.storage.routines.part_names import is_device, is_picture_name
from stretchtimer.storage.routines.picture_check import LARGEST_BYTES, PictureError, check_picture
from stretchtimer.storage.routines.routine_file import MAX_BYTES
from stretchtimer.storage.safe_read import KIB

ROUTINE = "routine.toml"
LARGEST_FILE = 32 * 1024 * KIB
LARGEST_WHOLE = 48 * 1024 * KIB
"""All parts unpacked, in bytes."""
LARGEST_POSE = 64 * KIB
MOST_PARTS = 200
_LONGEST_DIRECTORY = 64 * KIB
_DENSEST = 200
"""No text of people is packed into so much less than itself."""
_DENSE_FROM = 64 * KIB

_WORDS = re.compile(r"([a-z]{2,3}(?:_[A-Z]{2})?)/routine\.toml")
_POSE = re.compile(r"poses/([a-z0-9]+(?:[_-][a-z0-9]+)*)\.toml")
_PICTURES = "pictures/"
_FOLDER = re.compile(r"poses/|pictures/|[a-z]{2,3}(?:_[A-Z]{2})?/")
_END = struct.Struct("<4s4H2LH")
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class WholeRoutine:
    """The files of one routine as bytes: words by language, poses and pictures by name."""

    routine: bytes
    words: dict[str, bytes] = field(default_factory=dict)
    poses: dict[str, bytes] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)

    @property
    def is_alone(self) -> bool:
        """Whether there is nothing but the file of the routine."""
        return not (self.words or self.poses or self.pictures)


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as those of a zip do, also of an empty one."""
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def unpacked(path: Path, data: bytes) -> WholeRoutine:
    """The parts of an archive; raises UserError where it is not as it should be."""
    try:
        return _unpacked(data)
    except _ArchiveError as error:
        raise not_imported(path, error.reason) from error


def packed(whole: WholeRoutine) -> bytes:
    """The bytes of an archive, the same for the same parts whenever and wherever it is made."""
    parts = {
        ROUTINE: whole.routine,
        **{f"{language}/{ROUTINE}": each for language, each in sorted(whole.words.items())},
        **{f"pictures/{name}": each for name, each in sorted(whole.pictures.items())},
        **{f"poses/{name}.toml": each for name, each in sorted(whole.poses.items())},
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
        for name, part in parts.items():
            # Packed tighter, its bytes would depend on the version of the packer.
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(entry, part)
    return made.getvalue()


def not_imported(path: Path, reason: Notice) -> UserError:
    """That a file is not taken in."""
    return UserError(SharingFault.NOT_IMPORTED, path=path, reason=reason)


class _ArchiveError(Exception):
    def __init__(self, what: ArchiveReason, **values: object) -> None:
        super().__init__(what)
        self.reason = Notice(what, **values)


def _unpacked(data: bytes) -> WholeRoutine:
    _check_directory(data)
    found = WholeRoutine(b"")
    routine: bytes | None = None
    total = 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for entry in _entries(archive):
                part = _part(archive, entry, LARGEST_WHOLE - total)
                total += len(part)
                name = entry.filename
                if name == ROUTINE:
                    routine = part
                elif match := _WORDS.fullmatch(name):
                    found.words[match[1]] = part
                elif match := _POSE.fullmatch(name):
                    found.poses[match[1]] = part
                else:
                    found.pictures[name.removeprefix(_PICTURES)] = _picture(name, part)
    # What zipfile raises for damage is of many kinds.
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError) as error:
        raise _ArchiveError(ArchiveReason.NO_ARCHIVE) from error
    if routine is None:
        raise _ArchiveError(ArchiveReason.NO_ROUTINE, name=ROUTINE)
    return WholeRoutine(routine, found.words, found.poses, found.pictures)


def _check_directory(data: bytes) -> None:
    """Refuses a list of parts that would take long to be read at all."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or at + _END.size > len(data):
        raise _ArchiveError(ArchiveReason.NO_ARCHIVE)
    _, _, _, _, count, size, _, _ = _END.unpack_from(data, at)
    if count > MOST_PARTS or size > _LONGEST_DIRECTORY:
        raise _ArchiveError(ArchiveReason.TOO_MANY_PARTS, n=MOST_PARTS)


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The parts that are files, each of them one that may be there, and there once."""
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise _ArchiveError(ArchiveReason.TOO_MANY_PARTS, n=MOST_PARTS)
    seen: set[str] = set()
    for entry in entries:
        # What zipfile made of the name is nothing to go by.
        name = entry.orig_filename
        if _FOLDER.fullmatch(name) and not entry.file_size:
            continue
        if not _may_be(name) or name != entry.filename:
            raise _ArchiveError(ArchiveReason.PART_UNKNOWN, name=Given(name))
        plain = unicodedata.normalize("NFKC", name).casefold()
        if plain in seen:
            raise _ArchiveError(ArchiveReason.PART_TWICE, name=Given(name))
        seen.add(plain)
        mode = stat.S_IFMT(entry.external_attr >> 16)
        if mode not in (0, stat.S_IFREG):
            raise _ArchiveError(ArchiveReason.PART_NO_FILE, name=Given(name))
        if entry.flag_bits & 0x41:
            raise _ArchiveError(ArchiveReason.PART_LOCKED, name=Given(name))
        yield entry


def _may_be(name: str) -> bool:
    if name.startswith(_PICTURES):
        return is_picture_name(name.removeprefix(_PICTURES))
    known = name == ROUTINE or any(form.fullmatch(name) for form in (_WORDS, _POSE))
    return known and not is_device(name.rpartition("/")[2])


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """One part, unpacked no further than it may be long."""
    name = entry.filename
    most = LARGEST_BYTES if name.startswith(_PICTURES) else MAX_BYTES
    most = LARGEST_POSE if name.startswith("poses/") else most
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _ArchiveError(ArchiveReason.PART_DAMAGED, name=Given(name))
    try:
        with archive.open(entry) as file:
            part = file.read(min(most, left) + 1)
            # Reading on past the end of it has its sum checked.
            part += file.read(1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise _ArchiveError(ArchiveReason.PART_DAMAGED, name=Given(name)) from error
    if len(part) > most:
        raise _ArchiveError(ArchiveReason.PART_TOO_LARGE, name=Given(name), kib=most // KIB)
    if len(part) > left:
        raise _ArchiveError(ArchiveReason.TOO_LARGE, kib=LARGEST_WHOLE // KIB)
    if len(part) > max(_DENSE_FROM, _DENSEST * entry.compress_size):
        raise _ArchiveError(ArchiveReason.TOO_DENSE, name=Given(name))
    return part


def _picture(name: str, part: bytes) -> bytes:
    """The part, where it is a picture that can be shown."""
    try:
        check_picture(name, part)
    except PictureError as error:
        told = {"name": Given(name), "reason": error.reason}
        raise _ArchiveError(ArchiveReason.NO_PICTURE, **told) from error
    return part
