"""Mirroring: the other side is the mirror image, and twice mirrored is the same."""

import math
from itertools import pairwise

import pytest

from stretchtimer.figure.body import set_down
from stretchtimer.figure.outline import Point, Polygon, view_of
from stretchtimer.figure.pose import mirrored, other_side
from stretchtimer.figure.scene import drawing_of
from stretchtimer.figure.skeleton import SIDES
from tests.figure.bundled import poses, turn
from tests.sweeps import swept

IDS = sorted(poses())


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_a_mirrored_pose_is_its_mirror_image(pose_id: str) -> None:
    pose = poses()[pose_id]
    here, there = set_down(pose).joints, set_down(mirrored(pose)).joints
    for name, (x, y, z) in here.at.items():
        assert there.at[other_side(name)] == pytest.approx((x, -y, z), abs=1e-9)


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_a_pose_mirrored_twice_is_the_pose(pose_id: str) -> None:
    pose = poses()[pose_id]
    assert mirrored(mirrored(pose)) == pose


def test_what_is_felt_changes_sides_too() -> None:
    assert mirrored(poses()["hamstring"]).feels == {"hamstring_right"}


SIDED = ["twist", "hamstring"]


@pytest.mark.parametrize("pose_id", SIDED)
def test_the_two_sides_of_a_sided_pose_look_different(pose_id: str) -> None:
    pose = poses()[pose_id]
    view = view_of(pose.camera)
    joint = "knee_left" if pose_id == "twist" else "ankle_left"
    one = view.point(set_down(pose).joints.at[joint])
    other = view.point(set_down(mirrored(pose)).joints.at[joint])
    assert abs(one[1] - other[1]) > 0.2


def _corners(polygons: list[Polygon], sign: float) -> list[Point]:
    return sorted((round(sign * x, 5) + 0.0, round(y, 5)) for p in polygons for x, y in p)


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_the_picture_of_the_right_side_is_the_mirror_image_of_that_of_the_left(
    pose_id: str,
) -> None:
    left, right = drawing_of(poses()[pose_id]), drawing_of(mirrored(poses()[pose_id]))
    assert right.frame == (-left.frame[2], left.frame[1], -left.frame[0], left.frame[3])
    assert right.rug == pytest.approx(left.rug)
    for one, other in zip(left.shadow, right.shadow, strict=True):
        assert _are_close(_corners(one, -1.0), _corners(other, 1.0))
    assert len(left.shapes) == len(right.shapes)
    for ours, theirs in zip(left.shapes, right.shapes, strict=True):
        assert ours.material == theirs.material
        assert ours.shade == pytest.approx(theirs.shade, abs=1e-6)
        assert _are_close(_corners(ours.polygons, -1.0), _corners(theirs.polygons, 1.0))
        for glow, twin in zip(ours.glows, theirs.glows, strict=True):
            assert (-glow.middle[0], glow.middle[1]) == pytest.approx(twin.middle)
        lines = [[stroke.points for stroke in shape.strokes] for shape in (ours, theirs)]
        assert _are_close(_corners(lines[0], -1.0), _corners(lines[1], 1.0))


def _are_close(one: list[Point], other: list[Point]) -> bool:
    """Whether each corner of one has one of the other at its place."""
    return len(one) == len(other) and all(
        any(abs(x - u) < 1e-4 and abs(y - v) < 1e-4 for u, v in other) for x, y in one
    )


@pytest.mark.parametrize("side", SIDES)
def test_each_side_is_looked_at_from_where_it_is_nearest(side: str) -> None:
    twist, hamstring = (
        pose if side == "left" else mirrored(pose)
        for pose in (poses()["twist"], poses()["hamstring"])
    )
    view, at = view_of(hamstring.camera), set_down(hamstring).joints.at
    assert view.nearness(at[f"hip_{side}"]) > view.nearness(at[f"hip_{other_side('_' + side)[1:]}"])
    assert at[f"ankle_{side}"][2] > 0.5
    view, body = view_of(twist.camera), set_down(twist)
    for knee in SIDES:
        near = view.nearness(body.joints.at[f"knee_{knee}"])
        assert near > view.nearness(body.joints.spine[0]) - 0.02


def test_the_camera_goes_the_shorter_way_round_from_one_side_to_the_other() -> None:
    for pose_id in SIDED:
        turns = [pose.camera.turn for pose in turn(pose_id, 64)]
        swept = sum(abs(math.remainder(b - a, 360.0)) for a, b in pairwise(turns))
        assert swept < 150
        assert all(-180.0 <= angle <= 180.0 for angle in turns)
