"""Painting a drawing of the figure: turns outlines into paths, materials into colours."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property, reduce
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QLinearGradient,
    QPainter,
    QPainterPath,
    QPolygonF,
    QRadialGradient,
    QTransform,
)

from stretchtimer.figure.glow import Glow
from stretchtimer.figure.scene import Drawing, Shape, drawing_of
from stretchtimer.ui.figure.colours import FigureColours, is_dark
from stretchtimer.ui.figure.mat import GroundPainter
from stretchtimer.ui.figure.outlines import (
    NARROWEST,
    Outlines,
    Piece,
    outlines_of,
    place_of,
    sketch_of,
)
from stretchtimer.ui.figure.paths import on_grid, placed_in, round_pen
from stretchtimer.ui.theme.colour_mixing import lifted, luminance, mixed

if TYPE_CHECKING:
    from stretchtimer.figure.hint import Arrow, Hint
    from stretchtimer.figure.pose import Pose

_EDGE_ALPHA = 31
_RIM_PX = 2.0
"""Room for the soft rim of an outline."""
_OUTLINE_PX = 2.0
_SMALL_PX = 200
"""In pictures narrower than this an outline is only half as wide."""
_FAR_DARKER = 0.22
_FADING = ((0.0, 0.0), (0.25, 0.16), (0.5, 0.5), (0.75, 0.84), (1.0, 1.0))
_DARKEST_IN_THE_DARK = {
    "skin": 0.10, "hair": 0.027, "shirt": 0.10, "trousers": 0.085,
    "cushion": 0.16, "towel": 0.24}  # fmt: skip
"""How light each material must be to stand off from a dark page."""

GLOW = "#FFE75A"
"""Where a stretch is felt, as if marked by a pen: no skin and no garment is of this yellow."""
_RINGS = (
    (0.00, 0.95), (0.21, 0.92), (0.32, 0.12), (0.55, 0.12), (0.62, 0.88), (0.74, 0.88),
    (0.82, 0.12), (1.00, 0.00),
)  # fmt: skip
"""How strong the light is from the middle to the rim: a spot and a ring, as nothing wears them.

A plain spot of light on cloth would pass for bare skin or for a hole, and so would a wide seam
between the light and the cloth, where their mixture can have the colour of skin.
"""
_FARTHEST_SPOT = 0.45
"""How far from its ring's middle a spot may lie: nearer to the rim the ring would be a line."""

_GHOST_OPACITY = 0.5
_GHOST_TINT = 0.45
_ARROW_RIM = 0.005
_ARROW_ROUND = 0.006
_MIDDLE_LUMINANCE = 0.18
"""Black and white stand off equally from a colour that is this light."""
_MOST_TONES = 64

_Tones = tuple[QColor, QColor, QColor]
"""A material in its shade, and in the light at the upper and the lower end of the picture."""


def _with_rim(part: QRectF) -> QRectF:
    rim = _RIM_PX + _OUTLINE_PX
    return part.adjusted(-rim, -rim, rim, rim)


def _outline_px(area: QRectF) -> float:
    return _OUTLINE_PX if area.width() >= _SMALL_PX else _OUTLINE_PX / 2


class FigurePainter:
    """Paints drawings in one set of colours."""

    def __init__(self, colours: FigureColours) -> None:
        self._colours = colours
        self._mat = QColor(colours.mat)
        # A dark mat means a dark room, where dark hair and clothes would be lost.
        in_the_dark = is_dark(self._mat)
        self._materials = {
            name: lifted(QColor(getattr(colours, name)), floor if in_the_dark else 0.0)
            for name, floor in _DARKEST_IN_THE_DARK.items()
        }
        self._shadow = QColor(colours.shadow)
        self._highlight = QColor(colours.highlight)
        self._outline = None if colours.outline is None else QColor(colours.outline)
        self._ground = GroundPainter(self._mat, self._shadow, self._outline, QColor(colours.wood))
        self._known_tones: dict[tuple[str, float], _Tones] = {}
        self._known_lights: dict[tuple[str, float], tuple[QColor, QBrush]] = {}
        self._lit_between = (0.0, 0.0)
        self._edge = QColor(self._shadow)
        self._edge.setAlpha(_EDGE_ALPHA)
        self._line_colours: dict[float, QColor] = {}
        self._ghost: tuple[Pose, Outlines] | None = None

    def paint(self, painter: QPainter, drawing: Drawing, area: QRectF) -> None:
        """Paint `drawing` as large as it fits into the middle of `area`."""
        self.paint_outlined(painter, self.outlined(drawing), area)

    def outlined(self, drawing: Drawing) -> Outlines:
        """All of a drawing that takes long to find, ready to be painted in any size."""
        return outlines_of(sketch_of(drawing))

    def paint_outlined(self, painter: QPainter, outlines: Outlines, area: QRectF) -> None:
        """Paint as much of a drawing as the painter's clip lets through."""
        self._paint_ground(painter, outlines, area)
        self._paint_body(painter, outlines, area)

    def paint_hinted(self, painter: QPainter, outlines: Outlines, hint: Hint, area: QRectF) -> None:
        """Paint a drawing, behind it faintly where it comes from, and over it the way it went."""
        self._paint_ground(painter, outlines, area)
        painter.setOpacity(_GHOST_OPACITY)
        self._ghostly._paint_body(painter, self._outlined_ghost(hint.ghost), area)
        painter.setOpacity(1.0)
        self._paint_body(painter, outlines, area)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(placed_in(area, outlines.drawing.frame), True)
        for arrow in hint.arrows:
            self._paint_arrow(painter, arrow)
        painter.restore()

    def _outlined_ghost(self, ghost: Pose) -> Outlines:
        if self._ghost is None or self._ghost[0] != ghost:
            # Only the present one is kept: it may have to be painted again at any time.
            self._ghost = (ghost, self.outlined(drawing_of(ghost)))
        return self._ghost[1]

    @cached_property
    def _ink(self) -> QColor:
        """What the lines of the face are drawn in."""
        between = mixed(self._materials["skin"], self._materials["hair"], 0.55)
        return mixed(between, QColor("#201410"), 0.45)

    @cached_property
    def _ghostly(self) -> FigurePainter:
        """Paints in one colour that stands off from the mat and from the page."""
        away = QColor("white" if is_dark(self._mat) else "black")
        one = mixed(self._mat, away, _GHOST_TINT)
        return FigurePainter(
            self._colours._replace(
                skin=one, hair=one, shirt=one, trousers=one, cushion=one, towel=one
            )
        )

    def _paint_arrow(self, painter: QPainter, arrow: Arrow) -> None:
        """An arrow with a light rim, so that it stands off from everything it lies over."""
        shaft = QPolygonF([QPointF(x, y) for x, y in arrow.shaft])
        head = QPolygonF([QPointF(x, y) for x, y in arrow.head])
        colour = self._outline or self._highlight
        rim = QColor("white") if luminance(colour) < _MIDDLE_LUMINANCE else QColor("black")
        for ink, wider in ((rim, 2 * _ARROW_RIM), (colour, 0.0)):
            painter.setPen(round_pen(ink, arrow.width + wider))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(shaft)
            painter.setPen(round_pen(ink, _ARROW_ROUND + wider))
            painter.setBrush(ink)
            painter.drawPolygon(head)

    def _paint_ground(self, painter: QPainter, outlines: Outlines, area: QRectF) -> None:
        placed = placed_in(area, outlines.drawing.frame)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(placed, True)
        line = _outline_px(area) / placed.m11()
        self._ground.paint(painter, outlines.drawing, outlines.shadow, line)
        painter.restore()

    def _paint_body(self, painter: QPainter, outlines: Outlines, area: QRectF) -> None:
        """The body is painted on a layer of its own, so that shade falls on the body alone."""
        placed = placed_in(area, outlines.drawing.frame)
        seen = painter.clipBoundingRect() if painter.hasClipping() else area
        pieces, reach = outlines.pieces, _with_rim(placed.mapRect(outlines.body_reach))
        if not seen.contains(reach):
            parts = [(piece, _with_rim(placed.mapRect(piece.reach))) for piece in pieces]
            pieces = [piece for piece, part in parts if part.intersects(seen)]
            reach = reduce(QRectF.united, (part.intersected(seen) for _, part in parts), QRectF())
        # Whole units from the corner of the area: the layer's pixels are those of the picture.
        place = on_grid(reach.intersected(area).translated(-area.topLeft()).toAlignedRect())
        density = painter.device().devicePixelRatio()
        size = place.size() * density
        if reach.isEmpty() or size.isEmpty():
            return
        layer = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        layer.setDevicePixelRatio(density)
        layer.fill(Qt.GlobalColor.transparent)
        inner = QPainter(layer)
        inner.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner.translate(-area.topLeft() - place.topLeft())
        inner.setTransform(placed, True)
        _, top, _, bottom = outlines.drawing.frame
        inner.setPen(Qt.PenStyle.NoPen)
        for piece in pieces:
            self._paint_piece(inner, piece, (top, bottom))
        if self._outline is not None:
            line = _outline_px(area) / placed.m11()
            paths = [piece.path for piece in pieces if piece.shape.shown >= 1.0]
            self._paint_outline(inner, paths, self._outline, line)
        inner.end()
        painter.drawImage(area.topLeft() + place.topLeft(), layer)

    def _paint_outline(
        self, painter: QPainter, paths: Sequence[QPainterPath], colour: QColor, width: float
    ) -> None:
        """A line round the whole body: it is put behind the body, so that only its edge shows."""
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_DestinationOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(round_pen(colour, 2 * width))
        for path in paths:
            painter.drawPath(path)

    def _paint_piece(self, painter: QPainter, piece: Piece, ends: tuple[float, float]) -> None:
        shape, path = piece.shape, piece.path
        if piece.edges:
            self._paint_edges(painter, piece)
        darker = _FAR_DARKER * 2 * shape.shade
        dark, light = self._lit(shape.material, 0.0 if shape.fade else darker, ends)
        painter.setBrush(light)
        if shape.shown < 1.0:
            painter.setOpacity(shape.shown)
        painter.drawPath(path)
        if shape.shown < 1.0:
            painter.setOpacity(1.0)
        if shape.fade:
            start, end = (QPointF(x, y) for x, y in shape.fade)
            fade = QLinearGradient(start, end)
            for place, share in _FADING:
                faint = QColor(dark)
                faint.setAlphaF(darker * share)
                fade.setColorAt(place, faint)
            painter.setBrush(QBrush(fade))
            painter.drawPath(path)
        for glow, lit in piece.lit:
            self._paint_glow(painter, lit, glow)
        if shape.cheeks or shape.strokes:
            self._paint_face(painter, shape, path)

    def _lit(
        self, material: str, darker: float, ends: tuple[float, float]
    ) -> tuple[QColor, QBrush]:
        """A material in its shade, and the brush that paints it in the light."""
        if ends != self._lit_between or len(self._known_lights) >= _MOST_TONES:
            self._lit_between = ends
            self._known_lights.clear()
        key = (material, darker)
        if key not in self._known_lights:
            dark, above, below = self._tones(material, darker)
            light = QLinearGradient(0.0, ends[0], 0.0, ends[1])
            light.setColorAt(0.0, above)
            light.setColorAt(1.0, below)
            self._known_lights[key] = dark, QBrush(light)
        return self._known_lights[key]

    def _tones(self, material: str, darker: float) -> _Tones:
        key = (material, darker)
        if key not in self._known_tones:
            if len(self._known_tones) >= _MOST_TONES:
                self._known_tones.clear()
            base = self._materials[material]
            dark = mixed(base, self._shadow, 0.55)
            colour = mixed(base, dark, darker)
            self._known_tones[key] = (dark, colour.lighter(106), mixed(colour, dark, 0.18))
        return self._known_tones[key]

    def _line_colour(self, dark: float) -> QColor:
        if dark not in self._line_colours:
            self._line_colours[dark] = mixed(self._materials["skin"], self._ink, dark)
        return self._line_colours[dark]

    def _paint_edges(self, painter: QPainter, piece: Piece) -> None:
        """The shade of a limb on the body behind, darker towards the limb."""
        painter.setClipRect(piece.behind)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        painter.setBrush(self._edge)
        for path in piece.edges:
            painter.drawPath(path)
        if self._outline is not None:
            painter.setBrush(self._outline)
            painter.drawPath(piece.edges[-1])
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        painter.setClipping(False)

    def _paint_glow(self, painter: QPainter, path: QPainterPath, glow: Glow) -> None:
        long, wide = math.hypot(*glow.long_axis), max(glow.wide, NARROWEST)
        cos, sin = glow.long_axis[0] / long, glow.long_axis[1] / long
        placed = QTransform(cos * long, sin * long, -sin * wide, cos * wide, *glow.middle)
        x, y = glow.rise
        spot = QPointF((cos * x + sin * y) / long, (cos * y - sin * x) / wide)
        spot *= min(1.0, _FARTHEST_SPOT / max(math.hypot(spot.x(), spot.y()), 1e-6))
        gradient = QRadialGradient(QPointF(0.0, 0.0), 1.0, spot)
        colour = QColor(GLOW)
        for place, share in _RINGS:
            colour.setAlphaF(glow.strength * share)
            gradient.setColorAt(place, colour)
        brush = QBrush(gradient)
        brush.setTransform(placed)
        painter.setBrush(brush)
        # Only so much of the garment need be filled again.
        painter.setClipRect(place_of(glow))
        painter.drawPath(path)
        painter.setClipping(False)

    def _paint_face(self, painter: QPainter, shape: Shape, path: QPainterPath) -> None:
        for (x, y), radius, strength in shape.cheeks:
            blush = QRadialGradient(QPointF(x, y), radius)
            for place, alpha in ((0.0, 22), (0.5, 14), (1.0, 0)):
                colour = QColor(self._highlight)
                colour.setAlpha(round(alpha * strength))
                blush.setColorAt(place, colour)
            painter.setBrush(blush)
            painter.setClipRect(QRectF(x - radius, y - radius, 2 * radius, 2 * radius))
            painter.drawPath(path)
            painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for stroke in shape.strokes:
            painter.setPen(round_pen(self._line_colour(stroke.dark), stroke.width))
            painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke.points]))
        painter.setPen(Qt.PenStyle.NoPen)
