"""Durations in digits and as they are typed, and the one place that rounds them."""

from __future__ import annotations

import re
from enum import Enum

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Given

SECOND_MS = 1_000
MINUTE_MS = 60 * SECOND_MS
HOUR_MS = 60 * MINUTE_MS

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)")
_WORDS = re.compile(
    r"(?:(\d{1,6}(?:\.\d{1,6})?)\s*h(?:ours?)?)?\s*"
    r"(?:(\d{1,6}(?:\.\d{1,6})?)\s*m(?:in(?:s|utes?)?)?)?\s*"
    r"(?:(\d{1,6}(?:\.\d{1,6})?)\s*(?:s(?:ec(?:s|onds?)?)?)?)?"
)


class DurationFault(Enum):
    """What is wrong with a duration that somebody typed."""

    NO_DURATION = "no_duration"


def whole_seconds_left(remaining_ms: int) -> int:
    """The seconds a countdown shows: rounded up, so that 0 appears only when nothing is left."""
    return -(-remaining_ms // SECOND_MS)


def whole_cycles(duration_ms: int, cycle_ms: int) -> int:
    """The least multiple of ``cycle_ms`` that is at least ``duration_ms`` (and at least one)."""
    return max(1, -(-duration_ms // cycle_ms)) * cycle_ms


def clock_text(duration_ms: int) -> str:
    """``5:06`` or ``1:02:03``, rounded up to the second."""
    minutes, seconds = divmod(whole_seconds_left(duration_ms), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def rounded_seconds(duration_ms: int) -> int:
    """Whole seconds, rounded to the nearest."""
    return (duration_ms + SECOND_MS // 2) // SECOND_MS


def parse_duration(text: str) -> int:
    """Milliseconds from what a person types: ``30``, ``30 s``, ``1:30``, ``1 min 30``.

    A bare number is in seconds, right after hours in minutes. Raises UserError when the text is
    no duration.
    """
    plain = text.strip().lower().replace(",", ".")
    if match := _CLOCK.fullmatch(plain):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * HOUR_MS + minutes * MINUTE_MS + seconds * SECOND_MS
    match = _WORDS.fullmatch(plain)
    if plain and match:
        parts = [float(part or 0) for part in match.groups()]
        if match[1] and not match[2] and plain[-1].isdigit():
            parts[1:] = [parts[2], 0.0]
        return round(parts[0] * HOUR_MS + parts[1] * MINUTE_MS + parts[2] * SECOND_MS)
    raise UserError(DurationFault.NO_DURATION, text=Given(text))
