"""The figure as the chosen stretch shows it, and the routine's time below it.

The figure does what it will do in a hold: it stays in the pose, or goes from one movement to the
next as long as each takes. Where less motion is wanted it stands in the first of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.engine.durations import SECOND_MS
from stretchtimer.figure.choreography import Course
from stretchtimer.figure.pose import Pose
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.editing.timeline import Timeline
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.pictures import Pictures
from stretchtimer.ui.figure.view import FigureView
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.buttons import wrapped

_FRAME_MS = 45


@dataclass(frozen=True)
class Showing:
    """What the figure is to do: the poses of one cycle, and how long each takes in milliseconds.

    A ``picture`` of one's own stands in its place.
    """

    name: str = ""
    start: str = ""
    poses: tuple[str, ...] = ()
    lengths_ms: tuple[int, ...] = ()
    side: str | None = None
    sides: tuple[str | None, ...] = ()
    picture: str = ""


NOTHING = Showing()


class FigurePane(QWidget):
    """Shows one stretch, and is still where nothing moves or nobody sees it."""

    def __init__(
        self, appearance: Appearance, pictures: Pictures, clock: Clock, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._poses: Mapping[str, Pose] = pictures.poses
        self._clock = clock
        self._showing = NOTHING
        self._course: Course | None = None
        self._is_seen = True
        self._since_ms = 0
        self.view = FigureView(self._poses, figure_colours(appearance), self)
        self.picture = pictures.own_picture()
        self.picture.setParent(self)
        self.picture.hide()
        self.none = wrapped(tr("Choose a pose, and the figure is shown here."), "muted", self)
        self.none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.total = wrapped(role="strong", parent=self)
        self.timeline = Timeline(appearance, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(appearance.px(8))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.picture, 1)
        layout.addWidget(self.none, 1)
        layout.addWidget(self.total)
        layout.addWidget(self.timeline)
        self._frames = QTimer(self)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._show_frame)
        appearance.changed.connect(self._on_look_changed)

    @property
    def showing(self) -> Showing:
        return self._showing

    def show_stretch(self, showing: Showing) -> None:
        """Has the figure do this from now on; the same goes on as it is."""
        if showing == self._showing:
            return
        self._showing = showing
        self._since_ms = self._clock.monotonic_ms()
        wanted = {showing.start, *showing.poses} - {""}
        is_known = bool(showing.poses) and all(pose in self._poses for pose in wanted)
        self._share_room(is_known)
        self.picture.show_picture(showing.picture)
        self.view.setAccessibleName(showing.name)
        self.picture.tell(showing.name, "")
        self._course = self._made() if is_known else None
        self._show_frame()
        self._time_frames()

    def let_be_seen(self, is_seen: bool) -> None:
        """Whether there is room for more than the total and the timeline."""
        if is_seen is not self._is_seen:
            self._is_seen = is_seen
            self._share_room(self._course is not None)
            self._time_frames()

    def _share_room(self, is_known: bool) -> None:
        picture = bool(self._showing.picture)
        self.view.setVisible(self._is_seen and is_known)
        self.picture.setVisible(self._is_seen and picture)
        self.none.setVisible(self._is_seen and not (is_known or picture))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._time_frames()

    def hideEvent(self, event: QHideEvent) -> None:
        self._frames.stop()
        super().hideEvent(event)

    def _made(self) -> Course:
        showing = self._showing
        return Course(
            self._poses,
            showing.start or showing.poses[0],
            showing.poses,
            showing.side,
            target_sides=showing.sides,
            lengths_ms=showing.lengths_ms,
        )

    def _time_frames(self) -> None:
        moves = self._is_seen and self._course is not None and self._course.alternates
        if moves and self.isVisible() and not self._appearance.less_motion:
            self._frames.start()
        else:
            self._frames.stop()

    def _show_frame(self) -> None:
        if self._course is None:
            return
        if not self._course.alternates or self._appearance.less_motion:
            stops = self._course.move("hold", 0, SECOND_MS).stops
            self.view.show_figure(stops[-1])
            return
        into_ms = self._clock.monotonic_ms() - self._since_ms
        self.view.show_once(self._course.moment("hold", into_ms, into_ms + 1, 0.0))

    def _on_look_changed(self) -> None:
        self.view.set_colours(figure_colours(self._appearance))
        self._show_frame()
        self._time_frames()
