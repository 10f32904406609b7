"""On which line of a TOML file each of its values stands.

The parsers of TOML at hand keep no lines. This walks over a text that one of them has already
accepted, so it need not check anything, and is only called when there is something to complain
about. It neither calls itself nor goes twice over anything, however the text is nested.
"""

from __future__ import annotations

from stretchtimer.storage.routines.toml_text import parse, tokens, uncollected

Place = tuple[str | int, ...]
"""Keys and, for what stands in a list, numbers from 0: ``("stretches", 1, "hold_s")``."""

_END = ""


class KeyLines:
    """The line of one value, and below it those of what it holds, by key or number from 0.

    ``line`` is 0 where the text does not name the value by itself.
    """

    __slots__ = ("children", "latest", "line")

    def __init__(self) -> None:
        self.line = 0
        self.children: dict[str | int, KeyLines] = {}
        self.latest: KeyLines | None = None
        """The last table so far, where this is a list of tables."""

    def child(self, key: str | int) -> KeyLines:
        """What stands below that key, made where it was not named before."""
        found = self.children.get(key)
        if found is None:
            found = self.children[key] = KeyLines()
        return found

    def of(self, place: Place) -> int:
        """The line of a place or, where that is not in the text, of what it belongs to."""
        line, lines = 1, self
        for key in place:
            if key not in lines.children:
                break
            lines = lines.children[key]
            line = lines.line or line
        return line


def line_numbers(text: str) -> KeyLines:
    """The line, from 1, of each key, table and item of a list in a valid TOML text."""
    with uncollected():
        return _Walk(text).lines


class _Walk:
    """One pass over the text, token by token."""

    def __init__(self, text: str) -> None:
        self.lines = KeyLines()
        self._tokens = tokens(text)
        self._token, self._line = _END, 1
        self._open: list[tuple[str, KeyLines]] = []
        self._next()
        self._document()

    def _next(self) -> str:
        """Goes on to the next token; gives the one before."""
        before = self._token
        self._token, self._line = next(self._tokens, (_END, self._line))
        return before

    def _document(self) -> None:
        table = self.lines
        while self._token != _END:
            if self._token == "\n":
                self._next()
            elif self._token == "[":
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyLines:
        """``[a.b]`` or ``[[a.b]]``; gives the table that the pairs after it belong to."""
        line = self._line
        brackets = 0
        while self._token == "[":
            self._next()
            brackets += 1
        *above, last = self._keys()
        for _ in range(brackets):
            self._next()
        table = self.lines
        for key in above:
            table = table.child(key)
            table = table.latest or table
        table = table.child(last)
        table.line = table.line or line
        if brackets == 2:
            table.latest = table.child(len(table.children))
            table = table.latest
            table.line = line
        return table

    def _keys(self) -> list[str]:
        """The parts of a dotted key, up to the ``=`` or ``]`` after it."""
        keys: list[str] = []
        while self._token not in ("=", "]"):
            token = self._next()
            if token[0] in "\"'":
                keys.append(next(iter(parse(f"{token}=0"))) if "\\" in token else token[1:-1])
            else:
                keys.extend(filter(None, token.split(".")))
        return keys

    def _pair(self, table: KeyLines) -> None:
        """A key with its value, and with all that is nested in that."""
        self._key(table)
        while self._open:
            bracket, inner = self._open[-1]
            if self._token in ("\n", ","):
                self._next()
            elif self._token in ("]", "}"):
                self._next()
                self._open.pop()
            elif bracket == "[":
                item = inner.child(len(inner.children))
                item.line = self._line
                self._begin(item)
            else:
                self._key(inner)

    def _key(self, table: KeyLines) -> None:
        """A key with the beginning of its value."""
        line = self._line
        for key in self._keys():
            table = table.child(key)
            table.line = table.line or line
        self._next()
        self._begin(table)

    def _begin(self, value: KeyLines) -> None:
        """A whole value, or the opening of a list or table."""
        opening = self._next()
        if opening in ("[", "{"):
            self._open.append((opening, value))
        else:
            while self._token not in ("\n", ",", "]", "}", _END):
                self._next()
