"""Faces, sleeves and the mark of a muscle are drawn so that they can be read."""

import math
from itertools import combinations

import pytest

from stretchtimer.figure.arms import sleeve_of
from stretchtimer.figure.body import set_down
from stretchtimer.figure.outline import Point, Polygon, view_of
from stretchtimer.figure.scene import drawing_of
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import along, sub, unit
from tests.figure.bundled import poses


def _is_inside(point: Point, polygon: Polygon) -> bool:
    x, y = point
    return all(
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0.0
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def test_the_mark_of_the_cow_lies_on_the_shirt_and_not_on_the_trousers() -> None:
    shapes = drawing_of(poses()["cow"]).shapes
    (glow,) = {glow for shape in shapes for glow in shape.glows}
    (x, y), (along_x, along_y) = glow.middle, glow.long_axis
    slim = glow.wide / math.hypot(along_x, along_y)
    for k in range(24):
        c, s = 0.8 * math.cos(k * math.pi / 12), 0.8 * math.sin(k * math.pi / 12)
        point = (x + c * along_x - s * slim * along_y, y + c * along_y + s * slim * along_x)
        over = [
            shape.material for shape in shapes if any(_is_inside(point, p) for p in shape.polygons)
        ]
        # Where the back is seen from the side, the mark goes round it.
        assert over[-1:] in ([], ["shirt"])


@pytest.mark.parametrize(("pose_id", "lines"), [("cat", 2), ("cow", 3), ("twist", 6)])
def test_a_face_shows_its_eyes_and_its_mouth_and_its_brows_where_they_are_seen(
    pose_id: str, lines: int
) -> None:
    (face,) = [s for s in drawing_of(poses()[pose_id]).shapes if s.strokes and s.cheeks]
    assert len(face.strokes) == lines
    middles = [stroke.points[len(stroke.points) // 2] for stroke in face.strokes]
    assert min(math.dist(p, q) for p, q in combinations(middles, 2)) > 0.008


def test_a_sleeve_ends_in_a_flat_cuff() -> None:
    pose = poses()["childs_pose"]
    body, view = set_down(pose), view_of(pose.camera)
    for side in SIDES:
        cuff, wide = body.sleeves[side][-1]
        onwards = unit(sub(body.arms[side][-1][0], cuff))
        beyond = view.point(along(cuff, onwards, 0.5 * wide))
        cloth = [points for points, _ in sleeve_of(body.sleeves[side], view)]
        assert not any(_is_inside(beyond, polygon) for polygon in cloth)
