"""A file of pictures that can be made again, and so may be lost or thrown away at any time.

It holds for the files that the pictures are made of, as they are: a changed one makes it worthless.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from zlib import crc32

from stretchtimer.engine.errors import UserError
from stretchtimer.storage.atomic import write_bytes
from stretchtimer.storage.safe_read import KIB, read_bytes

log = logging.getLogger(__name__)

_LARGEST_BYTES = 16_384 * KIB


class KeptPictures:
    """Pictures in a file, by a key without line breaks; the stamp of what they are made of first.

    ``made_of`` are the folders of all that a picture is drawn from.
    """

    def __init__(self, path: Path, made_of: Iterable[Path]) -> None:
        self.path = path
        self._made_of = tuple(made_of)

    def read(self) -> dict[str, bytes]:
        """What was kept; nothing where that cannot be read, or was made of something else."""
        try:
            return self._unpacked(read_bytes(self.path, _LARGEST_BYTES))
        except (OSError, UserError, ValueError) as error:
            log.info("there are no pictures from before: %s", error)
            return {}

    def write(self, pictures: Mapping[str, bytes]) -> None:
        """Keeps these and no others; where it cannot, they are made again next time."""
        try:
            lines = [self._stamp(), *(f"{len(data)} {key}" for key, data in pictures.items())]
            head = "\n".join(lines).encode() + b"\n\n"
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(self.path, head + b"".join(pictures.values()))
        except (OSError, UserError) as error:
            log.info("the pictures were not kept: %s", error)

    def _unpacked(self, data: bytes) -> dict[str, bytes]:
        head, _, body = data.partition(b"\n\n")
        stamp, *lines = head.decode().split("\n")
        pictures, at = {}, 0
        for line in lines if stamp == self._stamp() else ():
            size, key = line.split(" ", 1)
            pictures[key] = body[at : at + int(size)]
            at += int(size)
        if pictures and at != len(body):
            raise ValueError("its parts are not as long as it says")
        return pictures

    def _stamp(self) -> str:
        seen = []
        for folder in self._made_of:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_file():
                        status = entry.stat()
                        seen.append((entry.name, status.st_size, status.st_mtime_ns))
        return f"{crc32(repr(sorted(seen)).encode()):08x}"
