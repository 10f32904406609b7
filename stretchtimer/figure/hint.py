"""What tells of a movement where nothing moves: a ghost of where it begins, and an arrow.

The arrow follows a joint that goes far in the picture, beside its path and clear of the body where
there is room, and ends where the figure that is shown has that joint.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from stretchtimer.figure.body import Body, Ellipsoid, set_down
from stretchtimer.figure.outline import Circle, Point, View, view_of
from stretchtimer.figure.pose import Frame, Pose
from stretchtimer.figure.pose_graph import along_way
from stretchtimer.figure.skeleton import SIDES, Joints
from stretchtimer.figure.vectors import Vec

SHORTEST = 0.08
"""A joint that goes less far than this, in statures, needs no arrow."""

WIDTH = 0.016
HEAD_LENGTH = 0.062
HEAD_WIDTH = 0.060

_SAMPLES = 24
_POINTS = 20
_GAP = 0.012
_FARTHEST_ASIDE = 0.24
_STEP_ASIDE = 0.02
_WORTH_SHOWING = 0.5
"""Of the joints that go at least this share of the farthest, the one with most room is shown."""
_LEAST_LENGTH = 0.7
"""The share of its length that a path must keep when it is moved aside."""
_LEAST_CLEAR = 0.55
"""Where less of the path than this can be kept clear of the body, the arrow runs over it."""


@dataclass(frozen=True)
class Arrow:
    """An arrow in the picture; lengths are statures."""

    shaft: list[Point]
    """The middle line, from the tail to where the head begins."""
    head: list[Point]
    """A filled triangle; its tip comes last."""
    width: float


@dataclass(frozen=True)
class Hint:
    """How the figure that is shown came into its pose."""

    ghost: Pose
    """Where the movement begins, for the camera and in the frame of the figure that is shown."""
    arrows: tuple[Arrow, ...]


def hint_of(stops: Sequence[Pose]) -> Hint | None:
    """The hint for a way; its last stop is the figure that is shown. None if it leads nowhere."""
    first, shown = stops[0], stops[-1]
    if first.directions == shown.directions and first.place == shown.place:
        return None
    ghost = replace(first, camera=shown.camera, frame=shown.frame, feels=frozenset())
    view = view_of(shown.camera)
    paths = _paths(stops, view)
    farthest = max(_reach(path) for path in paths)
    if farthest < SHORTEST:
        return Hint(ghost, ())
    spots = _spots(set_down(shown), view)
    choices = [
        _beside(path, spots, shown.frame)
        for path in paths
        if _reach(path) > _WORTH_SHOWING * farthest
    ]
    return Hint(ghost, (_arrow(max(choices)[1]),))


def _reach(path: Sequence[Point]) -> float:
    """How far apart a path's ends are."""
    return math.dist(path[0], path[-1])


def _paths(stops: Sequence[Pose], view: View) -> list[list[Point]]:
    """The paths in the picture of all joints that an arrow may follow."""
    steps = [_tracked(set_down(along_way(stops, k / _SAMPLES)).joints) for k in range(_SAMPLES + 1)]
    return [[view.point(p) for p in path] for path in zip(*steps, strict=True)]


def _tracked(joints: Joints) -> list[Vec]:
    """The points of the body that an arrow may follow."""
    names = ("knee", "toes", "fingers", "hip")
    return [joints.head, *(joints.at[f"{name}_{side}"] for name in names for side in SIDES)]


def _spots(body: Body, view: View) -> list[Circle]:
    """Where in the picture an arrow would touch the body: places, and how far round, squared."""

    def spot(solid: Ellipsoid) -> Circle:
        x, y, xx, _, yy = view.blot(solid)
        return (x, y, math.sqrt(max(xx, yy)))

    spots = [spot(solid) for solid in (*body.trunk, body.hair)]
    for side in SIDES:
        spots += [view.ball(ball) for ball in (*body.legs[side], *body.sleeves[side])]
        spots += [view.ball(ball) for ball in body.arms[side]]
        spots += [spot(solid) for solid in (*body.feet[side], *body.hands[side])]
    return [(x, y, (radius + _GAP + WIDTH / 2) ** 2) for x, y, radius in spots]


def _beside(path: list[Point], spots: Sequence[Circle], frame: Frame) -> tuple[float, list[Point]]:
    """The path moved aside by as little as keeps it clear of the body, and how good that is."""
    middle = _evenly(_smoothed(path), _POINTS)
    best, best_worth = middle, -math.inf
    for step in range(round(_FARTHEST_ASIDE / _STEP_ASIDE) + 1):
        # Rather a little less clear than far away from the joint.
        worth_if_clear = 1.5 - 2.5 * step * _STEP_ASIDE + 0.4 * _reach(path)
        if best_worth >= worth_if_clear:
            break
        for sign in (1.0, -1.0) if step else (1.0,):
            aside = _smoothed(_moved(middle, sign * step * _STEP_ASIDE))
            if _length(aside) < _LEAST_LENGTH * _length(middle):
                continue  # moved so far into its own bend that it curls up
            run = _longest_run([_is_clear(p, spots, frame) for p in aside])
            clear = len(run) / len(aside)
            worth = worth_if_clear - 1.5 * (1.0 - clear)
            if worth > best_worth:
                best_worth = worth
                best = [aside[k] for k in run] if clear >= _LEAST_CLEAR else aside
    return best_worth, best


def _is_clear(p: Point, spots: Sequence[Circle], frame: Frame) -> bool:
    left, top, right, bottom = frame
    rim = HEAD_WIDTH / 2
    if not (left + rim < p[0] < right - rim and top + rim < p[1] < bottom - rim):
        return False
    x, y = p
    return all((x - at_x) ** 2 + (y - at_y) ** 2 > square for at_x, at_y, square in spots)


def _longest_run(clear: Sequence[bool]) -> range:
    """The longest unbroken stretch of what is clear."""
    best, begins = range(0), 0
    for k, is_clear in enumerate((*clear, False)):
        if not is_clear:
            best = max(best, range(begins, k), key=len)
            begins = k + 1
    return best


def _smoothed(path: list[Point]) -> list[Point]:
    """The path without kinks, its ends kept."""
    for _ in range(10):
        inner = [
            (0.25 * (a[0] + 2 * b[0] + c[0]), 0.25 * (a[1] + 2 * b[1] + c[1]))
            for a, b, c in zip(path, path[1:], path[2:], strict=False)
        ]
        path = [path[0], *inner, path[-1]]
    return path


def _length(path: Sequence[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(path))


def _evenly(path: Sequence[Point], count: int) -> list[Point]:
    """So many points at equal distances along a line."""
    places = [0.0]
    for a, b in pairwise(path):
        places.append(places[-1] + math.dist(a, b))
    points: list[Point] = []
    piece = 0
    for k in range(count):
        place = places[-1] * k / (count - 1)
        while piece < len(path) - 2 and places[piece + 1] < place:
            piece += 1
        span = places[piece + 1] - places[piece] or 1.0
        t = (place - places[piece]) / span
        a, b = path[piece], path[piece + 1]
        points.append((a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t))
    return points


def _moved(path: Sequence[Point], aside: float) -> list[Point]:
    """The line moved to its own side everywhere by the same distance."""
    moved: list[Point] = []
    for k, (x, y) in enumerate(path):
        a, b = path[max(0, k - 1)], path[min(len(path) - 1, k + 1)]
        size = math.dist(a, b) or 1.0
        moved.append((x - aside * (b[1] - a[1]) / size, y + aside * (b[0] - a[0]) / size))
    return moved


def _arrow(path: Sequence[Point]) -> Arrow:
    points = _evenly(path, _POINTS)
    tip = points[-1]
    shaft = [p for p in points if math.dist(p, tip) > HEAD_LENGTH] or points[:1]
    neck = shaft[-1]
    size = math.dist(neck, tip) or 1.0
    ahead = ((tip[0] - neck[0]) / size, (tip[1] - neck[1]) / size)
    base = (tip[0] - ahead[0] * HEAD_LENGTH, tip[1] - ahead[1] * HEAD_LENGTH)
    half = HEAD_WIDTH / 2
    corners = [
        (base[0] - sign * half * ahead[1], base[1] + sign * half * ahead[0]) for sign in (1.0, -1.0)
    ]
    return Arrow([*shaft, base], [*corners, tip], WIDTH)
