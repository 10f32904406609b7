"""The soft shadow that the figure casts on the floor, as a few layers to be laid over each other."""

from __future__ import annotations

from .body import Body, Ellipsoid
from .outline import Polygon, View, tube
from .skeleton import SIDES
from .vectors import Vec, length

_LAYERS = (1.0, 0.45, -0.1, -0.6)
_SLANT = (0.10, -0.16)
"""How far the shadow of a point moves along the mat and away from the viewer, per height."""


def _spots(body: Body) -> list[list[tuple[Vec, float]]]:
    def lumps(*solids: Ellipsoid) -> list[tuple[Vec, float]]:
        return [(e[0], 0.5 * (length(e[1]) + length(e[2]))) for e in solids]

    rows = [
        [(e[0], 0.5 * (length(e[1]) + length(e[2]))) for e in body.trunk[0:7:2]],
        lumps(body.skull),
    ]
    for side in SIDES:
        leg = body.legs[side]
        rows.append([leg[0], leg[3], leg[6], leg[8]])
        rows.append(lumps(body.feet[side][1], body.feet[side][3]))
        arm = body.arms[side]
        rows.append([body.sleeves[side][0], arm[2], arm[5], *lumps(body.hands[side][1])])
    return rows


def shadow_layers(body: Body, view: View) -> list[list[Polygon]]:
    """Layers from the widest to the narrowest: each is one shape, to be filled by winding."""
    rows = _spots(body)
    rx, ry = view.right[0], view.right[1]
    dx, dy = view.down[0], view.down[1]
    layers: list[list[Polygon]] = []
    for spread in _LAYERS:
        layer: list[Polygon] = []
        for row in rows:
            circles: list[tuple[float, float, float]] = []
            for (x, y, z), radius in row:
                r = radius * 0.92 + spread * (0.010 + 0.16 * z) - 0.06 * z
                if r > 0.004:
                    circles.append((x + _SLANT[0] * z, y + _SLANT[1] * z, r))
                elif circles:
                    layer += tube(circles, range(len(circles)))
                    circles = []
            if circles:
                layer += tube(circles, range(len(circles)))
        layers.append([[(x * rx + y * ry, x * dx + y * dy) for x, y in p] for p in layer])
    return layers
