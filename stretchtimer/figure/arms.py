"""Sleeves and hands in the picture, and whether the hands hold something between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from stretchtimer.figure.body import Ball, Body, fingers_of
from stretchtimer.figure.head import Stroke
from stretchtimer.figure.outline import Outline, View, circle, hull, tube
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.proportions import KNEE
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import across, cross, length, scaled, smooth_step, sub, unit

_HOLDING, _HELD = 0.14, 0.07
"""Hands whose fingers are nearer than this come round a thigh, and hold it when nearer still."""
_LIFTED = 0.06
"""Hands lower than this are on the floor; twice as high they may hold something."""
_CUFF = 0.006
"""How far the end of a sleeve is rounded, along the arm."""
_FINGER_LINE, _FINGER_INK = 0.0024, 0.38
"""How wide and how dark a line between two fingers is."""


def sleeve_of(sleeve: Sequence[Ball], view: View) -> list[Outline]:
    """A sleeve, which ends in a cuff as flat as cloth is."""
    root, *_, (end, wide) = sleeve
    along_arm = unit(sub(end, root[0]))
    aside = across((0.0, 0.0, 1.0), along_arm)
    ring = (scaled(along_arm, _CUFF), scaled(aside, wide), scaled(cross(along_arm, aside), wide))
    shoulder = [view.ball(ball) for ball in sleeve[:-1]]
    return [*tube(shoulder), hull([circle(shoulder[-1]), view.blot((end, *ring))])]


def hand_of(
    pose: Pose, body: Body, side: str, view: View, bend: float
) -> tuple[list[Outline], list[Outline], tuple[Stroke, ...]]:
    """A hand; roughly, as a mitten; and the lines between fingers that hold something."""
    lumps = [view.blot(e) for e in body.hands[side]]
    pieces = [hull(lumps[:2]), hull(lumps[3:])]
    fingers = [
        [view.ball(ball) for ball in finger] for finger in fingers_of(pose, body.joints, side, bend)
    ]
    for finger in fingers:
        pieces += tube(finger)
    if bend <= 0.0:
        return pieces, [*pieces[:2], hull(lumps[1:3])], ()
    bent = hull([lumps[1], *(circle(ball) for finger in fingers for ball in finger[1:])])
    lines = tuple(
        Stroke(
            [((x0 + x1) / 2, (y0 + y1) / 2) for (x0, y0, _), (x1, y1, _) in zip(a, b, strict=True)],
            _FINGER_LINE * bend,
            _FINGER_INK,
        )
        for a, b in pairwise(fingers)
    )
    return pieces, [*pieces[:2], bent], lines


def holding(body: Body) -> float:
    """Whether the hands hold something between them, 0 to 1; on the floor they hold nothing."""
    left, right = (body.hands[side][2][0] for side in SIDES)
    lifted = smooth_step(min(left[2], right[2]) / _LIFTED - 1.0)
    return lifted * smooth_step((_HOLDING - length(sub(left, right))) / (_HOLDING - _HELD))


def comes_round(body: Body, view: View) -> bool:
    """Whether the far hand holds the near thigh, and is seen on this side of it.

    Where each hand holds its own thigh, the near one hides the far hand.
    """
    far, close = far_and_near(body, view)
    palm = body.hands[far][1][0]
    own, other = (length(sub(palm, body.legs[side][KNEE // 2][0])) for side in (far, close))
    return holding(body) > 0.0 and other < own


def far_and_near(body: Body, view: View) -> list[str]:
    """The sides of the far and of the near arm."""
    return sorted(SIDES, key=lambda side: view.nearness(body.joints.at[f"shoulder_{side}"]))
