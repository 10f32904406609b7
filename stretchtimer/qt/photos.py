"""Photos made as small as they may be for any screen, and without what a camera notes in them."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImageReader, QImageWriter

LONGEST_SIDE = 2_400
"""In pixels; on no screen is a picture seen larger than that beside a time."""
_LARGE = 1_500_000
_QUALITY = 90
_HEAD = 65_536
_NOTES = b"\xff\xe1"
"""Begins what a camera or a program notes, of whatever kind."""
_KINDS = {".png": b"png", ".jpg": b"jpeg", ".jpeg": b"jpeg"}


def smaller_photo(ending: str, data: bytes) -> bytes:
    """The picture as its routine keeps it; one that is small and tells nothing stays as it is.

    A camera notes the place and the time in a photo, and a routine is passed on to others. For any
    thread. What cannot be read is given back: whoever checks it tells what is wrong.
    """
    kind = _KINDS.get(ending)
    if kind is None:
        return data
    source = QBuffer()
    source.setData(QByteArray(data))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(source, QByteArray(kind))
    reader.setAutoTransform(True)
    found = reader.size()
    is_wide = max(found.width(), found.height()) > LONGEST_SIDE
    has_notes = kind == b"jpeg" and _NOTES in data[:_HEAD]
    if not (is_wide or has_notes or (kind == b"jpeg" and len(data) > _LARGE)):
        return data
    if is_wide:
        most = QSize(LONGEST_SIDE, LONGEST_SIDE)
        fitted = found.scaled(most, Qt.AspectRatioMode.KeepAspectRatio)
        reader.setScaledSize(fitted.expandedTo(QSize(1, 1)))
    image = reader.read()
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(made, QByteArray(kind))
    if kind == b"jpeg":
        writer.setQuality(_QUALITY)
    if image.isNull() or not writer.write(image):
        return data
    return bytes(made.data().data())
