"""Rows of short texts, set in columns that fit a width."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

GAP = 2
_LEAST = 5


def columns(
    rows: Sequence[Sequence[str]], width: int, right: Sequence[int] = (), indent: int = 2
) -> list[str]:
    """One line for each row; the widest columns are shortened where a line would be too wide.

    ``right`` lists the columns that are set flush right, counted from 0.
    """
    if not rows:
        return []
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    spare = width - indent - GAP * (len(widths) - 1) - sum(widths)
    while spare < 0 and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
        spare += 1
    return [" " * indent + _line(row, widths, right) for row in rows]


def cells(text: str) -> int:
    """How many cells of a terminal a text takes: wide characters two, combining ones none."""
    wide = sum(unicodedata.east_asian_width(character) in "WF" for character in text)
    marks = sum(unicodedata.combining(character) > 0 for character in text)
    return len(text) + wide - marks


def _line(row: Sequence[str], widths: Sequence[int], right: Sequence[int]) -> str:
    parts = []
    for place, (text, width) in enumerate(zip(row, widths, strict=True)):
        shown = _shortened(text, width)
        room = " " * (width - cells(shown))
        parts.append(room + shown if place in right else shown + room)
    return (" " * GAP).join(parts).rstrip()


def _shortened(text: str, width: int) -> str:
    if cells(text) <= width:
        return text
    while text and cells(text) > width - 1:
        text = text[:-1]
    return f"{text}…"
