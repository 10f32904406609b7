"""Every pose that comes with the program is called something, and each something else."""

from __future__ import annotations

from stretchtimer.services.wording.poses import NAMES, pose_words
from stretchtimer.storage.assets import pose_names


def test_every_pose_has_a_name_of_its_own() -> None:
    assert set(NAMES) == set(pose_names())
    words = [pose_words(pose) for pose in NAMES]
    assert len(set(words)) == len(words)


def test_a_pose_of_ones_own_is_called_by_its_file() -> None:
    assert pose_words("leaning_on-a_wall") == "Leaning on a wall"
