"""The shadow that the figure casts on the floor: a wide faint one and a narrow one of contact."""

from __future__ import annotations

from .body import Body, Ellipsoid
from .outline import Circle, Outline, Polygon, View, tube
from .proportions import ELBOW, KNEE
from .skeleton import SIDES
from .vectors import Vec, length

_SLANT = (0.10, -0.20)
"""How far the shadow of a point moves along the mat and away from the viewer, per height."""

_HIGHEST = 0.42
"""Parts higher than this cast no shadow: it would be too soft to see."""

_COARSENESS = 0.16
"""The shadow is blurred, so its outline may have corners."""

_CONTACT = 0.11
"""Parts lower than this touch the floor, or nearly, and darken it."""


def _rows(body: Body) -> list[list[tuple[Vec, float]]]:
    def spot(solid: Ellipsoid) -> tuple[Vec, float]:
        return (solid[0], 0.5 * (length(solid[1]) + length(solid[2])))

    rows = [[spot(e) for e in body.trunk[::4]], [spot(body.skull)]]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        rows.append([leg[0], leg[KNEE // 2], leg[KNEE]])
        rows.append([leg[KNEE], leg[KNEE + 4], leg[-1]])
        rows.append([spot(body.feet[side][1]), spot(body.feet[side][-1])])
        rows.append([body.sleeves[side][0], arm[ELBOW]])
        rows.append([arm[ELBOW], arm[-1], spot(body.hands[side][1])])
    return rows


def shadow_of(body: Body, view: View) -> tuple[list[Polygon], list[Polygon]]:
    """The wide and the narrow shadow, each one shape to be filled by winding and then blurred."""
    rows = _rows(body)
    wide: list[Polygon] = []
    narrow: list[Polygon] = []
    for row in rows:
        wide += _cast(row, view, _HIGHEST, 0.012)
        narrow += _cast(row, view, _CONTACT, -0.014)
    return wide, narrow


def _cast(row: list[tuple[Vec, float]], view: View, highest: float, swell: float) -> list[Polygon]:
    rx, ry = view.right[0], view.right[1]
    dx, dy = view.down[0], view.down[1]
    outlines: list[Outline] = []
    circles: list[Circle] = []
    for (x, y, z), radius in row:
        size = (radius + swell) * (1.0 - max(0.0, z - radius) / highest)
        if size > 0.004:
            circles.append((x + _SLANT[0] * z, y + _SLANT[1] * z, size))
        elif circles:
            outlines += tube(circles, _COARSENESS)
            circles = []
    if circles:
        outlines += tube(circles, _COARSENESS)
    return [[(x * rx + y * ry, x * dx + y * dy) for x, y in p] for p, _ in outlines]
