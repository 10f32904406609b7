"""Makes every picture of the guide figure that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.ui.look import Look

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose
    from stretchtimer.ui.figure_stage import FigureStage

_REST = "feet_flat"


class Picture(QWidget):
    """The place of a still, which may be drawn a moment later than the page around it."""

    def __init__(self, pose: str, side: str | None) -> None:
        super().__init__()
        self.pose = pose
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)


class Pictures:
    """Stills and the stage; poses are read by ``read`` when the first picture is drawn.

    Nothing of the figure is imported or read before ``draw``, so that the window is there first.
    """

    def __init__(self, look: Look, read: Callable[[], Mapping[str, Pose]]) -> None:
        self._look = look
        self._read = read
        self._waiting: list[Picture] | None = []

    @cached_property
    def poses(self) -> Mapping[str, Pose]:
        return self._read()

    def card(self) -> Picture:
        """The calm still beside Start."""
        return self._still(_REST, None)

    def rest(self) -> Picture:
        """The calm still at the end."""
        return self._still(_REST, None)

    def row(self, stretch: Stretch) -> Picture:
        """A small still of a stretch; an empty place where there is no such pose."""
        return self._still(stretch.pose, stretch.first_side.value if stretch.two_sided else None)

    def stage(self) -> FigureStage:
        """The large figure of a session."""
        from stretchtimer.ui.figure_stage import FigureStage

        return FigureStage(self._look, self.poses)

    def draw(self) -> None:
        """Draws what was asked for so far, and from now on everything at once."""
        waiting, self._waiting = self._waiting or [], None
        for picture in waiting:
            self._draw(picture)

    def _still(self, pose: str, side: str | None) -> Picture:
        picture = Picture(pose, side)
        if self._waiting is None:
            self._draw(picture)
        else:
            self._waiting.append(picture)
        return picture

    def _draw(self, picture: Picture) -> None:
        from stretchtimer.ui.figure_colours import figure_colours
        from stretchtimer.ui.figure_view import FigureView

        if picture.pose not in self.poses:
            return
        view = FigureView(self.poses, figure_colours(self._look), picture)
        view.show_pose(picture.pose, picture.side)
        layout = picture.layout()
        assert layout is not None
        layout.addWidget(view)
        self._look.changed.connect(lambda: view.set_colours(figure_colours(self._look)))
