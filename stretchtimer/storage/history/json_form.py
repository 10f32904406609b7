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
from collections.abc import Iterable, Iterator, Mapping
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
        kind, checks = _LISTS[name]
        self._take("[")
        number = 0
        while self._peek() != "]":
            if number:
                self._take(",")
            number += 1
            yield self._raw(kind, checks, self._value(), name, number)
        self._take("]")

    def _raw(
        self, kind: Kind, checks: Mapping[str, Check], data: object, part: str, number: int
    ) -> Raw:
        if not isinstance(data, dict):
            raise self._no_export()
        values = self._checked(checks, {**USUAL, **data}, part, number)
        if kind is not SESSIONS:
            return Raw(kind, values)
        rows = []
        for name, columns in _PARTS:
            items = data.get(name, [])
            if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
                raise self._wrong(part, number, name, items)
            rows.append(tuple(self._checked(columns, item, part, number) for item in items))
        positions = [hold[0] for hold in rows[0]]
        if len(set(positions)) < len(positions):
            raise self._wrong(part, number, "position", positions)
        # As the file has them, whatever the order in which they stood.
        return Raw(kind, values, tuple(sorted(rows[0])), rows[1], tuple(sorted(rows[2])))

    def _checked(
        self, checks: Mapping[str, Check], data: Mapping[str, Any], part: str, number: int
    ) -> Values:
        get = data.get
        values = tuple([get(name) for name in checks])
        for name, check, value in zip(checks, checks.values(), values, strict=True):
            if not check(value):
                raise self._wrong(part, number, name, value)
        return values

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
