"""The whole history as JSON, to be kept, read by other programs, and joined with another one.

One object: ``format`` (1), ``what`` ("stretchtimer-history"), and the lists ``sessions``, ``walks``
and ``deleted``. An entry has the names and values of its columns (``columns``): instants in ISO
8601, UTC; times in whole milliseconds; ``*_offset_s`` how far the wall clock was ahead of UTC;
``completed`` and ``by_hand`` 0 or 1. A session holds lists ``holds``, ``pauses`` and ``gaps``. What
has no value is left out, and a list that is empty may be. Of an entry that was deleted its id is
left, with the revision of that.

Both ways go entry by entry, so a record of any length takes little memory.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TextIO

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.faults import FileFault, Reason, reason_of
from stretchtimer.storage.history.columns import (
    DELETED,
    GAP,
    HOLD,
    PAUSE,
    SESSION,
    USUAL,
    WALK,
    Check,
    Values,
)
from stretchtimer.storage.history.reading import SESSIONS, TOMBS, WALKS, Kind, Raw

FORMAT = 1
WHAT = "stretchtimer-history"

_LISTS: Mapping[str, tuple[Kind, Mapping[str, Check]]] = {
    "sessions": (SESSIONS, SESSION),
    "walks": (WALKS, WALK),
    "deleted": (TOMBS, DELETED),
}
_PARTS = (("holds", HOLD), ("pauses", PAUSE), ("gaps", GAP))
_AT_ONCE = 500
"""So many entries are looked at together."""
_CHUNK = 1 << 20
_LONGEST = 1 << 24
"""An entry that is longer than so many characters is none."""


def lines(raws: Iterable[Raw]) -> Iterator[str]:
    """The lines of the file; ``raws`` come by their kind, as ``raw_everything`` gives them."""
    yield f'{{"format": {FORMAT}, "what": "{WHAT}",'
    coming = iter(raws)
    raw = next(coming, None)
    for name, (kind, checks) in _LISTS.items():
        yield f'"{name}": ['
        while raw is not None and raw.kind is kind:
            text = json.dumps(_as_data(raw, checks), separators=(",", ":"))
            raw = next(coming, None)
            yield f"{text}," if raw is not None and raw.kind is kind else text
        yield "]}" if kind is TOMBS else "],"


def _as_data(raw: Raw, checks: Mapping[str, Check]) -> dict[str, Any]:
    data = _named(checks, raw.values)
    for (name, columns), rows in zip(_PARTS, raw[2:], strict=True):
        if rows:
            data[name] = [_named(columns, row) for row in rows]
    return data


def _named(names: Iterable[str], values: Values) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def read(path: Path) -> Iterator[Raw]:
    """The entries of the file, one after the other; raises UserError where it is no such file.

    What has been given before that counts as much as nothing: it is to be used as a whole.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            yield from _Reader(path, file).entries()
    except OSError as error:
        raise _refused(path, reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise _refused(path, Notice(Reason.NO_EXPORT)) from error


def _refused(path: Path, reason: Notice) -> UserError:
    return UserError(FileFault.IMPORT_NOT_USED, path=path, reason=reason)


class _Reader:
    """Reads one value after the other, with no more of the file in memory than it needs."""

    def __init__(self, path: Path, file: TextIO) -> None:
        self._path = path
        self._file = file
        self._text = ""
        self._at = 0
        self._decode = json.JSONDecoder().raw_decode

    def entries(self) -> Iterator[Raw]:
        self._take("{")
        told: dict[str, object] = {}
        while True:
            key = self._value()
            self._take(":")
            if key in _LISTS and self._peek() == "[":
                self._must_be_ours(told)
                yield from self._list(str(key))
            else:
                told[str(key)] = self._value()
            if self._peek() != ",":
                break
            self._take(",")
        self._take("}")
        self._must_be_ours(told)
        if self._peek():
            raise self._no_export()

    def _must_be_ours(self, told: Mapping[str, object]) -> None:
        form = told.get("format")
        if told.get("what") != WHAT or type(form) is not int or form < 1:
            raise self._no_export()
        if form > FORMAT:
            raise _refused(self._path, Notice(Reason.NEWER_VERSION))

    def _list(self, name: str) -> Iterator[Raw]:
        self._take("[")
        number = 0
        items: list[Any] = []
        while self._peek() != "]":
            if number:
                self._take(",")
            number += 1
            items.append(self._value())
            if len(items) == _AT_ONCE:
                yield from self._raws(name, items, number)
                items = []
        self._take("]")
        yield from self._raws(name, items, number)

    def _raws(self, part: str, items: list[Any], last: int) -> list[Raw]:
        """The entries up to the ``last`` of a list."""
        kind, checks = _LISTS[part]
        first = last - len(items) + 1
        if not all(isinstance(item, dict) for item in items):
            raise self._no_export()
        rows = [tuple(map({**USUAL, **item}.get, checks)) for item in items]
        self._check(checks, rows, part, lambda place: first + place)
        if kind is not SESSIONS:
            return [Raw(kind, row) for row in rows]
        parts = [self._parts(name, columns, items, first) for name, columns in _PARTS]
        return [Raw(kind, *values) for values in zip(rows, *parts, strict=True)]

    def _parts(
        self, name: str, columns: Mapping[str, Check], items: list[Any], first: int
    ) -> list[tuple[Values, ...]]:
        """What each of the sessions consists of, of one kind."""
        of_each: list[tuple[Values, ...]] = []
        every: list[Values] = []
        owners: list[int] = []
        for number, item in enumerate(items, first):
            some = item.get(name, ())
            if not isinstance(some, (list, tuple)) or not all(type(one) is dict for one in some):
                raise self._wrong("sessions", number, name, some)
            rows = [tuple(map(one.get, columns)) for one in some]
            every += rows
            owners += [number] * len(rows)
            of_each.append(tuple(rows))
        self._check(columns, every, "sessions", owners.__getitem__)
        if name == "pauses":
            return of_each
        # As the file has them, whatever the order in which they stood.
        ordered = [tuple(sorted(rows)) for rows in of_each]
        for number, holds in enumerate(ordered if name == "holds" else (), first):
            positions = [hold[0] for hold in holds]
            if len(set(positions)) < len(positions):
                raise self._wrong("sessions", number, "position", positions)
        return ordered

    def _check(
        self,
        checks: Mapping[str, Check],
        rows: list[Values],
        part: str,
        number_of: Callable[[int], int],
    ) -> None:
        """Raises UserError unless all of the rows may be; most values stand in many of them."""
        for (name, check), column in zip(checks.items(), zip(*rows, strict=True), strict=False):
            try:
                is_well = all(map(check, set(column)))
            except TypeError:
                # A list or a table is in the place of a value.
                is_well = False
            if not is_well:
                place = next(place for place, value in enumerate(column) if not check(value))
                raise self._wrong(part, number_of(place), name, column[place])

    def _wrong(self, part: str, number: int, key: str, value: object) -> UserError:
        return UserError(
            FileFault.IMPORT_ENTRY_WRONG,
            path=self._path,
            part=part,
            number=number,
            key=key,
            value=Given(value),
        )

    def _no_export(self) -> UserError:
        return _refused(self._path, Notice(Reason.NO_EXPORT))

    def _take(self, character: str) -> None:
        if self._peek() != character:
            raise self._no_export()
        self._at += 1

    def _peek(self) -> str:
        """The next character that is no space; nothing at the end."""
        while True:
            while self._at < len(self._text):
                character = self._text[self._at]
                if character not in " \t\r\n":
                    return character
                self._at += 1
            if not self._more():
                return ""

    def _value(self) -> object:
        self._peek()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                if len(self._text) - self._at > _LONGEST or not self._more():
                    raise self._no_export() from error
                continue
            # A number may go on in what has not been read yet.
            if end < len(self._text) or not self._more():
                self._at = end
                return value

    def _more(self) -> bool:
        chunk = self._file.read(_CHUNK)
        self._text = self._text[self._at :] + chunk
        self._at = 0
        return bool(chunk)
