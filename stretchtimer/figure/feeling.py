"""Where a stretch should be felt: soft spots of light on the parts of the body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .body import Body
from .outline import Point, View
from .pose import Pose
from .skeleton import SIDES, front_of
from .vectors import Vec, along, between, scaled, unit


@dataclass(frozen=True)
class Glow:
    """A soft ellipse: its middle, its two half-axes in the picture, and its strength (0 to 1)."""

    middle: Point
    long_axis: Point
    wide: float
    strength: float


Put = Callable[[str, Vec, Vec, float], None]

REGIONS = (
    "lower_back",
    "whole_back",
    "shoulders",
    *(
        f"{name}_{side}"
        for name in ("buttock", "hamstring", "flank", "calf")
        for side in SIDES
    ),
)  # fmt: skip


def glows_of(pose: Pose, body: Body, view: View) -> dict[str, tuple[Glow, ...]]:
    """The glows of each drawn part, by its name in the scene."""
    found: dict[str, tuple[Glow, ...]] = {}
    if pose.feeling <= 0.0:
        return found

    def put(part: str, start: Vec, end: Vec, wide: float) -> None:
        middle = view.point(between(start, end, 0.5))
        tip = view.point(end)
        axis = (tip[0] - middle[0], tip[1] - middle[1])
        found[part] = (*found.get(part, ()), Glow(middle, axis, wide, pose.feeling))

    for region in pose.feels:
        name, _, side = region.rpartition("_")
        if region == "lower_back":
            _back(body, put, 0, 8, 0.08)
        elif region == "whole_back":
            _back(body, put, 3, 15, 0.08)
        elif region == "shoulders":
            _back(body, put, 12, 15, 0.08)
        elif name == "flank":
            sign = 0.8 if side == "left" else -0.8
            low, high = body.trunk[1], body.trunk[13]
            put("trunk", along(low[0], low[1], sign), along(high[0], high[1], sign), 0.07)
            put("seat", along(low[0], low[1], sign), along(high[0], high[1], sign), 0.07)
        else:
            hips = pose.direction("hips")
            bone = pose.direction(f"{'shin' if name == 'calf' else 'thigh'}_{side}")
            back = scaled(front_of(scaled(bone, -1.0), hips), -1.0)
            leg = body.legs[side]
            if name == "hamstring":
                start, end = along(leg[0][0], bone, 0.02), leg[3][0]
                put(f"leg_{side}", along(start, back, 0.055), along(end, back, 0.04), 0.055)
            elif name == "calf":
                start, end = leg[4][0], leg[7][0]
                put(f"leg_{side}", along(start, back, 0.03), along(end, back, 0.03), 0.045)
            else:
                start = along(leg[0][0], back, 0.055)
                put(f"leg_{side}", along(start, bone, -0.10), along(start, bone, 0.13), 0.095)
    return found


def _back(body: Body, put: Put, first: int, last: int, wide: float) -> None:
    low, high = body.trunk[first], body.trunk[last]
    start, end = along(low[0], low[2], -0.85), along(high[0], high[2], -0.85)
    reach = unit((end[0] - start[0], end[1] - start[1], end[2] - start[2]))
    for part in ("trunk", "seat"):
        put(part, along(start, reach, -0.05), along(end, reach, 0.05), wide)
