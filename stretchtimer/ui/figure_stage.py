"""The guide figure in a session: in which pose it is now, and when it moves."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGraphicsOpacityEffect, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.engine.plan import Phase, PhaseKind
from stretchtimer.engine.session import Status, elapsed_ms
from stretchtimer.figure.motion import LONGEST_MOVE_MS, figure_at
from stretchtimer.figure.pose import Pose
from stretchtimer.services.runner import SessionRunner
from stretchtimer.ui.figure_colours import figure_colours
from stretchtimer.ui.figure_view import FigureView
from stretchtimer.ui.look import Look
from stretchtimer.ui.ring import DIMMED
from stretchtimer.ui.wording import hold_name

_FRAME_MS = 33


def knows(poses: Mapping[str, Pose], stretch: Stretch) -> bool:
    """Whether there is a picture for everything the stretch shows."""
    wanted = {stretch.start_pose or stretch.pose, stretch.pose}
    return wanted | {movement.pose for movement in stretch.movements} <= poses.keys()


class FigureStage(QWidget):
    """Follows one runner; its frames are timed only while the figure moves."""

    def __init__(
        self, look: Look, poses: Mapping[str, Pose], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._poses = poses
        self._runner: SessionRunner | None = None
        self.view = FigureView(poses, figure_colours(look), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._calm = QGraphicsOpacityEffect(self)
        self._calm.setOpacity(DIMMED)
        self._calm.setEnabled(False)
        self.setGraphicsEffect(self._calm)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.CoarseTimer)
        self._frames.setInterval(_FRAME_MS)
        self._frames.timeout.connect(self._on_frame)
        look.changed.connect(self._on_look_changed)

    def begin(self, runner: SessionRunner) -> None:
        self._runner = runner
        self.refresh()

    def can_show(self, stretch: Stretch) -> bool:
        return knows(self._poses, stretch)

    @property
    def is_moving(self) -> bool:
        return self._frames.isActive()

    def refresh(self) -> None:
        """Shows the pose that is due now, and moves on while there is movement."""
        assert self._runner is not None
        state = self._runner.state
        phase = state.phase
        if not self.can_show(phase.stretch):
            self._frames.stop()
            return
        self.view.setAccessibleName(hold_name(phase.stretch, phase.side))
        into_ms = elapsed_ms(state, self._runner.now_ms())
        still = self._look.less_motion
        self.view.show_figure(self._pose(phase, into_ms, state.duration_ms, still))
        self._calm.setEnabled(state.status is Status.PAUSED)
        moving = state.status is Status.RUNNING and not still and _moves(phase, into_ms)
        if moving and not self._frames.isActive():
            self._frames.start()
        elif not moving:
            self._frames.stop()

    def hideEvent(self, event: object) -> None:
        self._frames.stop()

    def _pose(self, phase: Phase, into_ms: int, duration_ms: int, still: bool) -> Pose:
        stretch = phase.stretch
        start = stretch.start_pose or stretch.pose
        targets = [movement.pose for movement in stretch.movements] or [stretch.pose]
        # On the way to the other side one gets into position just as in a lead-in.
        kind = PhaseKind.LEAD_IN if phase.kind is PhaseKind.CHANGE_SIDES else phase.kind
        return figure_at(
            self._poses,
            start,
            targets,
            phase.side.value if phase.side else None,
            kind.value,
            into_ms,
            duration_ms,
            still or phase.is_hold,
            stretch.movements[0].duration_ms if stretch.movements else duration_ms,
        )

    def _on_frame(self) -> None:
        self.refresh()

    def _on_look_changed(self) -> None:
        self.view.set_colours(figure_colours(self._look))
        if self._runner:
            self.refresh()


def _moves(phase: Phase, into_ms: int) -> bool:
    """Whether the figure is on its way into a pose or out of one so far into the phase.

    In a hold it stands still, and changes at once from one movement to the next: a moving picture
    would cost more of the processor than the whole rest of a hold.
    """
    standing = (PhaseKind.HOLD, PhaseKind.CHANGE_OVER)
    return phase.kind not in standing and into_ms < LONGEST_MOVE_MS
