"""How far the joints of the figure bend, and which joint of a pose is bent too far.

The ranges are those of healthy grown-ups by the American Academy of Orthopaedic Surgeons ("Joint
Motion: Method of Measuring and Recording", 1965; Greene and Heckman, "The Clinical Measurement of
Joint Motion", 1994). Those are told for muscles alone: a joint that weight or a hand bends, such as
a knee that is knelt on or drawn up, gets farther, as the poses show that come with the program. The
figure has no collar bones and shoulder blades, and its pelvis tilts with the lowest bone of its
spine, so hip, shoulder and neck have their share as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from stretchtimer.figure.pose import Pose
from stretchtimer.figure.skeleton import LENGTHS, SIDES, front_of
from stretchtimer.figure.vectors import Vec, across, along, angle, cross, dot, scaled, unit


@dataclass(frozen=True)
class Range:
    """How far a joint goes, in degrees, and by which name of the body people know it."""

    least: float
    most: float
    joint: str


RANGES = {
    "back_forward": Range(-65, 85, "back"),  # AAOS: 25 back, 80 forward
    "back_aside": Range(0, 45, "back"),  # 35
    "back_turned": Range(0, 70, "back"),  # 45, and the shoulder blades' share
    "vertebrae": Range(0, 42, "back"),
    "hips_on_back": Range(0, 25, "back"),
    "neck_forward": Range(-60, 60, "neck"),  # 45 each
    "neck_aside": Range(0, 45, "neck"),  # 45
    "neck_turned": Range(0, 80, "neck"),  # 60
    "nape": Range(0, 45, "neck"),
    "skull": Range(0, 45, "neck"),
    "hip_forward": Range(-35, 148, "hip"),  # 30 back, 120 forward, and the pelvis' share
    "hip_outward": Range(-40, 60, "hip"),  # 30 inward, 45 outward
    "hip_turned": Range(-50, 60, "hip"),  # 45 each
    "knee": Range(0, 160, "knee"),  # 135; 160 where one kneels on it
    "ankle": Range(0, 115, "ankle"),  # 90 is a right angle: 50 down, 20 up
    "elbow": Range(0, 150, "elbow"),  # 150
    "arm_from_back": Range(30, 180, "shoulder"),  # 60 back
    "arm_from_inside": Range(35, 180, "shoulder"),
    "wrist": Range(0, 95, "wrist"),  # 70 to 80, and the weight on it
}
"""By what `bends_of` calls each bend, with the range of the AAOS beside it where it has one."""

HINGED_FROM = 15.0
"""A knee or elbow that is bent by less, in degrees, does not tell which way it bends."""


def joint_bent_too_far(pose: Pose, before: Pose, slack: float = 1.0) -> str | None:
    """The joint that a pose bends farther than it goes, by the names in `RANGES`, if there is one.

    One that was beyond its range `before` may stay so, and come back. `slack` is in degrees.
    """
    were = dict(bends_of(before))
    for place, bend in bends_of(pose):
        allowed = RANGES[place[0]]
        was = were.get(place, allowed.least)
        if not min(allowed.least - slack, was) <= bend <= max(allowed.most + slack, was):
            return allowed.joint
    return None


Place = tuple[str, str]
"""A bend by its name in `RANGES`, and a side or a place along the spine."""


def bends_of(pose: Pose) -> Iterator[tuple[Place, float]]:
    """How far each joint of a pose is bent, in degrees."""
    yield from _back(pose)
    yield from _neck(pose)
    for side in SIDES:
        yield from _leg(pose, side)
        yield from _arm(pose, side)


def _frame(bone: Vec, left: Vec) -> tuple[Vec, Vec, Vec]:
    """The ways to the front, to the left and headwards of a part of the trunk."""
    square = across(left, bone)
    return cross(square, bone), square, bone


def _back(pose: Pose) -> Iterator[tuple[Place, float]]:
    loin, chest, hips = pose.direction("loin"), pose.direction("chest"), pose.direction("hips")
    front, left, up = _frame(loin, hips)
    yield ("back_forward", ""), _turn(dot(chest, up), dot(chest, front))
    yield ("back_aside", ""), abs(_slant(chest, left))
    yield ("back_turned", ""), abs(_round(up, left, across(pose.direction("shoulders"), up)))
    yield ("hips_on_back", ""), abs(_slant(hips, loin))
    for lower, upper in (("loin", "waist"), ("waist", "ribs"), ("ribs", "chest")):
        yield ("vertebrae", lower), angle(pose.direction(lower), pose.direction(upper))


def _neck(pose: Pose) -> Iterator[tuple[Place, float]]:
    chest, neck, head = (pose.direction(name) for name in ("chest", "neck", "head"))
    shoulders, face = pose.direction("shoulders"), pose.direction("face")
    front, left, up = _frame(chest, shoulders)
    yield ("neck_forward", ""), _turn(dot(head, up), dot(head, front))
    yield ("neck_aside", ""), abs(_slant(head, left))
    ahead = front_of(head, shoulders)
    yield ("neck_turned", ""), abs(_round(head, ahead, across(face, head)))
    yield ("nape", ""), angle(chest, neck)
    yield ("skull", ""), angle(neck, head)


def _leg(pose: Pose, side: str) -> Iterator[tuple[Place, float]]:
    thigh, shin, foot = (pose.direction(f"{bone}_{side}") for bone in ("thigh", "shin", "foot"))
    hips = pose.direction("hips")
    front, left, up = _frame(pose.direction("loin"), hips)
    outward = 1.0 if side == "left" else -1.0
    yield ("hip_forward", side), _turn(-dot(thigh, up), dot(thigh, front))
    yield ("hip_outward", side), _slant(thigh, left) * outward
    bent = angle(thigh, shin)
    yield ("knee", side), bent
    if bent > HINGED_FROM:
        way = unit(along(scaled(thigh, LENGTHS["thigh"]), shin, LENGTHS["shin"]))
        ahead = front_of(scaled(way, -1.0), hips)
        yield ("hip_turned", side), _round(way, ahead, across(thigh, way)) * outward
    yield ("ankle", side), angle(shin, foot)


def _arm(pose: Pose, side: str) -> Iterator[tuple[Place, float]]:
    upper, lower, hand = (
        pose.direction(f"{bone}_{side}") for bone in ("upper_arm", "forearm", "hand")
    )
    front, left, _ = _frame(pose.direction("chest"), pose.direction("shoulders"))
    inward = scaled(left, -1.0 if side == "left" else 1.0)
    yield ("elbow", side), angle(upper, lower)
    yield ("arm_from_back", side), angle(upper, scaled(front, -1.0))
    yield ("arm_from_inside", side), angle(upper, inward)
    yield ("wrist", side), angle(lower, hand)


def _turn(ahead: float, aside: float) -> float:
    return math.degrees(math.atan2(aside, ahead))


def _slant(bone: Vec, square_to: Vec) -> float:
    return 90.0 - angle(bone, square_to)


def _round(axis: Vec, start: Vec, end: Vec) -> float:
    """The turn round `axis` from one direction square to it to another, in degrees."""
    return _turn(dot(start, end), dot(cross(start, end), axis))
