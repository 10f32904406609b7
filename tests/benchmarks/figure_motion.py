"""What the moving figure costs: processor time of the window in real time, with and without.

    python -m tests.benchmarks.figure_motion [--seconds N] [--paced]

Needs Xvfb. The window fills a screen of 1920x1080. A breathing hold and a hold with movements are
measured from their beginning, when frames are drawn for the first time, and later, when they are
shown again; the moves in and out are measured as they come. "More" is the processor time beside
that of the same seconds with motion turned off. The breath is not paced unless --paced is given:
then the ring moves too, and its cost is in the figures.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from tests.desktop.display import private_display

ROOT = Path(__file__).parents[2]
SIZE = (1920, 1080)


@dataclass(frozen=True)
class Stay:
    """A part of the session that is measured: from when in which phase, and how long."""

    name: str
    stretch: str
    kind: str
    from_ms: int
    seconds: float


@dataclass
class Work:
    """What was done to show the figure: how often, and for how many seconds in all."""

    painted: int = 0
    painting_s: float = 0.0
    drawings: int = 0
    geometry_s: float = 0.0
    asked: int = 0
    frames_s: float = 0.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--paced", action="store_true")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        measure(asked.seconds, asked.paced)
        return 0
    with private_display(*SIZE) as display:
        env = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        command = [sys.executable, "-m", "tests.benchmarks.figure_motion", "--inside"]
        command += ["--seconds", str(asked.seconds)] + ["--paced"] * asked.paced
        return subprocess.run(command, env=env, cwd=ROOT, check=False).returncode


def measure(seconds: float, paced: bool) -> None:
    """Builds the window and measures every stay in it, still and moving."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from stretchtimer.app import App
    from stretchtimer.engine.transitions import Extend, GoTo, Restart
    from stretchtimer.services.clock import SystemClock
    from stretchtimer.services.speaker import Speaker
    from tests.fakes import FakeKeepAwake, FakeOut, FakeWindowOut

    application = QApplication(["figure_motion"])

    def wait(ms: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(ms), loop.quit)
        loop.exec()

    with tempfile.TemporaryDirectory() as folder:
        app = App(
            Path(folder),
            SystemClock(),
            lambda _failed: FakeKeepAwake(),
            lambda preferences, clips: Speaker(preferences, FakeWindowOut, FakeOut),
        )
        app.open()
        app.pictures.draw()
        app.open_sound()
        app.window.resize(*SIZE)
        wait(500)
        change = app.preferences.change
        change(breathing="always" if paced else "off", safety_read=True, hearing_checked=True)
        begin(app)
        wait(500)
        work = watched()

        def stay(asked: Stay) -> tuple[float, Work]:
            """The share of a core, and the work of the figure, of one stay."""
            director = app.window.director
            runner = director.runner
            assert runner is not None
            plan = runner.state.plan
            phase = next(
                p
                for p in plan.phases
                if (p.stretch.id, p.kind.value) == (asked.stretch, asked.kind)
            )
            director.send(GoTo(phase.index))
            director.send(Restart())
            while phase.is_hold and runner.state.duration_ms < asked.from_ms + 1000 * seconds:
                director.send(Extend())
            wait(asked.from_ms)
            before, began, used = replace(work), time.monotonic(), time.process_time()
            wait(1000 * asked.seconds)
            share = (time.process_time() - used) / (time.monotonic() - began)
            return share, Work(
                work.painted - before.painted,
                work.painting_s - before.painting_s,
                work.drawings - before.drawings,
                work.geometry_s - before.geometry_s,
                work.asked - before.asked,
                work.frames_s - before.frames_s,
            )

        view = app.window.session.stage.view
        print(f"figure {view.width()}x{view.height()} in a window of {SIZE[0]}x{SIZE[1]}")
        for asked in stays(seconds):
            change(motion="less")
            still, _ = stay(asked)
            change(motion="full")
            moving, done = stay(asked)
            report(asked, still, moving, done, view.kept_bytes)
        app.quit()
        app.close()
    application.quit()


def stays(seconds: float) -> tuple[Stay, ...]:
    return (
        Stay("breathing, from its beginning", "knee-hug", "hold", 0, seconds),
        Stay("breathing, later", "knee-hug", "hold", 10_500, seconds),
        Stay("cat and cow, from the beginning", "cat-cow", "hold", 0, seconds),
        Stay("cat and cow, later", "cat-cow", "hold", 20_500, seconds),
        Stay("into the knee hug", "knee-hug", "lead_in", 0, 3.0),
        Stay("into the twist", "spinal-twist", "lead_in", 0, 3.0),
        Stay("out of the twist", "spinal-twist", "release", 0, 2.9),
        Stay("over to hands and knees", "childs-pose", "change_over", 0, 6.0),
    )


def begin(app: object) -> None:
    """Starts a session, as the button on the home page does."""
    app.window.home.card.start.click()  # type: ignore[attr-defined]


def watched() -> Work:
    """Counts and times from now on what is done to show a figure on the session page."""
    from stretchtimer.figure import scene
    from stretchtimer.ui import figure_book, figure_view

    drawing = scene.drawing_of
    work = Work()
    paint, draw, show = (
        figure_view.FigureView.paintEvent,
        drawing,
        figure_view.FigureView.show_again,
    )

    def timed(act: Callable[..., object], count: str, total: str) -> Callable[..., object]:
        def run(*given: object) -> object:
            began = time.perf_counter()
            try:
                return act(*given)
            finally:
                setattr(work, count, getattr(work, count) + 1)
                setattr(work, total, getattr(work, total) + time.perf_counter() - began)

        return run

    figure_view.FigureView.paintEvent = timed(paint, "painted", "painting_s")  # type: ignore
    figure_view.FigureView.show_again = timed(show, "asked", "frames_s")  # type: ignore
    for module in (figure_view, figure_book):
        module.drawing_of = timed(draw, "drawings", "geometry_s")  # type: ignore
    return work


def report(asked: Stay, still: float, moving: float, done: Work, kept: int) -> None:
    print(
        f"{asked.name:32} still {still:6.2%}  moving {moving:6.2%}  more {moving - still:6.2%}"
        f"   {done.painted / asked.seconds:4.1f} frames a second"
        f"   frames {1000 * done.frames_s / max(1, done.painted):5.2f}"
        f" + painting {1000 * done.painting_s / max(1, done.painted):5.2f} ms a frame"
        f"   {done.drawings} drawn, {1000 * done.geometry_s / max(1, done.drawings):4.2f} ms each"
        f"   {kept / 1e6:4.2f} MB kept"
    )


if __name__ == "__main__":
    sys.exit(main())
