"""The seconds that are counted down: the last ones of a hold, and those before its clock runs."""

from __future__ import annotations

from collections.abc import Iterator

from stretchtimer.engine.durations import SECOND_MS

COUNT_FROM = 3
"""The first number that is said, or beeped, and shown large."""
COUNT_IN_MS = COUNT_FROM * SECOND_MS
"""How long a hold is counted in after a pause, and after a wait until the person is ready."""


def counts_before(end_ms: int) -> Iterator[tuple[int, int]]:
    """Each number with the instant at which it is due: 1 a second before ``end_ms``."""
    for count in range(COUNT_FROM, 0, -1):
        yield count, end_ms - count * SECOND_MS
