"""The mark of a stretch: it lies on the round body, on the part that is meant, and in sight."""

import math

import pytest

from stretchtimer.figure.body import Body, set_down
from stretchtimer.figure.glow import Glow, glows_of
from stretchtimer.figure.outline import Point, View, view_of
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.figure.skeleton import SIDES
from tests.figure.bundled import all_frames, poses

STRETCHES = ("knee_hug", "twist", "hamstring", "childs_pose", "cat", "cow")
RING = 0.78
"""How far out from its middle a ring still shows, as a share of its half-axes."""


def marked(pose: Pose) -> tuple[Glow, Body, View]:
    body, view = set_down(pose), view_of(pose.camera)
    (glow,) = {glow for glows in glows_of(pose, body, view).values() for glow in glows}
    return glow, body, view


def share_out(glow: Glow, point: Point) -> float:
    """How far from the middle of a glow a point lies: 1 is on the rim."""
    x, y = glow.long_axis
    long = math.hypot(x, y)
    dx, dy = point[0] - glow.middle[0], point[1] - glow.middle[1]
    return math.hypot((dx * x + dy * y) / long**2, (dy * x - dx * y) / long / glow.wide)


def spot(glow: Glow) -> Point:
    return (glow.middle[0] + glow.rise[0], glow.middle[1] + glow.rise[1])


@pytest.mark.parametrize("pose_id", STRETCHES)
def test_a_mark_is_seen_aslant_and_its_spot_stands_out_from_the_body(pose_id: str) -> None:
    glow, _, _ = marked(poses()[pose_id])
    assert glow.wide < 0.9 * math.hypot(*glow.long_axis)
    assert math.hypot(*glow.rise) > 0.004
    assert share_out(glow, spot(glow)) < 0.6


def test_every_mark_has_an_extent_and_its_spot_within_its_ring() -> None:
    for pose in all_frames():
        body, view = set_down(pose), view_of(pose.camera)
        for glow in (glow for glows in glows_of(pose, body, view).values() for glow in glows):
            assert 0.015 < glow.wide <= math.hypot(*glow.long_axis) + 1e-9, pose.id
            assert share_out(glow, spot(glow)) < RING, pose.id


@pytest.mark.parametrize("pose_id", STRETCHES)
def test_the_marks_of_both_sides_are_mirror_images(pose_id: str) -> None:
    here, _, _ = marked(poses()[pose_id])
    there, _, _ = marked(mirrored(poses()[pose_id]))
    assert there.middle == pytest.approx((-here.middle[0], here.middle[1]), abs=1e-6)
    assert there.rise == pytest.approx((-here.rise[0], here.rise[1]), abs=1e-6)
    assert there.wide == pytest.approx(here.wide)


def test_the_hands_that_hold_a_thigh_leave_the_spot_of_its_mark_free() -> None:
    pose = poses()["hamstring"]
    glow, body, view = marked(pose)
    skin = [p for s in drawing_of(pose).shapes if s.material == "skin" and len(s.strokes) == 3
            for polygon in s.polygons for p in polygon]  # fmt: skip
    assert min(share_out(glow, point) for point in skin) > 0.45
    for side in SIDES:
        assert all(share_out(glow, view.point(lump[0])) > 1.0 for lump in body.hands[side])


def test_in_the_twist_the_side_that_is_up_is_marked_and_not_the_belly() -> None:
    pose = poses()["twist"]
    glow, body, view = marked(pose)
    belly = [view.point(level[0]) for level in body.trunk[2:6]]
    side = [view.point((c[0] - w[0], c[1] - w[1], c[2] - w[2])) for c, w, _, _ in body.trunk[2:6]]
    to_side = min(math.dist(spot(glow), point) for point in side)
    assert to_side < 0.7 * min(math.dist(spot(glow), point) for point in belly)


def test_in_childs_pose_the_lower_back_is_marked_and_not_the_shoulders() -> None:
    glow, body, view = marked(poses()["childs_pose"])
    assert share_out(glow, view.point(body.trunk[3][0])) < 1.2
    assert all(share_out(glow, view.point(level[0])) > 1.2 for level in body.trunk[7:])
