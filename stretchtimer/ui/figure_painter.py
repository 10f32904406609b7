"""Painting a drawing of the figure: turns outlines into paths, materials into colours."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from stretchtimer.figure.feeling import Glow
from stretchtimer.figure.outline import Polygon
from stretchtimer.figure.scene import Drawing, Shape

ColourLike = QColor | str


@dataclass(frozen=True)
class FigureColours:
    """The colours of the figure and its mat, each a QColor or "#rrggbb".

    With `outline` the body and the mat get a line round them, for those who need more contrast.
    """

    skin: ColourLike
    hair: ColourLike
    shirt: ColourLike
    trousers: ColourLike
    mat: ColourLike
    shadow: ColourLike
    highlight: ColourLike
    outline: ColourLike | None = None


_EDGE_ALPHA = 31
_OUTLINE_PX = 2.0
_MAT_ROUND = 0.03
_MAT_THICK = 0.010
_FAR_DARKER = 0.22
_SHADOW_CELL = 0.007
"""The size of the dots that the shadow is painted in, in statures."""
_SHADOW_REACHES = (4.6, 2.0)
"""How many dots the wide and the narrow shadow are smeared out by."""
_SHADOW_ALPHAS = (0.24, 0.26)
_SCATTER = tuple(
    (math.sqrt((k + 0.5) / 20) * math.cos(2.39996 * k),
     math.sqrt((k + 0.5) / 20) * math.sin(2.39996 * k))
    for k in range(20)
)  # fmt: skip
"""Points spread evenly over a disc: a sunflower's spiral."""
_DARKEST_IN_THE_DARK = {"skin": 0.10, "hair": 0.027, "shirt": 0.10, "trousers": 0.085}
"""How light each material must be to stand off from a dark page."""

_GLOW_ALPHA = 205


def _mixed(a: QColor, b: QColor, share: float) -> QColor:
    return QColor.fromRgbF(
        a.redF() + (b.redF() - a.redF()) * share,
        a.greenF() + (b.greenF() - a.greenF()) * share,
        a.blueF() + (b.blueF() - a.blueF()) * share,
    )


def _luminance(colour: QColor) -> float:
    """How light a colour is to the eye, from 0 to 1."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(p) for p in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lifted(colour: QColor, floor: float) -> QColor:
    """The colour, or a lighter one of the same hue that is at least as light as `floor`."""
    while _luminance(colour) < floor:
        colour = _mixed(colour.lighter(108), QColor("white"), 0.01)
    return colour


def _round_pen(colour: QColor, width: float) -> QPen:
    return QPen(
        colour,
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )


def _path(polygons: list[Polygon]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon]))
        path.closeSubpath()
    return path


class FigurePainter:
    """Paints drawings in one set of colours."""

    def __init__(self, colours: FigureColours) -> None:
        self._mat = QColor(colours.mat)
        # A dark mat means a dark room, where dark hair and clothes would be lost.
        in_the_dark = _luminance(self._mat) < 0.15
        self._materials = {
            name: _lifted(QColor(getattr(colours, name)), floor if in_the_dark else 0.0)
            for name, floor in _DARKEST_IN_THE_DARK.items()
        }
        self._shadow = QColor(colours.shadow)
        self._highlight = QColor(colours.highlight)
        self._outline = None if colours.outline is None else QColor(colours.outline)

    def paint(self, painter: QPainter, drawing: Drawing, area: QRectF) -> None:
        """Paint `drawing` as large as it fits into the middle of `area`."""
        left, top, right, bottom = drawing.frame
        scale = min(area.width() / (right - left), area.height() / (bottom - top))
        placed = QTransform.fromTranslate(area.center().x(), area.center().y())
        placed.scale(scale, scale)
        placed.translate(-(left + right) / 2, -(top + bottom) / 2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(placed, True)
        self._paint_mat(painter, drawing, scale)
        painter.restore()
        self._paint_body(painter, drawing, area, placed)

    def _paint_body(
        self, painter: QPainter, drawing: Drawing, area: QRectF, placed: QTransform
    ) -> None:
        """The body is painted on a layer of its own, so that shade falls on the body alone."""
        density = painter.device().devicePixelRatio()
        size = (area.size() * density).toSize()
        if size.isEmpty():
            return
        layer = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        layer.setDevicePixelRatio(density)
        layer.fill(Qt.GlobalColor.transparent)
        inner = QPainter(layer)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.translate(-area.x(), -area.y())
        inner.setTransform(placed, True)
        _, top, _, bottom = drawing.frame
        for shape in drawing.shapes:
            self._paint_shape(inner, shape, top, bottom)
        if self._outline is not None:
            self._paint_outline(inner, drawing, self._outline, _OUTLINE_PX / placed.m11())
        inner.end()
        painter.drawImage(area.topLeft(), layer)

    def _paint_outline(
        self, painter: QPainter, drawing: Drawing, colour: QColor, width: float
    ) -> None:
        """A line round the whole body: it is put behind the body, so that only its edge shows."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_round_pen(colour, 2 * width))
        for shape in drawing.shapes:
            painter.drawPath(_path(shape.polygons))

    def _paint_mat(self, painter: QPainter, drawing: Drawing, scale: float) -> None:
        mat = _path([drawing.mat])
        side = self._mat.darker(118)
        if self._outline is not None:
            painter.setPen(_round_pen(self._outline, _MAT_ROUND + 2 * _OUTLINE_PX / scale))
            painter.drawPath(mat)
            painter.drawPath(mat.translated(0.0, _MAT_THICK))
        for colour, down in ((side, _MAT_THICK), (self._mat, 0.0)):
            painter.setPen(_round_pen(colour, _MAT_ROUND))
            painter.setBrush(colour)
            painter.drawPath(mat.translated(0.0, down))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._mat.lighter(112))
        painter.drawPath(_path(drawing.mat_stripes))
        self._paint_shadow(painter, drawing)

    def _paint_shadow(self, painter: QPainter, drawing: Drawing) -> None:
        """Both shadows, soft because they are painted small and drawn large."""
        left, top, right, bottom = drawing.frame
        area = QRectF(left - 0.2, top - 0.2, right - left + 0.4, bottom - top + 0.4)
        width, height = round(area.width() / _SHADOW_CELL), round(area.height() / _SHADOW_CELL)
        soft = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
        soft.fill(Qt.GlobalColor.transparent)
        mixer = QPainter(soft)
        for outline, reach, alpha in zip(
            drawing.shadow, _SHADOW_REACHES, _SHADOW_ALPHAS, strict=True
        ):
            sharp = QImage(soft.size(), QImage.Format.Format_ARGB32_Premultiplied)
            sharp.fill(Qt.GlobalColor.transparent)
            inner = QPainter(sharp)
            inner.setRenderHint(QPainter.RenderHint.Antialiasing)
            inner.scale(1 / _SHADOW_CELL, 1 / _SHADOW_CELL)
            inner.translate(-area.topLeft())
            inner.fillPath(_path(outline), self._shadow)
            inner.end()
            mixer.setOpacity(alpha / len(_SCATTER))
            for x, y in _SCATTER:
                mixer.drawImage(QPointF(x * reach, y * reach), sharp)
        mixer.end()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(area, soft)

    def _paint_shape(self, painter: QPainter, shape: Shape, top: float, bottom: float) -> None:
        base = self._materials[shape.material]
        dark = _mixed(base, self._shadow, 0.55)
        colour = _mixed(base, dark, _FAR_DARKER * 2 * shape.shade)
        painter.setPen(Qt.PenStyle.NoPen)
        if shape.edges:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
            edge = QColor(self._shadow)
            edge.setAlpha(_EDGE_ALPHA)
            painter.setBrush(edge)
            for edges in shape.edges:
                painter.drawPath(_path(edges))
            if self._outline is not None:
                painter.setBrush(self._outline)
                painter.drawPath(_path(shape.edges[-1]))
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        light = QLinearGradient(0.0, top, 0.0, bottom)
        light.setColorAt(0.0, colour.lighter(106))
        light.setColorAt(1.0, _mixed(colour, dark, 0.18))
        path = _path(shape.polygons)
        painter.setBrush(QBrush(light))
        painter.drawPath(path)
        for glow in shape.glows:
            self._paint_glow(painter, path, glow)
        self._paint_face(painter, shape, path)

    def _paint_glow(self, painter: QPainter, path: QPainterPath, glow: Glow) -> None:
        x, y = glow.long_axis
        long = max((x * x + y * y) ** 0.5, glow.wide)
        gradient = QRadialGradient(QPointF(0.0, 0.0), 1.0)
        for place, share in ((0.0, 0.88), (0.3, 0.72), (0.6, 0.34), (0.82, 0.08), (1.0, 0.0)):
            colour = _mixed(self._highlight, QColor("#FFC9A8"), 0.30)
            colour.setAlpha(round(_GLOW_ALPHA * glow.strength * share))
            gradient.setColorAt(place, colour)
        brush = QBrush(gradient)
        size = (x * x + y * y) ** 0.5
        cos, sin = (x / size, y / size) if size > 1e-6 else (1.0, 0.0)
        brush.setTransform(
            QTransform(cos * long, sin * long, -sin * glow.wide, cos * glow.wide, *glow.middle)
        )
        painter.setBrush(brush)
        painter.drawPath(path)

    def _paint_face(self, painter: QPainter, shape: Shape, path: QPainterPath) -> None:
        for (x, y), radius, strength in shape.cheeks:
            blush = QRadialGradient(QPointF(x, y), radius)
            for place, alpha in ((0.0, 70), (0.5, 45), (1.0, 0)):
                colour = QColor(self._highlight)
                colour.setAlpha(round(alpha * strength))
                blush.setColorAt(place, colour)
            painter.setBrush(blush)
            painter.drawPath(path)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        ink = _mixed(_mixed(self._materials["skin"], self._materials["hair"], 0.55),
                     QColor("#201410"), 0.45)  # fmt: skip
        for stroke in shape.strokes:
            painter.setPen(_round_pen(ink, stroke.width))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke.points]))
        painter.setPen(Qt.PenStyle.NoPen)
