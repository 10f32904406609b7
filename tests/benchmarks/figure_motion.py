"""What the moving figure costs: processor time of the window in real time, with and without.

    python -m tests.benchmarks.figure_motion [--paced] [--whole] [--against COMMIT]

Needs Xvfb. The window fills a screen of 1920x1080. A session runs as it does for people, but that
what lies between two things to measure is skipped; every move is seen for the first time. Each
is measured from the instant at which it begins, all threads counted, once with motion turned off
("still") and once with it. "More" is what motion adds, as a share of one core; beside it stands
what a frame takes, also in fixed pieces of arithmetic done just before, which hardly depends on
the machine and on what else it does.

With --against the same is done first with the package of another commit. --whole skips nothing and
measures the whole session, too, which takes twelve minutes. With --paced the breath is paced in
every hold, and the ring breathes with it; else only where cat and cow move with it.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.system.clock import SystemClock
from tests.desktop.display import private_display
from tests.profiles import asked_before

ROOT = Path(__file__).parents[2]
SIZE = (1920, 1080)
LONGEST_SKIP_MS = 6_000
"""A session that is not looked at for 10 s takes that for sleep."""
YARDSTICK_MS = 500
"""So long before it the arithmetic is done."""
HOME_MS = 12_000
BEFORE_MS = {"full": 20_000, "less": 3_000}
"""So long before what is measured nothing is skipped: less than a hold, in which frames are found
ahead where there is motion.
"""


@dataclass(frozen=True)
class Stay:
    """A part of the session that is measured: in which phase of the bundled routine, and when."""

    name: str
    phase: int
    from_ms: int
    lasts_ms: int


STAYS = (
    Stay("first lead-in", 0, 0, 3_200),
    Stay("first breaths", 1, 0, 6_000),
    Stay("kept breaths", 1, 7_000, 17_000),
    Stay("release", 2, 0, 3_200),
    Stay("between stretches", 3, 0, 3_200),
    Stay("standing between moves", 3, 3_300, 4_000),
    Stay("lead-in to the twist", 4, 0, 3_200),
    Stay("change of sides", 7, 0, 3_200),
    Stay("over to hands and knees", 17, 0, 6_200),
    Stay("first cat and cow", 23, 0, 10_000),
    Stay("kept cat and cow", 23, 10_200, 19_000),
)
TOGETHER = {
    "whole breathing hold": ("first breaths", "kept breaths"),
    "whole cat-cow hold": ("first cat and cow", "kept cat and cow"),
}

Row = tuple[float, float, int, int, float]
"""The share of a core, seconds, how often figure and ring were painted, and the arithmetic's time.
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--whole", action="store_true")
    parser.add_argument("--against", metavar="COMMIT")
    parser.add_argument("--inside", choices=("less", "full"), help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(measured(asked.inside, asked.paced, asked.whole)))
        return 0
    flags = ["--paced"] * asked.paced + ["--whole"] * asked.whole
    if asked.against:
        print(asked.against)
        with checked_out(asked.against) as tree:
            compare(tree, flags)
        print("this tree")
    compare(ROOT, flags)
    return 0


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """The files of another commit."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        git = ["git", "-C", str(ROOT), "worktree"]
        subprocess.run([*git, "add", "-q", "--detach", str(tree), commit], check=True)
        try:
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", str(tree)], check=True)


def compare(tree: Path, flags: list[str]) -> None:
    """Measures the package of a tree, still and moving, on a display of its own."""
    with private_display(*SIZE) as display:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        # Run as a file, this measures the package of that tree, with the fakes that go with it.
        env["PYTHONPATH"] = str(tree)
        command = [sys.executable, __file__, *flags, "--inside"]
        still, moving = (
            json.loads(subprocess.check_output([*command, motion], env=env, cwd=tree))
            for motion in ("less", "full")
        )
    for name, (share, seconds, frames, rings, yardstick_ms) in moving.items():
        more = share - still[name][0]
        frame_ms = 1000 * more * seconds / max(1, frames)
        print(
            f"{name:24} still {still[name][0]:6.2%}  moving {share:6.2%}  more {more:6.2%}"
            f"   {frames / seconds:4.1f} frames and {rings / seconds:4.1f} rings a second"
            f"   {frame_ms:5.2f} ms a frame, {frame_ms / yardstick_ms:5.2f} times the arithmetic"
        )


def arithmetic_ms() -> float:
    """The processor time of a fixed piece of arithmetic, as it is now."""
    took = []
    for _ in range(15):
        used = time.process_time()
        sum(math.sqrt(k) * math.sin(k) for k in range(10_000))
        took.append(time.process_time() - used)
    return 1000 * statistics.median(took)


class SkippingClock(SystemClock):
    """The clocks of the machine, but that they can be put forward."""

    def __init__(self) -> None:
        self.skipped_ms = 0

    def monotonic_ms(self) -> int:
        return super().monotonic_ms() + self.skipped_ms

    def utc_now(self) -> datetime:
        return super().utc_now() + timedelta(milliseconds=self.skipped_ms)


def measured(motion: str, paced: bool, whole: bool) -> dict[str, Row]:
    """Runs a session through all stays."""
    from PySide6.QtWidgets import QApplication

    from stretchtimer.app import App
    from stretchtimer.qt.application import paint_in_one_thread
    from stretchtimer.services.session.start_request import StartRequest
    from stretchtimer.services.system.writer import BackgroundWriter
    from stretchtimer.ui.figure.view import FigureView
    from stretchtimer.ui.main_window import MainWindow
    from stretchtimer.ui.session.ring import Ring
    from tests.ui.machine import FakeMachine

    # As the program does before it shows its window.
    paint_in_one_thread()
    application = QApplication(["figure_motion"])
    # Counted from before there is one: Qt remembers which method it is to call.
    counts = counted(FigureView), counted(Ring)
    clock = SkippingClock()
    with tempfile.TemporaryDirectory() as folder:
        machine = FakeMachine()
        machine.clock = clock  # type: ignore[assignment]
        # Files are written on a thread of their own, as they really are.
        machine.writer = BackgroundWriter  # type: ignore[assignment]
        app = App(StartRequest(asked_before(Path(folder))), machine, MainWindow())
        app.open()
        app.pictures.draw()
        app.open_sound()
        app.window.resize(*SIZE)
        app.preferences.change(motion=motion, breathing="always" if paced else "movements")
        # Whoever begins a session has looked at the home page for a while.
        wait(HOME_MS)
        # As the button on the home page does.
        app.window.home.card.start.click()
        runner = app.session.control.runner
        assert runner is not None
        found = stayed(runner, clock, counts, math.inf if whole else BEFORE_MS[motion])
        app.quit()
        app.close()
    application.quit()
    return found


def stayed(
    runner: SessionRunner,
    clock: SkippingClock,
    counts: tuple[list[int], list[int]],
    before_ms: float,
) -> dict[str, Row]:
    """What each stay took; and the whole session, if nothing of it was skipped."""
    frames, rings = counts
    started_ms = runner.state.origin_ms
    found: dict[str, Row] = {}
    session_began, session_used = time.monotonic(), time.process_time()
    for stay in STAYS:
        starts_ms = started_ms
        if stay.phase:
            starts_ms += runner.state.plan.phases[stay.phase].start_ms + stay.from_ms
        while starts_ms - runner.now_ms() > before_ms:
            clock.skipped_ms += round(min(LONGEST_SKIP_MS, starts_ms - before_ms - runner.now_ms()))
            runner.poll()
            wait(20)
        wait(starts_ms - runner.now_ms() - YARDSTICK_MS)
        yardstick_ms = arithmetic_ms()
        wait(starts_ms - runner.now_ms())
        before = frames[0], rings[0]
        began, used = time.monotonic(), time.process_time()
        wait(stay.lasts_ms)
        seconds = time.monotonic() - began
        share = (time.process_time() - used) / seconds
        found[stay.name] = (share, seconds, frames[0] - before[0], rings[0] - before[1],
                            yardstick_ms)  # fmt: skip
    for name, parts in TOGETHER.items():
        found[name] = together(found[part] for part in parts)
    if math.isinf(before_ms):
        seconds = time.monotonic() - session_began
        share = (time.process_time() - session_used) / seconds
        found["whole session"] = (share, seconds, frames[0], rings[0], arithmetic_ms())
    return found


def together(rows: Iterable[Row]) -> Row:
    """Several stays as one."""
    shares, seconds, frames, rings, yardsticks = zip(*rows, strict=True)
    used = sum(share * lasted for share, lasted in zip(shares, seconds, strict=True))
    whole = sum(seconds)
    return used / whole, whole, sum(frames), sum(rings), statistics.mean(yardsticks)


def wait(ms: float) -> None:
    """Lets the window work for so long."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(max(0, round(ms)), loop.quit)
    loop.exec()


def counted(kind: Any) -> list[int]:
    """How often a widget is painted, from now on."""
    count = [0]
    paint = kind.paintEvent

    def counting(self: Any, event: Any) -> None:
        count[0] += 1
        paint(self, event)

    kind.paintEvent = counting
    return count


if __name__ == "__main__":
    sys.exit(main())
