"""The head in the picture: skin, hair, and a hint of a face that shows where it looks."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from stretchtimer.figure.body import Body, Ellipsoid
from stretchtimer.figure.outline import VERY_ROUND, Point, Polygon, View, circle, disc, hull
from stretchtimer.figure.vectors import Vec, across, along, cross, dot, scaled, unit

# Round the middle of the face: degrees from its upper end, and degrees out to the hair.
_HAIRLINE = (
    (0, 66), (25, 68), (50, 75), (72, 84), (90, 89), (104, 92), (118, 94), (135, 96),
    (155, 100), (180, 104),
)  # fmt: skip
At = Callable[[float, float, float], Vec]
"""A point by how far it lies before, left of and above the middle of the head."""

_POLE = unit((1.0, 0.0, -0.28))
_EYE = (0.80, 0.47, -0.16)
_AWAY = -0.1
"""How little a face may be turned to the viewer for its brow to be seen."""

_NOSE = (
    (0.0680, 0.0035, -0.0140),
    (0.0695, 0.0052, -0.0200),
    (0.0680, 0.0074, -0.0245),
    (0.0645, 0.0076, -0.0275),
    (0.0620, 0.0045, -0.0285),
)
"""The line of the nose, clear of the brow, round its tip: ahead, to the side, and above."""


@dataclass(frozen=True)
class Stroke:
    """A line of the face, or between fingers."""

    points: list[Point]
    width: float
    dark: float = 1.0
    """How dark it is: 0 is the colour of skin."""


@dataclass(frozen=True)
class HeadShapes:
    """What to draw of the head, in this order."""

    back_hair: list[Polygon]
    jaw: list[Polygon]
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
        self._first = across((0.0, 0.0, 1.0), self._facing)
        self._second = cross(self._facing, self._first)

    def facing(self, w: Vec) -> float:
        f = self._facing
        return w[0] * f[0] + w[1] * f[1] + w[2] * f[2]

    def point(self, w: Vec) -> Point:
        a, b, c = self._axes
        return (
            self._centre[0] + a[0] * w[0] + b[0] * w[1] + c[0] * w[2],
            self._centre[1] + a[1] * w[0] + b[1] * w[1] + c[1] * w[2],
        )

    def region(self, line: tuple[Vec, ...], middle: Vec) -> Polygon:
        """The visible part of what a closed line bounds that runs clockwise round `middle`.

        Where the line goes behind, the horizon takes its place.
        """
        heights = [self.facing(w) for w in line]
        if max(heights) <= 0.0:
            return self._horizon(0.0, -2 * math.pi) if self.facing(middle) > 0.0 else []
        # Begin where the line comes into sight, so that each hidden stretch is met whole.
        count = len(line)
        first = next((k for k in range(count) if heights[k - 1] <= 0.0 < heights[k]), 0)
        polygon: Polygon = []
        left_at = 0.0
        for k in range(first, first + count):
            w, height = line[k % count], heights[k % count]
            after, height_after = line[(k + 1) % count], heights[(k + 1) % count]
            if height > 0.0:
                polygon.append(self.point(w))
                if height_after <= 0.0:
                    left_at = self._bearing(along(scaled(w, -height_after), after, height))
            elif height_after > 0.0:
                back_at = self._bearing(along(scaled(w, height_after), after, -height))
                polygon += self._horizon(left_at, -((left_at - back_at) % (2 * math.pi)))
        return polygon

    def _bearing(self, w: Vec) -> float:
        """Where on the horizon a point lies, as an angle."""
        return math.atan2(dot(w, self._second), dot(w, self._first))

    def _horizon(self, start: float, turn: float) -> Polygon:
        steps = max(1, round(abs(turn) / 0.2))
        polygon: Polygon = []
        for k in range(steps + 1):
            angle = start + turn * k / steps
            w = along(scaled(self._first, math.cos(angle)), self._second, math.sin(angle))
            polygon.append(self.point(w))
        return polygon


def head_shapes(body: Body, view: View) -> HeadShapes:
    solid = body.skull
    centre, forward, left, up = solid
    f, lft, u = unit(forward), unit(left), unit(up)
    skull = _Egg(solid, view)

    def at(ahead: float, leftwards: float, above: float) -> Vec:
        return along(along(along(centre, f, ahead), lft, leftwards), u, above)

    face = skull.region(_LINE, _POLE)

    cheek = view.ball((at(0.034, 0.0, -0.022), 0.031))
    chin, jaw = (view.ball(ball) for ball in body.jaw)
    jaw_hull = hull([circle(ball) for ball in (cheek, chin, jaw)])[0]
    nose_tip = view.ball((at(0.0665, 0.0, -0.0195), 0.0085))
    nose_top = view.ball((at(0.0545, 0.0, 0.003), 0.006))
    nose_foot = view.ball((at(0.054, 0.0, -0.028), 0.008))
    lips = disc(*view.ball((at(0.0485, 0.0, -0.0415), 0.0125)))
    nose = hull([circle(ball) for ball in (nose_tip, nose_top, nose_foot)])[0]

    jaw_near = view.nearness(at(0.5, 0.0, -0.5)) > view.nearness(centre)
    bun = view.ball((at(-0.040, 0.0, 0.064), 0.027))
    bun_near = view.nearness(at(-0.040, 0.0, 0.064)) > view.nearness(centre)
    nape = view.ball((at(-0.034, 0.0, -0.026), 0.031))
    strokes, cheeks = _features(skull, view, at)
    return HeadShapes(
        back_hair=[] if bun_near else [disc(*bun)],
        jaw=[jaw_hull, lips, nose],
        hair=[hull([view.blot(body.hair), circle(nape)], VERY_ROUND)[0]],
        face=[*([face] if face else []), *([jaw_hull, lips, nose] if jaw_near else [])],
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
            ears.append(hull([view.blot(solid)])[0])
    return ears


def _features(
    skull: _Egg, view: View, at: At
) -> tuple[list[Stroke], list[tuple[Point, float, float]]]:
    strokes: list[Stroke] = []
    cheeks: list[tuple[Point, float, float]] = []
    ahead = skull.facing((1.0, 0.0, 0.0))
    sideways = skull.facing((0.0, 1.0, 0.0))
    for sign in (1.0, -1.0):
        middle = unit((_EYE[0], sign * _EYE[1], _EYE[2]))
        # Half of a far eye, beyond the nose, would be a tangle of lines.
        if skull.facing(middle) < (0.16 if sign * sideways >= 0.0 else 0.45):
            continue
        lid = [
            unit((_EYE[0], sign * (_EYE[1] + 0.19 * k), _EYE[2] - 0.055 * (1 - k * k) + 0.02 * k))
            for k in (-1.0, -0.6, -0.2, 0.2, 0.6, 1.0)
        ]
        brow = [
            unit((_EYE[0] + 0.03, sign * (_EYE[1] + 0.21 * k), _EYE[2] + 0.30 - 0.06 * k * k))
            for k in (-1.0, -0.5, 0.0, 0.5, 1.0)
        ]
        # Of a face that is turned away, the brow is its outline.
        lines = ((lid, 0.0042), (brow, 0.0028)) if ahead > _AWAY else ((lid, 0.0042),)
        for line, width in lines:
            seen = [skull.point(w) for w in line if skull.facing(w) > 0.10]
            if len(seen) > 2:
                strokes.append(Stroke(seen, width))
        cheek = skull.point(unit((0.72, sign * 0.58, -0.50)))
        cheeks.append((cheek, 0.021, max(0.0, min(1.0, skull.facing(middle) * 2))))
    mouth = {
        k: at(0.0585 - 0.0085 * k * k, 0.0135 * k, -0.0450 + 0.0052 * k * k)
        for k in (-1.0, -0.75, -0.5, -0.25, 0.0, 0.25, 0.5, 0.75, 1.0)
    }
    shown = [view.point(p) for k, p in mouth.items() if ahead * 0.75 + sideways * 0.66 * k > 0.02]
    if len(shown) > 2:
        strokes.append(Stroke(shown, 0.0034))
    if ahead > 0.3 and abs(sideways) < 0.88:
        far = -math.copysign(1.0, sideways)
        strokes.append(Stroke([view.point(at(a, far * b, c)) for a, b, c in _NOSE], 0.0024))
    return strokes, cheeks
