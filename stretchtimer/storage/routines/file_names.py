"""What the file of a routine may be called, on any system, beside those that are there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from pathlib import Path

from stretchtimer.storage.routines.part_names import is_device
from stretchtimer.storage.routines.routine_file import SUFFIX, plain_id

ENDING = ".stretch"
"""That of a whole routine in one file."""

_NOT_IN_FILE_NAMES = re.compile(r'[\x00-\x1f/\\:*?"<>|]+')
_LONGEST_STEM_BYTES = 180
_NAMELESS = "Routine"


def free_stem(name: str, taken: Collection[str]) -> str:
    """What to call a file: the name, as far as a file may have it, and numbered if need be.

    ``taken`` are plain names that it must not have: so no two differ by case alone, or by how
    their letters are put together.
    """
    plain = " ".join(_NOT_IN_FILE_NAMES.sub(" ", name).split()).strip(". ")
    stem = unicodedata.normalize("NFC", plain).encode(errors="ignore")[:_LONGEST_STEM_BYTES]
    stem_text = stem.decode(errors="ignore").strip(". ") or _NAMELESS
    if is_device(stem_text):
        stem_text = f"{_NAMELESS} {stem_text}"
    numbered = stem_text
    number = 2
    while plain_id(Path(f"{numbered}{SUFFIX}")) in taken:
        numbered = f"{stem_text} {number}"
        number += 1
    return numbered
