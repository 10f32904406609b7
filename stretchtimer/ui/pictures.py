"""Makes every picture of the guide figure that the pages show."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.figure.pose import Pose
from stretchtimer.ui.figure_colours import figure_colours
from stretchtimer.ui.figure_stage import FigureStage, knows
from stretchtimer.ui.figure_view import FigureView
from stretchtimer.ui.look import Look

_REST = "feet_flat"


class Pictures:
    """All pictures follow the look; the poses are read once."""

    def __init__(self, look: Look, poses: Mapping[str, Pose]) -> None:
        self._look = look
        self._poses = poses

    def card(self) -> FigureView:
        """The calm still beside Start."""
        return self._still(_REST, None)

    def rest(self) -> FigureView:
        """The calm still at the end."""
        return self._still(_REST, None)

    def row(self, stretch: Stretch) -> QWidget:
        """A small still of a stretch; an empty place where there is no pose for it."""
        if not knows(self._poses, stretch):
            return QWidget()
        return self._still(stretch.pose, stretch.first_side.value if stretch.two_sided else None)

    def stage(self) -> FigureStage:
        """The large figure of a session."""
        return FigureStage(self._look, self._poses)

    def _still(self, pose_id: str, side: str | None) -> FigureView:
        view = FigureView(self._poses, figure_colours(self._look))
        view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if pose_id in self._poses:
            view.show_pose(pose_id, side)
        self._look.changed.connect(lambda: view.set_colours(figure_colours(self._look)))
        return view
