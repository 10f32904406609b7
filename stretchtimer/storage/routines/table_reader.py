"""A table from a file, read key by key, which notes everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from stretchtimer.storage.routines.toml_lines import Place
from stretchtimer.storage.routines.validators import Allowed, shown, shown_key

T = TypeVar("T")

MAX_FINDINGS = 100


@dataclass(frozen=True)
class KeyFault:
    """One thing that is wrong, at a place; ``value`` and ``allowed`` are in words."""

    place: Place
    value: str
    allowed: str
    message: str


@dataclass
class KeyFaults:
    """What is wrong, in the order of its finding; no more than anybody would read."""

    found: list[KeyFault] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether there are as many as are collected: looking for more only takes time."""
        return len(self.found) >= MAX_FINDINGS

    def add(self, place: Place, message: str, value: str = "", allowed: str = "") -> None:
        if not self.is_full:
            self.found.append(KeyFault(place, value, allowed, message))


class Table:
    """Reads the keys of one table.

    Each reading method gives a value that is allowed: the one of the file or, after noting what
    is wrong with that, the given default. ``label`` says in messages which table it is.
    """

    def __init__(
        self, data: Mapping[str, object], findings: KeyFaults, place: Place = (), label: str = ""
    ) -> None:
        self._data = data
        self._findings = findings
        self._place = place
        self._label = label
        self._known: list[str] = []

    def take(self, key: str, allowed: Allowed[T], default: T) -> T:
        """The value of a key that may be missing."""
        self._known.append(key)
        return self._checked(key, allowed, default) if key in self._data else default

    def need(self, key: str, allowed: Allowed[T], default: T) -> T:
        """The value of a key that must be there."""
        if key not in self._data:
            self._missing(key, allowed.words)
        return self.take(key, allowed, default)

    def texts(self, key: str, allowed: Allowed[str], most: int, least: int = 0) -> tuple[str, ...]:
        """The texts of a list, each of them checked; it may be missing if it may be empty."""
        words = f"a list of {_limits(least, most) if least else f'at most {most}'} texts"
        items = self._list(key, most, words)
        if len(items) < least:
            self._too_few(key, items, words)
        texts = []
        for index, item in enumerate(items):
            text = allowed.parse(item)
            if text is None:
                self._wrong(f"{key}[{index + 1}]", (key, index), item, allowed.words)
            else:
                texts.append(text)
        return tuple(texts)

    def tables(self, key: str, label: str, most: int, least: int = 0) -> list[Table]:
        """The tables of a list; each is labelled with its number from 1."""
        words = f"{_limits(least, most)} tables, each begun by [[{'.'.join((*self._names, key))}]]"
        items = self._list(key, most, words)
        if len(items) < least:
            self._too_few(key, items, words)
        tables = []
        for index, item in enumerate(items):
            if isinstance(item, dict):
                own_label = ", ".join(filter(None, (self._label, f"{label} {index + 1}")))
                place = (*self._place, key, index)
                tables.append(Table(item, self._findings, place, own_label))
            else:
                self._wrong(f"{key}[{index + 1}]", (key, index), item, "a table")
        return tables

    def table(self, key: str, *, needed: bool = False) -> Table:
        """The one table of a key; an empty one where it is missing or none."""
        self._known.append(key)
        data, findings = self._data.get(key, {}), self._findings
        words = f"a table, begun by [{'.'.join((*self._names, key))}]"
        if not isinstance(data, dict):
            self._wrong(key, (key,), data, words)
        elif needed and not data:
            self._missing(key, words)
        if not isinstance(data, dict) or (needed and not data):
            # What is missing in it was told as a whole.
            data, findings = {}, KeyFaults()
        return Table(data, findings, (*self._place, key), key)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that are there, in the order of the file."""
        return tuple(self._data)

    def no_others(self, elsewhere: Mapping[str, str] | None = None) -> None:
        """Notes every key that was not asked for; ``elsewhere`` explains some of them."""
        for key in self._data:
            if self._findings.is_full:
                return
            if key not in self._known:
                hint = (elsewhere or {}).get(key) or self._near(key)
                message = self._said(f"{shown_key(key)} is not a known key; {hint}")
                allowed = ", ".join(self._known)
                self._findings.add((*self._place, key), message, shown(self._data[key]), allowed)

    def refuse(self, key: str, reason: str, allowed: str = "") -> None:
        """Notes that a value, though allowed by itself, does not go with the rest."""
        value = shown(self._data.get(key))
        self._findings.add((*self._place, key), self._said(reason), value, allowed)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(part for part in self._place if isinstance(part, str))

    def _checked(self, key: str, allowed: Allowed[T], default: T) -> T:
        value = allowed.parse(self._data[key])
        if value is None:
            self._wrong(key, (key,), self._data[key], allowed.words)
            return default
        return value

    def _list(self, key: str, most: int, words: str) -> list[object]:
        self._known.append(key)
        items = self._data.get(key, [])
        if not isinstance(items, list):
            self._wrong(key, (key,), items, words)
            return []
        if len(items) > most:
            reason = f"{key} has {len(items)} items, but it must be {words}."
            self.refuse(key, reason, words)
        return items[:most]

    def _too_few(self, key: str, items: list[object], words: str) -> None:
        if key not in self._data or self._data[key] == []:
            self._missing(key, words)
        elif items:
            count = f"{len(items)} item{'s' * (len(items) > 1)}"
            self.refuse(key, f"{key} has {count}, but it must be {words}.", words)

    def _missing(self, key: str, words: str) -> None:
        message = self._said(f"{key} is missing; it must be {words}.")
        self._findings.add((*self._place, key), message, allowed=words)

    def _wrong(self, name: str, place: Place, value: object, words: str) -> None:
        message = self._said(f"{name} is {shown(value)}, but it must be {words}.")
        self._findings.add((*self._place, *place), message, shown(value), words)

    def _near(self, key: str) -> str:
        import difflib

        near = difflib.get_close_matches(key[:40], self._known, n=1)
        return f"did you mean {near[0]}?" if near else f"known are {', '.join(self._known)}."

    def _said(self, sentence: str) -> str:
        return f"{self._label}: {sentence}" if self._label else sentence


def _limits(least: int, most: int) -> str:
    return str(most) if least == most else f"{least} to {most}"
