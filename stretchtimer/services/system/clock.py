"""The only place where clocks are read: monotonic for a session, UTC and local time for the log.

Whether the machine has slept is told by a clock that goes on meanwhile and is never set. Linux has
one beside the monotonic clock, macOS too; that of Windows goes on by itself. Where a system has
none, nothing is told of a sleep, and a session goes on where it was.
"""

from __future__ import annotations

import sys
import time
from datetime import datetime, timezone
from typing import Protocol


class Clock(Protocol):
    """What the time is, by each of the clocks."""

    def monotonic_ms(self) -> int:
        """Milliseconds on a clock that is never set; its zero means nothing."""
        ...

    def boottime_ms(self) -> int:
        """Milliseconds on a clock that is never set, and goes on while the machine sleeps."""
        ...

    def utc_now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def local_now(self) -> datetime:
        """The present instant, aware, in the zone of the machine."""
        ...


_BOOTTIME = "CLOCK_MONOTONIC_RAW" if sys.platform == "darwin" else "CLOCK_BOOTTIME"


class SystemClock:
    """The clocks of the machine."""

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def boottime_ms(self) -> int:
        number: int | None = getattr(time, _BOOTTIME, None)
        if number is None:
            return self.monotonic_ms()
        return time.clock_gettime_ns(number) // 1_000_000

    def utc_now(self) -> datetime:
        return datetime.now(timezone.utc)

    def local_now(self) -> datetime:
        return datetime.now(timezone.utc).astimezone()


def monotonic_ns() -> int:
    """Nanoseconds on the clock of ``SystemClock.monotonic_ms``, for what is timed more finely."""
    return time.monotonic_ns()
