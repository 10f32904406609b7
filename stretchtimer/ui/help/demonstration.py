"""A stretch shown as the figure does it, over and over, and which of its steps is under way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from stretchtimer.engine.model import Breath, Side, Stretch
from stretchtimer.figure.choreography import Course, Moment
from stretchtimer.figure.hint import hint_of
from stretchtimer.figure.pose import Pose
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.session_motion import sides_of
from stretchtimer.ui.figure.view import FigureView
from stretchtimer.ui.theme.appearance import Appearance

COMING_OUT = -1
"""In place of a step: the figure comes out of the pose."""
_FRAME_MS = 45
_START_MS = 2_000
_COME_IN_MS = 5_000
_STAY_MS = 4_000
_COME_OUT_MS = 4_000


@dataclass(frozen=True)
class _Part:
    """What goes on for ``lasts_ms``, in a phase of that kind from ``from_ms`` on."""

    kind: str
    lasts_ms: int
    step: int
    from_ms: int = 0
    of_ms: int = 0


class Demonstration(QWidget):
    """Tells in ``stepped`` the number of each step, from 0, as it begins, or ``COMING_OUT``.

    Where less motion is wanted it shows the pose, with an arrow for the way into it.
    """

    stepped = Signal(int)

    def __init__(
        self, appearance: Appearance, poses: Mapping[str, Pose], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._poses = poses
        self._course: Course | None = None
        self._parts: tuple[_Part, ...] = ()
        self._step: int | None = None
        self._at_ms = 0
        self._view = FigureView(poses, figure_colours(appearance), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._on_frames_timeout)
        appearance.changed.connect(self._on_look_changed)

    @property
    def is_moving(self) -> bool:
        return self._frames.isActive()

    @property
    def pose(self) -> Pose | None:
        """The figure as it is shown."""
        return self._view.pose

    @property
    def lasts_ms(self) -> int:
        """How long it takes until all begins anew."""
        return sum(part.lasts_ms for part in self._parts)

    def demonstrate(self, stretch: Stretch, side: Side | None, name: str) -> None:
        """Takes a stretch on a side; ``name`` says to a screen reader what is shown."""
        cycle = stretch.cycle(side)
        self._course = Course(
            self._poses,
            stretch.first_pose,
            stretch.target_poses,
            side.value if side else None,
            target_sides=sides_of(stretch),
            lengths_ms=tuple(movement.duration_ms for movement in cycle),
            breaths=tuple(float(movement.breath is Breath.IN) for movement in cycle),
            in_step=any(movement.breath for movement in stretch.movements),
        )
        self._parts = tuple(_parts(stretch))
        self._view.setAccessibleName(name)
        self._begin()

    def show_at(self, at_ms: int) -> None:
        """Shows the stretch as it is so far into its demonstration."""
        assert self._course is not None
        at_ms %= self.lasts_ms
        for part in self._parts:
            if at_ms < part.lasts_ms:
                break
            at_ms -= part.lasts_ms
        self._tell(part.step)
        self._view.show_once(self._moment(self._course, part, at_ms))

    def sizeHint(self) -> QSize:
        return QSize(self._appearance.px(400), self._appearance.px(260))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._appearance.px(200), self._appearance.px(160))

    def showEvent(self, event: QShowEvent) -> None:
        self._begin()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._frames.stop()
        super().hideEvent(event)

    @staticmethod
    def _moment(course: Course, part: _Part, into_ms: int) -> Moment:
        into_ms += part.from_ms
        return course.moment(part.kind, into_ms, part.of_ms or part.lasts_ms, 0.0)

    def _begin(self) -> None:
        """Begins at the beginning, where somebody sees it and motion is wanted."""
        self._frames.stop()
        self._step = None
        if self._course is None:
            return
        if self._appearance.less_motion:
            stops = self._course.move("lead_in", 0, _COME_IN_MS).stops
            pose = self._poses_at_rest(self._course)
            self._view.show_figure(pose, hint_of(stops) if stops[-1] == pose else None)
            return
        self._at_ms = 0
        self.show_at(0)
        if self.isVisible():
            self._frames.start()

    @staticmethod
    def _poses_at_rest(course: Course) -> Pose:
        last_ms = sum(course.lengths_ms) - 1 if course.alternates else _STAY_MS
        return course.move("hold", last_ms, max(last_ms + 1, _STAY_MS)).stops[-1]

    def _tell(self, step: int) -> None:
        if step != self._step:
            self._step = step
            self.stepped.emit(step)

    def _on_frames_timeout(self) -> None:
        # Nobody keeps time by it, so that a late frame delays the next ones, and none is left out.
        self._at_ms += _FRAME_MS
        self.show_at(self._at_ms)

    def _on_look_changed(self) -> None:
        self._view.set_colours(figure_colours(self._appearance))
        self._begin()


def _parts(stretch: Stretch) -> Iterator[_Part]:
    """The parts of a demonstration: the first step is the start, the last one the pose."""
    steps = max(1, len(stretch.words.setup))
    last = steps - 1
    # Before anything moves the figure is where the way in begins.
    yield _Part("release", _START_MS, 0, _COME_OUT_MS, _COME_OUT_MS)
    if stretch.movements:
        of_ms = 2 * stretch.cycle_ms
        from_ms = 0
        for number, movement in enumerate(2 * stretch.cycle()):
            first = number < len(stretch.cycle())
            step = min(1 + number, last) if first else last
            yield _Part("hold", movement.duration_ms, step, from_ms, of_ms)
            from_ms += movement.duration_ms
    else:
        between = max(1, steps - 2)
        for number in range(between):
            span = _COME_IN_MS * number // between, _COME_IN_MS * (number + 1) // between
            step = min(1 + number, last)
            yield _Part("lead_in", span[1] - span[0], step, span[0], _COME_IN_MS)
        yield _Part("hold", _STAY_MS, last)
    yield _Part("release", _COME_OUT_MS, COMING_OUT)
