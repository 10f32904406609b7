"""The shadow that the figure casts on the floor: a wide faint one and a narrow one of contact."""

from __future__ import annotations

from stretchtimer.figure.body import Body, Ellipsoid
from stretchtimer.figure.outline import Circle, Outline, Polygon, View, tube
from stretchtimer.figure.proportions import ELBOW, KNEE
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import Vec, length

_SLANT = 0.20
"""How far the shadow of a point moves towards the viewer, per height."""

_HIGHEST = 0.42
"""Parts higher than this cast no shadow: it would be too soft to see."""
_HIGHEST_SLIGHT = 0.10
"""Nor do head and arms above this: a small shadow far from its part looks like a stain."""

_COARSENESS = 0.16
"""The shadow is blurred, so its outline may have corners."""

_CONTACT = 0.11
"""Parts lower than this touch the floor, or nearly, and darken it."""
_CONTACT_SLIGHT = 0.04

_Row = list[tuple[Vec, float]]


def _rows(body: Body) -> tuple[list[_Row], list[_Row]]:
    """Trunk and legs, and what is slighter: head and arms."""

    def spot(solid: Ellipsoid) -> tuple[Vec, float]:
        return (solid[0], 0.5 * (length(solid[1]) + length(solid[2])))

    stout = [[spot(e) for e in body.trunk[::4]]]
    slight = [[spot(body.skull)]]
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        stout.append([leg[0], leg[KNEE // 2], leg[KNEE]])
        stout.append([leg[KNEE], leg[KNEE + 4], leg[-1]])
        stout.append([spot(body.feet[side][1]), spot(body.feet[side][-1])])
        slight.append([body.sleeves[side][0], arm[ELBOW]])
        slight.append([arm[ELBOW], arm[-1], spot(body.hands[side][1])])
    return stout, slight


def shadow_of(body: Body, view: View) -> tuple[list[Polygon], list[Polygon]]:
    """The wide and the narrow shadow, each one shape to be filled by winding and then blurred."""
    wide: list[Polygon] = []
    narrow: list[Polygon] = []
    stout, slight = _rows(body)
    for rows, highest, contact in (
        (stout, _HIGHEST, _CONTACT),
        (slight, _HIGHEST_SLIGHT, _CONTACT_SLIGHT),
    ):
        for row in rows:
            wide += _cast(row, view, highest, 0.012)
            narrow += _cast(row, view, contact, -0.014)
    return wide, narrow


def _cast(row: _Row, view: View, highest: float, swell: float) -> list[Polygon]:
    rx, ry = view.right[0], view.right[1]
    dx, dy = view.down[0], view.down[1]
    slant_x, slant_y = _SLANT * ry, -_SLANT * rx
    outlines: list[Outline] = []
    circles: list[Circle] = []
    for (x, y, z), radius in row:
        size = (radius + swell) * (1.0 - max(0.0, z - radius) / highest)
        if size > 0.004:
            circles.append((x + slant_x * z, y + slant_y * z, size))
        elif circles:
            outlines += tube(circles, _COARSENESS)
            circles = []
    if circles:
        outlines += tube(circles, _COARSENESS)
    return [[(x * rx + y * ry, x * dx + y * dy) for x, y in p] for p, _ in outlines]
