"""The figure large, seen from the side or from above, with handles and marks where it rests."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import Enum

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QWidget

from stretchtimer.figure.body import Body, set_down
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import Camera, Frame, Pose, other_side
from stretchtimer.figure.posing.draft import frame_with
from stretchtimer.figure.posing.handles import HANDLES, handle_point, handles_of, resting_point
from stretchtimer.figure.vectors import Vec
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.paths import placed_in
from stretchtimer.ui.figure.view import FigureView
from stretchtimer.ui.posing.handle import PoseHandle
from stretchtimer.ui.theme.appearance import Appearance

_BASE_FRAME: Mapping[str, Frame] = {
    "side": (-0.62, -0.42, 0.62, 0.16),
    "top": (-0.62, -0.36, 0.62, 0.36),
}
_USUAL_HEIGHT = 480
"""A view that is larger than this, in pixels of the design, has larger handles."""
_AROUND = 0.12
"""How much room there is round the body to draw it into, in statures."""
_FAR = 0.02
"""A handle that lies so much farther away than its twin, in statures, is one of the far side."""
_MARK_HALF, _MARK_WIDTH = 0.020, 3
"""How wide half a mark is, in statures, and how thick, in pixels of the design."""


class Sight(Enum):
    """From where the figure is seen."""

    SIDE = "side"
    TOP = "top"


_CAMERAS = {Sight.SIDE: Camera(0.0, 9.0), Sight.TOP: Camera(0.0, 90.0)}


class PosingView(FigureView):
    """``pulled`` tells how far a handle is to be from where it was pressed, as a vector in
    statures, ``nudged`` by which vector a key moves it, and ``let_go`` that it is let go of.
    """

    pulled = Signal(str, tuple)
    nudged = Signal(str, tuple)
    let_go = Signal(str)

    _SMALL, _BIG = 0.010, 0.050
    """How far an arrow key moves a handle, in statures."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__({}, figure_colours(appearance), parent)
        self._appearance = appearance
        self._body: Body | None = None
        self._made: Pose | None = None
        self._sight = Sight.SIDE
        self._frame_kept: Frame | None = None
        self.handles = {name: PoseHandle(appearance, name, self) for name in HANDLES}
        for handle in self.handles.values():
            handle.pulled.connect(self._on_pulled)
            handle.nudged.connect(self._on_nudged)
            handle.let_go.connect(self.let_go)
        self.setAccessibleName(tr("The figure"))
        appearance.changed.connect(lambda: self.set_colours(figure_colours(appearance)))

    @property
    def sight(self) -> Sight:
        return self._sight

    def show_made(self, pose: Pose, *, is_drawn: bool) -> None:
        """Shows the pose in the making. While it ``is_drawn`` the picture stays where it is."""
        self._made, self._body = pose, set_down(pose)
        if not is_drawn or self._frame_kept is None:
            seen = replace(pose, camera=_CAMERAS[self._sight], frame=_BASE_FRAME[self._sight.value])
            self._frame_kept = frame_with(seen, _AROUND)
        self.show_figure(replace(pose, camera=_CAMERAS[self._sight], frame=self._frame_kept))
        self._place_handles()
        self.update()

    def look_from(self, sight: Sight) -> None:
        """Shows the same pose from the side or from above."""
        self._sight = sight
        if self._made:
            self.show_made(self._made, is_drawn=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_handles()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._body is None or self._made is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._appearance.px(_MARK_WIDTH)
        # A line within a wider one is seen on the mat and on clothes.
        for colour, wide in (("surface", width + self._appearance.px(3)), ("ink", width)):
            pen = QPen(self._appearance.colour(colour), wide)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            for left, right in self.marks():
                painter.drawLine(left, right)
        painter.end()

    def marks(self) -> Iterator[tuple[QPointF, QPointF]]:
        """Where the marks are of what rests on the floor: both ends of each, in pixels."""
        assert self._body is not None
        assert self._made is not None
        for part in sorted(self._made.rests):
            x, y, _ = resting_point(self._body.joints, part)
            yield (
                self._pixel((x - _MARK_HALF, y, 0.0)),
                self._pixel((x + _MARK_HALF, y, 0.0)),
            )

    def _place_handles(self) -> None:
        if self._body is None or self._made is None:
            return
        view = view_of(_CAMERAS[self._sight])
        joints = self._body.joints
        shown = handles_of(self._made)
        scale = max(1.0, min(self.width(), self.height()) / self._appearance.px(_USUAL_HEIGHT))
        near = {name: view.nearness(handle_point(joints, name)) for name in shown}
        for name, handle in self.handles.items():
            handle.setVisible(name in shown)
        for name in sorted(shown, key=lambda name: near[name]):
            handle = self.handles[name]
            twin = other_side(name)
            handle.set_scale(scale)
            handle.set_far(near.get(twin, near[name]) - near[name] > _FAR)
            middle = self._pixel(handle_point(joints, name)).toPoint()
            handle.move(middle - handle.rect().center())
            # The nearest are on top, and what is in use above all.
            handle.raise_()
        for handle in self.handles.values():
            if handle.hasFocus():
                handle.raise_()

    def _placed(self) -> QTransform:
        assert self._frame_kept is not None
        return placed_in(QRectF(self.rect()), self._frame_kept)

    def _pixel(self, place: Vec) -> QPointF:
        x, y = view_of(_CAMERAS[self._sight]).point(place)
        return self._placed().map(QPointF(x, y))

    def _way(self, across: float, down: float) -> Vec:
        """The vector in space of a way in the picture, in statures: along the mat and up, or
        along the mat and across it."""
        if self._sight is Sight.TOP:
            return (across, -down, 0.0)
        return (across, 0.0, -down / math.cos(math.radians(_CAMERAS[self._sight].height)))

    def _on_pulled(self, handle: str, way: QPointF) -> None:
        scale = self._placed().m11()
        self.pulled.emit(handle, self._way(way.x() / scale, way.y() / scale))

    def _on_nudged(self, handle: str, across: int, down: int, big: bool) -> None:
        size = self._BIG if big else self._SMALL
        self.nudged.emit(handle, self._way(across * size, down * size))
