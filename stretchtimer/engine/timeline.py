"""Which stretches of time are taken already; nothing on it overlaps."""

from __future__ import annotations

from bisect import bisect_right

_EVER_MS = 10**15


class Timeline:
    """Intervals in milliseconds, each with a start before its end, and a pause after it.

    All is taken until ``busy_ms``. Words that follow an interval leave its pause.
    """

    def __init__(self, busy_ms: int = 0, pause_ms: int = 0) -> None:
        self._starts = [-_EVER_MS]
        self._ends = [busy_ms]
        self._pauses = [pause_ms]

    def take(self, start_ms: int, end_ms: int, pause_ms: int = 0) -> bool:
        """Takes the interval if all of it is free; says whether it was."""
        place = bisect_right(self._starts, start_ms)
        is_free = self._ends[place - 1] <= start_ms
        if place < len(self._starts):
            is_free = is_free and end_ms <= self._starts[place]
        if is_free:
            self._starts.insert(place, start_ms)
            self._ends.insert(place, end_ms)
            self._pauses.insert(place, pause_ms)
        return is_free

    def gap_at(self, instant_ms: int, most_ms: int) -> tuple[int, int]:
        """Where words may begin at that instant, or after what goes on then, and what ends them.

        That is the next interval, but ``most_ms`` at the latest.
        """
        place = bisect_right(self._starts, instant_ms)
        starts_ms = max(instant_ms, self._ends[place - 1] + self._pauses[place - 1])
        return starts_ms, min([most_ms, *self._starts[place : place + 1]])
