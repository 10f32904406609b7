"""What a value in a file may be: its range in words, and the reading of it.

A value is parsed, never cast: a boolean is no number, ``"70"`` is not 70 and ``"False"`` is
not a boolean.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from stretchtimer.engine.durations import SECOND_MS

T_co = TypeVar("T_co", covariant=True)

_SHOWN = 40

_LANGUAGE = re.compile("[a-z]{2,3}(_[A-Z]{2})?")

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the text after it, which is not its own any more."""
_JOINING = frozenset("\u200c\u200d")
"""What some scripts cannot be written without, and some pictures are made with."""
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
"""Letters and signs that show nothing."""


@dataclass(frozen=True)
class Allowed(Generic[T_co]):
    """``words`` completes "it must be ..."; ``parse`` gives None for what is not allowed."""

    words: str
    parse: Callable[[object], T_co | None]


def whole(least: int, most: int) -> Allowed[int]:
    """A whole number from ``least`` to ``most``."""

    def parse(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        return value if least <= value <= most else None

    return Allowed(f"a whole number from {least} to {most}", parse)


def halves(least: int, most: int) -> Allowed[float]:
    """A number from ``least`` to ``most`` in steps of a half."""

    def parse(value: object) -> float | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        return float(value) if least <= value <= most and not value * 2 % 1 else None

    return Allowed(f"a number from {least} to {most} in steps of 0.5", parse)


def seconds(least_ms: int, most_ms: int) -> Allowed[int]:
    """A number of seconds, whole or decimal, given back in milliseconds."""

    def parse(value: object) -> int | None:
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        value_ms = value * SECOND_MS
        return round(value_ms) if least_ms <= value_ms <= most_ms else None

    least, most = (f"{limit_ms / SECOND_MS:g}" for limit_ms in (least_ms, most_ms))
    return Allowed(f"a number of seconds from {least} to {most}", parse)


def seconds_range(least_ms: int, most_ms: int) -> Allowed[tuple[int, int]]:
    """Two numbers of seconds, the second no smaller, given back in milliseconds."""
    one = seconds(least_ms, most_ms)

    def parse(value: object) -> tuple[int, int] | None:
        if not isinstance(value, list) or len(value) != 2:
            return None
        low, high = (one.parse(item) for item in value)
        return (low, high) if low is not None and high is not None and low <= high else None

    limits = one.words.removeprefix("a number of seconds ")
    return Allowed(f"two numbers of seconds {limits}, the smaller one first", parse)


def flag() -> Allowed[bool]:
    """true or false."""
    return Allowed("true or false", lambda value: value if isinstance(value, bool) else None)


def text(least: int, most: int) -> Allowed[str]:
    """A text of so many characters; line breaks and runs of spaces in it count as one space."""

    def parse(value: object) -> str | None:
        if not isinstance(value, str):
            return None
        joined = " ".join(value.split())
        plain = not any(_is_control(c) or c in _TURNING for c in joined)
        return joined if plain and least <= len(joined) <= most else None

    limits = f"{least} to {most}" if least else f"at most {most}"
    return Allowed(f"a text of {limits} characters", parse)


def visible_text(most: int) -> Allowed[str]:
    """A text as in ``text`` to call something by: there is something of it to be seen.

    Nothing hides in it either, so that two names which differ do not look the same.
    """
    any_text = text(1, most)

    def parse(value: object) -> str | None:
        found = any_text.parse(value)
        if found is None or any(map(_is_hidden, found)):
            return None
        return found if any(map(_is_seen, found)) else None

    return Allowed(f"{any_text.words} that can be seen", parse)


def line(least: int, most: int) -> Allowed[str]:
    """A text of so many characters on one line, taken exactly as it is."""

    def parse(value: object) -> str | None:
        if not isinstance(value, str) or any(map(_is_control, value)):
            return None
        return value if least <= len(value) <= most else None

    return Allowed(f"a line of {least} to {most} characters", parse)


def identifier(most: int, separators: str = "-") -> Allowed[str]:
    """Lower-case letters and digits, in parts joined by one of the separators."""
    pattern = re.compile(f"[a-z0-9]+(?:[{separators}][a-z0-9]+)*")
    joined = " and ".join({"-": "hyphens", "_": "underscores"}[mark] for mark in separators)

    def parse(value: object) -> str | None:
        fits = isinstance(value, str) and len(value) <= most and pattern.fullmatch(value)
        return str(value) if fits else None

    return Allowed(f"lower-case letters and digits with single {joined} between them", parse)


def language_code() -> Allowed[str]:
    """The code of a language, with a country where it is written otherwise there."""

    def parse(value: object) -> str | None:
        fits = isinstance(value, str) and _LANGUAGE.fullmatch(value)
        return str(value) if fits else None

    return Allowed("the code of a language, such as “en” or “pt_BR”", parse)


def choice(*values: str) -> Allowed[str]:
    """One of a few words."""
    quoted = [f"“{value}”" for value in values]
    words = f"{', '.join(quoted[:-1])} or {quoted[-1]}"
    return Allowed(words, lambda value: str(value) if value in values else None)


def one_of(*values: int) -> Allowed[int]:
    """One of a few whole numbers."""

    def parse(value: object) -> int | None:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return value if is_whole and value in values else None

    return Allowed(f"{', '.join(map(str, values[:-1]))} or {values[-1]}", parse)


def shown(value: object) -> str:
    """A value from a file as it may stand in a sentence: short, on one line, without codes."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        brief = len(value) <= 3 and not any(isinstance(item, (dict, list)) for item in value)
        return f"[{', '.join(map(shown, value))}]" if brief else f"a list of {len(value)}"
    if isinstance(value, str):
        longer = f" ({len(value)} characters)" if len(value) > _SHOWN else ""
        return f"“{shown_key(value)}”{longer}"
    try:
        return shown_key(str(value))
    except ValueError:  # an integer of thousands of digits
        return "a very large number"


def shown_key(key: str) -> str:
    """A key as it may stand in a sentence; see ``shown``."""
    cut = f"{key[: _SHOWN - 1]}…" if len(key) > _SHOWN else key
    return "".join(map(_shown_character, cut))


def _shown_character(c: str) -> str:
    if c.isprintable():
        return c
    return f"<U+{ord(c):04X}>" if unicodedata.category(c) == "Cf" else " "


def _is_hidden(character: str) -> bool:
    is_hidden = unicodedata.category(character) == "Cf" or character in _BLANK
    return is_hidden and character not in _JOINING


def _is_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS"


def _is_control(character: str) -> bool:
    code = ord(character)
    return code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000
