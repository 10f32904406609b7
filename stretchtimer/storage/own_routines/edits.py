"""What can be changed in a routine's data, each a value of its own, done to plain tables.

A place is a row of keys and numbers as in ``toml_lines``: ``("stretches", 1, "hold_s")``. Tables
are never changed: each edit gives new ones along its place and keeps all others, so that what was
before can be kept as well. An edit that makes no sense raises InternalError.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from stretchtimer.engine.errors import InternalError
from stretchtimer.storage.routines.toml_lines import Place

Data = Mapping[str, object]


@dataclass(frozen=True)
class SetKey:
    """A key gets a value; tables on the way to it are made where there are none."""

    place: Place
    value: object

    def done_to(self, data: Data) -> dict[str, object]:
        def change(table: object) -> object:
            key = _key(self.place)
            return {**_table(table, self.place), key: self.value}

        return _changed(data, self.place[:-1], change, makes_tables=True)


@dataclass(frozen=True)
class RemoveKey:
    """A key goes; nothing happens where there is none."""

    place: Place

    def done_to(self, data: Data) -> dict[str, object]:
        def change(table: object) -> object:
            key = _key(self.place)
            return {name: each for name, each in _table(table, self.place).items() if name != key}

        return _changed(data, self.place[:-1], change, makes_tables=True)


@dataclass(frozen=True)
class InsertTable:
    """A table comes into a list of tables, before the one that has the number ``index``."""

    place: Place
    index: int
    table: Mapping[str, object]

    def done_to(self, data: Data) -> dict[str, object]:
        def change(items: object) -> object:
            tables = _list(items, self.place)
            _check_index(self.index, len(tables) + 1)
            return [*tables[: self.index], dict(self.table), *tables[self.index :]]

        return _changed(data, self.place, change, makes_tables=True)


@dataclass(frozen=True)
class RemoveTable:
    """A table goes from a list of tables; with the last one the list itself."""

    place: Place
    index: int

    def done_to(self, data: Data) -> dict[str, object]:
        def change(items: object) -> object:
            tables = _list(items, self.place)
            _check_index(self.index, len(tables))
            return [*tables[: self.index], *tables[self.index + 1 :]]

        changed = _changed(data, self.place, change)
        is_empty = not _at(changed, self.place)
        return RemoveKey(self.place).done_to(changed) if is_empty else changed


@dataclass(frozen=True)
class MoveTable:
    """A table of a list goes to another number in it."""

    place: Place
    index: int
    to: int

    def done_to(self, data: Data) -> dict[str, object]:
        def change(items: object) -> object:
            tables = list(_list(items, self.place))
            _check_index(self.index, len(tables))
            _check_index(self.to, len(tables))
            tables.insert(self.to, tables.pop(self.index))
            return tables

        return _changed(data, self.place, change)


Edit = SetKey | RemoveKey | InsertTable | RemoveTable | MoveTable
"""One change; its ``place`` is that of the key, or of the list in which something is changed."""


def _changed(
    data: Data, place: Place, change: Callable[[object], object], *, makes_tables: bool = False
) -> dict[str, object]:
    """The data with what ``change`` makes of the thing at the place."""

    def within(thing: object, rest: Place) -> object:
        if not rest:
            return change(thing)
        key, *others = rest
        if isinstance(key, int):
            items = list(_list(thing, place))
            _check_index(key, len(items))
            items[key] = within(items[key], tuple(others))
            return items
        table = _table(thing, place)
        if key not in table and not makes_tables:
            raise InternalError(f"there is nothing at {place}")
        return {**table, key: within(table.get(key), tuple(others))}

    changed = within(data, place)
    assert isinstance(changed, dict)
    return changed


def _at(data: Any, place: Place) -> object:
    for key in place:
        data = data[key]
    return data


def _key(place: Place) -> str:
    if not place or not isinstance(place[-1], str):
        raise InternalError(f"no key is at {place}")
    return place[-1]


def _table(thing: object, place: Place) -> Mapping[str, object]:
    if thing is None:
        return {}
    if not isinstance(thing, Mapping):
        raise InternalError(f"there is no table for {place}")
    return thing


def _list(thing: object, place: Place) -> list[object]:
    if thing is None:
        return []
    if not isinstance(thing, list):
        raise InternalError(f"there is no list for {place}")
    return thing


def _check_index(index: int, count: int) -> None:
    if not 0 <= index < count:
        raise InternalError(f"{index} is none of {count} places")
