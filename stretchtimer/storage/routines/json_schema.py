"""The JSON Schema of a routine file, for editors, made by listening to what reads one.

Nothing about routines stands here: samples of each kind are read, and every key that is asked for
is noted with its limit. So the schema knows what ``check`` knows, and cannot grow apart from it. It
is never stricter. What no schema can say, such as that two ids differ, is left to ``check``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from stretchtimer.engine.notices import Either, Given, Notice
from stretchtimer.storage.routines.part_names import PICTURE_ENDINGS
from stretchtimer.storage.routines.schema import FORMAT, OLDEST_FORMAT, routine_from
from stretchtimer.storage.routines.table_reader import KeyListener
from stretchtimer.storage.routines.toml_lines import Place
from stretchtimer.storage.routines.value_types import NOT_IN_TEXTS, Limit

Schema = dict[str, Any]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_HELD = {"hold_s": 1, "movements": [{}]}
_COUNTED = {"times": 1, "movements": [{}]}
_SAMPLES: Mapping[int, tuple[Mapping[str, object], ...]] = {
    1: (_HELD,),
    2: (_HELD, _COUNTED),
}
"""For each format a stretch of every kind that there is."""


class _Key(NamedTuple):
    limit: Notice
    needed: bool
    each: Notice | None


class _Listener(KeyListener):
    """Notes the keys that are asked for, by their place without numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: dict[tuple[str, ...], _Key] = {}

    def asked(self, place: Place, limit: Notice, needed: bool, each: Notice | None) -> None:
        names = tuple(part for part in place if isinstance(part, str))
        self.keys.setdefault(names, _Key(limit, needed, each))


def json_schema() -> Schema:
    """The schema of all formats that can be read, as data to be written as JSON."""
    formats = range(OLDEST_FORMAT, FORMAT + 1)
    forms = {f"format{number}": _form(number) for number in formats}
    kinds = [{"$ref": f"#/$defs/{name}"} for name in forms]
    chosen: Schema = kinds[-1]
    for number, kind in zip(reversed(formats[:-1]), reversed(kinds[:-1]), strict=True):
        told = {"properties": {"format": {"const": number}}, "required": ["format"]}
        chosen = {"if": told, "then": kind, "else": chosen}
    return {
        "$schema": _DIALECT,
        "title": "Stretch Timer routine",
        "type": "object",
        "properties": {"format": {"enum": [*formats]}},
        "required": ["format"],
        **chosen,
        "$defs": forms,
    }


def _form(number: int) -> Schema:
    """The schema of one format."""
    heard = []
    for stretch in _SAMPLES[number]:
        listener = _Listener()
        routine_from("", {"format": number, "stretches": [dict(stretch)]}, listener)
        heard.append(listener.keys)
    return _table((), heard)


def _table(place: tuple[str, ...], heard: list[dict[tuple[str, ...], _Key]]) -> Schema:
    """The schema of the table at a place; ``heard`` are the keys of each kind of it."""
    kinds = [{at[-1]: key for at, key in keys.items() if at[:-1] == place} for keys in heard]
    everything = {name: key for keys in kinds for name, key in keys.items()}
    schema: Schema = {
        "type": "object",
        "properties": {
            name: _value(key, (*place, name), heard) for name, key in everything.items()
        },
        "required": [name for name in everything if all(_is_needed(keys, name) for keys in kinds)],
        "additionalProperties": False,
    }
    ways = [_way(keys, everything, schema["required"]) for keys in kinds]
    if len(ways) > 1 and ways[0] != ways[1]:
        schema["oneOf"] = ways
    return schema


def _is_needed(keys: Mapping[str, _Key], name: str) -> bool:
    return name in keys and keys[name].needed


def _way(keys: Mapping[str, _Key], everything: Mapping[str, _Key], always: list[str]) -> Schema:
    """What one kind of a table needs beyond the others, and which keys of theirs it has not."""
    needed = [name for name, key in keys.items() if key.needed and name not in always]
    return {
        "required": needed,
        "properties": {name: False for name in everything if name not in keys},
    }


def _value(key: _Key, place: tuple[str, ...], heard: list[dict[tuple[str, ...], _Key]]) -> Schema:
    limit = key.limit.what
    if limit is Limit.TABLE_BEGUN_BY:
        return _table(place, heard)
    if key.each is None:
        return _of_limit(key.limit)
    each = _table(place, heard) if key.each.what is Limit.TABLE else _of_limit(key.each)
    values = key.limit.values
    schema: Schema = {"type": "array", "items": each, "maxItems": values["most"]}
    return {**schema, "minItems": values["least"]} if key.needed else schema


def _of_limit(limit: Notice) -> Schema:
    """What a single value may be."""
    assert isinstance(limit.what, Limit)
    return _LIMITS[limit.what](limit.values)


def _number(kind: str, values: Mapping[str, Any]) -> Schema:
    return {"type": kind, "minimum": _plain(values["least"]), "maximum": _plain(values["most"])}


def _two(kind: str, values: Mapping[str, Any]) -> Schema:
    return {"type": "array", "items": _number(kind, values), "minItems": 2, "maxItems": 2}


def _text(values: Mapping[str, Any]) -> Schema:
    """A text in which line breaks and runs of spaces count as one character."""
    hidden = "".join(sign if sign == "-" else f"\\u{ord(sign):04x}" for sign in NOT_IN_TEXTS)
    one = rf"(?:[^\s{hidden}]|\s+(?=\S))"
    return {"type": "string", "pattern": rf"^\s*{one}{{{values['least']},{values['most']}}}\s*$"}


def _choice(values: Mapping[str, Any]) -> Schema:
    either = values["values"]
    assert isinstance(either, Either)
    return {"enum": [one.value if isinstance(one, Given) else one for one in either.value]}


def _pattern(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


_LIMITS: Mapping[Limit, Callable[[Mapping[str, Any]], Schema]] = {
    Limit.WHOLE_NUMBER: lambda values: _number("integer", values),
    Limit.WHOLE_RANGE: lambda values: _two("integer", values),
    Limit.SECONDS: lambda values: _number("number", values),
    Limit.SECONDS_RANGE: lambda values: _two("number", values),
    Limit.FLAG: lambda _: {"type": "boolean"},
    Limit.TEXT: _text,
    Limit.SHORT_TEXT: _text,
    Limit.VISIBLE_TEXT: _text,
    Limit.IDENTIFIER: lambda _: _pattern("[a-z0-9]+(?:-[a-z0-9]+)*"),
    Limit.POSE_IDENTIFIER: lambda _: _pattern("[a-z0-9]+(?:[_-][a-z0-9]+)*"),
    Limit.PICTURE: lambda _: _pattern(rf"[^./\\]{{1,80}}\.(?:{'|'.join(PICTURE_ENDINGS)})"),
    Limit.LANGUAGE: lambda _: _pattern("[a-z]{2,3}(?:_[A-Z]{2})?"),
    Limit.CHOICE: _choice,
}
