"""How long the Record page takes to open with 100 sessions and with 100,000.

``python -m tests.benchmarks.record_page [COUNT]``: two sessions a day up to today, seven holds in
each; the time from the key to the page being painted with what was asked, the median of eleven.
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


def opened_ms(count: int) -> list[float]:
    """The milliseconds that each opening took, but for the first, which also builds the page."""
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
            begun = time.perf_counter()
            window.go_to(RECORD)
            settle()
            window.grab()
            taken.append((time.perf_counter() - begun) * 1000)
        person.close()
    return taken[1:]


if __name__ == "__main__":
    application = QApplication(["record"])
    many = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    few_ms, many_ms = median(opened_ms(100)), median(opened_ms(many))
    print(f"100 sessions: {few_ms:.1f} ms; {many} sessions: {many_ms:.1f} ms")
    print(f"ratio {many_ms / few_ms:.2f}")
