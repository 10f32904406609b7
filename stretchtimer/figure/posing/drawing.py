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
from stretchtimer.figure.posing.drag_step import Step
from stretchtimer.figure.posing.handles import Hold, Refusal, Why, handle_point
from stretchtimer.figure.vectors import (
    Vec,
    length,
    scaled,
    sub,
)

STEP = 0.015
"""How far a handle goes at once, in statures."""
_THERE = 0.002
"""A handle that is so near to a point, in statures, is at it."""
_NEAR = 0.008
"""And one that gets no nearer than this is taken to be there."""
_LEAST_GAIN = 0.1
"""The share of a step by which a handle must get nearer to the point."""
_LEAST_ALONE = 0.3
"""And that where a limb goes alone; where it gets less near, the body goes with it."""
_LOW = 0.02
"""Who draws a handle lower than this, in statures, draws it into the floor."""


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
        gain = _LEAST_ALONE if alone else _LEAST_GAIN
        if after < far - gain * min(STEP, far):
            return found
    if far < _NEAR:
        return pose
    is_below = target[2] < _LOW and move[2] < -0.7 * length(move)
    return Refusal(Why.FLOOR) if is_below and refusal.why is Why.TOO_FAR else refusal
