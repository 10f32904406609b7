"""Edits done to the text of a TOML file, with comments, order and all else left as they are.

The parser that keeps all this is loaded only when a text is to be made. It is not believed: what
its text holds is compared with what it should hold. Where that differs, as it may with tables that
are spread over a file, the text is written anew, and the comments are lost; who saves it keeps the
file that was there.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from stretchtimer.storage.own_routines.edits import (
    Edit,
    InsertTable,
    RemoveKey,
    RemoveTable,
    SetKey,
)
from stretchtimer.storage.routines.toml_lines import Place
from stretchtimer.storage.routines.toml_text import parse, uncollected

log = logging.getLogger(__name__)

_LONG_LINE = 60


def edited_text(text: str, edits: Iterable[Edit], wanted: Mapping[str, object]) -> str:
    """The text with the edits, which then holds what is wanted."""
    import tomlkit

    with uncollected():
        try:
            document = tomlkit.parse(text)
            for edit in edits:
                _do(edit, document)
            made = tomlkit.dumps(document).rstrip("\n") + "\n"
            if parse(made) == wanted:
                return made
            log.warning("a text did not take its edits, and is written anew")
        except Exception:
            log.warning("a text could not be edited, and is written anew", exc_info=True)
    return fresh_text(wanted)


def fresh_text(data: Mapping[str, object]) -> str:
    """A text that holds that and no more."""
    import tomlkit

    document = tomlkit.document()
    for key, value in data.items():
        document.append(key, _item(value))
    return tomlkit.dumps(document)


def loses_comments(before: str, after: str) -> bool:
    """Whether the one text has no comment any more where the other has some."""
    return "#" in before and "#" not in after


def _do(edit: Edit, document: Any) -> None:
    from tomlkit.items import AoT, InlineTable

    match edit:
        case SetKey(place, value):
            table = _made(document, place[:-1])
            table[place[-1]] = _item(value, is_inline=isinstance(table, InlineTable))
        case RemoveKey(place):
            table = _found(document, place[:-1])
            if table is not None and place[-1] in table:
                del table[place[-1]]
        case InsertTable(place, index, table):
            _insert(document, place, index, table)
        case RemoveTable(place, index):
            del _found(document, place)[index]
            if not _found(document, place):
                del _found(document, place[:-1])[place[-1]]
        case _:
            items = _found(document, edit.place)
            moved = items.pop(edit.index)
            items.insert(edit.to, moved)
            if isinstance(items, AoT):
                _set_apart(items, edit.to)


def _insert(document: Any, place: Place, index: int, table: Mapping[str, object]) -> None:
    import tomlkit
    from tomlkit.items import AoT

    above = _made(document, place[:-1])
    key = str(place[-1])
    if key not in above:
        above[key] = tomlkit.aot()
    items = above[key]
    items.insert(index, _item(table, is_inline=not isinstance(items, AoT)))
    if isinstance(items, AoT):
        _set_apart(items, index)


def _set_apart(items: Any, index: int) -> None:
    """Has an empty line after a table of a list and before it, where they stand by themselves."""
    for each in items[max(0, index - 1) : index + 1]:
        _end_with_empty_line(each)


def _end_with_empty_line(table: Any) -> None:
    import tomlkit
    from tomlkit.items import AoT, InlineTable, Table

    while not table.as_string().endswith("\n\n"):
        last = next((one for _, one in reversed(table.value.body) if one.as_string()), None)
        if isinstance(last, AoT) and len(last):
            last = last[-1]
        if not isinstance(last, Table) or isinstance(last, InlineTable):
            table.add(tomlkit.nl())
            return
        table = last


def _found(document: Any, place: Place) -> Any:
    """What stands at the place; None where there is nothing."""
    for key in place:
        if isinstance(key, str) and key not in document:
            return None
        document = document[key]
    return document


def _made(document: Any, place: Place) -> Any:
    """What stands at the place, with tables made on the way."""
    import tomlkit
    from tomlkit.items import AoT, InlineTable, Table

    for key in place:
        if isinstance(key, str) and key not in document:
            body = document.body if isinstance(document, tomlkit.TOMLDocument) else ()
            if last := [one for _, one in body if isinstance(one, (AoT, Table))][-1:]:
                _end_with_empty_line(last[0][-1] if isinstance(last[0], AoT) else last[0])
            is_inline = isinstance(document, InlineTable)
            document[key] = tomlkit.inline_table() if is_inline else tomlkit.table()
        document = document[key]
    return document


def _item(value: object, *, is_inline: bool = False) -> Any:
    """A value as it is written: a list of long texts with each on a line of its own."""
    import tomlkit

    if isinstance(value, Mapping):
        table = tomlkit.inline_table() if is_inline else tomlkit.table()
        # What is a table itself must come after all that is none.
        for key, each in sorted(value.items(), key=lambda pair: _is_tables(pair[1])):
            table.append(key, _item(each, is_inline=is_inline))
        return table
    if isinstance(value, list) and _is_tables(value) and not is_inline:
        tables = tomlkit.aot()
        for each in value:
            tables.append(_item(each))
        return tables
    if isinstance(value, list):
        made = tomlkit.array()
        made.extend([_item(each, is_inline=True) for each in value])
        texts = [each for each in value if isinstance(each, str)]
        return made.multiline(sum(map(len, texts)) > _LONG_LINE and not is_inline)
    return tomlkit.item(value)


def _is_tables(value: object) -> bool:
    """Whether a value is a table, or a list of nothing but tables."""
    if isinstance(value, list):
        return bool(value) and all(isinstance(each, Mapping) for each in value)
    return isinstance(value, Mapping)
