"""The frames of a motion that comes again and again, drawn once each and then only shown.

- A frame is asked for by how far the motion is, never by which one was shown before.
- It holds only that part of the picture which changes; the rest is the same in all of them.
- Frames are kept compressed, and no more of them than fit into a given number of bytes: the
  motion is divided into fewer steps where they are large.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from stretchtimer.figure.motion import Path
from stretchtimer.figure.pose import Frame as PictureFrame
from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.ui.figure_changes import changed
from stretchtimer.ui.figure_paths import on_grid

STEPS = 56
"""How many steps a way has at most: about 30 frames a second where it is fastest."""
BREATH_STEPS = 12
"""How many steps a breath has: a chest rises by few pixels."""
_FEWEST = 12
_SAMPLES = 8
"""A path is looked at so often to see which part of the picture changes along it."""
_ROOM = 0.85
_MARGIN_PX = 8
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


@dataclass(frozen=True)
class Canvas:
    """How pictures are put into a widget: with what, where, how large and how dense."""

    paint: Callable[[QPainter, Drawing], None]
    place: Callable[[PictureFrame, QRectF], QRect]
    room: QRect
    density: float
    shift: QPointF
    """How far the widget begins beside a whole pixel of the screen."""


@dataclass(frozen=True)
class Frame:
    """A part of the picture, and where in the widget it belongs."""

    image: QImage
    place: QRect
    corner: QPointF
    """Where the image begins: on a whole pixel of the screen."""
    _pixels: bytes = b""
    """What the image shows; it must live as long as the image."""


def steps_of(path: Path) -> int:
    """Into how many steps a path is divided: more where it passes several poses."""
    links = len(path.stops) - 1
    return round(STEPS * max(1.0, links / 2)) if links else BREATH_STEPS


class FigureBook:
    """The frames of one path on one canvas, in at most ``most_bytes``."""

    def __init__(self, path: Path, canvas: Canvas, most_bytes: int) -> None:
        self._path = path
        self._canvas = canvas
        self._most_bytes = most_bytes
        self._frames: dict[int, bytes] = {}
        self.place = self._changing()
        self.steps = steps_of(path)
        self._fit()

    @property
    def size_bytes(self) -> int:
        return sum(map(len, self._frames.values()))

    def step_at(self, share: float) -> int:
        """The step that is due a share (0 to 1) of the way along."""
        return round(share * self.steps)

    def share_of(self, step: int) -> float:
        return step / self.steps

    def frame(self, step: int) -> Frame:
        """The picture of a step, which is drawn where it is not kept."""
        packed = self._frames.get(step)
        if packed is None:
            return self._draw(step)
        size = self._size()
        pixels = zlib.decompress(packed, bufsize=4 * size.width() * size.height())
        image = QImage(pixels, size.width(), size.height(), 4 * size.width(), _FORMAT)
        image.setDevicePixelRatio(self._canvas.density)
        return Frame(image, self.place, self._corner, pixels)

    @property
    def _corner(self) -> QPointF:
        return QPointF(self.place.topLeft()) - self._canvas.shift

    def _size(self) -> QSize:
        """In pixels, with one more for the shift."""
        size = self.place.size() * self._canvas.density
        return size if self._canvas.shift.isNull() else size + QSize(1, 1)

    def _changing(self) -> QRect:
        """The part of the widget in which frames differ; all of it where the view moves."""
        part = _changing_part(self._path)
        if part is None:
            return self._canvas.room
        wide = self._canvas.place(self._path.stops[0].frame, part).adjusted(
            -_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX
        )
        return on_grid(wide).intersected(self._canvas.room)

    def _fit(self) -> None:
        """Divides the motion into as many steps as there is room for."""
        if self.steps <= _FEWEST:
            return
        middle = self.steps // 2
        self._draw(middle)
        # At the ends frames may be a little larger than in the middle.
        room_for = int(_ROOM * self._most_bytes / max(1, self.size_bytes))
        if room_for < self.steps:
            self._frames.clear()
            self.steps = max(_FEWEST, room_for)

    def _draw(self, step: int) -> Frame:
        drawing = drawing_of(self._path.at(self.share_of(step)))
        image = QImage(self._size(), _FORMAT)
        image.setDevicePixelRatio(self._canvas.density)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.translate(-self._corner)
        painter.setClipRect(self.place)
        self._canvas.paint(painter, drawing)
        painter.end()
        self._keep(step, image)
        return Frame(image, self.place, self._corner)

    def _keep(self, step: int, image: QImage) -> None:
        # What is packed more tightly takes three times as long to unpack.
        packed = zlib.compress(image.constBits(), 1)
        if self.size_bytes + len(packed) <= self._most_bytes:
            self._frames[step] = packed


@lru_cache(maxsize=64)
def _changing_part(path: Path) -> QRectF | None:
    """Where pictures along a path differ, in statures; None where the view moves.

    It takes as long as drawing nine frames, and is the same in every size and colour.
    """
    first = drawing_of(path.at(0.0))
    place = QRectF()
    for k in range(_SAMPLES):
        part = changed(first, drawing_of(path.at((k + 1) / _SAMPLES)))
        if part is None:
            return None
        place = place.united(part)
    return place
