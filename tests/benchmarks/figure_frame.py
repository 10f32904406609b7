"""How long one frame of the figure takes, beside a fixed piece of arithmetic in the same run.

    python tests/benchmarks/figure_frame.py

Geometry is what `figure` does for a blended pose; painting is onto a 1000x700 picture in memory.
The ratio to the arithmetic hardly depends on the machine, so it can be compared between runs.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter

from stretchtimer.figure.interpolation import blend
from stretchtimer.figure.scene import drawing_of
from stretchtimer.storage.routines.poses import Poses
from stretchtimer.ui.figure.colours import FigureColours
from stretchtimer.ui.figure.painter import FigurePainter

COLOURS = FigureColours("#E5B08C", "#4A3122", "#2A7F7C", "#33405F", "#BFD8CD", "#000000", "#B5452C")

WAYS = (
    ("cat", "cow"),
    ("knees_leaning", "twist"),
    ("leg_bent", "hamstring"),
    ("bed_knee_drawn_up", "bed_one_knee_hug"),
    ("sitting", "sitting_twist"),
)
"""On the mat, in bed and on a chair."""


def milliseconds(work: Callable[[], object], times: int = 60) -> float:
    """The fastest of several runs: the one that was disturbed least."""
    fastest = math.inf
    for _ in range(times):
        start = time.perf_counter()
        work()
        fastest = min(fastest, time.perf_counter() - start)
    return fastest * 1000


def arithmetic() -> float:
    return sum(math.sqrt(k) * math.sin(k) for k in range(10_000))


def main() -> None:
    application = QGuiApplication(["figure_frame", "-platform", "offscreen"])
    poses = Poses(Path(__file__).parents[2] / "assets" / "poses")
    painter = FigurePainter(COLOURS)
    yardstick = milliseconds(arithmetic)
    print(f"arithmetic  {yardstick:6.2f} ms")
    for one, other in WAYS:
        drawing = drawing_of(blend(poses[one], poses[other], 0.4))

        def geometry(one: str = one, other: str = other) -> object:
            return drawing_of(blend(poses[one], poses[other], 0.4))

        def painting() -> None:
            image = QImage(1000, 700, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(0)
            brush = QPainter(image)
            painter.paint(brush, drawing, QRectF(0, 0, 1000, 700))  # noqa: B023 - called at once
            brush.end()

        for name, work in (("geometry", geometry), ("painting", painting)):
            took = milliseconds(work)
            print(f"{name:10}  {took:6.2f} ms  ratio {took / yardstick:5.2f}   {one} to {other}")
    application.quit()


if __name__ == "__main__":
    main()
