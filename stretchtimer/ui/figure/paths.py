"""From the figure's outlines to what a painter takes: paths, pens and where they go."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache, reduce
from itertools import chain

from PySide6.QtCore import QByteArray, QDataStream, QIODevice, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF, QTransform

from stretchtimer.figure.outline import VERY_ROUND, Polygon, hull
from stretchtimer.figure.pose import Frame

_GRID_PX = 4


def round_pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def path_of(polygons: Sequence[Polygon]) -> QPainterPath:
    return paths_in(packed([polygons]), [len(polygons)])[0]


def packed(outlines: Iterable[Sequence[Polygon]]) -> bytes:
    """Some outlines, each made of some polygons, as ``paths_in`` reads them."""
    flat = chain.from_iterable
    return b"".join([_packer(len(p))(len(p), *flat(p)) for polygons in outlines for p in polygons])


def paths_in(data: bytes, counts: Iterable[int]) -> list[QPainterPath]:
    """One path for each outline that is packed in ``data``, made of so many polygons."""
    # Read from bytes, a polygon takes a third of the time of one made of single points; all of
    # them from one stream take a third less again.
    stream = _set_up(QDataStream(QByteArray(data)))
    paths = []
    for count in counts:
        path = QPainterPath()
        path.setFillRule(Qt.FillRule.WindingFill)
        for _ in range(count):
            points = QPolygonF()
            stream >> points
            path.addPolygon(points)
            path.closeSubpath()
        paths.append(path)
    return paths


def in_one_piece(paths: Iterable[tuple[QPainterPath, int]]) -> tuple[bytes, list[int]]:
    """Each path without what lies within it, packed as ``paths_in`` reads it.

    With each path is told of how many polygons it is made. What is left has half as long an
    outline, and takes half the time to be filled.
    """
    data = QByteArray()
    stream = _set_up(QDataStream(data, QIODevice.OpenModeFlag.WriteOnly))
    counts = []
    for path, parts in paths:
        # A single one is in one piece, and to find that out takes its time.
        polygons = (path if parts == 1 else path.simplified()).toSubpathPolygons()
        counts.append(len(polygons))
        for polygon in polygons:
            stream << polygon
    return bytes(data.data()), counts


def _set_up(stream: QDataStream) -> QDataStream:
    stream.setByteOrder(QDataStream.ByteOrder.LittleEndian)
    # A thousandth of a pixel is told all the same, in half the memory.
    stream.setFloatingPointPrecision(QDataStream.FloatingPointPrecision.SinglePrecision)
    return stream


@lru_cache(maxsize=256)
def _packer(corners: int) -> Callable[..., bytes]:
    """Writes a polygon as Qt reads it."""
    return struct.Struct(f"<I{2 * corners}f").pack


def bounds_of(paths: Iterable[QPainterPath]) -> QRectF:
    return reduce(QRectF.united, (path.controlPointRect() for path in paths), QRectF())


def rounded(polygon: Polygon, radius: float) -> Polygon:
    """A convex polygon made larger all round, with round corners."""
    square = radius * radius
    return hull([(x, y, square, 0.0, square) for x, y in polygon], VERY_ROUND)[0]


def placed_in(area: QRectF, frame: Frame) -> QTransform:
    """From statures to the place in `area` of a picture that fills it."""
    left, top, right, bottom = frame
    scale = min(area.width() / (right - left), area.height() / (bottom - top))
    placed = QTransform.fromTranslate(area.center().x(), area.center().y())
    placed.scale(scale, scale)
    return placed.translate(-(left + right) / 2, -(top + bottom) / 2)


def on_grid(part: QRect) -> QRect:
    """The part, made larger to whole steps of a grid.

    Images that begin there lie on whole pixels also where the screen has 1.25 or 1.5 a unit.
    """
    x, y = part.x() // _GRID_PX * _GRID_PX, part.y() // _GRID_PX * _GRID_PX
    right, bottom = part.x() + part.width(), part.y() + part.height()
    return QRect(
        x, y, -(-(right - x) // _GRID_PX) * _GRID_PX, -(-(bottom - y) // _GRID_PX) * _GRID_PX
    )
