"""On which line of a TOML file each of its values stands.

The parsers of TOML at hand keep no lines. This walks over a text that one of them has already
accepted, so it need not check anything, and is only called when there is something to complain
about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

Place = tuple[str | int, ...]
"""Keys and, for what stands in a list, numbers from 0: ``("stretches", 1, "hold_s")``."""

_TOKEN = re.compile(
    r"""
      (?P<string> \"{3} (?: \\. | [^\\] )*? \"{3,5}
                | '{3} .*? '{3,5}
                | \" (?: \\. | [^"\\] )* \"
                | ' [^']* ' )
    | (?P<skip>   \#[^\n]* | [\ \t\r]+ )
    | (?P<mark>   [\[\]{},=\n] )
    | (?P<bare>   [^\s"'\#\[\]{},=]+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_END = ""


def line_numbers(text: str) -> Mapping[Place, int]:
    """The line, from 1, of each key, table and item of a list in a valid TOML text."""
    return _Walk(text).lines


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line of a place or, where that is not in the text, of what it belongs to; at least 1."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


class _Walk:
    """One pass over the text, token by token."""

    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {}
        self._tables: dict[Place, int] = {}
        self._tokens = _TOKEN.finditer(text)
        self._line = 1
        self._breaks = 0
        self._token = _END
        self._next()
        self._document()

    def _next(self) -> str:
        """Goes on to the next token that is neither space nor comment; gives the one before."""
        before = self._token
        self._line += self._breaks
        self._token, self._breaks = _END, 0
        for match in self._tokens:
            if match.lastgroup != "skip":
                self._token = match.group()
                self._breaks = self._token.count("\n")
                break
        return before

    def _document(self) -> None:
        table: Place = ()
        while self._token != _END:
            if self._token == "\n":
                self._next()
            elif self._token == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> Place:
        """``[a.b]`` or ``[[a.b]]``; gives the place that the pairs after it belong to."""
        line = self._line
        brackets = 0
        while self._token == "[":
            self._next()
            brackets += 1
        keys = self._keys()
        for _ in range(brackets):
            self._next()
        table: Place = ()
        for key in keys[:-1]:
            table = self._latest((*table, key))
        table = (*table, keys[-1])
        self.lines.setdefault(table, line)
        if brackets == 2:
            self._tables[table] = self._tables.get(table, -1) + 1
            table = self._latest(table)
            self.lines[table] = line
        return table

    def _latest(self, table: Place) -> Place:
        """The last table so far of a list of tables; any other place as it is."""
        return (*table, self._tables[table]) if table in self._tables else table

    def _keys(self) -> list[str]:
        """The parts of a dotted key, up to the ``=`` or ``]`` after it."""
        keys: list[str] = []
        while self._token not in ("=", "]"):
            token = self._next()
            quoted = token[0] in "\"'"
            keys.extend([token[1:-1]] if quoted else filter(None, token.split(".")))
        return keys

    def _pair(self, table: Place) -> None:
        line = self._line
        place = table
        for key in self._keys():
            place = (*place, key)
            self.lines.setdefault(place, line)
        self._next()
        self._value(place)

    def _value(self, place: Place) -> None:
        opening = self._next()
        if opening == "[":
            self._list(place)
        elif opening == "{":
            self._inline_table(place)
        else:
            while self._token not in ("\n", ",", "]", "}", _END):
                self._next()

    def _list(self, place: Place) -> None:
        index = 0
        while self._token != "]":
            if self._token in ("\n", ","):
                self._next()
            else:
                item = (*place, index)
                self.lines[item] = self._line
                self._value(item)
                index += 1
        self._next()

    def _inline_table(self, place: Place) -> None:
        while self._token != "}":
            if self._token in ("\n", ","):
                self._next()
            else:
                self._pair(place)
        self._next()
