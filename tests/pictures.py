"""Small pictures, sound and otherwise."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

RED = (220, 20, 30)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" viewBox="0 0 40 30">'
    '<rect width="40" height="30" fill="#dc141e"/>{more}</svg>'
)


def chunk(kind: bytes, data: bytes) -> bytes:
    """One part of a PNG, with its length and its sum."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int = 40, height: int = 30, colour: tuple[int, ...] = RED) -> bytes:
    """A PNG of one colour, which may be see-through."""
    return png_of(width, height, (b"\0" + bytes(colour) * width) * height, len(colour) == 4)


def png_of(width: int, height: int, rows: bytes, is_clear: bool = False) -> bytes:
    """A PNG that says it has that size, whatever its rows hold."""
    head = struct.pack(">IIBBBBB", width, height, 8, 6 if is_clear else 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def jpeg_head(width: int, height: int) -> bytes:
    """The bytes by which the size of a JPEG is known, with nothing drawn after them."""
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    frame = b"\xff\xc0" + struct.pack(">H", len(size) + 2) + size
    return b"\xff\xd8" + frame + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00 \xff\xd9"


def svg(more: str = "") -> bytes:
    """A red SVG with more in it."""
    return SVG.format(more=more).encode()


def put(routine: Path, name: str, data: bytes) -> Path:
    """Puts a picture among the parts of a routine's file."""
    path = routine.with_name(f"{routine.stem}.parts") / "pictures" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def with_picture(name: str, more: str = "") -> str:
    """A routine of one stretch that shows that picture."""
    return (
        'format = 2\nname = "Mine"\n[times]\nfirst_lead_in_s = 5\n\n[[stretches]]\nid = "lean"\n'
        f'name = "Lean"\nhold_s = 20\n{more}picture = "{name}"\n'
    )
