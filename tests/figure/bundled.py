"""The bundled poses and the ways between them that a session uses."""

from functools import lru_cache
from pathlib import Path

from stretchtimer.figure.blend import way
from stretchtimer.figure.motion import along_way
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.storage.pose_files import read_poses

FOLDER = Path(__file__).parents[2] / "assets" / "poses"

WAYS = (
    ("feet_flat", "knee_hug"),
    ("t_arms", "twist"),
    ("legs_straight", "hamstring"),
    ("all_fours", "childs_pose"),
    ("all_fours", "cat"),
    ("all_fours", "cow"),
    ("cat", "cow"),
)


@lru_cache(maxsize=1)
def poses() -> dict[str, Pose]:
    return read_poses(FOLDER)


def frames(from_id: str, to_id: str, count: int = 16) -> list[Pose]:
    """Evenly spread poses from one to the other, both included."""
    stops = way(from_id, to_id, poses())
    return [along_way(stops, k / count) for k in range(count + 1)]


def all_frames() -> list[Pose]:
    """Every way, for both sides."""
    one_side = [pose for ends in WAYS for pose in frames(*ends)]
    return one_side + [mirrored(pose) for pose in one_side]
