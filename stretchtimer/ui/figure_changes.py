"""What changes in the picture from one drawing to another: only that need be painted anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from PySide6.QtCore import QRectF

from stretchtimer.figure.feeling import Glow
from stretchtimer.figure.outline import Polygon
from stretchtimer.figure.scene import Drawing, Shape
from stretchtimer.ui.figure_ground import SHADOW_REACH

_FADE_REACH = 0.13
"""A shade begins along the middle of a limb; to the side it reaches no farther than this."""
_UNSEEN = 2e-5
"""A hundredth of a pixel of a figure that is 500 pixels long, in statures."""


def changed(one: Drawing, other: Drawing) -> QRectF | None:
    """Where the pictures differ, in statures, or None where they do as a whole."""
    if one.frame != other.frame or one.mat != other.mat:
        return None
    place = _changed_shapes(one.shapes, other.shapes)
    for ours, theirs in zip(one.shadow, other.shadow, strict=True):
        soft = _bounds(_differing(ours, theirs))
        if not soft.isEmpty():
            place = place.united(
                soft.adjusted(-SHADOW_REACH, -SHADOW_REACH, SHADOW_REACH, SHADOW_REACH)
            )
    return place


def _changed_shapes(ours: Sequence[Shape], theirs: Sequence[Shape]) -> QRectF:
    # Shapes are compared wherever they stand: one that moves may come before another or after it.
    twins = [next((k for k, s in enumerate(theirs) if _same(shape, s)), None) for shape in ours]
    gone = [shape for shape, twin in zip(ours, twins, strict=True) if twin is None]
    come = [shape for k, shape in enumerate(theirs) if k not in twins]
    place = QRectF()
    for here, there in zip_longest(gone, come):
        place = place.united(_changed_shape(here, there))
    kept = [twin for twin in twins if twin is not None]
    for place_here, place_there in zip(kept, sorted(kept), strict=True):
        if place_here != place_there:
            place = place.united(_extent(theirs[place_here]))
    return place


def _changed_shape(one: Shape | None, other: Shape | None) -> QRectF:
    if one is None or other is None or not _alike(one, other):
        return _extent(one).united(_extent(other))
    place = _bounds(_differing(one.polygons, other.polygons))
    for ours, theirs in zip(one.edges, other.edges, strict=True):
        place = place.united(_bounds(_differing(ours, theirs)))
    if one.fade and other.fade and one.fade != other.fade:
        reach = _bounds([[*one.fade, *other.fade]])
        reach.adjust(-_FADE_REACH, -_FADE_REACH, _FADE_REACH, _FADE_REACH)
        place = place.united(reach.intersected(_extent(one).united(_extent(other))))
    if one.glows != other.glows:
        lit = QRectF()
        for glow in (*one.glows, *other.glows):
            lit = lit.united(_glowing(glow))
        place = place.united(lit.intersected(_extent(one).united(_extent(other))))
    return place


def _same(one: Shape, other: Shape) -> bool:
    if not _alike(one, other) or one.glows != other.glows or one.fade != other.fade:
        return False
    pairs = zip((one.polygons, *one.edges), (other.polygons, *other.edges), strict=True)
    return not any(_differing(ours, theirs) for ours, theirs in pairs)


def _alike(one: Shape, other: Shape) -> bool:
    """Whether at most outlines, glows and how the shade begins differ."""
    return (
        one.material == other.material
        and one.shade == other.shade
        and len(one.edges) == len(other.edges)
        and one.strokes == other.strokes
        and one.cheeks == other.cheeks
        and (one.fade is None) == (other.fade is None)
    )


def _differing(ours: Sequence[Polygon], theirs: Sequence[Polygon]) -> list[Polygon]:
    """What only one of two shapes is made of."""
    if ours == theirs:
        return []
    return [p for p in ours if not _is_among(p, theirs)] + [
        p for p in theirs if not _is_among(p, ours)
    ]


def _is_among(polygon: Polygon, others: Sequence[Polygon]) -> bool:
    x, y = polygon[0]
    return any(
        abs(x - other[0][0]) < _UNSEEN
        and abs(y - other[0][1]) < _UNSEEN
        and _is_close(polygon, other)
        for other in others
    )


def _is_close(one: Polygon, other: Polygon) -> bool:
    """Whether no corner is farther from its like than can be seen."""
    return one == other or (
        len(one) == len(other)
        and all(
            abs(x - u) < _UNSEEN and abs(y - v) < _UNSEEN
            for (x, y), (u, v) in zip(one, other, strict=True)
        )
    )


def _extent(shape: Shape | None) -> QRectF:
    """All that a shape paints lies within; the first of its edges are the widest."""
    return _bounds(() if shape is None else chain(shape.polygons, *shape.edges[:1]))


def _glowing(glow: Glow) -> QRectF:
    x, y = glow.middle
    reach = max(glow.wide, (glow.long_axis[0] ** 2 + glow.long_axis[1] ** 2) ** 0.5)
    return QRectF(x - reach, y - reach, 2 * reach, 2 * reach)


def _bounds(polygons: Iterable[Polygon]) -> QRectF:
    points = list(chain.from_iterable(polygons))
    if not points:
        return QRectF()
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    top, bottom = min(y for _, y in points), max(y for _, y in points)
    return QRectF(left, top, right - left, bottom - top)
