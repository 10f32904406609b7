"""How much work a key stroke is in the Editor's page, up to the repainted list and timeline.

``python -m tests.benchmarks.editor_page [COUNT]``: words are typed into a field of a stretch in the
middle of a long routine; the work by the processor's clock of each stroke, with the painting that
it asks for: the median and the longest.
"""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.model import MAX_STRETCHES
from stretchtimer.ui.editing.editor_page import EditorPage
from tests.benchmarks.editing import long_document
from tests.ui.driving import Person, settle
from tests.ui.editing.driving import choose, edit, field
from tests.ui.own_routines import write_routine

_WORDS = "A calm pull in the calf, and no pain at all"


def strokes_ms(page: EditorPage, key: str, words: str) -> list[float]:
    """The milliseconds that each stroke took."""
    control = field(page, key).control
    control.setFocus()
    QTest.keyClick(control, Qt.Key.Key_End)
    taken = []
    for letter in words:
        begun = time.process_time()
        QTest.keyClicks(control, letter)
        QApplication.processEvents()
        taken.append((time.process_time() - begun) * 1000)
    return taken


def _let_stills_come() -> None:
    """What is drawn on another thread is no work of a stroke."""
    for _ in range(3):
        QApplication.processEvents()
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join(timeout=5)
        settle()


def main(count: int) -> None:
    """Types in a name, in a paragraph and in a hold."""
    application = QApplication.instance() or QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / "profile"
        write_routine(profile, "long", long_document(count).text())
        person = Person(profile).open()
        page = edit(person, "own:long")
        person.window.resize(1366, 768)
        for _ in range(5):
            settle()
            QApplication.processEvents()
        choose(person, page, count // 2)
        _let_stills_come()
        for key, words in (("name", _WORDS), ("feel", _WORDS), ("hold_s", "5")):
            taken = strokes_ms(page, key, words)
            print(
                f"{count} stretches, {key}: {median(taken):.1f} ms a stroke, "
                f"at most {max(taken):.1f} ms"
            )
        person.close()
    del application


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else MAX_STRETCHES)
