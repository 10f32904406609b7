"""Keeps the stills of the figure from one start to the next, so that Home need not draw them.

To draw six stills, and to load what draws them, takes a seventh of the time of a start. What was
not kept is drawn, and what was drawn is kept.
"""

from __future__ import annotations

import struct
import threading
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QImage, QPixmap

from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.writer import GATHER_MS, Writer

_FORMAT = QImage.Format.Format_ARGB32_Premultiplied
_PIXEL_BYTES = 4
_MOST_PIXEL_BYTES = 64 * 1024 * 1024
"""More than any still has; a damaged file may tell any size."""
_SIZE = struct.Struct("<II")
_MOST = 24
"""Enough for Home in two looks, or at two sizes."""


class PictureFile(Protocol):
    """Where the stills are kept, packed, by their keys."""

    @property
    def path(self) -> Path: ...

    def read(self) -> dict[str, bytes]: ...

    def write(self, pictures: Mapping[str, bytes]) -> None: ...


class KeptStills:
    """Pictures by a key that tells all that can be seen in them.

    The file is read and written on threads of their own; until it has been read nothing is found.
    """

    def __init__(self, file: PictureFile, writer: Writer) -> None:
        self._file = file
        self._writer = writer
        # The newest last. Each change is one step of Python, or makes another dictionary.
        self._kept: dict[str, bytes] = {}
        self._drawn: dict[str, QImage] = {}
        self._reader = threading.Thread(target=self._read, name="stills", daemon=True)
        self._reader.start()

    @property
    def path(self) -> Path:
        return self._file.path

    def find(self, key: str) -> QPixmap | None:
        """The still of that key, if it was kept and has been read by now."""
        image = _unpacked(self._kept.get(key, b""))
        return QPixmap.fromImage(image) if image else None

    def knows(self, beginning: str) -> bool:
        """Whether there is any still whose key begins in that way."""
        return any(key.startswith(beginning) for key in self._kept)

    def keep(self, key: str, still: QPixmap) -> None:
        """Takes one that had to be drawn."""
        self._drawn[key] = still.toImage()
        self._writer.ask(self, GATHER_MS)

    def write(self) -> tuple[Notice, ...]:
        """Puts what was drawn into the file."""
        self._reader.join()
        drawn, self._drawn = self._drawn, {}
        kept = self._kept | {key: _packed(image) for key, image in drawn.items()}
        self._kept = dict(list(kept.items())[-_MOST:])
        self._file.write(self._kept)
        return ()

    def close(self) -> None:
        """There is nothing to give back."""

    def _read(self) -> None:
        self._kept = self._file.read()


def _packed(image: QImage) -> bytes:
    """Its size and its pixels, in a tenth of their memory: most of them are nothing or one colour.

    For any format of a picture Qt looks what its plug-ins can read.
    """
    image = image.convertToFormat(_FORMAT)
    return _SIZE.pack(image.width(), image.height()) + zlib.compress(image.constBits(), 1)


def _unpacked(data: bytes) -> QImage | None:
    """The picture; None where these are not its pixels, all of them and no more."""
    if len(data) <= _SIZE.size:
        return None
    width, height = _SIZE.unpack_from(data)
    length = width * height * _PIXEL_BYTES
    unpacker = zlib.decompressobj()
    try:
        # One more, so that those which are too many are seen.
        pixels = unpacker.decompress(data[_SIZE.size :], min(length, _MOST_PIXEL_BYTES) + 1)
    except zlib.error:
        return None
    if len(pixels) != length or not unpacker.eof:
        return None
    return QImage(pixels, width, height, width * _PIXEL_BYTES, _FORMAT).copy()
