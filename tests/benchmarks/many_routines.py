"""Measures a library of 10,000 routines of one's own beside one of five.

    python -m tests.benchmarks.many_routines [--count N]

Prints what it takes to open one of them by its id; to have the first cards, without an index and
with one; to read all the others in the background, and the longest piece of that; to look at the
folder again; and to search while one types. All in milliseconds of the processor.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from stretchtimer.services.record.journal import at_once
from stretchtimer.services.routines.cards import Sorting, ordered, searched
from stretchtimer.services.routines.catalogue import LOOK_MS, Catalogue, library_index
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.assets import asset, asset_folder, pose_names
from stretchtimer.storage.routines.library import Library

FEW = 5


class StepByStep(Writer):
    """Does a work when it is told to, whenever that was due."""

    steps: int = 0

    def step(self) -> None:
        self.hurry()
        self.do_due()
        self.steps += 1


def ms_of(call: Callable[[], object]) -> float:
    """What one call takes of the processor."""
    began = time.process_time_ns()
    call()
    return (time.process_time_ns() - began) / 1e6


def library_of(folder: Path, count: int) -> Library:
    """A folder of so many routines, each with a name and a file of its own."""
    own = folder / f"own-{count}"
    if not own.exists():
        own.mkdir()
        walk = asset("routines", "post-walk.toml").read_text(encoding="utf-8")
        for number in range(count):
            text = walk.replace('name = "After your walk"', f'name = "Évening walk {number}"', 1)
            (own / f"walk-{number:05}.toml").write_text(text, encoding="utf-8")
    return Library(asset_folder("routines"), own, poses=pose_names)


def opened(folder: Path, count: int) -> tuple[Catalogue, StepByStep]:
    """A catalogue of so many routines, as a page would open it."""
    clock = SystemClock()
    worker = StepByStep(clock, lambda _: None)
    index = library_index(folder / f"index-{count}.json", "")
    return Catalogue(library_of(folder, count), index, clock, worker, at_once), worker


def first_cards(folder: Path, count: int) -> tuple[float, float]:
    """What it takes until the first cards are told of, and until the last."""
    catalogue, worker = opened(folder, count)
    told: list[int] = []
    began = time.process_time_ns()
    catalogue.open(lambda: told.append(time.process_time_ns()))
    worker.step()
    return (told[0] - began) / 1e6, (told[-1] - began) / 1e6


def measured(folder: Path, count: int) -> dict[str, float]:
    """All of it for so many routines."""
    library = library_of(folder, count)
    told: dict[str, float] = {}
    key = library.ids()[-1]
    told["open one by its id"] = statistics.median(
        ms_of(lambda: (library.find(key), library.former_id(key))) for _ in range(5)
    )
    told["first cards, no index"], told["all cards, no index"] = first_cards(folder, count)
    catalogue, worker = opened(folder, count)
    catalogue.open(lambda: None)
    pieces = []
    while not catalogue.is_complete:
        pieces.append(ms_of(worker.step))
    told["read all in the background"] = sum(pieces)
    told["longest piece of that"] = max(pieces)
    catalogue.leave()
    worker.step()
    # What was written just now is not believed yet.
    time.sleep(2.1)
    first, last = first_cards(folder, count)
    told["first cards, with the index"], told["all cards, with the index"] = first, last
    catalogue, worker = opened(folder, count)
    catalogue.open(lambda: None)
    worker.step()
    catalogue.refresh()
    told["look at the folder again"] = ms_of(worker.step)
    cards = catalogue.cards
    searched(cards, "x")
    typed = "evening walk 77"
    told["search, longest of each key"] = max(
        ms_of(lambda end=end: searched(cards, typed[:end]))  # type: ignore[misc]
        for end in range(1, len(typed) + 1)
    )
    told["sort by name"] = ms_of(lambda: ordered(cards, Sorting.NAME))
    return told


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as name:
        few, many = (measured(Path(name), number) for number in (FEW, count))
    print(f"{'milliseconds':30} {FEW:>8} {count:>8}")
    for what, ms in many.items():
        print(f"{what:30} {few[what]:8.1f} {ms:8.1f}")
    print(f"folders are looked at every {LOOK_MS} ms, or more rarely where looking takes longer")
    return 0


if __name__ == "__main__":
    sys.exit(main())
