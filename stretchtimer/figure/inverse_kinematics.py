"""Bending a limb of two bones so that its end gets to a point."""

from __future__ import annotations

import math

from stretchtimer.figure.vectors import Vec, across, along, cross, length, scaled, sub, unit

LOWEST_JOINT = 0.027
"""No elbow or knee gets nearer to the floor than its flesh is thick, in statures."""


def bend(  # noqa: PLR0917 - a limb is its root, its end, two bones and which way it bends
    root: Vec,
    target: Vec,
    upper_length: float,
    lower_length: float,
    upper_hint: Vec,
    lowest: float = -math.inf,
) -> tuple[Vec, Vec]:
    """The directions of both bones that bring the end to `target`, or as near as it goes.

    `upper_hint` is about where the upper bone should point: it chooses the side that the joint in
    the middle bends to. That joint is kept from going lower than `lowest`, where it can be.
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
    out = _lifted(out, straight, root[2] + straight[2] * cosine * upper_length,
                  sine * upper_length, lowest)  # fmt: skip
    upper = unit(along(scaled(straight, cosine), out, sine))
    middle = along(root, upper, upper_length)
    end = along(root, straight, distance_kept)
    return upper, unit(sub(end, middle))


def _lifted(out: Vec, axis: Vec, middle: float, radius: float, lowest: float) -> Vec:
    """`out`, turned round `axis` by as little as lifts a point that far out to `lowest`."""
    if middle + radius * out[2] >= lowest or radius < 1e-6:
        return out
    side = cross(axis, out)
    most = math.hypot(out[2], side[2])
    if most < 1e-6:
        return out
    highest = math.atan2(side[2], out[2])
    off = math.acos(max(-1.0, min(1.0, (lowest - middle) / (radius * most))))
    turn = highest - off if highest > 0.0 else highest + off
    return along(scaled(out, math.cos(turn)), side, math.sin(turn))
