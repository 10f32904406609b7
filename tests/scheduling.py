"""In which order and on how many processes the tests run, so that no core waits for a recording.

What is recorded is played in its own time: such a test waits for nearly all of it. They run one by
one beside those that calculate, on more processes than there are cores, and the long ones first.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

WAITING = frozenset(
    f"tests/desktop/{name}.py"
    for name in ("test_stream_recorded", "test_sound_lost_recorded", "test_system_wishes")
)
"""The files whose tests wait for other programs rather than calculate."""

_WAITERS = 1
"""So many processes wait at a time, beside those that calculate: each has all tests to collect."""


def process_count() -> int:
    """How many processes of tests there are."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + _WAITERS


def scope_of(nodeid: str) -> str:
    """What runs in one process: a file, as its tests share what is slow to make, or one that waits.

    Parameters may contain the signs that part a name.
    """
    file = nodeid.partition("::")[0]
    return nodeid if file in WAITING else file


def in_order(nodeids: Sequence[str]) -> list[int]:
    """The places of the tests in the order in which they are begun.

    Those that wait are spread over the first two thirds of the rest, and windows come first.
    """
    waiting = [place for place, nodeid in enumerate(nodeids) if scope_of(nodeid) == nodeid]
    units: dict[str, list[int]] = {}
    for place, nodeid in enumerate(nodeids):
        if scope_of(nodeid) != nodeid:
            units.setdefault(scope_of(nodeid), []).append(place)
    # Windows take most of the time; desktop's calculations, and what looks through the whole
    # program, are as long as they are few. The terminal waits for programs of its own.
    rooms = ("ui", "desktop", "", "terminal", "engine")
    files = sorted(units, key=lambda file: _rank(file, rooms))
    order = list(_spread(waiting, [units[file] for file in files]))
    return [place for unit in order for place in unit]


def _rank(file: str, rooms: Sequence[str]) -> int:
    folders = PurePosixPath(file).parts[1:-1]
    room = folders[0] if folders else ""
    return rooms.index(room) if room in rooms else len(rooms)


def _spread(few: Sequence[int], many: Sequence[list[int]]) -> Iterator[list[int]]:
    """The few among the first two thirds of the many."""
    left = list(few)
    most = max(1, len(many) * 2 // 3)
    for place, unit in enumerate(many):
        while left and len(few) - len(left) <= place * len(few) / most:
            yield [left.pop(0)]
        yield unit
    yield from ([place] for place in left)
