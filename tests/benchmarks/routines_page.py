"""How long the Routines page takes to its first cards with five own routines and with many.

``python -m tests.benchmarks.routines_page [COUNT]``, 10,000 unless given. Each figure is the median
of several runs, in a window whose files are read on their own thread as in the program:

- first: from the key to the first cards painted, of a page that was not built before; the files
  were read by an earlier run of the program;
- again: the same, of a page that was left before;
- search: the work of one key typed into the search, painting included; the longest one.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.notices import Notice
from stretchtimer.services.routines.cards import CardState
from stretchtimer.services.system.clock import Clock, SystemClock
from stretchtimer.services.system.writer import BackgroundWriter, Writer
from stretchtimer.ui.widgets.places import ROUTINES, TODAY
from tests.ui import driving
from tests.ui.driving import Person, settle
from tests.ui.machine import FakeMachine
from tests.ui.own_routines import short_routine, write_routine

_RUNS = 7
_TYPED = "routine 42"
_LATEST_S = 300


class TimedMachine(FakeMachine):
    """Time and threads are real; sound and screen are not."""

    def __init__(self, *, has_voice: bool = False) -> None:
        super().__init__(has_voice=has_voice)
        self.clock = SystemClock()  # type: ignore[assignment]

    def writer(self, clock: Clock, report: Callable[[Notice], None]) -> Writer:
        return BackgroundWriter(clock, report)


def wait_for_cards(person: Person, *, all_read: bool = False) -> None:
    """Until there are cards, and where wanted until every file was read."""
    grid, until = person.window.routines.grid, time.monotonic() + _LATEST_S

    def is_there() -> bool:
        unread = (card.state is CardState.UNREAD for card in grid.cards)
        return bool(grid.tiles()) and not (all_read and any(unread))

    while not is_there():
        QApplication.processEvents()
        time.sleep(0.0005)
        if time.monotonic() > until:
            raise TimeoutError("no cards came")


def opened_ms(person: Person) -> float:
    begun = time.perf_counter()
    person.window.go_to(ROUTINES)
    wait_for_cards(person)
    person.window.grab()
    return (time.perf_counter() - begun) * 1000


def measured(count: int) -> tuple[float, float, float]:
    """The milliseconds of first, again and search."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder)
        for number in range(count):
            write_routine(profile, f"r{number:05}", short_routine(f"Routine {number:05}"))
        first: list[float] = []
        for run in range(_RUNS + 1):
            person = Person(profile).open()
            taken = opened_ms(person)
            if run:
                first.append(taken)
            else:
                wait_for_cards(person, all_read=True)
            if run < _RUNS:
                person.close()
        again = []
        for _ in range(_RUNS):
            person.window.go_to(TODAY)
            settle()
            again.append(opened_ms(person))
        wait_for_cards(person, all_read=True)
        page, keys = person.window.routines, []
        page.search.show()
        for letter in _TYPED:
            # Work, not time: that a key waits for other programs is none of it.
            begun = time.thread_time()
            QTest.keyClicks(page.search, letter)
            page.grab()
            keys.append((time.thread_time() - begun) * 1000)
        person.close()
    return median(first), median(again), max(keys)


if __name__ == "__main__":
    application = QApplication(["routines"])
    vars(driving)["FakeMachine"] = TimedMachine
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    few_ms, many_ms = measured(5), measured(many)
    for name, few, much in zip(("first", "again", "search"), few_ms, many_ms, strict=True):
        print(f"{name}: 5 routines {few:.1f} ms, {many} routines {much:.1f} ms, x {much / few:.2f}")
