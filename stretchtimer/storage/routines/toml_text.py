"""Parsing TOML that people write, with the line of the first thing that is no TOML.

A crafted file must not stop the program: what takes the parser a time that grows faster than the
file, or what it can only break off, is refused in words.
"""

from __future__ import annotations

import gc
import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from stretchtimer.engine.notices import Notice
from stretchtimer.storage.routines.faults import RoutineFault

_PARSER = "tomllib" if sys.version_info >= (3, 11) else "tomli"
_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_MARK = "\ufeff"

MAX_KEY_PARTS = 10
"""The parser's time grows with the square of a key's parts."""
_DEEP = 100
_LONG_NUMBER = re.compile(r"[+-]?[0-9_]{4301,}")
"""Python reads no longer ones, and does not tell where they stand."""

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
# Tells the parts of a key apart; what is not between quotes or in a comment is never longer.
_PIECE = re.compile(
    r"""(?P<part>[\w-]+|"[^"\n]*"|'[^'\n]*')|(?P<dot>\.)|(?P<rest>\#[^\n]*|[^ \t])"""
)


class TomlError(Exception):
    """The bytes are no TOML: ``reason`` says why, ``line`` counts from 1."""

    def __init__(self, line: int, reason: Notice) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


def decode(data: bytes) -> str:
    """The text of a file in UTF-8, with plain line ends; raises TomlError where it is not text."""
    try:
        # Some editors put a mark before the text that the parser would trip over.
        text = data.decode().removeprefix(_MARK).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(line, Notice(RoutineFault.NO_UTF_8)) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TomlError(line, Notice(RoutineFault.NO_TEXT))
    return text


def parse(text: str) -> dict[str, object]:
    """The table that a TOML text holds; raises TomlError."""
    if line := _line_of_long_key(text):
        raise TomlError(line, Notice(RoutineFault.KEY_OF_MANY_PARTS, n=MAX_KEY_PARTS))
    try:
        with uncollected():
            table: dict[str, object] = importlib.import_module(_PARSER).loads(text)
    except RecursionError as error:
        reason = Notice(RoutineFault.NESTED_TOO_DEEPLY)
        raise TomlError(_line_of_depth(text), reason) from error
    except ValueError as error:
        raise _told(str(error), text) from error
    return table


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Each token of a valid text with its line, without spaces and comments."""
    line = 1
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup != "skip":
            yield token, line
        line += token.count("\n")


@contextmanager
def uncollected() -> Iterator[None]:
    """Looks for no garbage meanwhile: there is none, but ever more to look through."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _line_of_long_key(text: str) -> int:
    """The first line with a key of too many parts, 0 where there is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.count(".") < MAX_KEY_PARTS or line.lstrip().startswith("#"):
            continue
        parts, is_after_dot = 0, False
        for match in _PIECE.finditer(line):
            if match.lastgroup == "part":
                parts = parts + 1 if is_after_dot else 1
                if parts > MAX_KEY_PARTS:
                    return number
            elif match.lastgroup == "rest":
                parts = 0
            is_after_dot = match.lastgroup == "dot" and parts > 0
    return 0


def _line_of_depth(text: str) -> int:
    """The line on which lists and tables begin to be nested deeply."""
    depth = 0

    def is_deep(token: str) -> bool:
        nonlocal depth
        depth += (token in ("[", "{")) - (token in ("]", "}"))
        return depth > _DEEP

    return _first_line(text, is_deep)


def _first_line(text: str, is_it: Callable[[str], bool]) -> int:
    """The line of the first such token; the text need only be valid up to it."""
    return next((line for token, line in tokens(text) if is_it(token)), 1)


def _told(message: str, text: str) -> TomlError:
    """What the parser said, with the position taken out of its message."""
    position = _POSITION.search(message)
    if position is None:
        line = _first_line(text, lambda token: _LONG_NUMBER.fullmatch(token) is not None)
        return TomlError(line, Notice(RoutineFault.NO_TOML, message=message))
    line = int(position[1]) if position[1] else text.rstrip("\n").count("\n") + 1
    message = message[: position.start()]
    return TomlError(line, Notice(RoutineFault.NO_TOML, message=message))
