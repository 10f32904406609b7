"""Makes every picture of the guide figure that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.services.preferences import Preferences
from stretchtimer.ui.look import Look

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose
    from stretchtimer.ui.figure_stage import FigureStage
    from stretchtimer.ui.figure_view import FigureView

_REST = "feet_flat"


def shown_side(stretch: Stretch) -> str | None:
    """The side on which a stretch is shown: the one it begins with."""
    return stretch.first_side.value if stretch.two_sided else None


class Picture(QWidget):
    """The place of a still, which may be drawn a moment later than the page around it."""

    def __init__(self, look: Look, pose: str, side: str | None) -> None:
        super().__init__()
        self._look = look
        self._view: FigureView | None = None
        self.pose = pose
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        look.changed.connect(self._on_look_changed)

    def draw(self, poses: Mapping[str, Pose]) -> None:
        """Draws the still; nothing where there is no such pose."""
        from stretchtimer.ui.figure_colours import figure_colours
        from stretchtimer.ui.figure_view import FigureView

        if self.pose not in poses:
            return
        self._view = FigureView(poses, figure_colours(self._look), self)
        self._view.setAccessibleName(self.accessibleName())
        self._view.show_pose(self.pose, self.side)
        layout = self.layout()
        assert layout is not None
        layout.addWidget(self._view)

    def turn(self, side: str | None) -> None:
        """Shows the pose for that side."""
        if side != self.side:
            self.side = side
            if self._view:
                self._view.show_pose(self.pose, side)

    def _on_look_changed(self) -> None:
        from stretchtimer.ui.figure_colours import figure_colours

        if self._view:
            self._view.set_colours(figure_colours(self._look))


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
        return self._still(stretch.pose, shown_side(stretch), stretch.name)

    def stage(self, preferences: Preferences) -> FigureStage:
        """The large figure of a session."""
        from stretchtimer.ui.figure_stage import FigureStage

        return FigureStage(self._look, self.poses, preferences)

    def draw(self) -> None:
        """Draws what was asked for so far, and from now on everything at once."""
        waiting, self._waiting = self._waiting or [], None
        for picture in waiting:
            picture.draw(self.poses)

    def _still(self, pose: str, side: str | None, name: str = "") -> Picture:
        picture = Picture(self._look, pose, side)
        picture.setAccessibleName(name)
        if self._waiting is None:
            picture.draw(self.poses)
        else:
            self._waiting.append(picture)
        return picture
