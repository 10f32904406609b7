"""Cushions and towels that make a stretch easier: where they lie, and how they come and go.

They belong to a pose, as its hands and feet do. On the way into it they fade in where they lie;
nobody is shown fetching them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from stretchtimer.figure.vectors import Vec, smooth_step

Ball = tuple[Vec, float]

KINDS = ("cushion", "towel")
MOST_BALLS = 12
_COMES = (0.45, 0.95)
"""Between which shares of the way into its pose a cushion comes."""


@dataclass(frozen=True)
class Cushion:
    """A cushion, or a towel that is rolled up or held at both ends; lengths in statures.

    A cushion is what all of its balls enclose, a towel runs from each ball to the next.
    """

    kind: str
    balls: tuple[Ball, ...]
    """Where they are on the mat, and their radii."""
    shown: float = 1.0
    """How much of it is seen, 0 to 1."""


def mirrored_cushions(cushions: Sequence[Cushion]) -> tuple[Cushion, ...]:
    """The same for the other side of the body."""
    return tuple(
        replace(each, balls=tuple(((x, -y, z), radius) for (x, y, z), radius in each.balls))
        for each in cushions
    )


def blended_cushions(a: Sequence[Cushion], b: Sequence[Cushion], t: float) -> tuple[Cushion, ...]:
    """What lies there a share ``t`` of the way from one pose to another."""
    staying = [each for each in a if each in b]
    going = [_shown(each, 1.0 - t) for each in a if each not in b]
    coming = [_shown(each, t) for each in b if each not in a]
    return tuple(each for each in (*staying, *going, *coming) if each.shown > 0.0)


def _shown(cushion: Cushion, share: float) -> Cushion:
    begins, ends = _COMES
    return replace(cushion, shown=cushion.shown * smooth_step((share - begins) / (ends - begins)))
