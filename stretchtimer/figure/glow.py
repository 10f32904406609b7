"""Where a stretch should be felt: soft rings of light on the parts of the body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stretchtimer.figure.body import Body, Ellipsoid
from stretchtimer.figure.outline import Point, View
from stretchtimer.figure.pose import Pose, other_side
from stretchtimer.figure.proportions import KNEE
from stretchtimer.figure.skeleton import SIDES, front_of
from stretchtimer.figure.vectors import Vec, along, between, scaled, sub, unit


@dataclass(frozen=True)
class Glow:
    """A spot and a ring: the middle of their ellipse, its long half-axis, half its width, and how
    strong they are (0 to 1).
    """

    middle: Point
    long_axis: Point
    wide: float
    strength: float


Streak = tuple[tuple[str, ...], Vec, Vec, float]
"""The drawn parts that a glow falls on, both its ends in space, and half its width."""

_BACK = {"lower_back": (1, 6), "whole_back": (2, 9), "shoulders": (8, 10)}
"""Which stretch of the trunk's pieces each region of the back covers."""

_SIDED = ("buttock", "hamstring", "flank", "calf", "waist_and_hip")
REGIONS = (*_BACK, "back_and_seat", *(f"{name}_{side}" for name in _SIDED for side in SIDES))


def glows_of(pose: Pose, body: Body, view: View) -> dict[str, tuple[Glow, ...]]:
    """The glows of each drawn part, by its name in the scene."""
    found: dict[str, tuple[Glow, ...]] = {}
    if pose.feeling <= 0.0:
        return found
    for parts, start, end, wide in _streaks(pose, body, view):
        middle, tip = view.point(between(start, end, 0.5)), view.point(end)
        axis = (tip[0] - middle[0], tip[1] - middle[1])
        for part in parts:
            glow = Glow(middle, axis, wide, pose.feeling)
            found[part] = (*found.get(part, ()), glow)
    return found


def _streaks(pose: Pose, body: Body, view: View) -> Iterator[Streak]:
    for region in sorted(pose.feels):
        if region in _BACK:
            yield _on_back(body, view, *_BACK[region])
        elif region == "back_and_seat":
            yield _on_seat(pose, body, view)
        elif other_side(region) not in pose.feels or not _is_behind(region, body, view):
            yield _on_side(pose, body, *region.rsplit("_", 1))


def _is_behind(region: str, body: Body, view: View) -> bool:
    """Whether the same region on the other side is nearer, so that this one would shine through."""
    return region.rsplit("_", 1)[1] != _nearer_side(body, view)


def _nearer_side(body: Body, view: View) -> str:
    return max(SIDES, key=lambda side: view.nearness(body.legs[side][0][0]))


def _on_back(body: Body, view: View, first: int, last: int) -> Streak:
    start, end = (_back_in_sight(body.trunk[k], view) for k in (first, last))
    reach = unit(sub(end, start))
    return ("trunk", "seat"), along(start, reach, -0.04), along(end, reach, 0.04), 0.065


def _back_in_sight(level: Ellipsoid, view: View) -> Vec:
    """A point of the back, or where that is turned away, of the flank next to it."""
    centre, left, front, _ = level
    turned_away = view.nearness(unit(front))
    share = max(0.0, min(1.0, (turned_away + 0.65) / 1.15))
    flank = 0.65 * share * view.nearness(unit(left))
    return along(along(centre, front, -0.85 * (1.0 - 0.35 * share)), left, flank)


def _on_seat(pose: Pose, body: Body, view: View) -> Streak:
    """From the small of the back round to the nearer buttock: one region, in one piece."""
    side = _nearer_side(body, view)
    bone, back = _bone_and_back(pose, "thigh", side)
    start = along(along(body.legs[side][0][0], back, 0.05), bone, 0.06)
    end = _back_in_sight(body.trunk[3], view)
    return ("trunk", "seat", f"leg_{side}"), start, end, 0.085


def _bone_and_back(pose: Pose, name: str, side: str) -> tuple[Vec, Vec]:
    """Which way a thigh or shin runs, and which way its back faces."""
    bone = pose.direction(f"{name}_{side}")
    return bone, scaled(front_of(scaled(bone, -1.0), pose.direction("hips")), -1.0)


def _on_side(pose: Pose, body: Body, name: str, side: str) -> Streak:
    if name == "flank":
        outward = 0.6 if side == "left" else -0.6
        low, high = body.trunk[1], body.trunk[8]
        start, end = along(low[0], low[1], outward), along(high[0], high[1], outward)
        return ("trunk", "seat"), start, end, 0.065
    leg, part = body.legs[side], f"leg_{side}"
    bone, back = _bone_and_back(pose, "thigh", side)
    if name == "waist_and_hip":
        out = 1.0 if side == "left" else -1.0
        hip = along(along(leg[0][0], back, 0.02), bone, 0.06)
        start = along(hip, body.trunk[0][1], 0.45 * out)
        end = along(body.trunk[7][0], body.trunk[7][1], 0.6 * out)
        return ("trunk", "seat", part), start, end, 0.075
    if name == "hamstring":
        # Its middle is below the hands that hold the thigh.
        start, end = along(leg[0][0], bone, -0.05), between(leg[0][0], leg[KNEE][0], 0.75)
        return (part,), along(start, back, 0.055), along(end, back, 0.04), 0.065
    if name == "calf":
        start, end = leg[KNEE][0], leg[-1][0]
        back = _bone_and_back(pose, "shin", side)[1]
        return (part,), along(start, back, 0.03), along(end, back, 0.03), 0.045
    middle = along(leg[0][0], back, 0.055)
    return (part, "seat"), along(middle, bone, -0.10), along(middle, bone, 0.13), 0.095
