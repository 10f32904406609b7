"""The drawing: inside its frame, whole, turning one way round, and different where it should be."""

import math

import pytest

from stretchtimer.figure.body import set_down
from stretchtimer.figure.outline import Polygon, chain, hull, swollen, tube, view_of
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.figure.skeleton import SIDES
from tests.figure.bundled import all_frames, poses

IDS = sorted(poses())


def area(polygon: Polygon) -> float:
    """Twice the area; its sign says which way round the polygon turns."""
    return sum(
        x0 * y1 - x1 * y0
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def test_the_body_stays_inside_the_frame_in_every_pose_and_on_every_way() -> None:
    for pose in all_frames():
        drawing = drawing_of(pose)
        left, top, right, bottom = drawing.frame
        for shape in drawing.shapes:
            for polygon in shape.polygons:
                for x, y in polygon:
                    assert left < x < right, pose.id
                    assert top < y < bottom, pose.id


@pytest.mark.parametrize("pose_id", IDS)
def test_the_mat_lies_inside_the_frame(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    left, top, right, bottom = drawing.frame
    for x, y in drawing.mat:
        assert left + 0.02 < x < right - 0.02
        assert top + 0.02 < y < bottom - 0.02


@pytest.mark.parametrize("pose_id", ["knee_hug", "twist", "hamstring"])
def test_lying_the_legs_can_be_told_apart_in_the_picture(pose_id: str) -> None:
    for pose in (poses()[pose_id], mirrored(poses()[pose_id])):
        view = view_of(pose.camera)
        joints = set_down(pose).joints
        knees = [view.point(joints.at[f"knee_{side}"]) for side in SIDES]
        assert math.dist(*knees) > 0.03
        legs = [s.shade for s in drawing_of(pose).shapes if s.material == "trousers" and s.edges]
        assert max(legs) > min(legs) + 0.5


def test_in_the_twist_the_persons_left_is_left_in_the_picture_too() -> None:
    def knees_from_hips(pose: Pose) -> float:
        view = view_of(pose.camera)
        at = set_down(pose).joints.at
        middle = [
            sum(view.point(at[f"{joint}_{side}"])[0] for side in SIDES) / 2
            for joint in ("knee", "hip")
        ]
        return middle[0] - middle[1]

    left = poses()["twist"]
    assert knees_from_hips(left) < -0.1
    assert knees_from_hips(mirrored(left)) > 0.05


@pytest.mark.parametrize("pose_id", IDS)
def test_every_part_of_the_body_is_drawn(pose_id: str) -> None:
    shapes = drawing_of(poses()[pose_id]).shapes
    count = {m: sum(s.material == m for s in shapes) for m in ("skin", "shirt", "trousers", "hair")}
    assert count["trousers"] == 3
    assert count["shirt"] == 3
    assert count["hair"] == 2
    assert count["skin"] >= 6


def test_outlines_of_garments_turn_the_same_way_round() -> None:
    for pose in all_frames():
        for shape in drawing_of(pose).shapes:
            if shape.material in ("shirt", "trousers"):
                assert all(area(polygon) > -1e-6 for polygon in shape.polygons), pose.id


def test_far_limbs_are_darker_than_near_ones() -> None:
    shapes = drawing_of(poses()["all_fours"]).shapes
    legs = [shape.shade for shape in shapes if shape.material == "trousers" and shape.edges]
    assert max(legs) > min(legs) + 0.3


def test_breath_moves_the_chest() -> None:
    from dataclasses import replace

    pose = poses()["feet_flat"]
    full = drawing_of(replace(pose, breath=1.0))
    assert full.shapes != drawing_of(pose).shapes


def test_a_side_lying_head_and_a_mirrored_one_differ() -> None:
    pose = poses()["twist"]
    assert drawing_of(pose).shapes != drawing_of(mirrored(pose)).shapes


def test_a_face_that_looks_away_shows_no_features() -> None:
    def strokes(pose_id: str) -> int:
        return sum(len(shape.strokes) for shape in drawing_of(poses()[pose_id]).shapes)

    assert strokes("feet_flat") >= 3
    assert strokes("childs_pose") < strokes("feet_flat")


def test_a_hull_reaches_round_all_its_ellipses() -> None:
    points, _ = hull([(0.0, 0.0, 0.01, 0.0, 0.01), (1.0, 0.0, 0.04, 0.0, 0.01)])
    assert min(x for x, _ in points) == pytest.approx(-0.1)
    assert max(x for x, _ in points) == pytest.approx(1.2)


def test_a_tube_is_as_thick_as_its_circles() -> None:
    ((points, _),) = tube([(0.0, 0.0, 0.2), (1.0, 0.0, 0.2), (2.0, 0.0, 0.2)])
    assert max(y for _, y in points) == pytest.approx(0.2)
    assert min(x for x, _ in points) == pytest.approx(-0.2, abs=0.003)
    assert area(points) / 2 == pytest.approx(2 * 0.4 + math.pi * 0.04, rel=0.01)


def test_a_tube_that_points_at_the_viewer_still_covers_its_thickest_circle() -> None:
    outlines = tube([(0.0, 0.0, 0.1), (0.0, 0.01, 0.3)])
    assert max(x for points, _ in outlines for x, _ in points) == pytest.approx(0.3)


def test_a_chain_has_one_hull_for_each_neighbouring_pair() -> None:
    assert len(chain([(k * 0.1, 0.0, 0.01, 0.0, 0.01) for k in range(5)])) == 4


def test_a_swollen_outline_is_larger_all_round() -> None:
    outline = hull([(0.0, 0.0, 0.01, 0.0, 0.01)])
    for x, y in swollen(outline, 0.05):
        assert math.hypot(x, y) == pytest.approx(0.15)
