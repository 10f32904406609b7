"""The pictures that lie beside a routine, in the folder of its parts.

``My walk.parts/pictures/knee.png`` is the picture ``knee.png`` for ``My walk.toml``. As with poses,
a routine that was read calls it by the path of its file and the instant of its last change. One
that cannot be used is no reason not to do the routine: whoever shows it tells what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine, Stretch
from stretchtimer.engine.notices import Notice
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.faults import FileFault, Reason, reason_of
from stretchtimer.storage.paths import expanded
from stretchtimer.storage.routines.faults import PictureFault
from stretchtimer.storage.routines.own_poses import parts_folder
from stretchtimer.storage.routines.part_names import PICTURE_ENDINGS, is_device, is_picture_name
from stretchtimer.storage.routines.picture_check import (
    LARGEST_BYTES,
    LARGEST_SOURCE,
    PictureError,
    check_picture,
)
from stretchtimer.storage.safe_read import ReadError, read_bytes

FOLDER = "pictures"
_MARK = "#"
_MISSING = "0"
_WITHIN = "//"
"""No path has that between its parts."""
_LONGEST_STEM = 60
_NAMELESS = "picture"


def pictures_folder(path: Path) -> Path:
    """Where the pictures of a routine lie, if it has any."""
    return parts_folder(path) / FOLDER


def picture_id(path: Path, name: str) -> str:
    """What the picture of that name beside a routine is called, whether it is there or not."""
    file = pictures_folder(path) / name
    changed = _MISSING
    try:
        # A disk that takes small letters for capitals would find it by another name as well.
        if any(one.name == name for one in file.parent.iterdir()):
            changed = str(file.stat().st_mtime_ns)
    except (OSError, ValueError):
        return missing_picture(path, name)
    return f"{file}{_MARK}{changed}"


def missing_picture(path: Path, name: str) -> str:
    """What a picture is called that is not there; "" for what cannot be the name of one."""
    return f"{pictures_folder(path) / name}{_MARK}{_MISSING}" if is_picture_name(name) else ""


def own_picture_file(picture: str) -> Path | None:
    """The file of a picture that is called so; None for what is no picture, such as a pose."""
    path, mark, _ = picture.rpartition(_MARK)
    return Path(path) if mark and path.endswith(PICTURE_ENDINGS) else None


def incoming_picture(source: Path, pictures: Mapping[str, bytes], name: str) -> str:
    """What a picture is called that lies in a file which is not kept yet; its name where not."""
    if name not in pictures:
        return name
    return f"{source}{_WITHIN}{name}{_MARK}{zlib.crc32(pictures[name])}"


def incoming_source(picture: str) -> Path | None:
    """The file that is not kept yet in which a picture lies; None for any other picture."""
    source, within, _ = picture.rpartition(_WITHIN)
    return Path(source) if within and source else None


def picture_name(picture: str) -> str:
    """What a picture is called in the file of its routine."""
    file = own_picture_file(picture)
    return file.name if file else picture


def with_own_pictures(routine: Routine, path: Path) -> Routine:
    """The routine of that file with what its pictures are called now."""
    return with_pictures(routine, partial(picture_id, path))


def with_pictures(routine: Routine, called: Callable[[str], str]) -> Routine:
    """The routine with what each of its pictures is called, by its name."""
    if not any(stretch.picture for stretch in routine.stretches):
        return routine

    def own(stretch: Stretch) -> Stretch:
        if not stretch.picture:
            return stretch
        return replace(stretch, picture=called(stretch.picture))

    return replace(routine, stretches=tuple(map(own, routine.stretches)))


def read_picture(picture: str) -> tuple[Path, bytes]:
    """A picture's file and contents, checked; raises PictureError."""
    path = own_picture_file(picture)
    if path is None or picture.endswith(f"{_MARK}{_MISSING}"):
        raise PictureError(picture_name(picture), Notice(Reason.NOT_THERE))
    try:
        data = read_ordinary_picture(path)
    except ReadError as error:
        raise PictureError(path.name, error.reason) from error
    check_picture(path.name, data)
    return path, data


def read_ordinary_picture(path: Path) -> bytes:
    """The contents of a picture, which is no link to another file; raises ReadError."""
    if not is_picture_name(path.name):
        raise ReadError(path, Notice(Reason.NAME_NOT_ALLOWED))
    if path.is_symlink() or path.parent.is_symlink() or path.parent.parent.is_symlink():
        raise ReadError(path, Notice(Reason.NOT_ORDINARY))
    return read_bytes(path, LARGEST_BYTES)


def pictures_beside(path: Path) -> dict[str, str]:
    """The pictures of a routine's own by their names, each with what it is called when read."""
    try:
        names = sorted(file.name for file in pictures_folder(path).iterdir())
    except (OSError, ValueError):
        return {}
    return {name: picture_id(path, name) for name in names if is_picture_name(name)}


def sound_pictures(path: Path) -> dict[str, bytes]:
    """The pictures beside a routine that can be shown, by their names.

    Whatever else lies there is of no use to anybody who is passed the routine.
    """
    found = {}
    for name, called in pictures_beside(path).items():
        with suppress(PictureError):
            found[name] = read_picture(called)[1]
    return found


def keep_picture(
    routine: Path, source: Path, made_smaller: Callable[[str, bytes], bytes] | None = None
) -> str:
    """Copies a picture from anywhere among the parts of a routine; returns its name there.

    It is checked first. One that is there is never written over, and the very same is not kept
    twice. ``made_smaller`` gives a picture as it is to be kept, by its ending. Raises UserError
    where it cannot be used, or cannot be written.
    """
    source = expanded(source)
    name = _plain_name(source)
    try:
        data = read_bytes(source, LARGEST_SOURCE if made_smaller else LARGEST_BYTES)
        if made_smaller:
            check_picture(name, data, LARGEST_SOURCE)
            data = made_smaller(Path(name).suffix, data)
        check_picture(name, data)
    except (ReadError, PictureError) as error:
        raise UserError(PictureFault.NOT_TAKEN, path=source, reason=error.reason) from error
    folder = pictures_folder(routine)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = _reserved(folder, Path(name), data)
    except OSError as error:
        raise UserError(FileFault.NOT_SAVED, path=folder, reason=reason_of(error)) from error
    if path.stat().st_size:
        return path.name
    try:
        write_bytes(path, data)
    except BaseException:
        # What was only kept free is no picture.
        with suppress(OSError):
            path.unlink()
        raise
    return path.name


def _plain_name(source: Path) -> str:
    """A name as a picture may have it, with the ending of the file in small letters."""
    ending = source.suffix.lower()
    stem = re.sub(r"[^\w -]+", "-", unicodedata.normalize("NFC", source.stem))
    stem = stem[:_LONGEST_STEM].strip(" -") or _NAMELESS
    return f"{_NAMELESS} {stem}{ending}" if is_device(stem) else f"{stem}{ending}"


def _reserved(folder: Path, wanted: Path, data: bytes) -> Path:
    """An empty new file of that name or a like one, or the one with these contents.

    Raises OSError.
    """
    there = {unicodedata.normalize("NFKC", one.name).casefold(): one for one in folder.iterdir()}
    number = 1
    while True:
        stem = f"{wanted.stem} {number}" if number > 1 else wanted.stem
        path = folder / f"{stem}{wanted.suffix}"
        number += 1
        found = there.get(unicodedata.normalize("NFKC", path.name).casefold())
        if found is None:
            try:
                path.touch(mode=0o600, exist_ok=False)
            except FileExistsError:
                continue
            return path
        if is_picture_name(found.name) and _holds(found, data):
            return found


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read_ordinary_picture(path) == data
    except ReadError:
        return False
