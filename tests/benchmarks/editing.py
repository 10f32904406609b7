"""How much work a key stroke is while a routine of many stretches is edited, without its painting.

``python -m tests.benchmarks.editing [COUNT]``: what is typed in a field of each stretch is taken,
checked and laid out in time; the work by the processor's clock, which other programs spoil less:
the median and the longest of all strokes. ``text`` is what the file's new text takes, on the
writer's thread.
"""

from __future__ import annotations

import sys
import time
from functools import partial
from pathlib import Path
from statistics import median

from stretchtimer.engine.model import MAX_STRETCHES
from stretchtimer.services.editing import operations as ops
from stretchtimer.services.editing.editing import Editing
from stretchtimer.storage.assets import asset_folder, pose_names
from stretchtimer.storage.own_routines.document import RoutineDocument, document_of
from stretchtimer.storage.routines.routine_file import read_routine

_WORDS = "A calm pull"


def long_document(count: int) -> RoutineDocument:
    """A routine of so many stretches, each as full of words as those that come with the program."""
    stretches = read_routine(asset_folder("routines") / "post-walk.toml").stretches
    text = 'format = 2\nname = "Long"\n[[stretches]]\nid = "first"\nname = "First"\nhold_s = 20\n'
    document = document_of(Path("long.toml"), text.encode(), text)
    for number in range(1, count):
        document = ops.add_stretch(document, number, stretches[number % len(stretches)])
    text = document.text()
    return document_of(document.path, text.encode(), text)


def strokes_ms(document: RoutineDocument) -> list[float]:
    """The milliseconds that each stroke took."""
    editing, taken = Editing(document, pose_names()), []
    for stretch in range(len(ops.stretch_tables(document))):
        place = ("stretches", stretch, "feel")
        for end in range(1, len(_WORDS) + 1):
            begun = time.process_time()
            editing.type(partial(ops.type_text, place=place, words=_WORDS[:end]), place)
            taken.append((time.process_time() - begun) * 1000)
    assert editing.routine is not None
    return taken


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MAX_STRETCHES
    long = long_document(many)
    taken = strokes_ms(long)
    print(f"{many} stretches: {median(taken):.1f} ms a stroke, at most {max(taken):.1f} ms")
    begun = time.process_time()
    long.set(("name",), "Longer").text()
    print(f"text {(time.process_time() - begun) * 1000:.0f} ms")
