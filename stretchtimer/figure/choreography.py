"""When the figure moves in each phase of a stretch, how long it takes, and its way after a jump.

Lead-in: from the start into the pose, then still. Hold: breathing, or from one movement to the
next where a stretch alternates. Release: back to the start. Change-over: from where the phase
before ended to the start. Change of sides: from there over into the pose on the other side. After
a jump: from what was shown last into the pose that the phase leads to, or that it holds.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from stretchtimer.figure.pose import Pose
from stretchtimer.figure.pose_graph import along_way, way, way_on

LONGEST_MOVE_MS = 3_000
"""The longest that a way without many stops takes."""
LONGEST_JUMP_MS = 2_600
"""The longest that any way takes for somebody who jumped: what is shown is soon what is told."""
MOVEMENT_MS = 5_000
"""How long each target of an alternating stretch lasts where nothing else is said."""

_LINK_MS = 1_500
_SHARE_MOVING = 0.7
"""The share of a movement of an alternating stretch that the figure takes to get there."""

_Place = tuple[str, str | None]
_COMING_IN = ("lead_in", "change_sides")


def eased(t: float) -> float:
    """Slow at both ends; `t` is clipped to 0 to 1."""
    t = max(0.0, min(1.0, t))
    return 0.5 - 0.5 * math.cos(math.pi * t)


def _longest_ms(stops: Sequence[Pose]) -> int:
    return max(LONGEST_MOVE_MS, _LINK_MS * (len(stops) - 1))


def pose_at_end(start_pose_id: str, target_ids: Sequence[str], kind: str) -> str:
    """The pose in which a phase of that kind leaves the figure."""
    if kind == "hold" and target_ids:
        return target_ids[-1]
    if kind in _COMING_IN and len(target_ids) == 1:
        return target_ids[0]
    return start_pose_id


@dataclass(frozen=True)
class Path:
    """Where a movement passes, and how full the chest is at its two ends (0 to 1).

    Breathing is a path of one stop. A way forth and the same way back are one path.
    """

    stops: tuple[Pose, ...]
    breath: tuple[float, float] = (0.0, 0.0)

    def at(self, share: float) -> Pose:
        """The figure a share (0 to 1) of the way along."""
        # The end is the pose itself, not all but a rounding error of the way there.
        pose = self.stops[-1] if share >= 1.0 else along_way(self.stops, share)
        return replace(pose, breath=self.breath_at(share))

    def breath_at(self, share: float) -> float:
        empty, full = self.breath
        return empty + (full - empty) * share


@dataclass(frozen=True)
class Moment:
    """What is to be seen at one instant: a share (0 to 1) of a path."""

    path: Path
    share: float

    @property
    def pose(self) -> Pose:
        return self.path.at(self.share)


@dataclass(frozen=True)
class Move:
    """One movement: where it passes, and when in its phase it begins and how long it lasts.

    `breath` is how full the chest is where it begins and where it ends.
    """

    stops: tuple[Pose, ...]
    begins_ms: int
    lasts_ms: int
    breath: tuple[float, float] = (0.0, 0.0)

    @property
    def ends_ms(self) -> int:
        return self.begins_ms + self.lasts_ms

    def moment(self, elapsed_ms: int) -> Moment:
        """How far along it is so far into its phase."""
        done = eased((elapsed_ms - self.begins_ms) / max(1, self.lasts_ms))
        if self.stops[0].id > self.stops[-1].id:
            return Moment(Path(self.stops[::-1], self.breath[::-1]), 1.0 - done)
        return Moment(Path(self.stops, self.breath), done)


@dataclass(frozen=True)
class Course:
    """The movements of one stretch on one side, and where they come from."""

    poses: Mapping[str, Pose]
    start: str
    targets: tuple[str, ...]
    side: str | None
    """"left", "right" or None; a pose is written for the left."""
    lengths_ms: tuple[int, ...] = ()
    """How long each of several targets lasts."""
    breaths: tuple[float, ...] = ()
    """How full the chest is in each of several targets, 0 to 1."""
    from_pose_id: str | None = None
    from_side: str | None = None
    """The pose in which the phase before ended, where that is another than the start."""
    from_breath: float = 0.0
    """How full the chest was when the phase before ended."""
    in_step: bool = False
    """Whether the figure takes a whole movement to get there, as a breath does."""
    came_from: Moment | None = None
    """What was shown when somebody jumped into the phase, if it was a jump that led there."""
    came_at_ms: int = 0
    """How far into the phase that was; below 0 where the phase is counted in."""
    target_sides: tuple[str | None, ...] = ()
    """The side of each target, where they are not all on the same."""
    _ways: dict[tuple[_Place, _Place], tuple[Pose, ...]] = field(
        default_factory=dict, compare=False, repr=False
    )
    _ways_on: dict[str, tuple[Pose, ...]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def alternates(self) -> bool:
        return len(self.targets) > 1

    def moment(self, kind: str, elapsed_ms: int, duration_ms: int, fullness: float) -> Moment:
        """What is to be seen so far into a phase of that kind.

        `fullness` is how full the lungs are in a hold of one pose, 0 to 1. Raises KeyError for an
        unknown pose.
        """
        move = self.move(kind, elapsed_ms, duration_ms)
        if kind == "hold" and not self.alternates:
            if elapsed_ms >= move.ends_ms:
                return Moment(Path(move.stops[-1:], (0.0, 1.0)), fullness)
            move = replace(move, breath=(move.breath[0], fullness))
        return move.moment(elapsed_ms)

    def move(self, kind: str, elapsed_ms: int, duration_ms: int) -> Move:
        """The movement that is under way, or was the last one, so far into a phase."""
        if kind == "hold":
            return self._within_hold(max(0, elapsed_ms), duration_ms)
        goal = self._first if kind in _COMING_IN else self.start
        if self.came_from:
            return self._after_jump(self.came_from, goal, duration_ms)
        last = (self._last, self._side_of(-1))
        stops = self._found(last, goal) if kind == "release" else self._way_in(goal)
        still = len(stops) == 1 and not self.from_breath
        lasts_ms = 0 if still else min(_longest_ms(stops), duration_ms)
        return Move(stops, 0, lasts_ms, (self.from_breath, 0.0))

    def _after_jump(self, shown: Moment, goal: str, most_ms: int) -> Move:
        """From what was shown last into a pose, as quickly as a body may."""
        path = shown.path
        if goal not in self._ways_on:
            side = self._side_of(self.targets.index(goal)) if goal in self.targets else self.side
            self._ways_on[goal] = way_on(path.stops, shown.share, goal, self.poses, side)
        lasts_ms = min(LONGEST_JUMP_MS, most_ms - self.came_at_ms)
        breath = (path.breath_at(shown.share), 0.0)
        return Move(self._ways_on[goal], self.came_at_ms, lasts_ms, breath)

    def comes_in_until_ms(self, duration_ms: int) -> int:
        """How far into a hold the figure begins to do again and again what it does there."""
        if self.alternates:
            return self._lengths_ms[0]
        return self.move("hold", 0, duration_ms).ends_ms if self.came_from else 0

    @property
    def _first(self) -> str:
        # The first of several movements belongs to the hold: it is one that is counted.
        return self.targets[0] if len(self.targets) == 1 else self.start

    @property
    def _last(self) -> str:
        return self.targets[-1] if self.targets else self.start

    @property
    def _lengths_ms(self) -> tuple[int, ...]:
        return self.lengths_ms or (MOVEMENT_MS,) * len(self.targets)

    def _within_hold(self, elapsed_ms: int, duration_ms: int) -> Move:
        if not self.alternates:
            if self.came_from:
                return self._after_jump(self.came_from, self._last, duration_ms)
            return Move(self._way(self._last, self._last), 0, 0)
        lengths_ms = self._lengths_ms
        cycles, into_ms = divmod(elapsed_ms, sum(lengths_ms))
        begins_ms, number = elapsed_ms - into_ms, 0
        while into_ms >= lengths_ms[number]:
            into_ms -= lengths_ms[number]
            begins_ms += lengths_ms[number]
            number += 1
        side = self._side_of(number)
        before = (self.start, self.side)
        if cycles or number:
            before = (self.targets[number - 1], self._side_of(number - 1))
        breaths = self.breaths or (0.0,) * len(self.targets)
        left = breaths[number - 1] if cycles or number else 0.0
        lasts_ms = lengths_ms[number]
        if not self.in_step:
            lasts_ms = min(LONGEST_MOVE_MS, round(lasts_ms * _SHARE_MOVING))
        if self.came_from and not (cycles or number):
            move = self._after_jump(self.came_from, self.targets[0], lengths_ms[0])
            return replace(move, breath=(move.breath[0], breaths[0]))
        stops = self._found(before, self.targets[number], side)
        return Move(stops, begins_ms, lasts_ms, (left, breaths[number]))

    def _side_of(self, number: int) -> str | None:
        return self.target_sides[number] if self.target_sides else self.side

    def _way_in(self, target: str) -> tuple[Pose, ...]:
        if self.from_pose_id is None:
            return self._way(self.start, target)
        return self._found((self.from_pose_id, self.from_side), target)

    def _way(self, from_id: str, to_id: str) -> tuple[Pose, ...]:
        return self._found((from_id, self.side), to_id)

    def _found(self, start: _Place, to_id: str, to_side: str | None = None) -> tuple[Pose, ...]:
        """The way to a pose, on the side of the stretch unless another is given."""
        goal = (to_id, to_side or self.side)
        if (start, goal) not in self._ways:
            self._ways[start, goal] = way(start[0], to_id, self.poses, start[1], goal[1])
        return self._ways[start, goal]
