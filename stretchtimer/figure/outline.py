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

from .body import Ball, Ellipsoid
from .pose import Camera
from .vectors import Vec

Point = tuple[float, float]
Polygon = list[Point]

Circle = tuple[float, float, float]
Blot = tuple[float, float, float, float, float]
"""A filled ellipse: its centre and the matrix xx, xy, yy of its half-axes."""


def _directions(count: int) -> tuple[Point, ...]:
    step = 2 * math.pi / count
    return tuple((math.cos(k * step), math.sin(k * step)) for k in range(count))


_ROUND = _directions(28)
VERY_ROUND = _directions(60)
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


def disc(x: float, y: float, radius: float) -> Polygon:
    return [(x + radius * c, y + radius * s) for c, s in _ROUND]


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


def tube(circles: Sequence[Circle], coarseness: float = 0.05) -> list[Outline]:
    """A nearly straight piece of a limb, rounded at both ends.

    At a `coarseness` of 0.05 no corner stands off by more than a third of a pixel where a stature
    is drawn 1000 pixels long.
    """
    if len(circles) == 1:
        return [(disc(*circles[0]), _ROUND)]
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
    normals: list[Point] = []
    owners: list[Circle] = []
    for k, (_, low, _) in enumerate(flanks):
        normal = (math.cos(low), math.sin(low))
        normals += (normal, normal)
        owners += (circles[k], circles[k + 1])
    end = _arc(circles[-1][2], flanks[-1][1], flanks[-1][2], coarseness)
    normals += end
    owners += [circles[-1]] * len(end)
    for k in range(len(flanks) - 1, -1, -1):
        high = flanks[k][2]
        normal = (math.cos(high), math.sin(high))
        normals += (normal, normal)
        owners += (circles[k + 1], circles[k])
    start = _arc(circles[0][2], flanks[0][2], flanks[0][1] + 2 * math.pi, coarseness)
    normals += start
    owners += [circles[0]] * len(start)
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
