"""A drawing turned into paths: all of it that takes long to find, in no size and no colour.

Between two of them it can be told in little time which part of the picture changes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPainterPath

from stretchtimer.figure.outline import Polygon
from stretchtimer.figure.scene import Drawing, Shape
from stretchtimer.ui.figure.mat import SHADOW_REACH, Shadow
from stretchtimer.ui.figure.paths import paths_of

SHADE_REACH = 0.0105
"""How far the shade of a limb reaches beyond it, in statures."""
_MANY = 9
"""So many polygons take less time to be made one than to be filled as they are."""
_POINT_BYTES = 24
_RIM = 0.004
"""How far the soft rim of a path and a small error reach, in statures."""
_SHADOW_MARGINS = QMarginsF(SHADOW_REACH, SHADOW_REACH, SHADOW_REACH, SHADOW_REACH)


@dataclass(frozen=True)
class Piece:
    """One shape."""

    shape: Shape
    """All of it but its polygons."""
    path: QPainterPath
    edges: Sequence[QPainterPath]
    """None of them where nothing lies behind on which it could cast shade."""
    reach: QRectF
    """Within this lies all that is painted of it, with the shade that it casts."""
    behind: QRectF
    """Within this lies all that it may cast shade on."""

    def differs(self, other: Piece) -> bool:
        return self.path != other.path or self.edges != other.edges or self.shape != other.shape


@dataclass(frozen=True)
class Outlines:
    """One picture of the figure."""

    drawing: Drawing
    """All of it but its shapes."""
    shadow: Shadow
    pieces: Sequence[Piece]

    @cached_property
    def size_bytes(self) -> int:
        """About how much memory it takes."""
        points = sum(
            path.elementCount() for piece in self.pieces for path in (piece.path, *piece.edges)
        )
        return _POINT_BYTES * points + self.shadow.image.sizeInBytes()

    def changed(self, other: Outlines) -> QRectF | None:
        """Where the two differ, in statures, or None where they may do so anywhere."""
        one, two = self.drawing, other.drawing
        if (one.frame, one.mat) != (two.frame, two.mat):
            return None
        places = [piece.reach for piece in _differing(self.pieces, other.pieces)]
        for ours, theirs in zip(one.shadow, two.shadow, strict=True):
            moved = [p for p in ours if p not in theirs] + [p for p in theirs if p not in ours]
            places += [_bounds(polygon).marginsAdded(_SHADOW_MARGINS) for polygon in moved]
        return reduce(QRectF.united, places, QRectF())


def _differing(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces that are not the same in both."""
    pairs = list(zip(ours, theirs, strict=False))
    if len(ours) == len(theirs):
        for pair in pairs:
            if pair[0].differs(pair[1]):
                yield from pair
        return
    # One has come in between, or has gone: what lies below all that differs, or above it, stays.
    below = next((k for k, (a, b) in enumerate(pairs) if a.differs(b)), len(pairs))
    above = next(
        (k for k in range(len(pairs) - below) if ours[-1 - k].differs(theirs[-1 - k])),
        len(pairs) - below,
    )
    for pieces in (ours, theirs):
        yield from pieces[below : len(pieces) - above]


def _bounds(polygon: Polygon) -> QRectF:
    across, down = zip(*polygon, strict=True)
    left, top = min(across), min(down)
    return QRectF(left, top, max(across) - left, max(down) - top)


def pieces_of(shapes: Sequence[Shape]) -> list[Piece]:
    """The pieces of some shapes, from far to near."""
    paths = paths_of([shape.polygons for shape in shapes])
    # What is filled more than once is also worth the time to be made one.
    paths = [
        path.simplified() if shape.glows or len(shape.polygons) >= _MANY else path
        for shape, path in zip(shapes, paths, strict=True)
    ]
    bounds = [path.controlPointRect().adjusted(-_RIM, -_RIM, _RIM, _RIM) for path in paths]
    reaches = [
        box.adjusted(-SHADE_REACH, -SHADE_REACH, SHADE_REACH, SHADE_REACH) if shape.edges else box
        for shape, box in zip(shapes, bounds, strict=True)
    ]
    behind = [
        reduce(QRectF.united, (box.intersected(reach) for box in bounds[:k]), QRectF())
        if shape.edges
        else QRectF()
        for k, (shape, reach) in enumerate(zip(shapes, reaches, strict=True))
    ]
    casting = [shape for shape, part in zip(shapes, behind, strict=True) if not part.isEmpty()]
    edges = iter(paths_of([edge for shape in casting for edge in shape.edges]))
    return [
        Piece(
            replace(shape, polygons=[], edges=[]),
            path,
            [] if part.isEmpty() else [next(edges) for _ in shape.edges],
            reach,
            part,
        )
        for shape, path, reach, part in zip(shapes, paths, reaches, behind, strict=True)
    ]
