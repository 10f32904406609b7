"""The way from one pose to another: which poses to pass through, and where one is on it.

The poses themselves say what can be reached from them (`leads_to`); a link holds both ways, and
for both sides. A pose that looks the same when mirrored is where the two sides meet.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from stretchtimer.figure.interpolation import blend, settled_joints
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.vectors import angle, length, sub

Place = tuple[str, bool]
"""A pose by its id, and whether it is mirrored."""

_LEAST_EFFORT = 0.1
_SWING = 0.56
"""How far a joint goes, in statures, while the camera goes round by a radian at an even pace."""
_EVEN = 1e-6
_ONE_ROLL = 90.0
"""A body gets from one pose into another without a stop if its trunk turns by less, in degrees."""
_HANDS = frozenset({"hand_left", "hand_right"})
_TRUNK = ("hips", "shoulders", "loin", "chest")


def way(
    from_id: str,
    to_id: str,
    poses: Mapping[str, Pose],
    from_side: str | None = None,
    to_side: str | None = None,
) -> tuple[Pose, ...]:
    """The poses to pass through from one to the other, both included.

    Sides are "left", "right" or None. Where no links lead there, the figure goes straight. Raises
    KeyError for an unknown pose.
    """
    return _found(_place(from_id, from_side, poses), _place(to_id, to_side, poses), poses)


def way_on(
    stops: Sequence[Pose],
    t: float,
    to_id: str,
    poses: Mapping[str, Pose],
    to_side: str | None = None,
) -> tuple[Pose, ...]:
    """A short way to another pose for somebody who is a share `t` of the way along `stops`.

    It begins where this somebody is, and goes straight where the body can: lying, from one pose
    into any other; between lying and kneeling it rolls over.
    """
    goal = _place(to_id, to_side, poses)
    last = _at(goal, poses)
    here = along_way(stops, t)
    if here.directions == last.directions:
        return (last,)
    ways = [
        _straightened((here, *_found(place, goal, poses)))
        for stop in _leg(stops, t)[:2]
        if (place := _place_of(stop, poses))
    ]
    if not ways:
        return here, last
    return min(ways, key=lambda whole: sum(_effort(p, q) for p, q in pairwise(whole)))


def _straightened(stops: tuple[Pose, ...]) -> tuple[Pose, ...]:
    """The way without the stops that the body need not make."""
    kept = [stops[0]]
    left = stops[1:]
    while left:
        farthest = max(
            (k for k, stop in enumerate(left) if _in_one_roll(kept[-1], stop)), default=0
        )
        if farthest:
            # On a way that no link describes, a shoulder may pass over a hand on the floor.
            kept[-1] = replace(kept[-1], rests=kept[-1].rests - _HANDS)
        kept.append(left[farthest])
        left = left[farthest + 1 :]
    return tuple(kept)


def _in_one_roll(a: Pose, b: Pose) -> bool:
    return all(angle(a.direction(part), b.direction(part)) < _ONE_ROLL for part in _TRUNK)


def _place_of(stop: Pose, poses: Mapping[str, Pose]) -> Place | None:
    """Which of the poses a stop is, if any: after a jump, a way begins somewhere in between."""
    pose = poses.get(stop.id)
    if pose is None:
        return None
    for is_mirrored in (False, True):
        if stop.directions == _at((stop.id, is_mirrored), poses).directions:
            return stop.id, is_mirrored and not _is_even(pose)
    return None


def _found(start: Place, goal: Place, poses: Mapping[str, Pose]) -> tuple[Pose, ...]:
    paths: list[tuple[Place, ...]] = [(start,)]
    seen = {start}
    while paths:
        path = paths.pop(0)
        if path[-1] == goal:
            return tuple(_at(place, poses) for place in path)
        for place in _next_to(path[-1], poses):
            if place not in seen:
                seen.add(place)
                paths.append((*path, place))
    return _at(start, poses), _at(goal, poses)


def _place(pose_id: str, side: str | None, poses: Mapping[str, Pose]) -> Place:
    return (pose_id, side == "right" and not _is_even(poses[pose_id]))


class _Known:
    """A set of poses, which is the same only as itself: to compare what is in it takes longer."""

    def __init__(self, poses: Mapping[str, Pose]) -> None:
        self.poses = poses

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Known) and self.poses is other.poses

    def __hash__(self) -> int:
        return id(self.poses)


@lru_cache(maxsize=4096)
def _linked(known: _Known, here: str) -> tuple[Pose, ...]:
    """The poses that a link joins to one of them, whichever of the two names the other."""
    leads_to = known.poses[here].leads_to
    return tuple(p for p in known.poses.values() if p.id in leads_to or here in p.leads_to)


def _next_to(place: Place, poses: Mapping[str, Pose]) -> Iterator[Place]:
    """The places that a link leads to from here; those on the same side first."""
    here, is_mirrored = place
    linked = _linked(_Known(poses), here)
    for pose in linked:
        yield (pose.id, is_mirrored and not _is_even(pose))
    if _is_even(poses[here]):
        for pose in linked:
            yield (pose.id, not _is_even(pose))


def _at(place: Place, poses: Mapping[str, Pose]) -> Pose:
    pose = poses[place[0]]
    return _mirrored(pose) if place[1] else pose


@lru_cache(maxsize=64)
def _mirrored(pose: Pose) -> Pose:
    return mirrored(pose)


@lru_cache(maxsize=64)
def _is_even(pose: Pose) -> bool:
    """Whether a pose looks the same when mirrored."""
    pairs = zip(pose.directions, mirrored(pose).directions, strict=True)
    return abs(pose.place[1]) < _EVEN and all(length(sub(p, q)) < _EVEN for p, q in pairs)


def along_way(stops: Sequence[Pose], t: float) -> Pose:
    """The pose a share `t` (0 to 1) of the way along the stops, at an even pace."""
    a, b, done = _leg(stops, t)
    return blend(a, b, done)


def _leg(stops: Sequence[Pose], t: float) -> tuple[Pose, Pose, float]:
    """The two stops that one is between, and which share of the way between them one has gone."""
    if t < 1.0:
        efforts = [_effort(a, b) for a, b in pairwise(stops)]
        left = max(0.0, t) * sum(efforts)
        for a, b, effort in zip(stops, stops[1:], efforts, strict=False):
            if left <= effort:
                return a, b, left / effort
            left -= effort
    return stops[-1], stops[-1], 1.0


@lru_cache(maxsize=128)
def _effort(a: Pose, b: Pose) -> float:
    """How far the joint that moves most has to go between two poses, or the camera if that is more.

    So the picture never turns faster than the body moves.
    """
    start, end = settled_joints(a).at, settled_joints(b).at
    swing = math.radians(abs(math.remainder(b.camera.turn - a.camera.turn, 360.0)))
    return max(
        _LEAST_EFFORT, _SWING * swing, *(length(sub(start[name], end[name])) for name in start)
    )
