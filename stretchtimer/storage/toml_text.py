"""Parsing TOML that people write, with the line of the first thing that is no TOML."""

from __future__ import annotations

import importlib
import re
import sys

_PARSER = "tomllib" if sys.version_info >= (3, 11) else "tomli"
_POSITION = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_MARK = "\ufeff"

# The parser's time grows with the square of a key's parts: a crafted file would stop the program.
_PART = r"""(?:[\w-]+|"[^"\n]*"|'[^'\n]*')[ \t]*"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PART}(?:\.[ \t]*{_PART}){{100}}")


class TomlError(Exception):
    """The bytes are no TOML: ``reason`` is a clause, ``line`` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
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
        raise TomlError(line, "this is not text in UTF-8") from error
    if "\0" in text:
        raise TomlError(text.count("\n", 0, text.index("\0")) + 1, "this is not a text file")
    return text


def parse(text: str) -> dict[str, object]:
    """The table that a TOML text holds; raises TomlError."""
    if long_key := _LONG_KEY.search(text):
        line = text.count("\n", 0, long_key.start()) + 1
        raise TomlError(line, "a key has more than 100 parts")
    try:
        table: dict[str, object] = importlib.import_module(_PARSER).loads(text)
    except RecursionError as error:
        raise TomlError(1, "lists or tables are nested too deeply") from error
    except ValueError as error:
        raise _told(str(error), text) from error
    return table


def _told(message: str, text: str) -> TomlError:
    """What the parser said, with the position taken out of its message."""
    position = _POSITION.search(message)
    if position is None:
        return TomlError(1, f"this is not valid TOML: {message}")
    line = int(position[1]) if position[1] else text.rstrip("\n").count("\n") + 1
    return TomlError(line, f"this is not valid TOML: {message[: position.start()]}")
