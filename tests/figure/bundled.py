"""The bundled poses and the ways between them that a session uses."""

from functools import lru_cache
from pathlib import Path

from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.pose_graph import along_way, way
from stretchtimer.storage.routines.poses import Poses

FOLDER = Path(__file__).parents[2] / "assets" / "poses"

WAYS = (
    ("feet_flat", "knee_hug"),
    ("t_arms", "twist"),
    ("legs_straight", "hamstring"),
    ("all_fours", "childs_pose"),
    ("feet_flat", "one_knee_hug"),
    ("t_arms", "twist_cushioned"),
    ("legs_straight", "hamstring_bent"),
    ("all_fours", "childs_pose_raised"),
    ("all_fours", "cat"),
    ("all_fours", "cow"),
    ("cat", "cow"),
    ("feet_flat", "t_arms"),
    ("t_arms", "legs_straight"),
    ("legs_straight", "all_fours"),
    ("bed_feet_flat", "bed_one_knee_hug"),
    ("bed_feet_flat", "bed_knee_hug"),
    ("bed_both_feet_flat", "bed_knees_rolled"),
    ("bed_knees_rolled", "bed_knees_rolled_right"),
    ("bed_feet_flat", "bed_hamstring_bent"),
    ("bed_feet_flat", "bed_both_feet_flat"),
    ("feet_flat", "bridge"),
    ("feet_flat", "curl_up"),
    ("feet_flat", "all_fours"),
    ("all_fours", "all_fours_ahead"),
    ("all_fours_ahead", "all_fours_ready"),
    ("all_fours_ready", "bird_dog"),
    ("all_fours", "prone"),
    ("prone", "prone_raised"),
    ("prone", "standing"),
    ("standing", "hip_hinge"),
    ("standing", "squat"),
    ("standing", "standing_step"),
    ("standing_step", "lunge"),
    ("sitting", "sitting_arched"),
    ("sitting", "sitting_rounded"),
    ("sitting_arched", "sitting_rounded"),
    ("sitting", "sitting_twist"),
    ("sitting", "sitting_knee_up"),
    ("sitting", "sitting_leg_out"),
)
"""Into the stretches, from movement to movement, and from each start to the next."""

TURNS = (
    *("twist", "hamstring", "twist_cushioned", "hamstring_bent"),
    *("bed_one_knee_hug", "bed_knees_rolled", "bed_hamstring_bent"),
    *("bird_dog", "lunge"),
    *("sitting_twist", "sitting_knee_up", "sitting_leg_out"),
)
"""The poses that are changed over to their other side."""


@lru_cache(maxsize=1)
def poses() -> dict[str, Pose]:
    return dict(Poses(FOLDER))


def links() -> list[tuple[str, str]]:
    """Every two poses that lead to each other."""
    return [(pose.id, other) for pose in poses().values() for other in pose.leads_to]


def frames(from_id: str, to_id: str, count: int = 16) -> list[Pose]:
    """Evenly spread poses from one to the other, both included."""
    return spread(way(from_id, to_id, poses()), count)


def turn(pose_id: str, count: int = 32) -> list[Pose]:
    """Evenly spread poses from the left side of a pose to its right side, both included."""
    return spread(way(pose_id, pose_id, poses(), "left", "right"), count)


def spread(stops: tuple[Pose, ...], count: int) -> list[Pose]:
    return [along_way(stops, k / count) for k in range(count + 1)]


@lru_cache(maxsize=1)
def all_frames() -> list[Pose]:
    """Every link between two poses, for both sides."""
    one_side = [pose for ends in links() for pose in frames(*ends, count=10)]
    return one_side + [mirrored(pose) for pose in one_side]
