"""What is known of routine files that were read before, so that none is read twice unchanged.

It is one file in the cache folder, by the names and stamps of the routine files. It may be lost,
damaged or thrown away at any time, and is then made anew without a word. What was noted while a
file was just being written is not believed: its stamp may be that of two contents.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import total_ms
from stretchtimer.storage.atomic import write_text
from stretchtimer.storage.routines.library import RoutineFile
from stretchtimer.storage.safe_read import KIB, read_bytes

log = logging.getLogger(__name__)

_FORMAT = 3
_LARGEST_BYTES = 64 * 1024 * KIB
_COARSEST_NS = 2_000_000_000
"""Some disks tell the instant of a change no more finely than that."""


class RoutineFacts(NamedTuple):
    """What a card shows of a routine; ``total_ms`` is as its file says, without own changes.

    ``poses`` are those that are held, each once, in their order; a picture stands in the place of
    one, and "" for none. It ``is_counted`` where it is exercises: all of it is counted.
    """

    name: str
    summary: str
    total_ms: int
    stretches: int
    places: tuple[str, ...]
    poses: tuple[str, ...]
    is_counted: bool = False


def facts_of(routine: Routine) -> RoutineFacts:
    """What a card shows of that routine."""
    held = (
        one.picture or (one.movements[0].pose if one.movements else one.pose)
        for one in routine.stretches
    )
    return RoutineFacts(
        routine.name,
        routine.summary,
        total_ms(routine),
        len(routine.stretches),
        tuple(place.value for place in routine.places),
        tuple(dict.fromkeys(held)),
        routine.is_counted,
    )


_Row = tuple[tuple[int, ...], RoutineFacts | None]
_NOTHING: _Row = ((), None)


class RoutineIndex:
    """The facts of files, and which of them cannot be used.

    ``made_by`` names all else that the facts depend on: with another one nothing of it counts.
    Used by one thread.
    """

    def __init__(self, path: Path, *made_by: object) -> None:
        self.path = path
        self._made_by = f"{crc32(repr(made_by).encode()):08x}"
        self._rows: dict[str, _Row] = {}
        # As they were read: most of many are never asked for.
        self._kept: dict[str, Any] = {}
        self._sound_ns = 0
        self._is_changed = False

    def load(self) -> None:
        """Takes what was kept; nothing where that cannot be used."""
        try:
            # A file that changed when this was written may have changed again since.
            self._sound_ns = self.path.stat().st_mtime_ns - _COARSEST_NS
            kept = json.loads(read_bytes(self.path, _LARGEST_BYTES))
            if (kept["format"], kept["made_by"]) == (_FORMAT, self._made_by):
                self._kept = dict(kept["files"])
        except Exception as error:  # noqa: BLE001 - whatever is wrong with it, it is made anew
            log.info("the index of routines is made anew: %s", error)

    def knows(self, file: RoutineFile) -> bool:
        """Whether the file was read as it is now."""
        return self._row(file)[0] == file.stamp

    def facts(self, file: RoutineFile) -> RoutineFacts | None:
        """What is known of the file; None where it is not known, or cannot be used."""
        stamp, facts = self._row(file)
        return facts if stamp == file.stamp else None

    def note(self, file: RoutineFile, facts: RoutineFacts | None) -> None:
        """Notes what was read of a file; None where it cannot be used."""
        self._rows[_key(file)] = file.stamp, facts
        self._is_changed = True

    def keep_only(self, files: Collection[RoutineFile]) -> None:
        """Forgets all but these."""
        keys = set(map(_key, files))
        self._is_changed |= not (keys.issuperset(self._rows) and keys.issuperset(self._kept))
        self._rows = {key: row for key, row in self._rows.items() if key in keys}
        self._kept = {key: row for key, row in self._kept.items() if key in keys}

    def save(self) -> None:
        """Keeps what is new; where that cannot be, it is read again next time."""
        if not self._is_changed:
            return
        self._is_changed = False
        rows = self._kept | {key: [stamp, facts] for key, (stamp, facts) in self._rows.items()}
        kept = {"format": _FORMAT, "made_by": self._made_by, "files": rows}
        try:
            write_text(self.path, json.dumps(kept, ensure_ascii=False, separators=(",", ":")))
        except (OSError, UserError, ValueError) as error:
            log.info("the index of routines was not kept: %s", error)

    def _row(self, file: RoutineFile) -> _Row:
        """What is noted of a file, if anything is."""
        key = _key(file)
        if key not in self._rows and key in self._kept:
            try:
                row = _row(*self._kept.pop(key))
            except (TypeError, ValueError):
                return _NOTHING
            if max(row[0][1::3]) < self._sound_ns:
                self._rows[key] = row
        return self._rows.get(key, _NOTHING)


def _key(file: RoutineFile) -> str:
    """Files of both folders may have one name, of which a disk keeps bytes that are no text."""
    return f"{file.bundled:d}{os.fsencode(file.path.name).decode('ascii', 'backslashreplace')}"


def _row(stamp: list[int], facts: list[object] | None) -> _Row:
    """One row as it was noted; raises where it has not the form of one."""
    numbers = tuple(stamp)
    if len(numbers) not in (3, 6, 9) or not all(type(number) is int for number in numbers):
        raise ValueError("a stamp is no stamp")
    if facts is None:
        return numbers, None
    name, summary, total_ms, stretches, places, poses, is_counted = facts
    texts = [name, summary, *_texts(places), *_texts(poses)]
    if not all(type(text) is str for text in texts):
        raise ValueError("a text is no text")
    if type(total_ms) is not int or type(stretches) is not int:
        raise ValueError("a number is no number")
    if type(is_counted) is not bool:
        raise ValueError("a yes or no is neither")
    return numbers, RoutineFacts(
        str(name), str(summary), total_ms, stretches, _texts(places), _texts(poses), is_counted
    )


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError("a list is no list")
    return tuple(value)
