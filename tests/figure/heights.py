"""How high the parts of the body lie above the floor."""

from __future__ import annotations

from stretchtimer.figure.body import Body, ball_bottom, ellipsoid_bottom
from stretchtimer.figure.proportions import KNEE
from stretchtimer.figure.skeleton import SIDES


def bottom_of(body: Body, part: str) -> float:
    """How high above the floor the lowest point of a part of `RESTING_PARTS` is."""
    if part == "head":
        return min(ellipsoid_bottom(body.hair), *(ball_bottom(b) for b in body.jaw))
    if part == "shoulders":
        return min(ellipsoid_bottom(e) for e in body.trunk[-4:])
    if part == "back":
        return min(ellipsoid_bottom(e) for e in body.trunk[3:-4])
    if part == "pelvis":
        hips = [body.legs[side][0] for side in SIDES]
        return min(ellipsoid_bottom(body.trunk[0]), *(ball_bottom(b) for b in hips))
    name, side = part.rsplit("_", 1)
    if name == "hand":
        return min(ellipsoid_bottom(e) for e in body.hands[side])
    if name == "foot":
        return min(ellipsoid_bottom(e) for e in body.feet[side])
    if name == "arm":
        return min(ball_bottom(b) for b in body.arms[side])
    leg = body.legs[side]
    pieces = {"thigh": leg[:KNEE], "knee": leg[KNEE - 1 : KNEE + 1],
              "shin": leg[KNEE:]}  # fmt: skip
    return min(ball_bottom(b) for b in pieces[name])
