"""The pictures of the person's own, for whoever shows them; where they lie is the storage's."""

from __future__ import annotations

from pathlib import Path

from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.faults import PictureReason
from stretchtimer.storage.routines.own_pictures import own_picture_file, picture_name, read_picture
from stretchtimer.storage.routines.part_names import PICTURE_ENDINGS
from stretchtimer.storage.routines.picture_check import PictureError


def is_own_picture(shown: str) -> bool:
    """Whether what a stretch shows is a picture of the person's own, and not a pose."""
    return own_picture_file(shown) is not None


def picture_contents(picture: str) -> tuple[Path, bytes]:
    """The file and the contents of a picture that was checked; raises UserError.

    It waits for the disk.
    """
    # Few have such a picture, and what it comes with would take its time at every start.
    from stretchtimer.storage.own_routines.sharing import read_incoming_picture

    data = read_incoming_picture(picture)
    return read_picture(picture) if data is None else (Path(picture_name(picture)), data)


def is_like_a_picture(path: Path) -> bool:
    """Whether a file has the ending of a picture, whatever it is."""
    return path.suffix.lower().removeprefix(".") in PICTURE_ENDINGS


def picture_patterns() -> str:
    """The names of files that may be chosen as a picture, for a dialog."""
    endings = (*PICTURE_ENDINGS, *(ending.upper() for ending in PICTURE_ENDINGS))
    return " ".join(f"*.{ending}" for ending in endings)


def not_drawn(path: Path) -> PictureError:
    """That a picture, whatever it looked like, could not be drawn."""
    return PictureError(path.name, Notice(PictureReason.DAMAGED))
