"""How long a step of a figure takes that is drawn by hand, beside a fixed piece of arithmetic.

    python tests/benchmarks/posing.py

Times are of this process alone. The ratio to the arithmetic hardly depends on the machine, so it
can be compared between runs; a step is to take less than a frame, 16 ms.
"""

from __future__ import annotations

import math
import time
from pathlib import Path

from stretchtimer.figure.body import set_down
from stretchtimer.figure.posing.drawing import drawn
from stretchtimer.figure.posing.handles import Refusal, handle_point, take_hold
from stretchtimer.figure.vectors import Vec, add
from stretchtimer.storage.routines.poses import Poses

DRAGS: tuple[tuple[str, str, Vec], ...] = (
    ("feet_flat", "hips", (0.03, 0.0, 0.10)),
    ("feet_flat", "head", (-0.2, 0.0, 0.3)),
    ("feet_flat", "hand_left", (-0.2, 0.05, 0.22)),
    ("legs_straight", "foot_left", (0.5, 0.0, 0.6)),
    ("all_fours", "hips", (-0.2, 0.0, -0.1)),
    ("all_fours", "knee_left", (0.1, 0.0, 0.1)),
    ("standing", "hips", (-0.1, 0.0, -0.25)),
    ("standing", "elbow_left", (0.0, -0.3, 0.2)),
    ("sitting", "head", (-0.2, 0.0, -0.2)),
)


def arithmetic() -> float:
    return sum(math.sqrt(k) * math.sin(k) for k in range(10_000))


def milliseconds_of_arithmetic() -> float:
    fastest = math.inf
    for _ in range(60):
        start = time.process_time()
        arithmetic()
        fastest = min(fastest, time.process_time() - start)
    return fastest * 1000


def main() -> None:
    poses = Poses(Path(__file__).parents[2] / "assets" / "poses")
    yardstick = milliseconds_of_arithmetic()
    print(f"arithmetic {yardstick:5.2f} ms")
    for start, handle, way in DRAGS:
        pose = poses[start]
        hold = take_hold(pose, handle)
        target = add(handle_point(set_down(pose).joints, handle), way)
        took: list[float] = []
        for _ in range(60):
            begin = time.process_time()
            found = drawn(hold, pose, target)
            took.append((time.process_time() - begin) * 1000)
            if isinstance(found, Refusal) or found is pose:
                break
            pose = found
        took.sort()
        middle, worst = took[len(took) // 2], took[-1]
        print(
            f"{start:14}{handle:11}{len(took):3} steps  middle {middle:5.2f} ms  worst {worst:5.2f}"
            f" ms  ratios {middle / yardstick:5.2f} {worst / yardstick:5.2f}"
        )


if __name__ == "__main__":
    main()
