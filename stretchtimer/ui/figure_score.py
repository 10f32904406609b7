"""What the figure does in each phase of a session: the routine's words put into its movements."""

from __future__ import annotations

from collections.abc import Mapping

from stretchtimer.engine.breathing import Pace, Paced, breath_at
from stretchtimer.engine.model import Breath, Stretch
from stretchtimer.engine.plan import Phase
from stretchtimer.engine.session import SessionState
from stretchtimer.figure.motion import Course, Moment, Move, pose_at_end
from stretchtimer.figure.pose import Pose
from stretchtimer.services.breath_pace import pace_of
from stretchtimer.services.preferences import Preferences

_CALM = Pace(Paced.ALWAYS, 6.0)
"""How the figure breathes where nobody has to follow it."""


class FigureScore:
    """Tells what is to be seen of the figure so far into the present phase of a session."""

    def __init__(self, poses: Mapping[str, Pose], preferences: Preferences) -> None:
        self._poses = poses
        self._preferences = preferences
        self._course: tuple[object, Course] | None = None

    def moment(self, state: SessionState, into_ms: int) -> Moment:
        """What is to be seen now, in motion."""
        fullness = self._fullness(state.phase, into_ms)
        kind = state.phase.kind.value
        return self._course_of(state).moment(kind, into_ms, state.duration_ms, fullness)

    def move(self, state: SessionState, into_ms: int) -> Move:
        """The movement that is under way now, or was the last one."""
        last_ms = max(0, min(into_ms, state.duration_ms - 1))
        return self._course_of(state).move(state.phase.kind.value, last_ms, state.duration_ms)

    def is_moving(self, state: SessionState, into_ms: int) -> bool:
        """Whether the figure is to move, now or later in this phase."""
        move = self.move(state, into_ms)
        return state.phase.is_hold or into_ms < move.begins_ms + move.lasts_ms

    def ways_again(self, state: SessionState, into_ms: int) -> int:
        """Between how many pairs of poses the figure goes to and fro now; 0 for a single way."""
        phase = state.phase
        count = len(phase.stretch.movements)
        if not phase.is_hold or (count > 1 and into_ms < phase.stretch.movements[0].duration_ms):
            return 0
        # Between two poses forth and back is one way; more of them go round.
        return 1 if count <= 2 else count

    def _course_of(self, state: SessionState) -> Course:
        settings = self._preferences.settings
        key = (state.plan, state.phase_index, pace_of(settings))
        if self._course is None or self._course[0] != key:
            self._course = (key, self._made(state))
        return self._course[1]

    def _made(self, state: SessionState) -> Course:
        phase = state.phase
        stretch = phase.stretch
        paced = pace_of(self._preferences.settings).paced is not Paced.OFF
        before = state.plan.phases[phase.index - 1] if phase.index else None
        return Course(
            self._poses,
            stretch.start_pose or stretch.pose,
            _targets(stretch),
            _side(phase),
            tuple(movement.duration_ms for movement in stretch.movements),
            tuple(float(movement.breath is Breath.IN) for movement in stretch.movements),
            from_pose_id=_pose_after(before, self._poses) if before else None,
            from_side=_side(before) if before else None,
            from_breath=self._breath_after(before) if before else 0.0,
            in_step=paced and any(movement.breath for movement in stretch.movements),
        )

    def _fullness(self, phase: Phase, into_ms: int) -> float:
        pace = pace_of(self._preferences.settings)
        point = breath_at(phase, into_ms, pace) or breath_at(phase, into_ms, _CALM)
        return point.fullness if point else 0.0

    def _breath_after(self, phase: Phase) -> float:
        """How full the chest is at the end of a phase."""
        if not phase.is_hold:
            return 0.0
        if phase.stretch.movements:
            return float(phase.stretch.movements[-1].breath is Breath.IN)
        return self._fullness(phase, phase.duration_ms)


def _targets(stretch: Stretch) -> tuple[str, ...]:
    return tuple(movement.pose for movement in stretch.movements) or (stretch.pose,)


def _side(phase: Phase) -> str | None:
    return phase.side.value if phase.side else None


def _pose_after(phase: Phase, poses: Mapping[str, Pose]) -> str | None:
    """The pose in which a phase leaves the figure; None where there is no picture of it."""
    stretch = phase.stretch
    start = stretch.start_pose or stretch.pose
    pose = pose_at_end(start, _targets(stretch), phase.kind.value)
    return pose if pose in poses else None
