"""The file that keeps a person's own changes to routines, by the id of the routine.

It keeps entries for stretches and routines that are not there at the moment: they may come back.
Under ``routines``, an entry looks like this, with everything in it optional::

    "post-walk": {
      "stretches": {"hamstring": {"hold_ms": 45000, "left_out": true, "first_side": "right",
                                  "easier": true},
                    "bridge": {"times": 10}},
      "order": ["hamstring", "knee-hug"],
      "times": {"lead_in_ms": 20000, "rounds": 2, "wait_until_ready": true, "own_pace": true}
    }
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TypeVar

from stretchtimer.engine.adjustments import (
    LEAST_OWN_HOLD_MS,
    MOST_OWN_HOLD_MS,
    Adjustments,
    StretchAdjustment,
)
from stretchtimer.engine.model import INTERVALS, MAX_INTERVAL_MS, MAX_ROUNDS, MAX_TIMES, Side
from stretchtimer.engine.notices import Given, GivenKey, Notice
from stretchtimer.storage.faults import FileNotice
from stretchtimer.storage.json_file import JsonFile
from stretchtimer.storage.routines.value_types import Allowed, Limit, choice, flag, whole

T = TypeVar("T")

FORMAT = 1

_HOLD = whole(LEAST_OWN_HOLD_MS, MOST_OWN_HOLD_MS)
_OWN_TIMES = whole(1, MAX_TIMES)
_SIDE = choice(Side.LEFT.value, Side.RIGHT.value)
_TIMES: Mapping[str, Allowed[int]] = {
    **dict.fromkeys(INTERVALS, whole(0, MAX_INTERVAL_MS)),
    "rounds": whole(1, MAX_ROUNDS),
    "wait_until_ready": flag(),
    "own_pace": flag(),
}


class LoadedAdjustments:
    """What the file holds, taken apart routine by routine when it is asked for.

    ``warnings`` says what could not be used so far.
    """

    def __init__(
        self, path: Path, routines: Mapping[str, object], warnings: Sequence[Notice]
    ) -> None:
        self.warnings = list(warnings)
        self._reader = _AdjustmentsReader(path, self.warnings)
        self._routines = routines
        self._taken: dict[str, Adjustments] = {}

    def of(self, routine_id: str) -> Adjustments:
        """The adjustments of a routine, without what is wrong in them; none where it has none."""
        if routine_id not in self._taken:
            entry = self._reader.table(self._routines, routine_id, "")
            self._taken[routine_id] = self._reader.adjustments(entry, routine_id)
        return self._taken[routine_id]


class AdjustmentsFile:
    """Reads all adjustments, and writes those that were changed.

    ``today`` gives the date for setting a damaged file aside.
    """

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self._file = JsonFile(path, FORMAT, today)
        self.path = path

    def load(self) -> LoadedAdjustments:
        """What the file holds. Never raises."""
        contents = self._file.read()
        warnings: list[Notice] = []
        if contents.problem:
            warnings.append(
                Notice(FileNotice.CHANGES_NOT_USED, path=self.path, reason=contents.problem)
            )
        routines = _AdjustmentsReader(self.path, warnings).table(contents.data, "routines", "")
        return LoadedAdjustments(self.path, routines, warnings)

    def save(
        self, before: Mapping[str, Adjustments], after: Mapping[str, Adjustments]
    ) -> tuple[Notice, ...]:
        """Writes what differs between the two, by routine; what is as it comes leaves the file.

        Holds are brought into the range of 5 s to 600 s. Returns a notice where a damaged
        file was moved aside. Raises UserError when nothing could be written.
        """
        return self._file.write(_entries(before), _entries(after))


class _AdjustmentsReader:
    """Takes apart what the file holds, and adds to ``warnings`` what is wrong in it."""

    def __init__(self, path: Path, warnings: list[Notice]) -> None:
        self._notes = warnings
        self._path = path

    def adjustments(self, entry: Mapping[str, object], of: str) -> Adjustments:
        stretches = self.table(entry, "stretches", of)
        order = entry.get("order", [])
        if not isinstance(order, list) or not all(isinstance(item, str) for item in order):
            self._dropped("order", of, order, Notice(Limit.IDS))
            order = []
        times = self.table(entry, "times", of)
        return Adjustments(
            {
                key: own
                for key in stretches
                if (own := self._stretch(self.table(stretches, key, of), key))
                != StretchAdjustment()
            },
            tuple(order),
            {
                key: value
                for key, allowed in _TIMES.items()
                if (value := self._value(times, key, of, allowed)) is not None
            },
        )

    def table(self, data: Mapping[str, object], key: str, of: str) -> Mapping[str, object]:
        found = data.get(key, {})
        if not isinstance(found, dict):
            self._dropped(key, of, found, Notice(Limit.TABLE))
        return _table(found)

    def _stretch(self, data: Mapping[str, object], of: str) -> StretchAdjustment:
        side = self._value(data, "first_side", of, _SIDE)
        return StretchAdjustment(
            hold_ms=self._value(data, "hold_ms", of, _HOLD),
            left_out=self._value(data, "left_out", of, flag()) or False,
            first_side=None if side is None else Side(side),
            easier=self._value(data, "easier", of, flag()) or False,
            times=self._value(data, "times", of, _OWN_TIMES),
        )

    def _value(
        self, data: Mapping[str, object], key: str, of: str, allowed: Allowed[T]
    ) -> T | None:
        if key not in data:
            return None
        value = allowed.parse(data[key])
        if value is None:
            self._dropped(key, of, data[key], allowed.limit)
        return value

    def _dropped(self, key: str, of: str, value: object, limit: Notice) -> None:
        what = FileNotice.CHANGE_OF_NOT_USED if of else FileNotice.CHANGE_NOT_USED
        self._notes.append(
            Notice(
                what,
                path=self._path,
                key=GivenKey(key),
                of=GivenKey(of),
                value=Given(value),
                allowed=limit,
            )
        )


def _table(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _entries(by_routine: Mapping[str, Adjustments]) -> dict[str, object]:
    """The file's contents, with nothing in it that changes nothing."""
    return {
        "routines": {
            routine_id: entry
            for routine_id, adjustments in by_routine.items()
            if (entry := _entry(adjustments))
        }
    }


def _entry(adjustments: Adjustments) -> dict[str, object]:
    entry: dict[str, object] = {
        "stretches": {
            key: own_entry
            for key, own in adjustments.stretches.items()
            if (own_entry := _stretch_entry(own))
        },
        "order": list(adjustments.order),
        "times": dict(adjustments.times),
    }
    return {key: value for key, value in entry.items() if value}


def _stretch_entry(own: StretchAdjustment) -> dict[str, object]:
    entry: dict[str, object] = {}
    if own.hold_ms is not None:
        entry["hold_ms"] = max(LEAST_OWN_HOLD_MS, min(own.hold_ms, MOST_OWN_HOLD_MS))
    if own.times is not None:
        entry["times"] = own.times
    if own.left_out:
        entry["left_out"] = True
    if own.first_side is not None:
        entry["first_side"] = own.first_side.value
    if own.easier:
        entry["easier"] = True
    return entry
