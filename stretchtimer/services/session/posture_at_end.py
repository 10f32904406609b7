"""From where one gets up after the last stretch: on one's back, or on hands and knees.

It is taken from the pose itself, so it holds for routines of one's own as well. Where a stretch
names no pose that is known, nothing is said that would fit only one of them.
"""

from __future__ import annotations

from functools import lru_cache

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.model import Stretch
from stretchtimer.engine.plan import PhaseKind, Plan
from stretchtimer.engine.script import Posture
from stretchtimer.engine.session import SessionState
from stretchtimer.storage.assets import asset_folder

_KNEELING = {"knee_left", "knee_right"}
_LYING = {"shoulders"}


def posture_after(plan: Plan) -> Posture | None:
    """How one lies or kneels when the whole plan is done; None where that is not known."""
    return _posture_in(last_pose(plan.phases[-1].stretch))


def stretch_at_end(state: SessionState) -> Stretch:
    """The stretch in whose position a session has ended, early or not."""
    phase = state.phase
    if phase.kind is PhaseKind.CHANGE_OVER:
        # It belongs to the stretch that comes, of which nothing has begun.
        return state.plan.phases[phase.index - 1].stretch
    return phase.stretch


def posture_at_end(state: SessionState) -> Posture | None:
    """The same for a session that has ended, early or not."""
    return _posture_in(last_pose(stretch_at_end(state)))


def last_pose(stretch: Stretch) -> str:
    """The pose in which one is after a stretch; "" where it names none."""
    poses = (stretch.start_pose, stretch.held_pose, *(each.pose for each in stretch.movements))
    return next(filter(None, poses), "")


@lru_cache(maxsize=128)
def _posture_in(pose_id: str) -> Posture | None:
    # Not at the top: whoever asks for no posture needs nothing of the figure.
    from stretchtimer.storage.routines.poses import Poses

    try:
        poses = Poses(asset_folder("poses"))
        rests = poses[pose_id].rests if pose_id in poses else frozenset()
    except UserError:
        return None
    if rests >= _KNEELING:
        return Posture.HANDS_AND_KNEES
    return Posture.BACK if rests >= _LYING else None
