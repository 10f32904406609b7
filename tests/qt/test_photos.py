"""Photos are kept no larger than they are seen, upright, and tell nobody where they were taken."""

from __future__ import annotations

import struct

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QImageWriter

from stretchtimer.qt.photos import LONGEST_SIDE, smaller_photo
from stretchtimer.storage.routines.picture_check import Pixels, check_picture, pixels_of
from tests.pictures import RED, png, svg


def jpeg(width: int, height: int, exif: bytes = b"") -> bytes:
    """A red JPEG whose upper half is blue, with what a camera notes."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(*RED))
    for y in range(height // 2):
        for x in range(0, width, max(1, width // 40)):
            image.setPixelColor(x, y, QColor("blue"))
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    assert QImageWriter(made, QByteArray(b"jpeg")).write(image)
    data = bytes(made.data().data())
    noted = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif if exif else b""
    return data[:2] + noted + data[2:]


def exif(turn: int) -> bytes:
    """How the camera was held, and a note."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
    table = b"MM\x00\x2a" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"Exif\0\0" + table + b"at 52.5 north"


def test_what_is_small_stays_as_it_is() -> None:
    for ending, data in ((".png", png()), (".jpg", jpeg(60, 40)), (".svg", svg())):
        assert smaller_photo(ending, data) == data


def test_a_large_one_is_made_smaller_in_its_form() -> None:
    for ending, data in ((".png", png(4_000, 1_000)), (".jpg", jpeg(4_000, 1_000))):
        made = smaller_photo(ending, data)
        check_picture(f"a{ending}", made)
        assert pixels_of(made) == Pixels(LONGEST_SIDE, LONGEST_SIDE // 4)
        assert smaller_photo(ending, made) == made


def test_a_photo_keeps_how_it_was_held_and_not_where() -> None:
    photo = jpeg(60, 40, exif(6))
    assert b"52.5 north" in photo
    made = smaller_photo(".jpg", photo)
    assert b"Exif" not in made
    assert b"52.5 north" not in made
    assert pixels_of(made) == Pixels(40, 60)


def test_what_is_damaged_is_given_back() -> None:
    for data in (b"", b"nothing", png(4_000, 10)[:60], jpeg(60, 40, exif(1))[:120]):
        assert smaller_photo(".png", data) == data
        assert smaller_photo(".jpg", data) == data


def test_it_is_still_the_same_picture() -> None:
    image = QImage.fromData(QByteArray(smaller_photo(".jpg", jpeg(60, 40, exif(1)))))
    assert image.pixelColor(30, 35).red() > 180
