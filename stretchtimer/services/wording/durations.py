"""Durations in words, for reading and for typing, with the units of the language that is spoken."""

from __future__ import annotations

import re

from stretchtimer.engine.durations import MINUTE_MS, parse_duration, rounded_seconds
from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import ntr, tr


def short_text(duration_ms: int) -> str:
    """``25 s``, ``5 min`` or ``5 min 06 s``, rounded to the nearest second."""
    minutes, seconds = divmod(rounded_seconds(duration_ms), 60)
    if not minutes:
        return _seconds().format(n=seconds)
    in_minutes = _minutes().format(n=minutes)
    if not seconds:
        return in_minutes
    in_seconds = _seconds().format(n=f"{seconds:02}")
    return tr("{minutes} {seconds}").format(minutes=in_minutes, seconds=in_seconds)


def times_text(times: int) -> str:
    """How often something is done: ``8 times``."""
    return ntr("{n} time", "{n} times", times)


def typed_times(text: str) -> int | None:
    """The number in what a person types for how often: ``8``, ``8 times``; None where none is."""
    digits = "".join(re.findall(r"[0-9]+", text)[:1])
    return int(digits) if 0 < len(digits) < 7 else None


def minutes_text(duration_ms: int) -> str:
    """``6 min``, to the nearest minute; in seconds what is shorter than one."""
    minutes = (duration_ms + MINUTE_MS // 2) // MINUTE_MS
    return short_text(minutes * MINUTE_MS if duration_ms >= MINUTE_MS else duration_ms)


def typed_duration_ms(text: str) -> int:
    """Milliseconds from what a person types: as ``parse_duration``, also with the units shown.

    Raises UserError when the text is no duration.
    """
    plain = text
    # The longer unit first: the other one may be its beginning.
    units = sorted(((_minutes(), "min"), (_seconds(), "s")), key=lambda unit: -len(unit[0]))
    for shown, unit in units:
        before, _, after = shown.partition("{n}")
        if before.strip():
            plain = plain.replace(before.strip(), " ")
        if after.strip():
            plain = plain.replace(after.strip(), unit)
    try:
        return parse_duration(plain)
    except UserError:
        return parse_duration(text)


def _minutes() -> str:
    return tr("{n} min")


def _seconds() -> str:
    return tr("{n} s")
