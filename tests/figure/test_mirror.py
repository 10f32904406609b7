"""Mirroring: the other side is the mirror image, and twice mirrored is the same."""

import pytest

from stretchtimer.figure.body import set_down
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import mirrored, other_side
from tests.figure.bundled import poses

IDS = sorted(poses())


@pytest.mark.parametrize("pose_id", IDS)
def test_a_mirrored_pose_is_its_mirror_image(pose_id: str) -> None:
    pose = poses()[pose_id]
    here, there = set_down(pose).joints, set_down(mirrored(pose)).joints
    for name, (x, y, z) in here.at.items():
        assert there.at[other_side(name)] == pytest.approx((x, -y, z), abs=1e-9)


@pytest.mark.parametrize("pose_id", IDS)
def test_a_pose_mirrored_twice_is_the_pose(pose_id: str) -> None:
    pose = poses()[pose_id]
    assert mirrored(mirrored(pose)) == pose


def test_what_is_felt_changes_sides_too() -> None:
    assert mirrored(poses()["hamstring"]).feels == {"hamstring_right"}


@pytest.mark.parametrize("pose_id", ["twist", "hamstring"])
def test_the_two_sides_of_a_sided_pose_look_different(pose_id: str) -> None:
    pose = poses()[pose_id]
    view = view_of(pose.camera)
    joint = "knee_left" if pose_id == "twist" else "ankle_left"
    one = view.point(set_down(pose).joints.at[joint])
    other = view.point(set_down(mirrored(pose)).joints.at[joint])
    assert abs(one[1] - other[1]) > 0.2
