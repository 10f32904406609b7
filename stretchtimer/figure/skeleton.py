"""The bones of the figure: their names, their fixed lengths and the joints they lead to.

All lengths are fractions of the person's stature. Space is measured from the middle of the mat:
x along the mat (the head of a lying person is at +x), y away from the viewer, z up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from stretchtimer.figure.vectors import ORIGIN, Vec, across, along, cross

SIDES = ("left", "right")
SPINE = ("loin", "waist", "ribs", "chest")
AXES = ("hips", "shoulders", "face")
"""Directions that are no bones: from right hip to left, right shoulder to left, and the look."""

LIMBS = ("upper_arm", "forearm", "hand", "palm", "thigh", "shin", "foot")
"""Directions that exist on both sides; `palm` is the way the palm faces and has no length."""

NAMES: tuple[str, ...] = (
    *AXES,
    *SPINE,
    "neck",
    "head",
    *(f"{limb}_{side}" for limb in LIMBS for side in SIDES),
)
INDEX = {name: place for place, name in enumerate(NAMES)}

LENGTHS = {
    "loin": 0.070,
    "waist": 0.075,
    "ribs": 0.080,
    "chest": 0.085,
    "neck": 0.052,
    "head": 0.058,
    "upper_arm": 0.165,
    "forearm": 0.145,
    "hand": 0.095,
    "thigh": 0.238,
    "shin": 0.236,
    "foot": 0.118,
}
HALF_HIPS = 0.043
HALF_SHOULDERS = 0.106
SHOULDER_DROP = 0.030
"""The shoulder joints lie this far below the upper end of the chest."""


@dataclass(frozen=True)
class Joints:
    """Where every joint is, and the spine's nodes from pelvis to the base of the neck."""

    spine: tuple[Vec, ...]
    skull: Vec
    head: Vec
    at: Mapping[str, Vec]

    def moved(self, by: Vec) -> Joints:
        def shift(p: Vec) -> Vec:
            return (p[0] + by[0], p[1] + by[1], p[2] + by[2])

        return Joints(
            tuple(shift(p) for p in self.spine),
            shift(self.skull),
            shift(self.head),
            {name: shift(p) for name, p in self.at.items()},
        )


def joints_of(directions: tuple[Vec, ...], pelvis: Vec = ORIGIN) -> Joints:
    """Sum the bones up from the pelvis; `directions` are in the order of `NAMES`."""

    def direction(name: str) -> Vec:
        return directions[INDEX[name]]

    spine = [pelvis]
    for name in SPINE:
        spine.append(along(spine[-1], direction(name), LENGTHS[name]))
    skull = along(spine[-1], direction("neck"), LENGTHS["neck"])
    head = along(skull, direction("head"), LENGTHS["head"])
    chest = direction("chest")
    girdle = along(spine[-1], chest, -SHOULDER_DROP)
    shoulders = across(direction("shoulders"), chest)
    at: dict[str, Vec] = {}
    for side, sign in (("left", 1.0), ("right", -1.0)):
        hip = along(pelvis, direction("hips"), sign * HALF_HIPS)
        shoulder = along(girdle, shoulders, sign * HALF_SHOULDERS)
        elbow = along(shoulder, direction(f"upper_arm_{side}"), LENGTHS["upper_arm"])
        wrist = along(elbow, direction(f"forearm_{side}"), LENGTHS["forearm"])
        knee = along(hip, direction(f"thigh_{side}"), LENGTHS["thigh"])
        ankle = along(knee, direction(f"shin_{side}"), LENGTHS["shin"])
        at[f"hip_{side}"], at[f"knee_{side}"], at[f"ankle_{side}"] = hip, knee, ankle
        at[f"shoulder_{side}"], at[f"elbow_{side}"], at[f"wrist_{side}"] = shoulder, elbow, wrist
        at[f"fingers_{side}"] = along(wrist, direction(f"hand_{side}"), LENGTHS["hand"])
        at[f"toes_{side}"] = along(ankle, direction(f"foot_{side}"), LENGTHS["foot"])
    return Joints(tuple(spine), skull, head, at)


def front_of(bone: Vec, left: Vec) -> Vec:
    """The way the front of a part of the body faces; `bone` points headwards, `left` sideways."""
    return cross(across(left, bone), bone)


def thumb_side(side: str, hand: Vec, palm: Vec) -> Vec:
    """The way from the middle of the hand to its thumb."""
    flat = across(palm, hand)
    return cross(flat, hand) if side == "left" else cross(hand, flat)


def sole_of(foot: Vec, left: Vec) -> Vec:
    """The way the sole of a foot faces; `left` is the axis of its knee, pointing to the left."""
    return cross(across(left, foot), foot)
