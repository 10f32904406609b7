"""Bending a limb of two bones so that its end gets to a point."""

from __future__ import annotations

import math

from .vectors import Vec, across, along, length, scaled, sub, unit


def bend(
    root: Vec, target: Vec, upper_length: float, lower_length: float, upper_hint: Vec
) -> tuple[Vec, Vec]:
    """The directions of both bones that bring the end to `target`, or as near as it goes.

    `upper_hint` is about where the upper bone should point: it chooses the side that the joint in
    the middle bends to.
    """
    way = sub(target, root)
    distance = length(way)
    longest, shortest = upper_length + lower_length, abs(upper_length - lower_length)
    distance_kept = max(shortest + 1e-6, min(longest - 1e-6, distance))
    straight = unit(way) if distance > 1e-9 else upper_hint
    out = across(upper_hint, straight)
    cosine = (upper_length**2 + distance_kept**2 - lower_length**2) / (
        2 * upper_length * distance_kept
    )
    cosine = max(-1.0, min(1.0, cosine))
    sine = math.sqrt(1.0 - cosine * cosine)
    upper = unit(along(scaled(straight, cosine), out, sine))
    middle = along(root, upper, upper_length)
    end = along(root, straight, distance_kept)
    return upper, unit(sub(end, middle))
