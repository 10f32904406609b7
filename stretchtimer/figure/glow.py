"""Where a stretch should be felt: soft rings of light that lie on the body's round surface."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from stretchtimer.figure.body import Body
from stretchtimer.figure.outline import Point, View
from stretchtimer.figure.pose import Pose, other_side
from stretchtimer.figure.proportions import KNEE
from stretchtimer.figure.skeleton import SIDES, front_of
from stretchtimer.figure.vectors import (
    Vec,
    across,
    add,
    along,
    between,
    cross,
    length,
    scaled,
    sub,
    unit,
)


@dataclass(frozen=True)
class Glow:
    """A spot and a ring: the middle of the ring's ellipse, its long half-axis, half its width, and
    how strong they are (0 to 1).
    """

    middle: Point
    long_axis: Point
    wide: float
    strength: float
    rise: Point = (0.0, 0.0)
    """How far from the middle of the ring its spot is seen: on what is round it lies higher."""


@dataclass(frozen=True)
class _Patch:
    """A piece of the body's surface: the drawn parts it lies on and where it is round."""

    parts: tuple[str, ...]
    inside: Vec
    """The middle of the flesh below it."""
    out: Vec
    """Which way it faces, if that is in sight."""
    half: Vec
    """From its middle to one of its ends."""
    wide: float
    """Half its width, measured round the flesh."""
    radius: float
    """How thick the flesh is."""


_STILL_AWAY = 0.385
"""The share of how far a place is turned away from the viewer by which its mark is too."""

_FARTHEST_RISE = 0.75
"""How far from the middle of its ring a spot may be, as a share of the way to the rim."""

_BACK = {"lower_back": (3, 6), "whole_back": (2, 9), "shoulders": (8, 10)}
"""Which stretch of the trunk's pieces each region of the back covers."""

_BELLY = (2, 6)
"""Which of them the belly covers."""

_SIDED = ("buttock", "hamstring", "thigh", "flank", "calf", "waist_and_hip")
REGIONS = (
    *_BACK,
    "belly",
    "back_and_seat",
    *(f"{name}_{side}" for name in _SIDED for side in SIDES),
)


def glows_of(pose: Pose, body: Body, view: View) -> dict[str, tuple[Glow, ...]]:
    """The glows of each drawn part, by its name in the scene."""
    found: dict[str, tuple[Glow, ...]] = {}
    if pose.feeling <= 0.0:
        return found
    for patch in _patches(pose, body, view):
        glow = _seen(patch, view, pose.feeling)
        for part in patch.parts:
            found[part] = (*found.get(part, ()), glow)
    return found


def _seen(patch: _Patch, view: View, strength: float) -> Glow:
    out = _in_sight(patch.out, view)
    round_by = patch.wide / patch.radius
    # Seen from the spot, the rim of what is round lies lower.
    lower = patch.radius * (1.0 - math.cos(round_by))
    spot = view.point(along(patch.inside, out, patch.radius))
    middle = view.point(along(patch.inside, out, patch.radius - lower))
    way = across(patch.half, out)
    ends = view.point(scaled(way, length(patch.half)))
    sides = view.point(scaled(cross(out, way), patch.radius * math.sin(round_by)))
    long_axis, wide = _half_axes(ends, sides)
    rise = _within((spot[0] - middle[0], spot[1] - middle[1]), long_axis, wide)
    return Glow(middle, long_axis, wide, strength, rise)


def _within(rise: Point, long_axis: Point, wide: float) -> Point:
    """`rise`, made shorter where it would leave the ring: on what is turned far away it may."""
    (x, y), (along_x, along_y) = rise, long_axis
    long = math.hypot(along_x, along_y)
    lengthways, crossways = (x * along_x + y * along_y) / long, (y * along_x - x * along_y) / long
    share = math.hypot(lengthways / long, crossways / wide) if wide > 0.0 else 0.0
    less = min(1.0, _FARTHEST_RISE / share) if share > 0.0 else 1.0
    return (x * less, y * less)


def _in_sight(out: Vec, view: View) -> Vec:
    """`out`, turned so far to the viewer that what is marked there can be seen."""
    near = 1.0 - (1.0 - view.nearness(out)) * _STILL_AWAY
    sideways = across(out, view.toward)
    return along(scaled(view.toward, near), sideways, math.sqrt(max(0.0, 1.0 - near * near)))


def _half_axes(one: Point, other: Point) -> tuple[Point, float]:
    """The long half-axis of the ellipse that has two half-diameters, and its short one's length."""
    xx = one[0] ** 2 + other[0] ** 2
    xy = one[0] * one[1] + other[0] * other[1]
    yy = one[1] ** 2 + other[1] ** 2
    turn = 0.5 * math.atan2(2 * xy, xx - yy)
    middle, apart = 0.5 * (xx + yy), math.hypot(0.5 * (xx - yy), xy)
    long = math.sqrt(middle + apart)
    wide = math.sqrt(max(0.0, middle - apart))
    return (long * math.cos(turn), long * math.sin(turn)), wide


def _patches(pose: Pose, body: Body, view: View) -> Iterator[_Patch]:
    for region in sorted(pose.feels):
        if region in _BACK:
            yield _on_trunk(body, *_BACK[region], -1.0)
        elif region == "belly":
            yield _on_trunk(body, *_BELLY, 1.0)
        elif region == "back_and_seat":
            yield _on_seat(pose, body, view)
        elif other_side(region) not in pose.feels or not _is_behind(region, body, view):
            yield _on_side(pose, body, *region.rsplit("_", 1))


def _is_behind(region: str, body: Body, view: View) -> bool:
    """Whether the same region on the other side is nearer, so that this one would shine through."""
    return region.rsplit("_", 1)[1] != _nearer_side(body, view)


def _nearer_side(body: Body, view: View) -> str:
    return max(SIDES, key=lambda side: view.nearness(body.legs[side][0][0]))


def _on_trunk(body: Body, first: int, last: int, forward: float) -> _Patch:
    """On its front, where ``forward`` is 1, or on its back, where it is -1."""
    level = body.trunk[(first + last) // 2]
    reach = sub(body.trunk[last][0], body.trunk[first][0])
    half = along(scaled(reach, 0.5), unit(reach), 0.035)
    return _Patch(("trunk", "seat"), level[0], unit(scaled(level[2], forward)), half, 0.064, 0.080)


def _on_seat(pose: Pose, body: Body, view: View) -> _Patch:
    """From the small of the back round to the nearer buttock: one region, in one piece."""
    side = _nearer_side(body, view)
    _, back = _bone_and_back(pose, "thigh", side)
    inside = between(body.trunk[2][0], body.legs[side][0][0], 0.6)
    out = unit(sub(add(back, _outward(body, 1, side)), unit(body.trunk[1][2])))
    half = scaled(unit(body.trunk[1][3]), 0.115)
    return _Patch(("trunk", "seat", f"leg_{side}"), inside, out, half, 0.098, 0.085)


def _outward(body: Body, level: int, side: str) -> Vec:
    return unit(scaled(body.trunk[level][1], 1.0 if side == "left" else -1.0))


def _bone_and_back(pose: Pose, name: str, side: str) -> tuple[Vec, Vec]:
    """Which way a thigh or shin runs, and which way its back faces."""
    bone = pose.direction(f"{name}_{side}")
    return bone, scaled(front_of(scaled(bone, -1.0), pose.direction("hips")), -1.0)


def _on_side(pose: Pose, body: Body, name: str, side: str) -> _Patch:
    leg, part = body.legs[side], f"leg_{side}"
    if name == "flank":
        half = scaled(sub(body.trunk[8][0], body.trunk[1][0]), 0.5)
        return _Patch(
            ("trunk", "seat"), body.trunk[4][0], _outward(body, 4, side), half, 0.065, 0.080
        )
    if name == "waist_and_hip":
        half = scaled(sub(body.trunk[6][0], leg[0][0]), 0.5)
        inside = between(leg[0][0], body.trunk[6][0], 0.5)
        return _Patch(("trunk", "seat", part), inside, _outward(body, 2, side), half, 0.092, 0.085)
    if name == "calf":
        bone, back = _bone_and_back(pose, "shin", side)
        inside = between(leg[KNEE][0], leg[-1][0], 0.4)
        return _Patch((part,), inside, back, scaled(bone, 0.10), 0.050, 0.042)
    bone, back = _bone_and_back(pose, "thigh", side)
    if name == "hamstring":
        # It ends below the hands that hold the thigh.
        return _Patch(
            (part,), along(leg[0][0], bone, 0.056), back, scaled(bone, 0.074), 0.072, 0.060
        )
    if name == "thigh":
        middle = between(leg[0][0], leg[KNEE][0], 0.5)
        return _Patch((part,), middle, scaled(back, -1.0), scaled(bone, 0.11), 0.06, 0.060)
    return _Patch(
        (part, "seat"), along(leg[0][0], bone, 0.015), back, scaled(bone, 0.115), 0.08, 0.06
    )
