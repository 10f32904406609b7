"""The only place where clocks are read: monotonic for a session, UTC and local time for the log."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Protocol


class Clock(Protocol):
    """What the time is, by each of the clocks."""

    def monotonic_ms(self) -> int:
        """Milliseconds on a clock that is never set; its zero means nothing."""
        ...

    def utc_now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...

    def local_now(self) -> datetime:
        """The present instant, aware, in the zone of the machine."""
        ...


class SystemClock:
    """The clocks of the machine."""

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000

    def utc_now(self) -> datetime:
        return datetime.now(timezone.utc)

    def local_now(self) -> datetime:
        return datetime.now(timezone.utc).astimezone()


def monotonic_ns() -> int:
    """Nanoseconds on the clock of ``SystemClock.monotonic_ms``, for what is timed more finely."""
    return time.monotonic_ns()
