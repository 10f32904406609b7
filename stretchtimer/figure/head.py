"""The head in the picture: skin, hair, and a hint of a face that shows where it looks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from .body import Body, Ellipsoid
from .outline import Point, Polygon, View, disc, hull
from .vectors import Vec, along, scaled, unit

# Round the middle of the face: degrees from its upper end, and how many degrees off the hair begins.
_HAIRLINE = (
    (0, 60), (25, 60), (50, 60), (72, 64), (90, 72), (104, 82), (118, 92), (135, 104),
    (155, 122), (180, 132),
)  # fmt: skip
At = Callable[[float, float, float], Vec]
"""A point by how far it lies before, left of and above the middle of the head."""

_POLE = unit((1.0, 0.0, -0.28))
_EYE = (0.80, 0.47, -0.16)
_HAIR_SWELL = 1.11


@dataclass(frozen=True)
class Stroke:
    """A line of the face."""

    points: list[Point]
    width: float


@dataclass(frozen=True)
class HeadShapes:
    """What to draw of the head, in this order; hair comes last where the face looks away."""

    back_hair: list[Polygon]
    skin: list[Polygon]
    hair: list[Polygon]
    face: list[Polygon]
    ear: list[Polygon]
    strokes: list[Stroke]
    cheeks: list[tuple[Point, float, float]]
    front_hair: list[Polygon]


def _hairline() -> tuple[Vec, ...]:
    """The hairline on the unit sphere, in forward, left and up."""
    top = unit((-_POLE[2], 0.0, _POLE[0]))
    points: list[Vec] = []
    half = [(math.radians(a), math.radians(b)) for a, b in _HAIRLINE]
    whole = half + [(-a, b) for a, b in reversed(half[1:-1])]
    for round_by, off in whole:
        side = (math.cos(round_by) * top[0], math.sin(round_by), math.cos(round_by) * top[2])
        points.append(along(scaled(_POLE, math.cos(off)), side, math.sin(off)))
    return _smooth(points)


def _smooth(points: list[Vec]) -> tuple[Vec, ...]:
    """Twice as many points on the sphere, on the curve through the given ones."""
    count = len(points)
    result: list[Vec] = []
    for k, point in enumerate(points):
        before, after, later = points[k - 1], points[(k + 1) % count], points[(k + 2) % count]
        middle = tuple((-before[i] + 9 * point[i] + 9 * after[i] - later[i]) / 16 for i in range(3))
        result.append(point)
        result.append(unit((middle[0], middle[1], middle[2])))
    return tuple(result)


_LINE = _hairline()


class _Egg:
    """One ellipsoid seen from one camera."""

    def __init__(self, solid: Ellipsoid, view: View) -> None:
        self._centre = view.point(solid[0])
        self._axes = [view.point(axis) for axis in solid[1:]]
        # The normal of a point of the unit sphere, measured towards the viewer.
        facing = []
        for axis in solid[1:]:
            size = axis[0] ** 2 + axis[1] ** 2 + axis[2] ** 2
            facing.append(view.nearness(axis) / size)
        most = math.sqrt(sum(f * f for f in facing))
        self._facing = (facing[0] / most, facing[1] / most, facing[2] / most)

    def facing(self, w: Vec) -> float:
        f = self._facing
        return w[0] * f[0] + w[1] * f[1] + w[2] * f[2]

    def point(self, w: Vec) -> Point:
        a, b, c = self._axes
        return (
            self._centre[0] + a[0] * w[0] + b[0] * w[1] + c[0] * w[2],
            self._centre[1] + a[1] * w[0] + b[1] * w[1] + c[1] * w[2],
        )

    def region(self, line: tuple[Vec, ...]) -> Polygon:
        """The visible side of a closed line; where it goes behind, the horizon takes its place."""
        polygon: Polygon = []
        f = self._facing
        for w in line:
            front = self.facing(w)
            if front < 0.0:
                w = unit(along(w, f, -front))
            polygon.append(self.point(w))
        return polygon


def head_shapes(body: Body, view: View) -> HeadShapes:
    solid = body.skull
    centre, forward, left, up = solid
    f, lft, u = unit(forward), unit(left), unit(up)
    skull = _Egg(solid, view)

    def at(ahead: float, leftwards: float, above: float) -> Vec:
        return along(along(along(centre, f, ahead), lft, leftwards), u, above)

    hair_solid: Ellipsoid = (
        at(-0.009, 0.0, 0.004),
        scaled(forward, _HAIR_SWELL),
        scaled(left, _HAIR_SWELL),
        scaled(up, _HAIR_SWELL),
    )
    hair = _Egg(hair_solid, view)
    face_seen = skull.facing(_POLE) > 0
    whole_hair = hull([view.blot(hair_solid)])
    whole_skull = hull([view.blot(solid)])

    cheek = view.ball((at(0.034, 0.0, -0.022), 0.031))
    chin, jaw = (view.ball(ball) for ball in body.jaw)
    jaw_hull = hull([(x, y, r * r, 0.0, r * r) for x, y, r in (cheek, chin, jaw)])
    nose_tip = view.ball((at(0.068, 0.0, -0.020), 0.0075))
    nose_top = view.ball((at(0.056, 0.0, 0.004), 0.006))
    nose_foot = view.ball((at(0.054, 0.0, -0.028), 0.008))
    nose = hull([(x, y, r * r, 0.0, r * r) for x, y, r in (nose_tip, nose_top, nose_foot)])

    bun = view.ball((at(-0.040, 0.0, 0.064), 0.027))
    bun_near = view.nearness(at(-0.040, 0.0, 0.064)) > view.nearness(centre)
    strokes, cheeks = _features(skull, view, at) if face_seen else ([], [])
    return HeadShapes(
        back_hair=[] if bun_near else [disc(*bun)],
        skin=[jaw_hull, nose] if face_seen else [jaw_hull, nose, whole_skull],
        hair=[whole_hair] if face_seen else [hair.region(_LINE)],
        face=[skull.region(_LINE), jaw_hull, nose] if face_seen else [],
        ear=_ears(view, lft, f, u, at),
        strokes=strokes,
        cheeks=cheeks,
        front_hair=[disc(*bun)] if bun_near else [],
    )


def _ears(view: View, left: Vec, forward: Vec, up: Vec, at: At) -> list[Polygon]:
    ears = []
    for sign in (1.0, -1.0):
        if view.nearness(left) * sign > 0.15:
            solid = (at(-0.008, sign * 0.054, -0.014), scaled(forward, 0.0105),
                     scaled(left, 0.004), scaled(up, 0.0155))  # fmt: skip
            ears.append(hull([view.blot(solid)]))
    return ears


def _features(
    skull: _Egg, view: View, at: At
) -> tuple[list[Stroke], list[tuple[Point, float, float]]]:
    strokes: list[Stroke] = []
    cheeks: list[tuple[Point, float, float]] = []
    for sign in (1.0, -1.0):
        middle = unit((_EYE[0], sign * _EYE[1], _EYE[2]))
        if skull.facing(middle) < 0.12:
            continue
        lid = [
            unit((_EYE[0], sign * (_EYE[1] + 0.17 * k), _EYE[2] - 0.085 * (1 - k * k)))
            for k in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
        ]
        brow = [
            unit((_EYE[0] + 0.03, sign * (_EYE[1] + 0.20 * k), _EYE[2] + 0.26 - 0.05 * k * k))
            for k in (-1.0, -0.5, 0.0, 0.5, 1.0)
        ]
        for line, width in ((lid, 0.0050), (brow, 0.0042)):
            seen = [skull.point(w) for w in line if skull.facing(w) > 0.02]
            if len(seen) > 1:
                strokes.append(Stroke(seen, width))
        cheek = skull.point(unit((0.72, sign * 0.58, -0.50)))
        cheeks.append((cheek, 0.016, max(0.0, min(1.0, skull.facing(middle) * 2))))
    mouth = [
        at(0.046 - 0.010 * abs(k), 0.017 * k, -0.046 + 0.003 * k * k)
        for k in (-1.0, -0.5, 0.0, 0.5, 1.0)
    ]
    ahead = skull.facing((1.0, 0.0, 0.0))
    sideways = skull.facing((0.0, 1.0, 0.0))
    shown = [view.point(p) for p, k in zip(mouth, (-1, -0.5, 0, 0.5, 1), strict=True)
             if ahead * 0.75 + sideways * 0.66 * k > 0.08]  # fmt: skip
    if len(shown) > 1:
        strokes.append(Stroke(shown, 0.0042))
    return strokes, cheeks
