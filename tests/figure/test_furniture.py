"""Bed and chair: they are drawn in place of the mat, stand on the floor, and hide nobody."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from stretchtimer.figure.body import bottom_of, set_down
from stretchtimer.figure.furniture import MATTRESS, SEAT, Face, bed_of
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import BED, CHAIR, GROUNDS, SEAT_HEIGHT, Camera, mirrored
from stretchtimer.figure.scene import drawing_of
from tests.figure.bundled import frames, links, poses

IN_BED = sorted(pose_id for pose_id, pose in poses().items() if pose.ground == BED)

each_in_bed = pytest.mark.parametrize("pose_id", IN_BED)
SITTING = sorted(pose_id for pose_id, pose in poses().items() if pose.ground == CHAIR)
each_sitting = pytest.mark.parametrize("pose_id", SITTING)
each_on_furniture = pytest.mark.parametrize("pose_id", [*IN_BED, *SITTING])


def test_a_pose_lies_on_what_there_is() -> None:
    assert {pose.ground for pose in poses().values()} == set(GROUNDS)


@each_in_bed
def test_a_pose_in_bed_is_drawn_with_a_bed_and_no_mat(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    assert {face.material for face in drawing.furniture} == {"floor", "wood", "mat", "pillow"}
    assert drawing.mat_stripes == []
    on_the_floor = drawing_of(replace(poses()[pose_id], ground="mat"))
    assert on_the_floor.furniture == []
    assert on_the_floor.mat_stripes
    assert drawing.rug_below > on_the_floor.rug_below == 0.0


@each_sitting
def test_a_pose_on_a_chair_is_drawn_with_a_chair_and_no_mat(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    assert {face.material for face in drawing.furniture} == {"wood", "mat"}
    assert drawing.mat_stripes == []
    assert drawing.rug_below == 0.0


@each_sitting
def test_who_sits_has_the_seat_on_the_chair(pose_id: str) -> None:
    front, right, back, left = SEAT
    body = set_down(poses()[pose_id])
    assert bottom_of(body, "pelvis") == pytest.approx(SEAT_HEIGHT, abs=1e-9)
    x, y, _ = body.joints.spine[0]
    assert front < x < back
    assert right < y < left


def test_who_moves_on_a_chair_stays_on_it() -> None:
    for start, end in links():
        if {start, end} <= set(SITTING):
            for pose in frames(start, end):
                assert bottom_of(set_down(pose), "pelvis") == pytest.approx(SEAT_HEIGHT, abs=1e-9)


def test_from_the_floor_to_a_chair_the_body_rises_without_a_jump() -> None:
    heights = [set_down(pose).joints.spine[0][2] for pose in frames("feet_flat", "sitting", 40)]
    assert max(abs(b - a) for a, b in pairwise(heights)) < 0.02


@each_on_furniture
def test_the_whole_of_it_and_its_rug_lie_inside_the_frame(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    left, top, right, bottom = drawing.frame
    for face in drawing.furniture:
        for x, y in face.polygon:
            assert left < x < right
            assert top < y < bottom
    assert drawing.rug_below + drawing.rug[1] < bottom


@each_on_furniture
def test_nobody_is_hidden_by_the_board_at_the_head_or_the_back_of_the_chair(pose_id: str) -> None:
    for pose in (poses()[pose_id], mirrored(poses()[pose_id])):
        assert view_of(pose.camera).toward[0] < 0.0


@each_in_bed
def test_nobody_lies_beyond_the_edge_of_the_bed(pose_id: str) -> None:
    foot, right, head, left = MATTRESS
    joints = set_down(poses()[pose_id]).joints
    for x, y, z in (*joints.at.values(), joints.head):
        if z < 0.06:
            assert foot < x < head
            assert right < y < left


def test_of_a_box_only_what_faces_the_viewer_is_drawn() -> None:
    def shown(turn: float) -> list[Face]:
        return bed_of(view_of(Camera(turn, 30.0)))

    assert len(shown(-30)) == len(shown(-150)) == 2 + 3 * 7
    for face in shown(-30):
        assert len(face.polygon) >= 4


@pytest.mark.parametrize("pose_id", ["bed_one_knee_hug", "sitting_twist"])
def test_what_stands_on_the_other_side_is_the_mirror_image(pose_id: str) -> None:
    pose = poses()[pose_id]
    for ours, theirs in zip(
        drawing_of(pose).furniture, drawing_of(mirrored(pose)).furniture, strict=True
    ):
        assert ours.shade == theirs.shade
        there = sorted((-x, y) for x, y in ours.polygon)
        for point, twin in zip(there, sorted(theirs.polygon), strict=True):
            assert point == pytest.approx(twin, abs=1e-9)


def test_half_way_from_the_floor_to_the_bed_the_bed_is_there() -> None:
    grounds = [pose.ground for pose in frames("feet_flat", "bed_feet_flat", 20)]
    assert (grounds[0], grounds[-1]) == ("mat", BED)
    assert sum(a != b for a, b in pairwise(grounds)) == 1


def test_knees_rolled_to_the_right_are_the_mirror_image_of_those_to_the_left() -> None:
    left, right = mirrored(poses()["bed_knees_rolled"]), poses()["bed_knees_rolled_right"]
    for one, other in zip(left.directions, right.directions, strict=True):
        assert one == pytest.approx(other, abs=1e-6)
    assert (left.camera, left.rests, left.feels) == (right.camera, right.rests, right.feels)
    assert left.place == pytest.approx(right.place)
