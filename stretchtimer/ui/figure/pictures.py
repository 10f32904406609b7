"""Makes every picture of the guide figure that the pages show."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QLabel, QSizePolicy

from stretchtimer.engine.model import Stretch
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.routines.own_pictures import is_own_picture
from stretchtimer.ui.figure.colours import FigureColours, figure_colours
from stretchtimer.ui.figure.kept_stills import KeptStills
from stretchtimer.ui.theme.appearance import Appearance

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.ui.figure.frame_cache import SketchBook
    from stretchtimer.ui.figure.later_stills import LaterStills
    from stretchtimer.ui.figure.own_picture_view import OwnPictureView
    from stretchtimer.ui.figure.rehearsal import Rehearsal
    from stretchtimer.ui.figure.stage import FigureStage

REST = "feet_flat"
"""The pose of nobody in particular."""
_PREFERRED = QSize(560, 400)
_OFF = 0.35
"""How much is left to see of a picture that is disabled."""
_LATER_MS = 5_000
"""When a session is first prepared: not while the program starts, nor for a short look at Home,
as it loads what draws the figure.
"""


def shown_side(stretch: Stretch) -> str | None:
    """The side on which a stretch is shown: the one it begins with."""
    return stretch.first_side.value if stretch.two_sided else None


class FigurePicture(QLabel):
    """A still of a pose, or a picture of one's own in its place.

    Either may be drawn a moment later than the page around it.

    A label, so that a screen reader takes it for a picture; its owner says what is in it.
    """

    def __init__(
        self,
        appearance: Appearance,
        pose: str,
        side: str | None,
        kept: KeptStills,
        stills: Callable[[], LaterStills],
    ) -> None:
        super().__init__()
        self._stills = stills
        self._waits = False
        self._appearance = appearance
        self._kept = kept
        self._poses: Callable[[], Mapping[str, Pose]] | None = None
        self._still: tuple[str, QPixmap] | None = None
        self.pose = pose
        self.side = side
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)

    def draw(self, poses: Callable[[], Mapping[str, Pose]]) -> None:
        """Draws the still, of those ``poses`` unless it was kept; nothing without such a pose."""
        is_own = is_own_picture(self.pose)
        if is_own or self._kept.knows(f"{self.pose} ") or self.pose in poses():
            self._poses = poses
            # A label counts as a picture only while it holds one; what is seen is painted below.
            nothing = QPixmap(1, 1)
            nothing.fill(Qt.GlobalColor.transparent)
            self.setPixmap(nothing)

    def show_pose(self, pose: str) -> None:
        """Shows another pose, where there is one of that name, or a picture of one's own."""
        if pose == self.pose:
            return
        if self._poses is None or is_own_picture(pose) or pose in self._poses():
            self.pose = pose
            self.update()

    def turn(self, side: str | None) -> None:
        """Shows the pose for that side."""
        if side != self.side:
            self.side = side
            self.update()

    def sizeHint(self) -> QSize:
        return _PREFERRED

    def minimumSizeHint(self) -> QSize:
        # Words need their room more.
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._poses:
            painter = QPainter(self)
            if not self.isEnabled():
                painter.setOpacity(_OFF)
            still = self._own() if is_own_picture(self.pose) else self._seen(self._poses)
            if still:
                painter.drawPixmap(self.rect(), still)
            painter.end()

    def _own(self) -> QPixmap | None:
        """The picture of one's own as soon as it is there, the same on both sides."""
        from stretchtimer.ui.figure.later_stills import Wanted

        stills = self._stills()
        if not self._waits:
            self._waits = True
            stills.drawn.connect(self.update)
        size = self.size() * self.devicePixelRatio()
        return stills.find(Wanted(self.pose, None, size, figure_colours(self._appearance)))

    def _seen(self, poses: Callable[[], Mapping[str, Pose]]) -> QPixmap:
        """What is to be seen now: as it was, as it was kept, or drawn."""
        colours = figure_colours(self._appearance)
        size = self.size() * self.devicePixelRatio()
        key = f"{self.pose} {self.side} {size.width()}x{size.height()} {colours}"
        if not self._still or self._still[0] != key:
            still = self._kept.find(key)
            if not still:
                still = self._drawn(poses()[self.pose], size, colours)
                self._kept.keep(key, still)
            self._still = (key, still)
        return self._still[1]

    def _drawn(self, pose: Pose, size: QSize, colours: FigureColours) -> QPixmap:
        from stretchtimer.figure.pose import mirrored
        from stretchtimer.figure.scene import drawing_of
        from stretchtimer.ui.figure.painter import FigurePainter

        still = QPixmap(size)
        still.fill(Qt.GlobalColor.transparent)
        painter = QPainter(still)
        drawing = drawing_of(mirrored(pose) if self.side == "right" else pose)
        FigurePainter(colours).paint(painter, drawing, QRectF(still.rect()))
        painter.end()
        return still


class LaterPicture(QLabel):
    """A still that comes when it was drawn elsewhere; nothing is seen of a pose that is unknown."""

    def __init__(self, appearance: Appearance, stills: LaterStills) -> None:
        super().__init__()
        self._appearance = appearance
        self._stills = stills
        self._wanted: tuple[str, str | None] = ("", None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        appearance.changed.connect(self.update)
        stills.drawn.connect(self.update)

    @property
    def pose(self) -> str:
        return self._wanted[0]

    def show_pose(self, pose: str, side: str | None = None) -> None:
        """Shows that pose, as on that side."""
        self._wanted = pose, side
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self.pose:
            return
        from stretchtimer.ui.figure.later_stills import Wanted

        size = self.size() * self.devicePixelRatio()
        wanted, side = self._wanted
        side = None if is_own_picture(wanted) else side
        still = self._stills.find(Wanted(wanted, side, size, figure_colours(self._appearance)))
        if still:
            painter = QPainter(self)
            painter.drawPixmap(self.rect(), still)
            painter.end()


class Pictures:
    """Stills and the stage; poses are read by ``read`` when the first picture is drawn.

    Nothing of the figure is imported or read before ``draw``, so that the window is there first,
    nor what was ``kept`` is drawn again.
    """

    def __init__(
        self, appearance: Appearance, read: Callable[[], Mapping[str, Pose]], kept: KeptStills
    ) -> None:
        self._appearance = appearance
        self._read = read
        self._kept = kept
        self._waiting: list[FigurePicture] | None = []
        self._rehearsal: Rehearsal | None = None
        self._expected: tuple[Preferences, PersonalRoutine] | None = None
        self._stage: FigureStage | None = None
        self._card: FigurePicture | None = None

    @cached_property
    def _sketches(self) -> SketchBook:
        from stretchtimer.ui.figure.frame_cache import SketchBook

        return SketchBook()

    @cached_property
    def poses(self) -> Mapping[str, Pose]:
        return self._read()

    def card(self) -> FigurePicture:
        """The calm still beside Start."""
        self._card = self._still(REST, None)
        return self._card

    def rest(self) -> FigurePicture:
        """The calm still at the end."""
        return self._still(REST, None)

    def row(self, stretch: Stretch) -> FigurePicture:
        """A small still of a stretch; an empty place where there is no such pose."""
        return self._still(stretch.shown, shown_side(stretch), stretch.name)

    @cached_property
    def _later_stills(self) -> LaterStills:
        from stretchtimer.ui.figure.later_stills import LaterStills

        return LaterStills(self._all)

    def later(self) -> LaterPicture:
        """A still that is drawn elsewhere, for a page with many."""
        return LaterPicture(self._appearance, self._later_stills)

    def own_picture(self) -> OwnPictureView:
        """The place of a large picture of one's own."""
        from stretchtimer.ui.figure.own_picture_view import OwnPictureView

        return OwnPictureView(self._appearance, self._later_stills)

    @property
    def stills(self) -> LaterStills:
        """Draws the stills of a list elsewhere, for who paints its rows."""
        return self._later_stills

    def stage(self, preferences: Preferences) -> FigureStage:
        """The large figure of a session."""
        from stretchtimer.ui.figure.stage import FigureStage

        stage = FigureStage(
            self._appearance,
            self.poses,
            preferences,
            sketches=self._sketches,
            picture=self.own_picture(),
        )
        stage.destroyed.connect(lambda: self._on_stage_destroyed(stage))
        self._stage = stage
        return stage

    def _on_stage_destroyed(self, stage: FigureStage) -> None:
        if self._stage is stage:
            self._stage = None

    def expect(self, preferences: Preferences, routine: PersonalRoutine | None = None) -> None:
        """Has the first movement of a session found ahead, a little later: of that routine, or the
        last one that was expected.
        """
        if routine:
            self._expected = (preferences, routine)
        if self._card and not self._appearance.less_motion:
            self._later.start()

    @cached_property
    def _later(self) -> QTimer:
        # It ends with the window.
        timer = QTimer(self._card)
        timer.setObjectName("rehearsal")
        timer.setSingleShot(True)
        timer.setInterval(_LATER_MS)
        timer.timeout.connect(self._rehearse)
        return timer

    def _rehearse(self) -> None:
        from stretchtimer.ui.figure.rehearsal import Rehearsal

        if self._expected is None or not self._may_go_on():
            return
        preferences, routine = self._expected
        if self._rehearsal is None:
            self._rehearsal = Rehearsal(
                self.poses, preferences, self._sketches, self._may_go_on, self._card
            )
        self._rehearsal.begin(routine.plan())

    def _may_go_on(self) -> bool:
        """Whether no session is shown."""
        return self._stage is None or not self._stage.isVisible()

    def draw(self) -> None:
        """Draws what was asked for so far, and from now on everything at once."""
        waiting, self._waiting = self._waiting or [], None
        for picture in waiting:
            picture.draw(self._all)

    def _all(self) -> Mapping[str, Pose]:
        return self.poses

    def _still(self, pose: str, side: str | None, name: str = "") -> FigurePicture:
        picture = FigurePicture(
            self._appearance, pose, side, self._kept, lambda: self._later_stills
        )
        picture.setAccessibleName(name)
        if self._waiting is None:
            picture.draw(self._all)
        else:
            self._waiting.append(picture)
        return picture
