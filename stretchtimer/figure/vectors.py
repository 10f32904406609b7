"""Vectors in space as plain tuples of three floats, and turning one direction into another."""

from __future__ import annotations

import math

Vec = tuple[float, float, float]

ORIGIN: Vec = (0.0, 0.0, 0.0)
UP: Vec = (0.0, 0.0, 1.0)


def add(a: Vec, b: Vec) -> Vec:
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scaled(a: Vec, k: float) -> Vec:
    return (a[0] * k, a[1] * k, a[2] * k)


def along(start: Vec, direction: Vec, distance: float) -> Vec:
    """The point reached from `start` by going `distance` in `direction`."""
    return (
        start[0] + direction[0] * distance,
        start[1] + direction[1] * distance,
        start[2] + direction[2] * distance,
    )


def between(a: Vec, b: Vec, t: float) -> Vec:
    """The point a share `t` (0 to 1) of the way from `a` to `b`."""
    return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t)


def dot(a: Vec, b: Vec) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])


def length(a: Vec) -> float:
    return math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def unit(a: Vec) -> Vec:
    """`a` at length 1. Raises ValueError for a vector without a direction."""
    size = length(a)
    if size < 1e-9:
        raise ValueError("a vector of length zero has no direction")
    return (a[0] / size, a[1] / size, a[2] / size)


def across(a: Vec, axis: Vec) -> Vec:
    """The direction of `a` made square to the unit vector `axis`."""
    k = dot(a, axis)
    rest = (a[0] - axis[0] * k, a[1] - axis[1] * k, a[2] - axis[2] * k)
    if length(rest) < 1e-6:
        spare: Vec = (0.0, 1.0, 0.0) if abs(axis[1]) < 0.9 else (1.0, 0.0, 0.0)
        return across(spare, axis)
    return unit(rest)


def angle(a: Vec, b: Vec) -> float:
    """The angle between two unit vectors, in degrees."""
    return math.degrees(math.acos(max(-1.0, min(1.0, dot(a, b)))))


def turned(a: Vec, b: Vec, t: float) -> Vec:
    """The unit vector a share `t` (0 to 1) of the way from `a` to `b` on the sphere."""
    cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
    if cosine > 0.99999:
        return unit(between(a, b, t))
    if cosine < -0.9999:
        # Opposite directions have no shortest way: go over a third one.
        middle = across(UP, a)
        return turned(a, middle, 2 * t) if t < 0.5 else turned(middle, b, 2 * t - 1)
    whole = math.acos(cosine)
    k = 1.0 / math.sin(whole)
    ka, kb = math.sin((1 - t) * whole) * k, math.sin(t * whole) * k
    return (a[0] * ka + b[0] * kb, a[1] * ka + b[1] * kb, a[2] * ka + b[2] * kb)


def smooth_step(t: float) -> float:
    """From 0 to 1 as `t` goes there, slow at both ends; clipped beyond."""
    t = max(0.0, min(1.0, t))
    return t * t * (3 - 2 * t)
