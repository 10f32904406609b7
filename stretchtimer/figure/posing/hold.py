"""Posing the figure by hand: a hand, foot, knee, elbow, the head or the hips drawn to a point.

The way there goes in small steps. Each lets the joints find their places as particles that keep the
lengths of the bones and stay above the floor, while what rests on the floor is fixed; then hands
and feet are planted again exactly where they rested. A step that no body can do is refused.

A limb that reaches the point moves alone. Where it does not, the body follows: head and shoulders
come off the floor after a hand, but nobody is drawn over the mat.
"""

from __future__ import annotations

from stretchtimer.figure.body import set_down
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.posing.linked_body import (
    places_of,
)
from stretchtimer.figure.posing.step import Hold, Refusal, Step, Why, freed_by, held_by, joint_of
from stretchtimer.figure.skeleton import (
    SIDES,
    Joints,
)
from stretchtimer.figure.vectors import (
    Vec,
    between,
    length,
    scaled,
    sub,
)

HANDLES = (
    "head",
    "hips",
    *(f"{part}_{side}" for part in ("hand", "elbow", "knee", "foot") for side in SIDES),
)
STEP = 0.015
"""How far a handle goes at once, in statures."""
_THERE = 0.002
"""A handle that is so near to a point, in statures, is at it."""
_NEAR = 0.008
"""And one that gets no nearer than this is taken to be there."""
_LEAST_GAIN = 0.1
"""The share of a step by which a handle must get nearer to the point."""
_LOW = 0.02
"""Who draws a handle lower than this, in statures, draws it into the floor."""
_HANDLE_ALONG = {"hand": ("wrist", "fingers", 0.42)}


def handles_of(pose: Pose) -> tuple[str, ...]:
    """The handles of a pose: who sits on a chair is not drawn off it by the hips."""
    return tuple(handle for handle in HANDLES if handle != "hips" or not pose.sits)


def handle_point(joints: Joints, handle: str) -> Vec:
    """Where a handle is."""
    name, _, side = handle.partition("_")
    if name in _HANDLE_ALONG:
        root, end, share = _HANDLE_ALONG[name]
        return between(joints.at[f"{root}_{side}"], joints.at[f"{end}_{side}"], share)
    return places_of(joints)[joint_of(handle)]


def take_hold(pose: Pose, handle: str) -> Hold:
    """Gets hold of one of `handles_of` a pose."""
    freed = freed_by(handle)
    places = places_of(set_down(pose).joints)
    held: dict[str, tuple[str, Vec]] = {}
    for part in sorted(pose.rests - freed | ({"pelvis"} if pose.sits else set())):
        for joint in held_by(part):
            held[joint] = (part, places[joint])
    return Hold(handle, pose, held, places)


def drawn(hold: Hold, pose: Pose, target: Vec) -> Pose | Refusal:
    """The pose with the handle one `STEP` nearer to a point, or why it gets no nearer.

    `pose` is what the last step gave, or the one that was got hold of. Where the handle is at the
    point the pose is given back as it is.
    """
    body = set_down(pose)
    way = sub(target, handle_point(body.joints, hold.handle))
    far = length(way)
    if far < _THERE:
        return pose
    move = scaled(way, min(1.0, STEP / far))
    refusal = Refusal(Why.TOO_FAR)
    # A limb that gets no nearer by itself takes the body along.
    for alone in (True, False) if hold.handle not in {"head", "hips"} else (False,):
        found = Step(hold, pose, body, move, alone=alone).result()
        if isinstance(found, Refusal):
            refusal = found
            continue
        after = length(sub(target, handle_point(set_down(found).joints, hold.handle)))
        if after < far - _LEAST_GAIN * min(STEP, far):
            return found
    if far < _NEAR:
        return pose
    is_below = target[2] < _LOW and move[2] < -0.7 * length(move)
    return Refusal(Why.FLOOR) if is_below and refusal.why is Why.TOO_FAR else refusal
