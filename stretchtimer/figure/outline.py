"""Outlines in the picture: what balls and ellipsoids look like from the camera.

In a parallel view every ball is a circle and every ellipsoid an ellipse, so the outline of a
part is a union of few convex polygons, all turning the same way round. A painter that fills by
winding number gets one smooth shape of them, without seams.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from stretchtimer.figure.body import Ball, Ellipsoid
from stretchtimer.figure.pose import Camera
from stretchtimer.figure.vectors import Vec

Point = tuple[float, float]
Polygon = list[Point]

Circle = tuple[float, float, float]
Blot = tuple[float, float, float, float, float]
"""A filled ellipse: its centre and the matrix xx, xy, yy of its half-axes."""


def _directions(count: int) -> tuple[Point, ...]:
    step = 2 * math.pi / count
    return tuple((math.cos(k * step), math.sin(k * step)) for k in range(count))


_SMALL = _directions(14)
_ROUND = _directions(28)
VERY_ROUND = _directions(36)
"""For what is large, such as the trunk, whose many hulls must not differ by a pixel."""


@dataclass(frozen=True)
class View:
    """A camera as three directions in space: to the right, down the picture, to the viewer."""

    right: Vec
    down: Vec
    toward: Vec

    def point(self, p: Vec) -> Point:
        r, d = self.right, self.down
        return (
            p[0] * r[0] + p[1] * r[1] + p[2] * r[2],
            p[0] * d[0] + p[1] * d[1] + p[2] * d[2],
        )

    def nearness(self, p: Vec) -> float:
        t = self.toward
        return p[0] * t[0] + p[1] * t[1] + p[2] * t[2]

    def ball(self, ball: Ball) -> Circle:
        x, y = self.point(ball[0])
        return (x, y, ball[1])

    def blot(self, solid: Ellipsoid) -> Blot:
        x, y = self.point(solid[0])
        xx = xy = yy = 0.0
        for axis in solid[1:]:
            u, v = self.point(axis)
            xx += u * u
            xy += u * v
            yy += v * v
        return (x, y, xx, xy, yy)


def view_of(camera: Camera) -> View:
    turn, height = math.radians(camera.turn), math.radians(camera.height)
    sin_t, cos_t, sin_h, cos_h = math.sin(turn), math.cos(turn), math.sin(height), math.cos(height)
    return View(
        right=(cos_t, sin_t, 0.0),
        down=(sin_t * sin_h, -cos_t * sin_h, -cos_h),
        toward=(sin_t * cos_h, -cos_t * cos_h, sin_h),
    )


Outline = tuple[Polygon, Sequence[Point]]
"""A convex or nearly convex polygon, and for each of its points the direction outward."""


_SMALL_RADIUS = 0.012


def disc(x: float, y: float, radius: float) -> Polygon:
    directions = _SMALL if radius < _SMALL_RADIUS else _ROUND
    return [(x + radius * c, y + radius * s) for c, s in directions]


def circle(ball: Circle) -> Blot:
    """A circle as the ellipse that it is."""
    x, y, radius = ball
    return (x, y, radius * radius, 0.0, radius * radius)


def swollen(outline: Outline, by: float) -> Polygon:
    """The outline made larger by the same distance all round."""
    return [(x + by * c, y + by * s) for (x, y), (c, s) in zip(*outline, strict=True)]


def _rim(blot: Blot, directions: Sequence[Point]) -> list[tuple[float, float, float]]:
    """For each direction: how far the ellipse reaches, and the point it reaches."""
    x, y, xx, xy, yy = blot
    sqrt = math.sqrt
    if xy == 0.0 and xx == yy:
        radius = sqrt(xx)
        return [(x * c + y * s + radius, x + radius * c, y + radius * s) for c, s in directions]
    return [
        (
            x * c + y * s + (reach := sqrt((u := xx * c + xy * s) * c + (v := xy * c + yy * s) * s)
                             or 1e-9),
            x + u / reach,
            y + v / reach,
        )
        for c, s in directions
    ]  # fmt: skip


def hull(blots: Sequence[Blot], directions: Sequence[Point] = _ROUND) -> Outline:
    """The convex hull of some ellipses: for each direction, its farthest point."""
    farthest = _rim(blots[0], directions)
    for blot in blots[1:]:
        farthest = list(map(max, farthest, _rim(blot, directions)))
    return [(x, y) for _, x, y in farthest], directions


def chain(blots: Sequence[Blot], directions: Sequence[Point] = VERY_ROUND) -> list[Outline]:
    """The hulls of each ellipse with the next one."""
    rims = [_rim(blot, directions) for blot in blots]
    return [
        ([(x, y) for _, x, y in map(max, here, there)], directions)
        for here, there in pairwise(rims)
    ]


_STRAIGHT = 0.985
"""Between ellipses whose row turns less than this (as a cosine) none is put in."""


def finer(blots: Sequence[Blot]) -> list[Blot]:
    """The ellipses, and where their row bends, one more between two, on the smooth curve."""
    result: list[Blot] = []
    for k, (here, there) in enumerate(pairwise(blots)):
        before = blots[k - 1] if k else here
        after = blots[k + 2] if k + 2 < len(blots) else there
        result.append(here)
        if _bends(before, here, there, after):
            x, y, xx, xy, yy = (
                0.5625 * (b + c) - 0.0625 * (a + d)
                for a, b, c, d in zip(before, here, there, after, strict=True)
            )
            result.append((x, y, xx, xy, yy))
    return [*result, blots[-1]]


def _bends(before: Blot, here: Blot, there: Blot, after: Blot) -> bool:
    x0, y0 = here[0] - before[0], here[1] - before[1]
    x1, y1 = after[0] - there[0], after[1] - there[1]
    return x0 * x1 + y0 * y1 < _STRAIGHT * math.sqrt((x0 * x0 + y0 * y0) * (x1 * x1 + y1 * y1))


def tube(circles: Sequence[Circle], coarseness: float = 0.05) -> list[Outline]:
    """A nearly straight piece of a limb, rounded at both ends.

    At a `coarseness` of 0.05 no corner stands off by more than a third of a pixel where a stature
    is drawn 1000 pixels long.
    """
    if len(circles) == 1:
        return [hull([(x, y, r * r, 0.0, r * r) for x, y, r in circles])]
    flanks: list[tuple[float, float, float]] = []
    last = 0.0
    for (x0, y0, r0), (x1, y1, r1) in pairwise(circles):
        dx, dy = x1 - x0, y1 - y0
        far = math.sqrt(dx * dx + dy * dy)
        if far <= abs(r0 - r1) * 1.2 + 1e-6:
            return _lumps(circles)
        course = math.atan2(dy, dx)
        if flanks:
            course = last + math.remainder(course - last, 2 * math.pi)
            if abs(course - last) > 0.6:
                return _lumps(circles)
        half = math.acos((r0 - r1) / far)
        flanks.append((course, course - half, course + half))
        last = course
    # Where two flanks meet, the outline runs over the middle of their corner.
    lows = [low for _, low, _ in flanks]
    highs = [high for _, _, high in flanks]
    there = [lows[0], *(0.5 * (a + b) for a, b in pairwise(lows)), lows[-1]]
    back = [highs[0], *(0.5 * (a + b) for a, b in pairwise(highs)), highs[-1]]
    end = _arc(circles[-1][2], lows[-1], highs[-1], coarseness)
    start = _arc(circles[0][2], highs[0], lows[0] + 2 * math.pi, coarseness)
    normals = [(math.cos(angle), math.sin(angle)) for angle in there]
    normals += end
    normals += [(math.cos(angle), math.sin(angle)) for angle in reversed(back)]
    normals += start
    owners = [*circles, *[circles[-1]] * len(end), *reversed(circles), *[circles[0]] * len(start)]
    points = [(x + r * c, y + r * s) for (x, y, r), (c, s) in zip(owners, normals, strict=True)]
    return [(points, normals)]


def _lumps(circles: Sequence[Circle]) -> list[Outline]:
    """A piece of a limb that points at the viewer or is bent: the hulls of pairs of circles."""
    return chain([(x, y, r * r, 0.0, r * r) for x, y, r in circles], _ROUND)


def _arc(radius: float, start: float, end: float, coarseness: float) -> list[Point]:
    """The directions of a rounded end between two angles, both left out; more for a larger one."""
    steps = max(1, round((end - start) * math.sqrt(radius) / coarseness))
    step = (end - start) / steps
    c, s, turn_c, turn_s = math.cos(start), math.sin(start), math.cos(step), math.sin(step)
    directions: list[Point] = []
    for _ in range(steps - 1):
        c, s = c * turn_c - s * turn_s, s * turn_c + c * turn_s
        directions.append((c, s))
    return directions
