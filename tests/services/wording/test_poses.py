"""Every pose that comes with the program is called something, and each something else."""

from __future__ import annotations

from stretchtimer.services.wording.poses import names_of_poses, pose_words
from stretchtimer.storage.assets import pose_names


def test_every_pose_has_a_name_of_its_own() -> None:
    names = names_of_poses()
    assert set(names) == set(pose_names())
    assert len(set(names.values())) == len(names)
    assert pose_words("bridge") == names["bridge"]


def test_a_pose_of_ones_own_is_called_by_its_file() -> None:
    assert pose_words("leaning_on-a_wall") == "Leaning on a wall"
