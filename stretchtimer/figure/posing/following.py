"""What follows from where the joints of a pose have got to: its bones, and what goes with them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace

from stretchtimer.figure.pose import Pose
from stretchtimer.figure.posing.joint_ranges import RANGES
from stretchtimer.figure.posing.linked_body import CHAIN, CHAIN_BONES, LIMBS
from stretchtimer.figure.skeleton import INDEX, SIDES, front_of, sole_of
from stretchtimer.figure.vectors import (
    Vec,
    across,
    add,
    along,
    angle,
    cross,
    dot,
    scaled,
    sub,
    unit,
)

_LEVEL = {"hand": (0.024, 0.055), "foot": (0.048, 0.090)}
"""The height of a wrist or ankle at which a hand or foot is level, and from which it may slant."""
FACES_FLOOR = -0.5
"""How far down a palm or sole faces that can lie on the floor, -1 being straight down."""
_HAND = ("hand", "palm")


def with_bones(pose: Pose, after: Mapping[str, Vec]) -> Pose:
    """The pose whose joints are about at those places; what is no bone between them stays."""
    directions = list(pose.directions)

    def point(bone: str, start: str, end: str) -> None:
        directions[INDEX[bone]] = unit(sub(after[end], after[start]))

    point("hips", "hip_right", "hip_left")
    point("shoulders", "shoulder_right", "shoulder_left")
    for k, bone in enumerate(CHAIN_BONES):
        point(bone, CHAIN[k], CHAIN[k + 1])
    for side in SIDES:
        for root, middle, end, upper, lower in LIMBS.values():
            point(f"{upper}_{side}", f"{root}_{side}", f"{middle}_{side}")
            point(f"{lower}_{side}", f"{middle}_{side}", f"{end}_{side}")
    return replace(pose, directions=tuple(directions))


def knee_ahead(pose: Pose, side: str, way: Vec) -> Vec:
    """About where a thigh points, so that its knee bends to the front, within its range."""
    thigh, straight = pose.direction(f"thigh_{side}"), unit(way)
    ahead = front_of(scaled(straight, -1.0), pose.direction("hips"))
    beside = cross(straight, ahead)
    out = across(thigh, straight)
    turn = math.degrees(math.atan2(dot(out, beside), dot(out, ahead)))
    if angle(thigh, straight) < 3.0:
        # A straight leg does not tell which way its knee bends.
        turn = 0.0
    outward = 1.0 if side == "left" else -1.0
    allowed = RANGES["hip_turned"]
    kept = math.radians(outward * max(allowed.least, min(allowed.most, turn * outward)))
    return unit(add(straight, along(scaled(ahead, math.cos(kept)), beside, math.sin(kept))))


def followed(
    before: Pose, after: Pose, kept: Collection[str], heights: Mapping[str, float]
) -> Pose:
    """The pose `after` with its face, hands and feet turned as the bones they are on were turned.

    Hands and feet that are `kept` point where they did. Others that face the floor lie down on it,
    where the `heights` of their wrists and ankles, in statures, are low.
    """
    directions = list(after.directions)

    def turned_along(part: str, bone: str) -> Vec:
        left = "shoulders" if part == "face" else "hips"
        old, new = ((pose.direction(bone), pose.direction(left)) for pose in (before, after))
        way = before.direction(part)
        limb = part.partition("_")[0]
        return _swung(way, old[0], new[0]) if limb in _HAND else _carried(way, *old, *new)

    directions[INDEX["face"]] = turned_along("face", "head")
    for side in SIDES:
        for limb, bone in (("hand", "forearm"), ("foot", "shin")):
            name = f"{limb}_{side}"
            if name in kept:
                continue
            parts = [f"{part}_{side}" for part in (_HAND if limb == "hand" else ("foot",))]
            ways = [turned_along(part, f"{bone}_{side}") for part in parts]
            sole = ways[1] if limb == "hand" else sole_of(ways[0], after.direction("hips"))
            if sole[2] < FACES_FLOOR:
                x, y, z = ways[0]
                ways[0] = unit((x, y, z * _up_from_floor(limb, heights[name])))
            for part, way in zip(parts, ways, strict=True):
                directions[INDEX[part]] = unit(way)
    return replace(after, directions=tuple(directions))


def _up_from_floor(limb: str, height: float) -> float:
    """How much of its slant a hand or foot keeps, 0 to 1."""
    low, high = _LEVEL[limb]
    return max(0.0, min(1.0, (height - low) / (high - low)))


def _swung(way: Vec, old: Vec, new: Vec) -> Vec:
    """A direction after the shortest turn that takes one unit vector to another."""
    axis, cosine = cross(old, new), dot(old, new)
    if cosine < -0.999:
        return scaled(way, -1.0)
    turned = along(scaled(way, cosine), cross(axis, way), 1.0)
    return along(turned, axis, dot(axis, way) / (1.0 + cosine))


def _carried(way: Vec, old: Vec, old_left: Vec, new: Vec, new_left: Vec) -> Vec:
    """A direction after the turn that takes a bone to another, and what is left of it too."""
    square, new_square = across(old_left, old), across(new_left, new)
    front, new_front = cross(square, old), cross(new_square, new)
    turned = along(scaled(new, dot(way, old)), new_square, dot(way, square))
    return along(turned, new_front, dot(way, front))
