"""The frames of a motion that comes again and again, drawn once each and then only shown.

Of a motion that comes but once or twice only sketches are kept, which are smaller.

- A frame is asked for by how far the motion is, never by which one was shown before.
- It holds only that part of the picture which changes; the rest is the same in all of them.
- Frames are kept compressed, and no more of them than fit into a given number of bytes: the
  motion is divided into fewer steps where they are large.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter

from stretchtimer.figure.choreography import Path
from stretchtimer.figure.pose import Frame as PictureFrame
from stretchtimer.ui.figure.outlines import Outlines, Sketch
from stretchtimer.ui.figure.paths import on_grid

STEPS = 42
"""How many steps a way has at least: 22 frames a second where it is fastest."""
_LINK_STEPS = 16
"""And for each link of a long one, in which the figure rolls over: as many a second again."""
BREATH_STEPS = 8
"""How many steps a breath has: a chest rises by ten pixels on the largest screens."""
_FEWEST = 12
_SAMPLES = 4
"""A path is looked at so often to see which part of the picture changes along it."""
_ROOM = 0.85
_MARGIN_PX = 12
_FORMAT = QImage.Format.Format_ARGB32_Premultiplied


@dataclass(frozen=True)
class Canvas:
    """How pictures are put into a widget: with what, where, how large and how dense."""

    find: Callable[[Path, float], Outlines]
    paint: Callable[[QPainter, Outlines], None]
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
    return max(STEPS, _LINK_STEPS * links) if links else BREATH_STEPS


class SketchBook:
    """The sketches of some paths, by how far along each they are."""

    def __init__(self) -> None:
        self._sketches: dict[Path, dict[float, Sketch]] = {}
        self.size_bytes = 0

    def missing(self, path: Path) -> list[float]:
        """The places along a path of which there is no sketch."""
        steps, found = steps_of(path), self._sketches.get(path, {})
        return [k / steps for k in range(steps + 1) if k / steps not in found]

    def find(self, path: Path, share: float) -> Sketch | None:
        return self._sketches.get(path, {}).get(share)

    def keep(self, path: Path, share: float, sketch: Sketch) -> None:
        self._sketches.setdefault(path, {})[share] = sketch
        self.size_bytes += sketch.size_bytes

    def drop(self, path: Path, share: float) -> None:
        sketch = self._sketches.get(path, {}).pop(share, None)
        self.size_bytes -= sketch.size_bytes if sketch else 0

    def forget(self, but: Collection[Path] = ()) -> None:
        """Gives memory back, but for what belongs to some paths."""
        self._sketches = {path: found for path, found in self._sketches.items() if path in but}
        self.size_bytes = sum(
            sketch.size_bytes for found in self._sketches.values() for sketch in found.values()
        )


class FigureBook:
    """The frames of one path on one canvas, in at most ``most_bytes``."""

    def __init__(self, path: Path, canvas: Canvas, most_bytes: int) -> None:
        self._path = path
        self._canvas = canvas
        self._most_bytes = most_bytes
        self._frames: dict[int, bytes] = {}
        self._is_full = False
        self.size_bytes = 0
        self.steps = steps_of(path)
        self.place = QRect()
        self._measuring = self._measured()

    def _measured(self) -> Iterator[None]:
        """Finds which part of the picture changes, and for how many steps there is room.

        It takes as long as several frames, so that it stops after each part of it.
        """
        self._first = self._canvas.find(self._path, 0.0)
        samples = [self._first]
        for k in range(1, _SAMPLES + 1):
            yield
            # On a whole step, so that none is found in vain.
            share = self.share_of(k * self.steps // _SAMPLES)
            samples.append(self._canvas.find(self._path, share))
            self._make_room_for(samples[-1])
        yield
        self._draw(self.steps // 2, samples[_SAMPLES // 2])
        # At the ends frames may be a little larger than in the middle.
        room_for = int(_ROOM * self._most_bytes / max(1, self.size_bytes))
        if self.steps > max(_FEWEST, room_for):
            self._forget()
            self.steps = max(_FEWEST, room_for)
            return
        for k, sample in enumerate(samples):
            if k != _SAMPLES // 2:
                yield
                self._draw(k * self.steps // _SAMPLES, sample)

    def measure(self) -> None:
        """Has it known which part changes, and how many steps there are."""
        for _ in self._measuring:
            pass

    def step_at(self, share: float) -> int:
        """The step that is due a share (0 to 1) of the way along."""
        self.measure()
        return round(share * self.steps)

    def share_of(self, step: int) -> float:
        return step / self.steps

    def frame(self, step: int) -> Frame:
        """The picture of a step, which is drawn where it is not kept."""
        self.measure()
        packed = self._frames.get(step)
        if packed is None:
            return self._draw(step, self._canvas.find(self._path, self.share_of(step)))
        size = self._size()
        pixels = zlib.decompress(packed, -zlib.MAX_WBITS, 4 * size.width() * size.height())
        image = QImage(pixels, size.width(), size.height(), 4 * size.width(), _FORMAT)
        image.setDevicePixelRatio(self._canvas.density)
        return Frame(image, self.place, self._corner, pixels)

    @property
    def missing(self) -> list[int]:
        """The steps that may still be drawn ahead, as long as there is room."""
        return [] if self._is_full else [k for k in range(self.steps + 1) if k not in self._frames]

    def draw_ahead(self) -> None:
        """Draws the first step that is missing; until all is measured, does a part of that."""
        is_over = object()
        if next(self._measuring, is_over) is is_over and self.missing:
            self.frame(self.missing[0])

    @property
    def _corner(self) -> QPointF:
        return QPointF(self.place.topLeft()) - self._canvas.shift

    def _size(self) -> QSize:
        """In pixels, with one more for the shift."""
        size = self.place.size() * self._canvas.density
        return size if self._canvas.shift.isNull() else size + QSize(1, 1)

    def _make_room_for(self, outlines: Outlines) -> None:
        """Has frames reach as far as this one differs from the first; all where the view moves."""
        part = self._first.changed(outlines)
        wanted = self._canvas.room
        if part is not None:
            wanted = self._canvas.place(outlines.drawing.frame, part).intersected(wanted)
        if not self.place.contains(wanted):
            margin = QRect(wanted).adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
            self.place = on_grid(self.place.united(margin)).intersected(self._canvas.room)
            self._forget()

    def _forget(self) -> None:
        self._frames.clear()
        self._is_full = False
        self.size_bytes = 0

    def _draw(self, step: int, outlines: Outlines) -> Frame:
        self._make_room_for(outlines)
        image = QImage(self._size(), _FORMAT)
        image.setDevicePixelRatio(self._canvas.density)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.translate(-self._corner)
        painter.setClipRect(self.place)
        self._canvas.paint(painter, outlines)
        painter.end()
        self._keep(step, image)
        return Frame(image, self.place, self._corner)

    def _keep(self, step: int, image: QImage) -> None:
        # Packed like this it takes a tenth more room, and half the time to unpack.
        packer = zlib.compressobj(1, zlib.DEFLATED, -zlib.MAX_WBITS, strategy=zlib.Z_FIXED)
        packed = packer.compress(image.constBits()) + packer.flush()
        self._is_full = self.size_bytes + len(packed) > self._most_bytes
        if not self._is_full:
            self._frames[step] = packed
            self.size_bytes += len(packed)
