"""The rug, and the mat or bed on which the figure lies, and the figure's shadow on them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QTransform

from stretchtimer.figure.furniture import Face
from stretchtimer.figure.outline import Polygon
from stretchtimer.figure.pose import CHAIR
from stretchtimer.figure.scene import Drawing
from stretchtimer.ui.figure.colours import is_dark
from stretchtimer.ui.figure.paths import bounds_of, packed, path_of, paths_in, round_pen, rounded
from stretchtimer.ui.theme.colour_mixing import mixed

MAT_ROUND = 0.03
"""Twice as far as the mat's corners are rounded; no side of it is as thick."""
_MAT_THICK = 0.010
_RUGS = (("#5E5338", 0.09), ("#FFE8D0", 0.13))
"""The rug on a light page, and on a dark one, where without it no shadow would show."""
_SHADOW_CELL = 0.007
"""The size of the dots that the shadow is painted in, in statures."""
_SHADOW_REACHES = (4.6, 2.0)
"""How many dots the wide and the narrow shadow are smeared out by."""
_SHADOW_RIM = math.ceil(max(_SHADOW_REACHES)) + 1
SHADOW_REACH: float = (_SHADOW_RIM + 1) * _SHADOW_CELL
"""How far the shadow reaches beyond its outline, in statures."""
_SHADOW_ALPHAS = (0.24, 0.26)
_FLOOR = "floor"
_LEAST_LIGHT = 0.34
"""How far the face of a bed that has least light is on its way to the colour of the shadow."""
_SHADE_UNDER = 0.20
_WOOD_AT_NIGHT = 150
_PILLOW_AT_NIGHT, _PILLOW_BY_DAY = 170, 116
"""How much darker or lighter they are than the wood and the mat, in percent."""


def _scattered(count: int) -> tuple[tuple[float, float], ...]:
    """Points spread evenly over a disc: a sunflower's spiral."""
    return tuple(
        (math.sqrt((k + 0.5) / count) * math.cos(2.39996 * k),
         math.sqrt((k + 0.5) / count) * math.sin(2.39996 * k))
        for k in range(count)
    )  # fmt: skip


_SCATTERS = (_scattered(20), _scattered(12))
"""Where the wide and the narrow shadow are painted over and over, to be soft."""


@dataclass(frozen=True)
class Shadow:
    """A shadow, already soft: it is painted small and drawn large, in any colour."""

    depth: QImage
    """How deep it is at each of its dots."""
    first: tuple[int, int]
    """Where it begins, in its own dots."""
    parts: tuple[Sequence[bytes], Sequence[bytes]]
    """The polygons of which the wide and the narrow one are cast, packed."""

    @property
    def size_bytes(self) -> int:
        packed_bytes = sum(len(polygon) for part in self.parts for polygon in part)
        return self.depth.sizeInBytes() + packed_bytes


class GroundPainter:
    """Paints what is under the figure; a mat may have an outline."""

    def __init__(self, mat: QColor, shadow: QColor, outline: QColor | None, wood: QColor) -> None:
        self._mat = mat
        in_the_dark = is_dark(mat)
        self._materials = {
            "mat": mat,
            "wood": wood.darker(_WOOD_AT_NIGHT) if in_the_dark else wood,
            "pillow": mat.lighter(_PILLOW_AT_NIGHT if in_the_dark else _PILLOW_BY_DAY),
        }
        self._shadow = shadow
        self._outline = outline

    def paint(self, painter: QPainter, drawing: Drawing, shadow: Shadow, line: float) -> None:
        """Paints for a painter that is set to statures; `line` is the width of an outline."""
        self._paint_rug(painter, drawing, line)
        if drawing.ground == CHAIR:
            # Who sits on a chair has the shadow on the floor under it.
            self._paint_shadow(painter, shadow)
            self._paint_furniture(painter, drawing.furniture, line)
            return
        if drawing.furniture:
            self._paint_furniture(painter, drawing.furniture, line)
        else:
            self._paint_mat(painter, drawing, line)
        self._paint_shadow(painter, shadow)

    def _paint_shadow(self, painter: QPainter, shadow: Shadow) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.scale(_SHADOW_CELL, _SHADOW_CELL)
        painter.drawImage(QPointF(*shadow.first), self._in_colour(shadow))
        painter.restore()

    def _paint_mat(self, painter: QPainter, drawing: Drawing, line: float) -> None:
        mat = drawing.mat
        upper = rounded(mat, MAT_ROUND / 2)
        top = path_of([upper])
        painter.setPen(Qt.PenStyle.NoPen)
        if self._outline is not None:
            painter.setBrush(self._outline)
            wider = path_of([rounded(mat, MAT_ROUND / 2 + line)])
            for down in (0.0, _MAT_THICK):
                painter.drawPath(wider.translated(0.0, down))
        painter.setBrush(self._mat.darker(118))
        painter.drawPath(path_of([_side_of(upper)]))
        painter.setBrush(self._mat)
        painter.drawPath(top)
        painter.setBrush(self._mat.lighter(112))
        painter.drawPath(path_of(drawing.mat_stripes))

    def _paint_furniture(self, painter: QPainter, faces: Sequence[Face], line: float) -> None:
        """Each face flat; what lies under the edges of two of them is of the same box."""
        for face in faces:
            if face.material == _FLOOR:
                self._paint_floor_under(painter, face)
                continue
            colour = mixed(self._materials[face.material], self._shadow, _LEAST_LIGHT * face.shade)
            painter.setPen(
                round_pen(self._outline, line) if self._outline else QPen(Qt.PenStyle.NoPen)
            )
            painter.setBrush(colour)
            painter.drawPath(path_of([face.polygon]))
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_floor_under(self, painter: QPainter, face: Face) -> None:
        """The floor under a bed is in its shade."""
        if self._outline is None:
            shade = QColor(self._shadow)
            shade.setAlphaF(_SHADE_UNDER)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shade)
            painter.drawPath(path_of([face.polygon]))

    def _paint_rug(self, painter: QPainter, drawing: Drawing, line: float) -> None:
        """What lies beyond the mat lies on a rug: a hand there does not float."""
        colour, opacity = _RUGS[is_dark(self._mat)]
        rug = QColor(colour)
        rug.setAlphaF(opacity)
        placed = painter.worldTransform()
        if self._outline is not None:
            painter.setPen(QPen(self._outline, line * math.hypot(placed.m11(), placed.m12())))
            rug = QColor(Qt.GlobalColor.transparent)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(rug)
        across, down = drawing.rug
        # Of a curve that Qt itself makes larger it takes more than twice as long to find the rim.
        painter.setWorldTransform(QTransform())
        rim = QRectF(-across, drawing.rug_below - down, 2 * across, 2 * down)
        painter.drawEllipse(placed.mapRect(rim))
        painter.setWorldTransform(placed)

    def _in_colour(self, shadow: Shadow) -> QImage:
        image = shadow.depth.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        if self._shadow != Qt.GlobalColor.black:
            painter = QPainter(image)
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
            painter.fillRect(image.rect(), self._shadow)
            painter.end()
        return image


def shadow_of(parts: tuple[Sequence[Polygon], Sequence[Polygon]]) -> Shadow:
    """Both shadows of a figure, smeared out."""
    wide, narrow = ([packed([[polygon]]) for polygon in part] for part in parts)
    paths = [paths_in(b"".join(part), [len(part)])[0] for part in (wide, narrow)]
    bounds = bounds_of(paths)
    # Its dots stay where they are while the figure moves, or its rim would crawl.
    first_x, first_y = (math.floor(k / _SHADOW_CELL) - _SHADOW_RIM for k in
                        (bounds.left(), bounds.top()))  # fmt: skip
    size = QSize(
        math.ceil(bounds.right() / _SHADOW_CELL) + _SHADOW_RIM - first_x,
        math.ceil(bounds.bottom() / _SHADOW_CELL) + _SHADOW_RIM - first_y,
    )
    soft = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    soft.fill(Qt.GlobalColor.transparent)
    mixer = QPainter(soft)
    for path, reach, alpha, scatter in zip(
        paths, _SHADOW_REACHES, _SHADOW_ALPHAS, _SCATTERS, strict=True
    ):
        sharp = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        sharp.fill(Qt.GlobalColor.transparent)
        inner = QPainter(sharp)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.translate(-first_x, -first_y)
        inner.scale(1 / _SHADOW_CELL, 1 / _SHADOW_CELL)
        inner.fillPath(path, Qt.GlobalColor.black)
        inner.end()
        mixer.setOpacity(alpha / len(scatter))
        for x, y in scatter:
            mixer.drawImage(QPointF(x * reach, y * reach), sharp)
    mixer.end()
    return Shadow(
        soft.convertToFormat(QImage.Format.Format_Alpha8), (first_x, first_y), (wide, narrow)
    )


def _side_of(upper: Polygon) -> Polygon:
    """What is to be seen of the mat's thickness, and a part that its upper side will hide."""
    # Its corners begin at the right, and go round by the lower side to the left.
    low = upper[: len(upper) // 2 + 1]
    return [low[0], *((x, y + _MAT_THICK) for x, y in low), low[-1]]
