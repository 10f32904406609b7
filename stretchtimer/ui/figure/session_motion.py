"""Which course of the choreography each phase of a session asks for, and what comes after it.

When in a phase it begins to move, and how long it takes, says ``figure/choreography.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from stretchtimer.engine.breathing import Pace, Paced, breath_at
from stretchtimer.engine.model import Breath, Stretch
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.engine.session import SessionState, Status, elapsed_ms
from stretchtimer.figure.choreography import Course, Moment, Move, Path, pose_at_end
from stretchtimer.figure.pose import Pose
from stretchtimer.services.audio.cue_style import pace_of
from stretchtimer.services.person.preferences import Preferences

_CALM = Pace(Paced.ALWAYS, 6.0)
"""How the figure breathes where nobody has to follow it."""
_SOONER_BY = 2
"""A hold full of movements, and the phase before it, in which its own frames are drawn."""
_HOLDS_AHEAD = 2
"""So many holds are looked ahead: the way out of the next one is often the way into it."""

_Ahead = tuple[dict[Path, int], list[tuple[int, int, int]], dict[Path, int]]


def knows(poses: Mapping[str, Pose], stretch: Stretch) -> bool:
    """Whether the figure does the stretch: it has its poses, and no picture in place of it."""
    return (
        not stretch.picture
        and {stretch.first_pose, stretch.held_pose, *stretch.target_poses} <= poses.keys()
    )


def figure_ms(state: SessionState, now_ms: int) -> int:
    """How far into the present phase the figure is; below 0 where the phase is counted in.

    It also moves into a pose in which it then waits for the person.
    """
    since_ms = now_ms - state.origin_ms
    if state.status is Status.WAITING:
        return max(0, min(since_ms, state.duration_ms))
    if state.status is Status.COUNTING_IN and not state.stood_ms:
        return min(0, since_ms)
    return elapsed_ms(state, now_ms)


def has_jumped(before: SessionState, before_ms: int, state: SessionState, into_ms: int) -> bool:
    """Whether somebody moved the session on or back between two looks at it.

    By itself, each phase begins at the instant at which the one before is over.
    """
    if state.phase_index == before.phase_index:
        return into_ms < before_ms and state.status is not Status.PAUSED
    ends_ms = before.origin_ms + before.duration_ms
    ends_ms += sum(
        p.duration_ms for p in state.plan.phases[before.phase_index + 1 : state.phase_index]
    )
    waits = before.status is Status.WAITING
    return waits or state.phase_index < before.phase_index or state.origin_ms != ends_ms


class SessionMotion:
    """Tells what is to be seen of the figure so far into the present phase of a session."""

    def __init__(self, poses: Mapping[str, Pose], preferences: Preferences) -> None:
        self._poses = poses
        self._preferences = preferences
        self._course: tuple[object, Course] | None = None
        self._came: tuple[Moment, int] | None = None
        self._coming: tuple[object, _Ahead] | None = None

    def begin(self, shown: Moment | None, at_ms: int = 0) -> None:
        """A phase begins; after a jump, with what was shown last and how far into it that was."""
        self._came = (shown, at_ms) if shown else None
        self._course = None

    def moment(self, state: SessionState, into_ms: int) -> Moment:
        """What is to be seen now, in motion."""
        fullness = self._fullness(state.phase, into_ms)
        kind = state.phase.kind.value
        return self._course_of(state).moment(kind, into_ms, state.duration_ms, fullness)

    def move(self, state: SessionState, into_ms: int) -> Move:
        """The movement that is under way now, or was the last one."""
        last_ms = min(into_ms, state.duration_ms - 1)
        return self._course_of(state).move(state.phase.kind.value, last_ms, state.duration_ms)

    def comes_in_until_ms(self, state: SessionState) -> int | None:
        """How far into the phase it has got to its pose after a jump; None where none led there."""
        if self._came is None:
            return None
        return self._course_of(state).move(state.phase.kind.value, 0, state.duration_ms).ends_ms

    def is_moving(self, state: SessionState, into_ms: int) -> bool:
        """Whether the figure is to move, now or later in this phase."""
        move = self.move(state, into_ms)
        return state.phase.is_hold or into_ms < move.ends_ms

    def ways_again(self, state: SessionState, into_ms: int) -> int:
        """Between how many pairs of poses the figure goes to and fro now; 0 for a single way."""
        phase = state.phase
        count = len(phase.cycle)
        until_ms = self._course_of(state).comes_in_until_ms(state.duration_ms)
        if not phase.is_hold or into_ms < until_ms:
            return 0
        # Between two poses forth and back is one way; more of them go round.
        return 1 if count <= 2 else count

    def again_next(self, state: SessionState) -> tuple[Path, ...]:
        """The ways that the figure will go again and again in the next phase, if it is a hold."""
        following = state.plan.phases[state.phase_index + 1 : state.phase_index + 2]
        if not following or not following[0].is_hold:
            return ()
        ways = [path for path, _ in self.ways_of(state.plan, following[0])]
        # The first one only leads to where they begin.
        return tuple(dict.fromkeys(ways[1:] or ways))

    def coming(self, state: SessionState) -> dict[Path, int]:
        """The ways of this phase and of those to come, where nobody jumps, up to the second hold.

        With each stands when it begins next, in milliseconds from the beginning of the present
        phase; 0 if it does so there and never again.
        """
        return self._ahead_of(state)[0]

    def find_by(self, state: SessionState) -> dict[Path, int]:
        """Until when each of these ways is to be found, told as by ``coming``.

        The way out of a hold full of movements is found before them, where the figure still stands.
        """
        begins, _, sooner = self._ahead_of(state)
        return begins | sooner

    def time_until(self, state: SessionState, until_ms: int) -> tuple[int, int]:
        """How long the figure stands between moves, and how long it holds, in later phases.

        Those count that end by ``until_ms``, as told from the beginning of the present phase.
        """
        stands_ms = holds_ms = 0
        for ends_ms, phase_stands_ms, phase_holds_ms in self._ahead_of(state)[1]:
            if ends_ms <= until_ms:
                stands_ms += phase_stands_ms
                holds_ms += phase_holds_ms
        return stands_ms, holds_ms

    def _ahead_of(self, state: SessionState) -> _Ahead:
        """When each way begins; when each later phase ends, with its time without moves; and which
        ways are to be found sooner than they begin.
        """
        key = self._key(state)
        if self._coming is None or self._coming[0] != key:
            found: dict[Path, int] = {}
            times: list[tuple[int, int, int]] = []
            sooner: dict[Path, int] = {}
            begins_ms = holds = 0
            phases = state.plan.phases
            for phase in phases[state.phase_index :]:
                for path, into_ms in self.ways_of(state.plan, phase):
                    if path not in found and _follows_movements(phases, phase, state.phase):
                        calm = phases[phase.index - _SOONER_BY : phase.index]
                        sooner[path] = begins_ms - sum(each.duration_ms for each in calm)
                    found[path] = found.get(path) or begins_ms + into_ms
                begins_ms += phase.duration_ms
                if phase is not state.phase:
                    holds += phase.is_hold
                    holds_ms = phase.duration_ms if phase.is_hold else 0
                    times.append((begins_ms, self._stands_in(state.plan, phase), holds_ms))
                if holds == _HOLDS_AHEAD:
                    break
            self._coming = (key, (found, times, sooner))
        return self._coming[1]

    def _stands_in(self, plan: Plan, phase: Phase) -> int:
        """How long the figure stands at the end of a phase that is no hold."""
        if phase.is_hold or not knows(self._poses, phase.stretch):
            return 0
        move = self._made(plan, phase).move(phase.kind.value, 0, phase.duration_ms)
        return phase.duration_ms - move.lasts_ms

    def ways_of(self, plan: Plan, phase: Phase) -> Iterator[tuple[Path, int]]:
        """The ways of a phase, each with how far into it it begins."""
        if not knows(self._poses, phase.stretch):
            return
        course = self._made(plan, phase)
        kind, lasts_ms = phase.kind.value, phase.duration_ms
        movements = phase.cycle if phase.is_hold else ()
        into_ms = 0
        for movement in movements:
            yield course.moment(kind, into_ms, lasts_ms, 0.0).path, into_ms
            into_ms += movement.duration_ms
        # After the last movement comes the way from it to the first one.
        if phase.is_hold or course.move(kind, 0, lasts_ms).lasts_ms:
            yield course.moment(kind, into_ms, lasts_ms, 0.0).path, into_ms

    def _key(self, state: SessionState) -> object:
        return (state.plan, state.phase_index, pace_of(self._preferences.settings))

    def _course_of(self, state: SessionState) -> Course:
        key = self._key(state)
        if self._course is None or self._course[0] != key:
            self._course = (key, self._made(state.plan, state.phase, self._came))
        return self._course[1]

    def _made(self, plan: Plan, phase: Phase, came: tuple[Moment, int] | None = None) -> Course:
        stretch, cycle = phase.stretch, phase.cycle
        paced = pace_of(self._preferences.settings).paced is not Paced.OFF
        before = plan.phases[phase.index - 1] if phase.index else None
        shown, at_ms = came or (None, 0)
        return Course(
            self._poses,
            stretch.first_pose,
            stretch.target_poses,
            _side(phase),
            target_sides=sides_of(stretch),
            lengths_ms=tuple(movement.duration_ms for movement in cycle),
            breaths=tuple(float(movement.breath is Breath.IN) for movement in cycle),
            from_pose_id=_pose_after(before, self._poses) if before else None,
            from_side=_side_after(before) if before else None,
            from_breath=self._breath_after(before) if before else 0.0,
            in_step=paced and any(movement.breath for movement in stretch.movements),
            came_from=shown,
            came_at_ms=at_ms,
        )

    def _fullness(self, phase: Phase, into_ms: int) -> float:
        pace = pace_of(self._preferences.settings)
        into_ms = max(0, into_ms)
        point = breath_at(phase, into_ms, pace) or breath_at(phase, into_ms, _CALM)
        return point.fullness if point else 0.0

    def _breath_after(self, phase: Phase) -> float:
        """How full the chest is at the end of a phase."""
        if not phase.is_hold:
            return 0.0
        if phase.stretch.movements:
            return float(phase.stretch.movements[-1].breath is Breath.IN)
        return self._fullness(phase, phase.duration_ms)


def _follows_movements(phases: Sequence[Phase], phase: Phase, present: Phase) -> bool:
    """Whether a phase comes after a hold full of movements that is still some way off."""
    hold = phases[phase.index - 1]
    far = phase.index - present.index > _SOONER_BY
    return far and hold.is_hold and bool(hold.stretch.movements)


def sides_of(stretch: Stretch) -> tuple[str | None, ...]:
    """The side of each pose of a cycle where the sides alternate; else none."""
    sides = [movement.side for movement in stretch.cycle()]
    return tuple(side.value if side else None for side in sides) if stretch.alternates else ()


def _side(phase: Phase) -> str | None:
    return phase.side.value if phase.side else None


def _side_after(phase: Phase) -> str | None:
    """The side on which a phase leaves the figure."""
    if phase.is_hold and phase.stretch.alternates:
        return sides_of(phase.stretch)[-1]
    return _side(phase)


def _pose_after(phase: Phase, poses: Mapping[str, Pose]) -> str | None:
    """The pose in which a phase leaves the figure; None where there is no picture of it."""
    stretch = phase.stretch
    pose = pose_at_end(stretch.first_pose, stretch.target_poses, phase.kind.value)
    return pose if pose in poses else None
