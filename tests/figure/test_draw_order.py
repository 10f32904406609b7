"""Which part covers which: the nearer one where two overlap."""

import pytest

from stretchtimer.figure.body import Ball, set_down
from stretchtimer.figure.draw_order import far_to_near
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import Camera, mirrored
from stretchtimer.figure.scene import drawing_of, part_order
from tests.figure.bundled import frames, poses

SIDE_ON = view_of(Camera(turn=0, height=0))


def ball(x: float, depth: float) -> list[Ball]:
    """A ball `depth` behind the middle, seen from the side."""
    return [((x, depth, 0.0), 0.1)]


def test_of_two_parts_that_overlap_the_nearer_comes_later() -> None:
    assert far_to_near({"near": ball(0, -1), "far": ball(0.05, 1)}, SIDE_ON) == ["far", "near"]


def test_where_parts_overlap_counts_and_not_where_they_are_as_a_whole() -> None:
    long_one = [*ball(0, 0.5), *ball(3, -9)]
    assert far_to_near({"long": long_one, "short": ball(0, 0)}, SIDE_ON) == ["long", "short"]


def test_parts_in_a_ring_are_all_drawn() -> None:
    ring = {
        "a": [*ball(0, 0), *ball(1, 1)],
        "b": [*ball(1, 0), *ball(2, 1)],
        "c": [*ball(2, 0), *ball(0, 1)],
    }
    assert sorted(far_to_near(ring, SIDE_ON)) == ["a", "b", "c"]


def order(pose_id: str, side: str = "left") -> list[str]:
    pose = poses()[pose_id]
    if side == "right":
        pose = mirrored(pose)
    return part_order(set_down(pose), view_of(pose.camera))


LYING = ["feet_flat", "knee_hug", "legs_straight", "hamstring"]
KNEELING = ["all_fours", "cat", "cow", "childs_pose"]


def near_and_far(pose_id: str) -> tuple[str, str]:
    return ("left", "right") if pose_id in LYING else ("right", "left")


@pytest.mark.parametrize("pose_id", LYING + KNEELING)
def test_seen_from_the_side_the_trunk_lies_between_both_legs(pose_id: str) -> None:
    body = set_down(poses()[pose_id])
    parts = part_order(body, view_of(Camera(turn=-10, height=30)))
    near, far = near_and_far(pose_id)
    assert parts.index(f"leg_{far}") < parts.index("trunk") < parts.index(f"leg_{near}")


@pytest.mark.parametrize("pose_id", ["feet_flat", "knee_hug", *KNEELING])
def test_seen_from_the_side_the_trunk_lies_between_both_arms(pose_id: str) -> None:
    parts = order(pose_id)
    near, far = near_and_far(pose_id)
    assert parts.index(f"arm_{far}") < parts.index("trunk") < parts.index(f"arm_{near}")


@pytest.mark.parametrize("pose_id", ["knee_hug", "hamstring"])
def test_the_near_arm_lies_over_the_leg_that_it_holds(pose_id: str) -> None:
    parts = order(pose_id)
    assert parts.index("leg_left") < parts.index("arm_left")


@pytest.mark.parametrize("ends", [("knees_lifted", "knee_hug"), ("leg_bent", "hamstring")])
def test_the_near_arm_stays_over_the_leg_while_it_comes_to_hold_it(ends: tuple[str, str]) -> None:
    for pose in frames(*ends, count=48):
        parts = part_order(set_down(pose), view_of(pose.camera))
        assert parts.index("leg_left") < parts.index("arm_left")


@pytest.mark.parametrize(("side", "upper"), [("left", "right"), ("right", "left")])
def test_in_the_twist_the_upper_leg_lies_over_the_lower(side: str, upper: str) -> None:
    parts = order("twist", side)
    assert parts.index(f"leg_{side}") < parts.index(f"leg_{upper}")


@pytest.mark.parametrize("pose_id", ["feet_flat", "all_fours"])
def test_a_drawing_begins_with_the_far_leg_and_ends_with_the_near_one(pose_id: str) -> None:
    shapes = drawing_of(poses()[pose_id]).shapes
    trousers = [shape for shape in shapes if shape.material == "trousers"]
    (seat,) = (k for k, shape in enumerate(trousers) if not shape.edges)
    far, near = trousers[:seat], trousers[seat + 1 :]
    assert len(far) == len(near) > 0
    assert all(shape.shade > 0.3 for shape in far)
    assert all(shape.shade == 0.0 for shape in near)
