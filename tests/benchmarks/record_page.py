"""How long the Record page takes to open with 100 sessions and with 100,000.

``python -m tests.benchmarks.record_page [COUNT]``: two sessions a day up to today, seven holds in
each; the time from the key to the page being painted with what was asked, by the clock and by the
processor, which other programs spoil less: of the first opening, and the median of eleven more.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from stretchtimer.storage.history.changes import raw_of
from stretchtimer.ui.widgets.places import RECORD, TODAY
from tests.ui.driving import Person, settle
from tests.weeks import LAST_DAY, session

_A_DAY = 2
_RUNS = 11


def opened_ms(count: int) -> list[tuple[float, float]]:
    """The milliseconds of wall and processor that each opening took; the first builds the page."""
    with tempfile.TemporaryDirectory() as folder:
        person = Person(Path(folder)).open()
        history = person.app.profile.history
        history.merge(
            raw_of(
                session(
                    number,
                    LAST_DAY - timedelta(days=number // _A_DAY),
                    pain=(number % 9 + 1, number % 7),
                )
            )
            for number in range(count)
        )
        window, taken = person.window, []
        for _ in range(_RUNS + 1):
            window.go_to(TODAY)
            settle()
            begun, used = time.perf_counter(), time.process_time()
            window.go_to(RECORD)
            settle()
            window.grab()
            wall, cpu = time.perf_counter() - begun, time.process_time() - used
            taken.append((wall * 1000, cpu * 1000))
        person.close()
    return taken


if __name__ == "__main__":
    application = QApplication(["record"])
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few, lot = opened_ms(100), opened_ms(many)
    for place, what in enumerate(("wall", "processor")):
        few_ms, many_ms = (median(one[place] for one in some[1:]) for some in (few, lot))
        print(f"{what:10} 100 sessions {few_ms:6.1f} ms, {many} {many_ms:6.1f} ms,", end=" ")
        print(f"ratio {many_ms / few_ms:.2f}; first {few[0][place]:.0f} and {lot[0][place]:.0f} ms")
