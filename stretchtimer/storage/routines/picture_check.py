"""Whether a picture from anywhere may be shown: its kind, its size, and whether all of it is there.

It looks at the bytes alone and draws nothing, so that ``check`` and an import need no window. Of
PNG and JPEG it reads what tells the size; SVG, which can do more than draw, has a check of its own.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.routines.faults import PictureFault, PictureReason
from stretchtimer.storage.routines.part_names import PICTURE_ENDINGS
from stretchtimer.storage.safe_read import KIB

LARGEST_BYTES = 8 * 1024 * KIB
LARGEST_SOURCE = 4 * LARGEST_BYTES
"""Of a photo that is made smaller before it is kept."""
_MILLION = 1_000_000
MOST_PIXELS = 50 * _MILLION
_LONGEST_SIDE = 20_000
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_SIZES_IN = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""The marks of a JPEG after which its size is told."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Those after which nothing belongs to them."""
_SCAN = 0xDA
_END_OF_IMAGE = b"\xff\xd9"


class PictureError(UserError):
    """A picture cannot be shown; ``reason`` says why, as a clause in a sentence."""

    def __init__(self, name: str, reason: Notice) -> None:
        super().__init__(PictureFault.NOT_SHOWN, name=Given(name), reason=reason)
        self.reason = reason


@dataclass(frozen=True)
class Pixels:
    """How large a picture is that is made of pixels."""

    width: int
    height: int

    @property
    def count(self) -> int:
        return self.width * self.height


def check_picture(name: str, data: bytes, most: int = LARGEST_BYTES) -> None:
    """Raises PictureError unless the bytes are those of a picture of the kind its name says.

    They may be so many at ``most``.
    """
    kind = Path(name).suffix
    if kind.removeprefix(".") not in PICTURE_ENDINGS:
        raise PictureError(name, Notice(PictureReason.WRONG_KIND))
    if len(data) > most:
        raise PictureError(name, Notice(PictureReason.TOO_LARGE, kib=most // KIB))
    if kind == ".svg":
        from stretchtimer.storage.routines.svg_check import svg_fault

        reason = svg_fault(data)
    else:
        reason = raster_fault(data, "png" if kind == ".png" else "jpeg")
    if reason:
        raise PictureError(name, reason)


def raster_fault(data: bytes, kind: str, most: int = MOST_PIXELS) -> Notice | None:
    """What is wrong with a PNG or JPEG of at most so many pixels; None where nothing is."""
    if not data.startswith(_PNG if kind == "png" else _JPEG):
        return Notice(PictureReason.WRONG_KIND)
    size = pixels_of(data)
    if size is None:
        return Notice(PictureReason.DAMAGED)
    if size.count > most or max(size.width, size.height) > _LONGEST_SIDE:
        told = {"width": size.width, "height": size.height, "n": most // _MILLION}
        return Notice(PictureReason.TOO_MANY_PIXELS, **told)
    return None


def pixels_of(data: bytes) -> Pixels | None:
    """The size of a PNG or JPEG that is there as a whole; None for what is none, or is damaged."""
    try:
        size = _png_size(data) if data.startswith(_PNG) else _jpeg_size(data)
    except (struct.error, IndexError):
        return None
    return size if size and size.count else None


def _png_size(data: bytes) -> Pixels | None:
    """Its size, where all its parts are there with their sums, up to the last."""
    size, at = None, len(_PNG)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        (told,) = struct.unpack_from(">I", data, at + 8 + length)
        if zlib.crc32(memoryview(data)[at + 4 : at + 8 + length]) != told:
            return None
        if size is None:
            if kind != b"IHDR":
                return None
            size = Pixels(*struct.unpack_from(">II", data, at + 8))
        elif kind == b"IEND":
            return size
        at += 12 + length


def _jpeg_size(data: bytes) -> Pixels | None:
    """Its size, where what is drawn begins after it, and also ends."""
    if not data.startswith(_JPEG):
        return None
    size, at = None, 2
    while data[at] == 0xFF:
        mark = data[at + 1]
        if mark == 0xFF:
            at += 1
        elif mark in _ALONE:
            at += 2
        elif mark == _SCAN:
            return size if data.find(_END_OF_IMAGE, at) > 0 else None
        else:
            (length,) = struct.unpack_from(">H", data, at + 2)
            if mark in _SIZES_IN:
                height, width = struct.unpack_from(">HH", data, at + 5)
                size = Pixels(width, height)
            at += 2 + max(2, length)
    return None
