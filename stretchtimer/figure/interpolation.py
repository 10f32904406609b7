"""Between two poses: blending on the sphere, keeping hands and feet planted."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import lru_cache

from stretchtimer.figure.body import anchor_point, set_down
from stretchtimer.figure.cushions import blended_cushions
from stretchtimer.figure.inverse_kinematics import LOWEST_JOINT, bend
from stretchtimer.figure.pose import Camera, Frame, Pose
from stretchtimer.figure.skeleton import INDEX, LENGTHS, SIDES, Joints
from stretchtimer.figure.vectors import Vec, between, length, sub, turned

_PLANTED = (("hand", "arm", "wrist", "shoulder", "upper_arm", "forearm"),
            ("foot", "leg", "ankle", "hip", "thigh", "shin"))  # fmt: skip

_FEET = frozenset({"foot_left", "foot_right"})

_LONGEST_SLIDE = 0.16
"""Hands and feet slide straight no farther than this; a longer way they swing round in a bow."""


@lru_cache(maxsize=128)
def settled_joints(pose: Pose) -> Joints:
    """The joints of a pose as it lies on the mat."""
    return set_down(pose).joints


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def blend(a: Pose, b: Pose, t: float) -> Pose:
    """The pose a share `t` (0 to 1) of the way from `a` to `b`.

    Hands and feet that rest on the floor in both stay on it.
    """
    if t <= 0.0:
        return a
    if t >= 1.0:
        return b
    start, end = settled_joints(a), settled_joints(b)
    from_place, to_place = anchor_point(start, b.anchor), anchor_point(end, b.anchor)
    frame: Frame = (
        _mix(a.frame[0], b.frame[0], t),
        _mix(a.frame[1], b.frame[1], t),
        _mix(a.frame[2], b.frame[2], t),
        _mix(a.frame[3], b.frame[3], t),
    )
    feels, feeling = _feeling(a, b, t)
    pose = Pose(
        id=a.id if t < 0.5 else b.id,
        directions=tuple(
            p if p == q else turned(p, q, t)
            for p, q in zip(a.directions, b.directions, strict=True)
        ),
        anchor=b.anchor,
        place=(_mix(from_place[0], to_place[0], t), _mix(from_place[1], to_place[1], t)),
        camera=_swung(a.camera, b.camera, t),
        frame=frame,
        rests=a.rests & b.rests,
        feels=feels,
        leads_to=(),
        cushions=blended_cushions(a.cushions, b.cushions, t) if a.cushions or b.cushions else (),
        breath=_mix(a.breath, b.breath, t),
        sits=_mix(a.sits, b.sits, t),
        # Nobody is shown changing from the floor to a bed: it is there half-way.
        ground=a.ground if t < 0.5 else b.ground,
        feeling=feeling,
    )
    return _planted(pose, start, end, t)


def _swung(a: Camera, b: Camera, t: float) -> Camera:
    """The camera on its shorter way round from one place to another."""
    turn = a.turn + math.remainder(b.turn - a.turn, 360.0) * t
    return Camera(math.remainder(turn, 360.0), _mix(a.height, b.height, t))


def _feeling(a: Pose, b: Pose, t: float) -> tuple[frozenset[str], float]:
    """One set of feeling parts at a time: the old one fades before the new one shows."""
    if a.feels == b.feels:
        return a.feels, _mix(a.feeling, b.feeling, t)
    if not a.feels:
        return b.feels, b.feeling * t
    if not b.feels:
        return a.feels, a.feeling * (1 - t)
    if t < 0.5:
        return a.feels, a.feeling * (1 - 2 * t)
    return b.feels, b.feeling * (2 * t - 1)


def _planted(pose: Pose, start: Joints, end: Joints, t: float) -> Pose:
    limbs = [
        (side, *limb) for limb in _PLANTED for side in SIDES if f"{limb[0]}_{side}" in pose.rests
    ]
    if not limbs:
        return pose
    # Limbs that will be bent do not lift the body by where they happened to point before; but on
    # its knees a body stands.
    bent = [
        f"{limb}_{side}" for side, _, limb, *_ in limbs
        if limb == "arm" or f"knee_{side}" not in pose.rests
    ]  # fmt: skip
    joints = set_down(pose, bent).joints
    if pose.rests <= _FEET:
        # Who stands has nothing else on the floor that tells how high the hips are.
        height = _mix(start.spine[0][2], end.spine[0][2], t)
        joints = joints.moved((0.0, 0.0, height - joints.spine[0][2]))
    directions: list[Vec] = list(pose.directions)
    for side, _, _, tip, root, upper, lower in limbs:
        target = _slid(start, end, f"{tip}_{side}", f"{root}_{side}", t)
        at_upper, at_lower = INDEX[f"{upper}_{side}"], INDEX[f"{lower}_{side}"]
        directions[at_upper], directions[at_lower] = bend(
            joints.at[f"{root}_{side}"],
            target,
            LENGTHS[upper],
            LENGTHS[lower],
            directions[at_upper],
            LOWEST_JOINT,
        )
    return replace(pose, directions=tuple(directions))


def _slid(start: Joints, end: Joints, tip: str, root: str, t: float) -> Vec:
    """Where on the floor a hand or foot is on its way: straight, or if it is far, in a bow."""
    here, there = start.at[tip], end.at[tip]
    if length(sub(here, there)) < _LONGEST_SLIDE:
        return between(here, there, t)
    middle = between(start.at[root], end.at[root], t)
    x0, y0, _ = sub(here, start.at[root])
    x1, y1, _ = sub(there, end.at[root])
    bearing = math.atan2(y0, x0)
    turn = math.remainder(math.atan2(y1, x1) - bearing, 2 * math.pi)
    reach = _mix(math.hypot(x0, y0), math.hypot(x1, y1), t)
    return (
        middle[0] + reach * math.cos(bearing + turn * t),
        middle[1] + reach * math.sin(bearing + turn * t),
        _mix(here[2], there[2], t),
    )
