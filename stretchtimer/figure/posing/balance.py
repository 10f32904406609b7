"""Whether a body that rests where it does would fall over.

It does not while the middle of its weight is above what it rests on. How heavy the parts are, as
shares of the whole, and where the middle of each is, is told by Winter ("Biomechanics and Motor
Control of Human Movement", 4th edition 2009, table 4.1).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from stretchtimer.figure.skeleton import SIDES, Joints
from stretchtimer.figure.vectors import Vec, along, between, sub, unit

Spot = tuple[float, float]

_TRUNK, _HEAD = 0.497, 0.081
_SEGMENTS = (
    ("shoulder", "elbow", 0.028, 0.436),
    ("elbow", "wrist", 0.016, 0.430),
    ("wrist", "fingers", 0.006, 0.506),
    ("hip", "knee", 0.100, 0.433),
    ("knee", "ankle", 0.0465, 0.433),
    ("ankle", "toes", 0.0145, 0.500),
)
"""Both ends of each part of a limb, its share of the weight, and where its middle is."""
_RESTS_ON = {
    "hand": ("wrist", "fingers"),
    "arm": ("shoulder", "elbow", "wrist"),
    "thigh": ("hip", "knee"),
    "knee": ("knee",),
    "shin": ("knee", "ankle"),
    "foot": ("ankle", "toes"),
}
_HEEL = 0.025
"""How far behind its ankle a foot still stands, in statures."""
_FLESH = 0.045
"""How far round a joint the flesh rests, in statures."""


def overhang(joints: Joints, rests: Collection[str]) -> float:
    """How far the middle of the weight is beside what the body rests on, in statures.

    It is 0 above it, and without end where nothing rests.
    """
    spots = list(_spots(joints, rests))
    if not spots:
        return math.inf
    return max(0.0, _outside(_middle(joints), _hull(spots)) - _FLESH)


def _middle(joints: Joints) -> Spot:
    parts = [
        (between(joints.spine[0], joints.spine[-1], 0.5), _TRUNK),
        (joints.head, _HEAD),
        *(
            (between(joints.at[f"{start}_{side}"], joints.at[f"{end}_{side}"], share), weight)
            for start, end, weight, share in _SEGMENTS
            for side in SIDES
        ),
    ]
    whole = sum(weight for _, weight in parts)
    return (
        sum(place[0] * weight for place, weight in parts) / whole,
        sum(place[1] * weight for place, weight in parts) / whole,
    )


def _spots(joints: Joints, rests: Collection[str]) -> Iterator[Spot]:
    for part in rests:
        for x, y, _ in _places(joints, part):
            yield x, y


def _places(joints: Joints, part: str) -> Iterator[Vec]:
    name, _, side = part.partition("_")
    at = joints.at
    if name == "head":
        yield joints.head
    elif name == "back":
        yield from joints.spine[1:4]
    elif name in {"shoulders", "pelvis"}:
        joint = "shoulder" if name == "shoulders" else "hip"
        yield from (at[f"{joint}_{each}"] for each in SIDES)
    else:
        yield from (at[f"{joint}_{side}"] for joint in _RESTS_ON[name])
    if name == "foot":
        ankle, toes = at[f"ankle_{side}"], at[f"toes_{side}"]
        yield along(ankle, unit(sub(toes, ankle)), -_HEEL)


def _hull(spots: Sequence[Spot]) -> list[Spot]:
    """The corners of the smallest convex area with all of the spots, leftwards round it."""
    spots = sorted(set(spots))
    if len(spots) < 3:
        return list(spots)
    return [*_half(spots), *_half(spots[::-1])]


def _half(spots: Sequence[Spot]) -> list[Spot]:
    half: list[Spot] = []
    for spot in spots:
        while len(half) > 1 and _turn(half[-2], half[-1], spot) <= 0.0:
            half.pop()
        half.append(spot)
    return half[:-1]


def _turn(a: Spot, b: Spot, c: Spot) -> float:
    """Above 0 where the way from `a` over `b` to `c` turns left."""
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _outside(spot: Spot, corners: Sequence[Spot]) -> float:
    """How far a spot is from a convex area; 0 within it."""
    edges = list(pairwise((*corners, corners[0])))
    if len(corners) > 2 and all(_turn(a, b, spot) >= 0.0 for a, b in edges):
        return 0.0
    return min(_from_edge(spot, a, b) for a, b in edges)


def _from_edge(spot: Spot, a: Spot, b: Spot) -> float:
    way = (b[0] - a[0], b[1] - a[1])
    square = way[0] ** 2 + way[1] ** 2
    share = ((spot[0] - a[0]) * way[0] + (spot[1] - a[1]) * way[1]) / square if square else 0.0
    share = max(0.0, min(1.0, share))
    return math.dist(spot, (a[0] + way[0] * share, a[1] + way[1] * share))
