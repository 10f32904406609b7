"""How the figure moves through the phases of a stretch, as a function of time alone.

Lead-in: from the start into the pose, then still. Hold: breathing, or from one movement to the
next where a stretch alternates. Release: back to the start. All else: the start.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .blend import blend, way
from .pose import Pose, mirrored

LONGEST_MOVE_MS = 3_000
BREATH_MS = 5_000
MOVEMENT_MS = 5_000
"""How long each target of an alternating stretch lasts where nothing else is said."""


def eased(t: float) -> float:
    """Slow at both ends; `t` is clipped to 0 to 1."""
    t = max(0.0, min(1.0, t))
    return 0.5 - 0.5 * math.cos(math.pi * t)


def along_way(stops: Sequence[Pose], t: float) -> Pose:
    """The pose a share `t` (0 to 1) of the way along the stops."""
    if len(stops) == 1:
        return stops[0]
    place = max(0.0, min(1.0, t)) * (len(stops) - 1)
    piece = min(len(stops) - 2, int(place))
    return blend(stops[piece], stops[piece + 1], place - piece)


def figure_at(  # noqa: PLR0917 - one call per frame, with what the session says of this instant
    poses: Mapping[str, Pose],
    start_pose_id: str,
    target_ids: Sequence[str],
    side: str | None,
    kind: str,
    elapsed_ms: int,
    duration_ms: int,
    still: bool,
    movement_ms: int = MOVEMENT_MS,
) -> Pose:
    """The figure `elapsed_ms` into a phase of kind `kind` that lasts `duration_ms`.

    `side` is "left", "right" or None; a pose is written for the left. With `still` nothing moves:
    the pose to be taken is shown at once. `movement_ms` is how long each of several targets lasts.
    Raises KeyError for an unknown pose.
    """
    course = _Course(poses, start_pose_id, tuple(target_ids) or (start_pose_id,), movement_ms)
    if kind == "lead_in":
        pose = course.lead_in(elapsed_ms, duration_ms, still)
    elif kind == "hold":
        pose = course.hold(elapsed_ms, still)
    elif kind == "release":
        pose = course.release(elapsed_ms, duration_ms, still)
    else:
        pose = poses[start_pose_id]
    return mirrored(pose) if side == "right" else pose


@dataclass(frozen=True)
class _Course:
    """The movements of one stretch, written for the left side."""

    poses: Mapping[str, Pose]
    start: str
    targets: tuple[str, ...]
    movement_ms: int

    @property
    def alternates(self) -> bool:
        return len(self.targets) > 1

    def lead_in(self, elapsed_ms: int, duration_ms: int, still: bool) -> Pose:
        if self.alternates:
            # The first movement belongs to the hold: it is the one that is counted.
            return self.poses[self.start]
        if still:
            return self.poses[self.targets[0]]
        return self._moving(self.start, self.targets[0], elapsed_ms, duration_ms)

    def release(self, elapsed_ms: int, duration_ms: int, still: bool) -> Pose:
        if still:
            return self.poses[self.start]
        return self._moving(self.targets[-1], self.start, elapsed_ms, duration_ms)

    def hold(self, elapsed_ms: int, still: bool) -> Pose:
        elapsed_ms = max(0, elapsed_ms)
        number = elapsed_ms // self.movement_ms if self.alternates else 0
        target = self.targets[number % len(self.targets)]
        if still:
            return self.poses[target]
        if self.alternates:
            before = self.targets[(number - 1) % len(self.targets)] if number else self.start
            into_ms = elapsed_ms - number * self.movement_ms
            return self._moving(before, target, into_ms, round(self.movement_ms * 0.7))
        turn = 2 * math.pi * elapsed_ms / BREATH_MS
        return replace(self.poses[target], breath=0.5 - 0.5 * math.cos(turn))

    def _moving(self, from_id: str, to_id: str, elapsed_ms: int, time_ms: int) -> Pose:
        move_ms = max(1, min(LONGEST_MOVE_MS, time_ms))
        return along_way(way(from_id, to_id, self.poses), eased(elapsed_ms / move_ms))
