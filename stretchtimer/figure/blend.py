"""Between two poses: blending on the sphere, keeping hands and feet planted, and the way there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from .body import anchor_point, set_down
from .pose import Camera, Frame, Pose
from .reach import bend
from .skeleton import INDEX, LENGTHS, SIDES, Joints
from .vectors import Vec, between, turned

_PLANTED = (("hand", "wrist", "shoulder", "upper_arm", "forearm"),
            ("foot", "ankle", "hip", "thigh", "shin"))  # fmt: skip


@lru_cache(maxsize=128)
def settled_joints(pose: Pose) -> Joints:
    """The joints of a pose as it lies on the mat."""
    return set_down(pose).joints


def _mix(a: float, b: float, t: float) -> float:
    return a + (b - a) * t


def blend(a: Pose, b: Pose, t: float) -> Pose:
    """The pose a share `t` (0 to 1) of the way from `a` to `b`.

    Hands and feet that rest on the floor in both stay on it and move straight.
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
        camera=Camera(
            _mix(a.camera.turn, b.camera.turn, t), _mix(a.camera.height, b.camera.height, t)
        ),
        frame=frame,
        rests=a.rests & b.rests,
        feels=feels,
        leads_to=(),
        breath=_mix(a.breath, b.breath, t),
        feeling=feeling,
    )
    return _planted(pose, start, end, t)


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
    joints = set_down(pose).joints
    directions: list[Vec] = list(pose.directions)
    for side, _, tip, root, upper, lower in limbs:
        target = between(start.at[f"{tip}_{side}"], end.at[f"{tip}_{side}"], t)
        at_upper, at_lower = INDEX[f"{upper}_{side}"], INDEX[f"{lower}_{side}"]
        directions[at_upper], directions[at_lower] = bend(
            joints.at[f"{root}_{side}"],
            target,
            LENGTHS[upper],
            LENGTHS[lower],
            directions[at_upper],
        )
    return replace(pose, directions=tuple(directions))


def way(from_id: str, to_id: str, poses: Mapping[str, Pose]) -> tuple[Pose, ...]:
    """The poses to pass through from one to the other, both included.

    Links are the poses' `leads_to`, which hold both ways. Without a link the figure goes straight.
    """
    paths: list[tuple[str, ...]] = [(from_id,)]
    seen = {from_id}
    while paths:
        path = paths.pop(0)
        if path[-1] == to_id:
            return tuple(poses[pose_id] for pose_id in path)
        for pose in poses.values():
            linked = pose.id in poses[path[-1]].leads_to or path[-1] in pose.leads_to
            if linked and pose.id not in seen:
                seen.add(pose.id)
                paths.append((*path, pose.id))
    return poses[from_id], poses[to_id]
