"""A table from a file, read key by key, which notes everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from stretchtimer.engine.notices import Given, GivenKey, Notice
from stretchtimer.storage.routines.faults import RoutineFault, TableName
from stretchtimer.storage.routines.toml_lines import Place
from stretchtimer.storage.routines.value_types import Allowed, Limit

T = TypeVar("T")

MAX_FINDINGS = 100


class KeyFault(NamedTuple):
    """One thing that is wrong, at a place."""

    place: Place
    message: Notice


@dataclass
class KeyFaults:
    """What is wrong, in the order of its finding; no more than anybody would read."""

    found: list[KeyFault] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether there are as many as are collected: looking for more only takes time."""
        return len(self.found) >= MAX_FINDINGS

    def add(self, place: Place, message: Notice) -> None:
        if not self.is_full:
            self.found.append(KeyFault(place, message))


class KeyListener(KeyFaults):
    """Hears of every key that there may be, whether it is there or not."""

    def asked(self, place: Place, limit: Notice, needed: bool, each: Notice | None) -> None:
        """A key may be at that place, or is needed; ``each`` is the limit of a list's items."""
        raise NotImplementedError


class Table:
    """Reads the keys of one table.

    Each reading method gives a value that is allowed: the one of the file or, after noting what
    is wrong with that, the given default. ``label`` says in messages which table it is: names,
    each within the one before.
    """

    def __init__(
        self,
        data: Mapping[str, object],
        findings: KeyFaults,
        place: Place = (),
        label: tuple[object, ...] = (),
    ) -> None:
        self._data = data
        self._findings = findings
        self._place = place
        self._label = label
        self._known: dict[str, None] = {}
        self._listener = findings if isinstance(findings, KeyListener) else None

    @property
    def data(self) -> Mapping[str, object]:
        """What the file has there."""
        return self._data

    @property
    def findings(self) -> KeyFaults:
        """Where it is noted what is wrong."""
        return self._findings

    def take(self, key: str, allowed: Allowed[T], default: T) -> T:
        """The value of a key that may be missing."""
        self._known[key] = None
        if self._listener:
            self._tell(key, allowed.limit)
        return self._checked(key, allowed, default) if key in self._data else default

    def need(self, key: str, allowed: Allowed[T], default: T) -> T:
        """The value of a key that must be there."""
        self._known[key] = None
        if self._listener:
            self._tell(key, allowed.limit, needed=True)
        if key not in self._data:
            self._missing(key, allowed.limit)
            return default
        return self._checked(key, allowed, default)

    def texts(self, key: str, allowed: Allowed[str], most: int, least: int = 0) -> tuple[str, ...]:
        """The texts of a list, each of them checked; it may be missing if it may be empty."""
        self._known[key] = None
        if not (least or self._listener or key in self._data):
            return ()
        limit = Notice(Limit.SOME_TEXTS if least else Limit.TEXTS, least=least, most=most)
        if least == most:
            limit = Notice(Limit.SO_MANY_TEXTS, n=most)
        self._tell(key, limit, needed=least > 0, each=allowed.limit)
        items = self._list(key, most, limit)
        if len(items) < least:
            self._too_few(key, items, limit)
        texts = []
        for index, item in enumerate(items):
            text = allowed.parse(item)
            if text is None:
                self._wrong(f"{key}[{index + 1}]", (key, index), item, allowed.limit)
            else:
                texts.append(text)
        return tuple(texts)

    def tables(self, key: str, label: TableName, most: int, least: int = 0) -> list[Table]:
        """The tables of a list; each is labelled with its number from 1."""
        self._known[key] = None
        if not (least or self._listener or key in self._data):
            return []
        name = ".".join((*self._names, key))
        limit = Notice(Limit.TABLES, least=least, most=most, table=name)
        if least == most:
            limit = Notice(Limit.SO_MANY_TABLES, n=most, table=name)
        self._tell(key, limit, needed=least > 0, each=Notice(Limit.TABLE))
        items = self._list(key, most, limit)
        if len(items) < least:
            self._too_few(key, items, limit)
        tables = []
        for index, item in enumerate(items):
            if isinstance(item, dict):
                own_label = (*self._label, Notice(label, number=index + 1))
                place = (*self._place, key, index)
                tables.append(Table(item, self._findings, place, own_label))
            else:
                self._wrong(f"{key}[{index + 1}]", (key, index), item, Notice(Limit.TABLE))
        return tables

    def table(self, key: str, *, needed: bool = False) -> Table:
        """The one table of a key; an empty one where it is missing or none."""
        limit = Notice(Limit.TABLE_BEGUN_BY, table=".".join((*self._names, key)))
        self._known[key] = None
        self._tell(key, limit, needed=needed)
        data, findings = self._data.get(key, {}), self._findings
        if not isinstance(data, dict):
            self._wrong(key, (key,), data, limit)
        elif needed and not data:
            self._missing(key, limit)
        if not isinstance(data, dict) or (needed and not data):
            # What is missing in it was told as a whole.
            data, findings = {}, KeyFaults()
        return Table(data, findings, (*self._place, key), (key,))

    def has(self, key: str) -> bool:
        """Whether a key is there; it counts as asked for."""
        self._known[key] = None
        return key in self._data

    def has_any(self, keys: Mapping[str, None]) -> bool:
        """Whether one of several keys is there; all of them count as asked for."""
        self._known.update(keys)
        return self._listener is not None or not keys.keys().isdisjoint(self._data)

    def value(self, key: str) -> object:
        """What the file has there, whatever it is; None where there is nothing."""
        return self._data.get(key)

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys that are there, in the order of the file."""
        return tuple(self._data)

    def no_others(self, elsewhere: Mapping[str, RoutineFault] | None = None) -> None:
        """Notes every key that was not asked for; ``elsewhere`` explains some of them."""
        for key in self._data:
            if self._findings.is_full:
                return
            if key not in self._known:
                explained = (elsewhere or {}).get(key)
                message = Notice(explained, key=GivenKey(key)) if explained else self._unknown(key)
                self._add((key,), message)

    def refuse(self, key: str, message: Notice) -> None:
        """Notes that a value, though allowed by itself, does not go with the rest."""
        self._add((key,), message)

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(part for part in self._place if isinstance(part, str))

    def _tell(
        self, key: str, limit: Notice, *, needed: bool = False, each: Notice | None = None
    ) -> None:
        if self._listener:
            self._listener.asked((*self._place, key), limit, needed, each)

    def _checked(self, key: str, allowed: Allowed[T], default: T) -> T:
        value = allowed.parse(self._data[key])
        if value is None:
            self._wrong(key, (key,), self._data[key], allowed.limit)
            return default
        return value

    def _list(self, key: str, most: int, limit: Notice) -> list[object]:
        items = self._data.get(key, [])
        if not isinstance(items, list):
            self._wrong(key, (key,), items, limit)
            return []
        if len(items) > most:
            self._of_wrong_length(key, items, limit)
        return items[:most]

    def _too_few(self, key: str, items: list[object], limit: Notice) -> None:
        if key not in self._data or self._data[key] == []:
            self._missing(key, limit)
        elif items:
            self._of_wrong_length(key, items, limit)

    def _of_wrong_length(self, key: str, items: list[object], limit: Notice) -> None:
        message = Notice(RoutineFault.LIST_LENGTH_WRONG, key=key, n=len(items), allowed=limit)
        self.refuse(key, message)

    def _missing(self, key: str, limit: Notice) -> None:
        self._add((key,), Notice(RoutineFault.KEY_MISSING, key=key, allowed=limit))

    def _wrong(self, name: str, place: Place, value: object, limit: Notice) -> None:
        self._add(
            place, Notice(RoutineFault.VALUE_WRONG, key=name, value=Given(value), allowed=limit)
        )

    def _unknown(self, key: str) -> Notice:
        import difflib

        near = difflib.get_close_matches(key[:40], self._known, n=1)
        if near:
            return Notice(RoutineFault.KEY_MISSPELT, key=GivenKey(key), near=near[0])
        return Notice(RoutineFault.KEY_UNKNOWN, key=GivenKey(key), known=tuple(self._known))

    def _add(self, place: Place, message: Notice) -> None:
        if self._label:
            message = Notice(RoutineFault.IN_TABLE, table=self._label, fault=message)
        self._findings.add((*self._place, *place), message)
