"""Keeps the stills of the figure from one start to the next, so that Home need not draw them.

To draw six stills, and to load what draws them, takes a seventh of the time of a start. What was
not kept is drawn, and what was drawn is kept.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageWriter, QPixmap

from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.writer import GATHER_MS, Writer

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
        data = self._kept.get(key)
        pixmap = QPixmap()
        return pixmap if data and pixmap.loadFromData(data) else None

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
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(data.data())
