"""What a value in a file may be: its range, and the reading of it.

A value is parsed, never cast: a boolean is no number, ``"70"`` is not 70 and ``"False"`` is
not a boolean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Generic, TypeVar

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.engine.notices import Either, Given, Notice
from stretchtimer.storage.routines.part_names import is_picture_name

T_co = TypeVar("T_co", covariant=True)

_LANGUAGE = re.compile("[a-z]{2,3}(_[A-Z]{2})?")

_CONTROLS, _TURNING = "\x00-\x1f\x7f-\x9f\ud800-\udfff", "\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[{_CONTROLS}]")
NOT_IN_TEXTS = f"{_CONTROLS}{_TURNING}"
_CONTROL_OR_TURNING = re.compile(f"[{_CONTROLS}{_TURNING}]")
"""Also what turns the direction of the text after it, which is not its own any more."""
_JOINING = frozenset("\u200c\u200d")
"""What some scripts cannot be written without, and some pictures are made with."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""


class Limit(Enum):
    """What a value must be; each completes "it must be ..."."""

    WHOLE_NUMBER = "whole_number"
    WHOLE_RANGE = "whole_range"
    HALVES = "halves"
    SECONDS = "seconds"
    SECONDS_RANGE = "seconds_range"
    FLAG = "flag"
    TEXT = "text"
    SHORT_TEXT = "short_text"
    VISIBLE_TEXT = "visible_text"
    LINE = "line"
    IDENTIFIER = "identifier"
    POSE_IDENTIFIER = "pose_identifier"
    PICTURE = "picture"
    CHOICE = "choice"
    LANGUAGE = "language"
    SENTENCE = "sentence"
    SENTENCE_WITH = "sentence_with"
    FORM = "form"
    TEXTS = "texts"
    SOME_TEXTS = "some_texts"
    SO_MANY_TEXTS = "so_many_texts"
    TABLES = "tables"
    SO_MANY_TABLES = "so_many_tables"
    TABLE = "table"
    TABLE_BEGUN_BY = "table_begun_by"
    IDS = "ids"


@dataclass(frozen=True)
class Allowed(Generic[T_co]):
    """``limit`` tells what is allowed; ``parse`` gives None for what is not."""

    limit: Notice
    parse: Callable[[object], T_co | None]


def whole(least: int, most: int) -> Allowed[int]:
    """A whole number from ``least`` to ``most``."""

    def parse(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if least <= value <= most else None

    return Allowed(Notice(Limit.WHOLE_NUMBER, least=least, most=most), parse)


def halves(least: int, most: int) -> Allowed[float]:
    """A number from ``least`` to ``most`` in steps of a half."""

    def parse(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return float(value) if least <= value <= most and not value * 2 % 1 else None

    return Allowed(Notice(Limit.HALVES, least=least, most=most, step=0.5), parse)


def seconds(least_ms: int, most_ms: int) -> Allowed[int]:
    """A number of seconds, whole or decimal, given back in milliseconds."""

    def parse(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        value_ms = value * SECOND_MS
        return round(value_ms) if least_ms <= value_ms <= most_ms else None

    return Allowed(_of_seconds(Limit.SECONDS, least_ms, most_ms), parse)


def seconds_range(least_ms: int, most_ms: int) -> Allowed[tuple[int, int]]:
    """Two numbers of seconds, the second no smaller, given back in milliseconds."""
    one = seconds(least_ms, most_ms)

    def parse(value: object) -> tuple[int, int] | None:
        if not isinstance(value, list) or len(value) != 2:
            return None
        low, high = (one.parse(item) for item in value)
        return (low, high) if low is not None and high is not None and low <= high else None

    return Allowed(_of_seconds(Limit.SECONDS_RANGE, least_ms, most_ms), parse)


def _of_seconds(limit: Limit, least_ms: int, most_ms: int) -> Notice:
    return Notice(limit, least=least_ms / SECOND_MS, most=most_ms / SECOND_MS)


def whole_range(least: int, most: int) -> Allowed[tuple[int, int]]:
    """Two whole numbers, the second no smaller."""
    one = whole(least, most)

    def parse(value: object) -> tuple[int, int] | None:
        if not isinstance(value, list) or len(value) != 2:
            return None
        low, high = (one.parse(item) for item in value)
        return (low, high) if low is not None and high is not None and low <= high else None

    return Allowed(Notice(Limit.WHOLE_RANGE, least=least, most=most), parse)


def flag() -> Allowed[bool]:
    """true or false."""
    return Allowed(Notice(Limit.FLAG), lambda value: value if isinstance(value, bool) else None)


def text(least: int, most: int) -> Allowed[str]:
    """A text of so many characters; line breaks and runs of spaces in it count as one space."""

    def parse(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        joined = " ".join(value.split())
        plain = not _CONTROL_OR_TURNING.search(joined)
        return joined if plain and least <= len(joined) <= most else None

    limit = Limit.TEXT if least else Limit.SHORT_TEXT
    return Allowed(Notice(limit, least=least, most=most), parse)


def visible_text(most: int) -> Allowed[str]:
    """A text as in ``text`` to call something by: there is something of it to be seen.

    Nothing hides in it either, so that two names which differ do not look the same.
    """
    any_text = text(1, most)

    def parse(value: object) -> str | None:
        found = any_text.parse(value)
        if found is not None and found.isascii():
            # All of ASCII that a text may hold is seen but for the space, and it is more than that.
            return found
        if found is None or any(map(_is_hidden, found)):
            return None
        return found if any(map(_is_seen, found)) else None

    return Allowed(Notice(Limit.VISIBLE_TEXT, least=1, most=most), parse)


def line(least: int, most: int) -> Allowed[str]:
    """A text of so many characters on one line, taken exactly as it is."""

    def parse(value: object) -> str | None:
        if not isinstance(value, str) or _CONTROL.search(value):
            return None
        return value if least <= len(value) <= most else None

    return Allowed(Notice(Limit.LINE, least=least, most=most), parse)


def identifier(most: int) -> Allowed[str]:
    """Lower-case letters and digits, in parts joined by hyphens."""
    return _joined_by("-", most, Limit.IDENTIFIER)


def pose_identifier(most: int) -> Allowed[str]:
    """Lower-case letters and digits, in parts joined by underscores or hyphens."""
    return _joined_by("_-", most, Limit.POSE_IDENTIFIER)


def picture_name() -> Allowed[str]:
    """The name of a picture among the parts of a routine."""

    def parse(value: object) -> str | None:
        return value if isinstance(value, str) and is_picture_name(value) else None

    return Allowed(Notice(Limit.PICTURE), parse)


def _joined_by(separators: str, most: int, limit: Limit) -> Allowed[str]:
    pattern = re.compile(f"[a-z0-9]+(?:[{re.escape(separators)}][a-z0-9]+)*")

    def parse(value: object) -> str | None:
        fits = isinstance(value, str) and len(value) <= most and pattern.fullmatch(value)
        return str(value) if fits else None

    return Allowed(Notice(limit), parse)


def language_code() -> Allowed[str]:
    """The code of a language, with a country where it is written otherwise there."""

    def parse(value: object) -> str | None:
        fits = isinstance(value, str) and _LANGUAGE.fullmatch(value)
        return str(value) if fits else None

    return Allowed(Notice(Limit.LANGUAGE), parse)


def choice(*values: str) -> Allowed[str]:
    """One of a few words."""
    limit = Notice(Limit.CHOICE, values=Either(tuple(map(Given, values))))
    return Allowed(limit, lambda value: str(value) if value in values else None)


def one_of(*values: int) -> Allowed[int]:
    """One of a few whole numbers."""

    def parse(value: object) -> int | None:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return value if is_whole and value in values else None

    return Allowed(Notice(Limit.CHOICE, values=Either(values)), parse)


def _is_hidden(character: str) -> bool:
    is_hidden = unicodedata.category(character) == "Cf" or character in _BLANK
    return is_hidden and character not in _JOINING


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"
