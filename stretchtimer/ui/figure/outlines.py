"""A drawing turned into what is painted: all of it that takes long to find, in no size and colour.

A sketch is small, to be kept; of its outlines a picture can be painted. Between two outlines it
can be told in little time which part of the picture changes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

from PySide6.QtCore import QMarginsF, QRectF, Qt
from PySide6.QtGui import QPainterPath

from stretchtimer.figure.glow import Glow
from stretchtimer.figure.scene import Drawing, Shape
from stretchtimer.ui.figure.mat import MAT_ROUND, SHADOW_REACH, Shadow, shadow_of
from stretchtimer.ui.figure.paths import in_one_piece, packed, path_of, paths_in

NARROWEST = 0.02
"""Half the width of a mark that is seen from the side, in statures."""
SHADE_REACH = 0.0105
"""How far the shade of a limb reaches beyond it, in statures."""
_SHAPE_BYTES = 500
"""About how much memory a shape takes beside its points."""
_RIM = 0.004
"""How far the soft rim of a path and a small error reach, in statures."""
_MAT_MARGINS = (-MAT_ROUND, -MAT_ROUND, MAT_ROUND, MAT_ROUND)
_SHADOW_MARGINS = QMarginsF(SHADOW_REACH, SHADOW_REACH, SHADOW_REACH, SHADOW_REACH)

_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(frozen=True)
class Sketch:
    """A drawing with its polygons made one for each outline, and packed."""

    drawing: Drawing
    """All of it but its polygons."""
    places: Sequence[tuple[QRectF, QRectF | None]]
    """Of each shape its reach, and if it casts any shade, what that may fall on."""
    counts: Sequence[int]
    """Of how many polygons each path is made: shape by shape, after the shape its edges."""
    data: bytes
    shadow: Shadow

    @property
    def size_bytes(self) -> int:
        """About how much memory it takes."""
        return len(self.data) + self.shadow.size_bytes + _SHAPE_BYTES * len(self.drawing.shapes)


_Place = tuple[QRectF, QRectF | None]


def sketch_of(drawing: Drawing) -> Sketch:
    """Does all that is needed once for a drawing, however often it will be painted."""
    bare, places, paths = _laid_out(drawing)
    data, counts = in_one_piece(paths)
    return Sketch(bare, places, counts, data, shadow_of(drawing.shadow))


def outlines_at_once(drawing: Drawing) -> Outlines:
    """What is to be painted of a drawing that is painted but once: it is not worth a sketch."""
    bare, places, paths = _laid_out(drawing)
    pieces = _pieces(bare.shapes, places, (path for path, _ in paths))
    return Outlines(bare, shadow_of(drawing.shadow), pieces)


def _laid_out(
    drawing: Drawing,
) -> tuple[Drawing, list[_Place], list[tuple[QPainterPath, int]]]:
    """A drawing without its polygons; of each shape its places; and the paths that are painted, in
    order, each with the number of its polygons.
    """
    outlines = [part for shape in drawing.shapes for part in (shape.polygons, *shape.edges)]
    counts = [len(polygons) for polygons in outlines]
    paths = iter(zip(paths_in(packed(outlines), counts), counts, strict=True))
    shapes: list[Shape] = []
    places: list[_Place] = []
    boxes: list[_Box] = []
    kept: list[tuple[QPainterPath, int]] = []
    for shape in drawing.shapes:
        whole, *edges = (next(paths) for _ in range(1 + len(shape.edges)))
        reach = whole[0].controlPointRect().adjusted(-_RIM, -_RIM, _RIM, _RIM)
        box = _box(reach)
        behind = None
        if edges:
            reach = reach.adjusted(-SHADE_REACH, -SHADE_REACH, SHADE_REACH, SHADE_REACH)
            behind = _shared(_box(reach), boxes)
        boxes.append(box)
        places.append((reach, behind))
        kept += [whole, *edges] if behind else [whole]
        shapes.append(replace(shape, polygons=[], edges=[[]] * len(edges) if behind else []))
    return replace(drawing, shapes=shapes, shadow=([], [])), places, kept


def outlines_of(sketch: Sketch) -> Outlines:
    """What is to be painted of it."""
    paths = iter(paths_in(sketch.data, sketch.counts))
    pieces = _pieces(sketch.drawing.shapes, sketch.places, paths)
    return Outlines(sketch.drawing, sketch.shadow, pieces)


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
    lit: tuple[tuple[Glow, QPainterPath], ...] = ()
    """The glows that come over it, and all of the body so far on which they fall."""

    def differs(self, other: Piece) -> bool:
        return self.path != other.path or self.edges != other.edges or self.shape != other.shape


@dataclass(frozen=True)
class Outlines:
    """One picture of the figure."""

    drawing: Drawing
    """All of it but its polygons."""
    shadow: Shadow
    pieces: Sequence[Piece]

    @cached_property
    def body_reach(self) -> QRectF:
        """Within this lies all that is painted of the body, in statures."""
        return reduce(QRectF.united, (piece.reach for piece in self.pieces), QRectF())

    @cached_property
    def reach(self) -> QRectF:
        """Within this lies all that is painted, in statures."""
        across, down = self.drawing.rug
        mat = path_of([self.drawing.mat]).controlPointRect().adjusted(*_MAT_MARGINS)
        places = [self.body_reach]
        # The shadow falls on the rug.
        rug = QRectF(-across, self.drawing.rug_below - down, 2 * across, 2 * down)
        places += [path_of([face.polygon]).controlPointRect() for face in self.drawing.furniture]
        return reduce(QRectF.united, places, mat | rug)

    def changed(self, other: Outlines) -> QRectF | None:
        """Where the two differ, in statures, or None where they may do so anywhere."""
        one, two = self.drawing, other.drawing
        if (one.frame, one.mat, one.furniture) != (two.frame, two.mat, two.furniture):
            return None
        places = [piece.reach for piece in _differing(self.pieces, other.pieces)]
        for ours, theirs in zip(self.shadow.parts, other.shadow.parts, strict=True):
            moved = [p for p in ours if p not in theirs] + [p for p in theirs if p not in ours]
            places += [path.controlPointRect().marginsAdded(_SHADOW_MARGINS)
                       for path in paths_in(b"".join(moved), [1] * len(moved))]  # fmt: skip
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


def _pieces(
    shapes: Sequence[Shape], places: Sequence[_Place], paths: Iterator[QPainterPath]
) -> list[Piece]:
    """The pieces of a drawing, from far to near."""
    pieces = [
        Piece(shape, next(paths), [next(paths) for _ in shape.edges], reach, behind or QRectF())
        for shape, (reach, behind) in zip(shapes, places, strict=True)
    ]
    for glow in {glow: None for shape in shapes for glow in shape.glows}:
        for group in lit_together(pieces, glow):
            # All outlines turn the same way round, so that together they are one.
            lit = QPainterPath()
            lit.setFillRule(Qt.FillRule.WindingFill)
            for number in group:
                lit.addPath(pieces[number].path)
            last = pieces[group[-1]]
            pieces[group[-1]] = replace(
                last, lit=(*last.lit, (glow, lit)), reach=last.reach | place_of(glow)
            )
    return pieces


def lit_together(pieces: Sequence[Piece], glow: Glow) -> list[list[int]]:
    """The pieces on which a glow falls, by their numbers: together where nothing comes between.

    Lit one by one, they would have a seam between them.
    """
    groups: list[list[int]] = []
    place = place_of(glow)
    for number, piece in enumerate(pieces):
        if glow in piece.shape.glows:
            if groups and not any(
                between.reach.intersects(place) and glow not in between.shape.glows
                for between in pieces[groups[-1][-1] + 1 : number]
            ):
                groups[-1].append(number)
            else:
                groups.append([number])
    return groups


def place_of(glow: Glow) -> QRectF:
    """Within this lies all that a glow lights."""
    (x, y), (along_x, along_y) = glow.middle, glow.long_axis
    slim = max(glow.wide, NARROWEST) / math.hypot(along_x, along_y)
    across, down = math.hypot(along_x, along_y * slim), math.hypot(along_y, along_x * slim)
    return QRectF(x - across, y - down, 2 * across, 2 * down)


def _box(rect: QRectF) -> _Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()


def _shared(reach: _Box, boxes: Sequence[_Box]) -> QRectF | None:
    """What a box has in common with any of some others, if anything."""
    common = [
        (max(left, reach[0]), max(top, reach[1]), min(right, reach[2]), min(bottom, reach[3]))
        for left, top, right, bottom in boxes
        if left < reach[2] and right > reach[0] and top < reach[3] and bottom > reach[1]
    ]
    if not common:
        return None
    lefts, tops, rights, bottoms = zip(*common, strict=True)
    left, top = min(lefts), min(tops)
    return QRectF(left, top, max(rights) - left, max(bottoms) - top)
