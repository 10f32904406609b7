"""The widget that shows the guide figure, still or frame by frame, at any size."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.ui.figure_painter import FigureColours, FigurePainter

__all__ = ["FigureColours", "FigureView"]

_SMALLEST = QSize(96, 64)
_PREFERRED = QSize(560, 400)


class FigureView(QLabel):
    """A picture of the figure. Nothing is painted anew while pose and colours stay the same.

    It is a label that holds a picture, so that a screen reader takes it for one; what is in the
    picture is said by the accessible name and description, which its owner sets.
    """

    def __init__(
        self, poses: Mapping[str, Pose], colours: FigureColours, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._poses = poses
        self._colours = colours
        self._painter = FigurePainter(colours)
        self._pose: Pose | None = None
        # A label counts as a picture only while it holds one; what is seen is painted below.
        nothing = QPixmap(1, 1)
        nothing.fill(Qt.GlobalColor.transparent)
        self.setPixmap(nothing)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_colours(self, colours: FigureColours) -> None:
        if colours == self._colours:
            return
        self._colours = colours
        self._painter = FigurePainter(colours)
        self.update()

    def show_pose(self, pose_id: str, side: str | None) -> None:
        """Show a still of a pose. Raises KeyError for an unknown pose."""
        pose = self._poses[pose_id]
        self.show_figure(mirrored(pose) if side == "right" else pose)

    def show_figure(self, pose: Pose) -> None:
        """Show any pose, such as one frame of a movement."""
        if pose == self._pose:
            return
        self._pose = pose
        self.update()

    def sizeHint(self) -> QSize:
        return _PREFERRED

    def minimumSizeHint(self) -> QSize:
        return _SMALLEST

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._pose is None:
            return
        painter = QPainter(self)
        # Made anew for each painting: it takes 2 ms, and kept it would take much memory.
        self._painter.paint(painter, drawing_of(self._pose), QRectF(self.contentsRect()))
        painter.end()
