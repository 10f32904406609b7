"""Which stretches of time are taken already; nothing on it overlaps."""

from __future__ import annotations

from bisect import bisect_left, bisect_right


class Timeline:
    """Intervals in milliseconds, each with a start before its end."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start_ms: int, end_ms: int) -> bool:
        """Takes the interval if all of it is free; says whether it was."""
        place = bisect_right(self._starts, start_ms)
        free_before = place == 0 or self._ends[place - 1] <= start_ms
        free_after = place == len(self._starts) or end_ms <= self._starts[place]
        if free_before and free_after:
            self._starts.insert(place, start_ms)
            self._ends.insert(place, end_ms)
        return free_before and free_after

    def free_from(self, instant_ms: int) -> int:
        """The end of what is going on at that instant, or the instant itself."""
        place = bisect_right(self._starts, instant_ms)
        return max(instant_ms, self._ends[place - 1]) if place else instant_ms

    def free_until(self, instant_ms: int, most_ms: int) -> int:
        """When the next interval after that free instant begins, but ``most_ms`` at the latest."""
        place = bisect_left(self._starts, instant_ms)
        return min(most_ms, self._starts[place]) if place < len(self._starts) else most_ms
