"""Outlines in the picture: what balls and ellipsoids look like from the camera.

In a parallel view every ball is a circle and every ellipsoid an ellipse, so the outline of a
part is a union of few convex polygons, all turning the same way round. A painter that fills by
winding number gets one smooth shape of them, without seams.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .body import Ball, Ellipsoid
from .pose import Camera
from .vectors import Vec

Point = tuple[float, float]
Polygon = list[Point]

Blot = tuple[float, float, float, float, float]
"""A filled ellipse: its centre and the matrix xx, xy, yy of its half-axes."""

_DIRECTIONS = 36
_ROUND: tuple[Point, ...] = tuple(
    (math.cos(2 * math.pi * k / _DIRECTIONS), math.sin(2 * math.pi * k / _DIRECTIONS))
    for k in range(_DIRECTIONS)
)


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

    def ball(self, ball: Ball) -> tuple[float, float, float]:
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


def disc(x: float, y: float, radius: float) -> Polygon:
    return [(x + radius * c, y + radius * s) for c, s in _ROUND]


def _rim(blot: Blot) -> list[tuple[float, float, float, float, float]]:
    """For each direction of `_ROUND`: how far the ellipse reaches, and the point it reaches."""
    x, y, xx, xy, yy = blot
    rim = []
    for c, s in _ROUND:
        mx, my = xx * c + xy * s, xy * c + yy * s
        reach = math.sqrt(mx * c + my * s) or 1e-9
        rim.append((x * c + y * s + reach, x + mx / reach, y + my / reach, c, s))
    return rim


def hull(blots: Sequence[Blot]) -> Polygon:
    """The outline of the convex hull of some ellipses."""
    rims = [_rim(blot) for blot in blots]
    return [(best[1], best[2]) for best in map(max, zip(*rims, strict=True))]


def chain(blots: Sequence[Blot]) -> list[Polygon]:
    """The hulls of each ellipse with the next one."""
    rims = [_rim(blot) for blot in blots]
    return [
        [(best[1], best[2]) for best in map(max, a, b)]
        for a, b in zip(rims, rims[1:], strict=False)
    ]


def tube(circles: Sequence[tuple[float, float, float]], round_at: Sequence[int]) -> list[Polygon]:
    """A limb of circles and the straight flanks between them; discs only where it bends or ends."""
    polygons = [disc(*circles[k]) for k in round_at]
    for (x0, y0, r0), (x1, y1, r1) in zip(circles, circles[1:], strict=False):
        dx, dy = x1 - x0, y1 - y0
        far = math.sqrt(dx * dx + dy * dy)
        if far <= abs(r0 - r1) + 1e-9:
            polygons.append(disc(x0, y0, r0) if r0 > r1 else disc(x1, y1, r1))
            continue
        dx, dy = dx / far, dy / far
        cosine = (r0 - r1) / far
        sine = math.sqrt(1.0 - cosine * cosine)
        ax, ay = dx * cosine - dy * sine, dy * cosine + dx * sine
        bx, by = dx * cosine + dy * sine, dy * cosine - dx * sine
        polygons.append(
            [
                (x0 + bx * r0, y0 + by * r0),
                (x1 + bx * r1, y1 + by * r1),
                (x1 + ax * r1, y1 + ay * r1),
                (x0 + ax * r0, y0 + ay * r0),
            ]
        )
    return polygons
