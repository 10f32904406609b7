"""Which part of the body is drawn over which: found where they overlap in the picture.

A part is given as a few balls. Of two parts, the nearer one is the one whose balls are nearer to
the viewer where the two overlap; parts that do not overlap may come in any order.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from stretchtimer.figure.body import Ball
from stretchtimer.figure.outline import View

Spot = tuple[float, float, float, float]
"""Place in the picture, radius, and nearness to the viewer."""


def far_to_near(
    parts: Mapping[str, Sequence[Ball]], view: View, known: Collection[tuple[str, str]] = ()
) -> list[str]:
    """The names of the parts in the order in which to draw them.

    Of two parts that are named together in `known`, the second one is the nearer.
    """
    spots = {
        name: [(*view.ball(ball), view.nearness(ball[0])) for ball in balls]
        for name, balls in parts.items()
    }
    mean = {name: sum(s[3] for s in row) / len(row) for name, row in spots.items()}
    waiting = sorted(parts, key=lambda name: mean[name])
    under: dict[str, set[str]] = {name: set() for name in parts}
    for k, a in enumerate(waiting):
        for b in waiting[k + 1 :]:
            lead = _lead(spots[a], spots[b])
            if (a, b) in known or (b, a) in known:
                lead = -1.0 if (a, b) in known else 1.0
            if lead > 0.0:
                under[a].add(b)
            elif lead < 0.0:
                under[b].add(a)
    order: list[str] = []
    while waiting:
        # Parts that lie over each other in a ring are taken by how near they are as a whole.
        name = next((n for n in waiting if not under[n].intersection(waiting)), waiting[0])
        waiting.remove(name)
        order.append(name)
    return order


def _lead(one: Sequence[Spot], other: Sequence[Spot]) -> float:
    """How much nearer `one` is than `other` where they overlap; 0 where they do not."""
    lead = 0.0
    for x0, y0, r0, near0 in one:
        for x1, y1, r1, near1 in other:
            dx, dy, reach = x1 - x0, y1 - y0, r0 + r1
            apart = dx * dx + dy * dy
            if apart < reach * reach:
                lead += (near0 - near1) * (reach * reach - apart)
    return lead
