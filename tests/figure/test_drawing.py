"""The drawing: inside its frame, whole, turning one way round, and different where it should be."""

import math

import pytest

from stretchtimer.figure.outline import Polygon, chain, hull, swollen, tube
from stretchtimer.figure.pose import mirrored
from stretchtimer.figure.scene import drawing_of
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
