"""The drawing: inside its frame, whole, turning one way round, and different where it should be."""

import math
from dataclasses import replace
from itertools import pairwise

import pytest

from stretchtimer.figure.body import set_down, toes_of
from stretchtimer.figure.glow import glows_of
from stretchtimer.figure.outline import Blot, Polygon, chain, finer, hull, swollen, tube, view_of
from stretchtimer.figure.pose import Camera, Pose, mirrored
from stretchtimer.figure.scene import RUG_RADIUS, Drawing, Shape, drawing_of
from stretchtimer.figure.shadow import shadow_of
from stretchtimer.figure.skeleton import SIDES
from stretchtimer.figure.vectors import along
from tests.figure.bundled import all_frames, frames, poses
from tests.sweeps import sweep, swept

IDS = sorted(poses())


def area(polygon: Polygon) -> float:
    """Twice the area; its sign says which way round the polygon turns."""
    return sum(
        x0 * y1 - x1 * y0
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


@pytest.fixture(scope="module", params=[9, pytest.param(1, marks=sweep)], ids=["some", "all"])
def drawings(request: pytest.FixtureRequest) -> list[tuple[str, Drawing]]:
    """Drawings of frames on every way, at each share of it, all or some, with the poses' names."""
    return [(pose.id, drawing_of(pose)) for pose in all_frames()[:: request.param]]


def test_the_body_stays_inside_the_frame_in_every_pose_and_on_every_way(
    drawings: list[tuple[str, Drawing]],
) -> None:
    for pose_id, drawing in drawings:
        left, top, right, bottom = drawing.frame
        for shape in drawing.shapes:
            for polygon in shape.polygons:
                for x, y in polygon:
                    assert left < x < right, pose_id
                    assert top < y < bottom, pose_id


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
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


FOLDED = {
    "bridge": 2,
    "curl_up": 2,
    **dict.fromkeys(("childs_pose", "childs_pose_raised", "t_arms"), 2),
    **dict.fromkeys(("feet_flat", "both_feet_flat"), 2),
    **dict.fromkeys(("one_knee_hug", "knee_drawn_up", "hamstring_bent"), 1),
    **dict.fromkeys(("knees_rolled", "knees_rolled_right"), 1),
}
"""How many knees are folded so far that thigh and calf lie on each other."""


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_every_part_of_the_body_is_drawn(pose_id: str) -> None:
    shapes = drawing_of(poses()[pose_id]).shapes
    count = {m: sum(s.material == m for s in shapes) for m in ("skin", "shirt", "trousers", "hair")}
    folded = FOLDED.get(pose_id.removeprefix("bed_"), 0)
    assert count["trousers"] == 3 + folded
    assert count["shirt"] == 3
    assert count["hair"] == 2
    assert count["skin"] >= 6


def test_outlines_of_garments_turn_the_same_way_round(
    drawings: list[tuple[str, Drawing]],
) -> None:
    for pose_id, drawing in drawings:
        for shape in drawing.shapes:
            if shape.material in ("shirt", "trousers"):
                assert all(area(polygon) > -1e-6 for polygon in shape.polygons), pose_id


def test_far_limbs_are_darker_than_near_ones() -> None:
    shapes = drawing_of(poses()["all_fours"]).shapes
    legs = [shape.shade for shape in shapes if shape.material == "trousers" and shape.edges]
    assert max(legs) > min(legs) + 0.3


def test_breath_moves_the_chest() -> None:
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


def holding(pose: Pose) -> list[Shape]:
    """What shows fingers that hold something: the near arm with its hand, and the far hand."""
    shapes = drawing_of(pose).shapes
    return [shape for shape in shapes if len(shape.strokes) == 3 and not shape.cheeks]


def far_hand(pose: Pose) -> list[Shape]:
    """The hand of the far arm, which is drawn for itself where it holds a leg."""
    return [shape for shape in holding(pose) if shape.shade > 0.1]


def test_hands_that_hold_one_thigh_are_both_drawn_over_it_with_all_their_fingers() -> None:
    for pose in (poses()["hamstring"], mirrored(poses()["hamstring"])):
        shapes = drawing_of(pose).shapes
        (near,) = (shape for shape in holding(pose) if shape.shade == 0.0)
        (far,) = far_hand(pose)
        far_leg = next(k for k, s in enumerate(shapes) if s.material == "trousers" and s.edges)
        assert far_leg < min(shapes.index(far), shapes.index(near))


def test_where_each_hand_holds_its_own_thigh_the_near_one_hides_the_far_hand() -> None:
    for pose in (poses()["knee_hug"], mirrored(poses()["knee_hug"])):
        shapes = drawing_of(pose).shapes
        near, far = (
            next(s for s in holding(pose) if (s.shade > 0.5) == is_far) for is_far in (False, True)
        )
        near_leg = [k for k, s in enumerate(shapes) if s.material == "trousers" and s.edges][-1]
        assert shapes.index(far) < near_leg < shapes.index(near)


@pytest.mark.parametrize("pose_id", ["knee_hug", "hamstring"])
def test_each_hand_that_holds_a_thigh_shows_a_palm_of_its_own(pose_id: str) -> None:
    pose = poses()[pose_id]
    body, view = set_down(pose), view_of(pose.camera)
    left, right = (view.point(body.hands[side][1][0]) for side in SIDES)
    assert math.dist(left, right) > 0.05


def test_a_far_hand_that_holds_the_near_thigh_is_nearly_as_light_as_the_near_one() -> None:
    (hand,) = far_hand(poses()["hamstring"])
    assert hand.shade < 0.25
    arm = max(shape.shade for shape in drawing_of(poses()["hamstring"]).shapes)
    assert arm > 2 * hand.shade


@pytest.mark.parametrize("pose_id", ["knee_hug", "hamstring"])
def test_the_shade_of_a_holding_hand_reaches_no_farther_than_its_fingers(pose_id: str) -> None:
    for hand in holding(poses()[pose_id]):
        skin = [point for polygon in hand.polygons for point in polygon]
        for point in (point for edge in hand.edges[-1] for point in edge):
            beyond = not any(_is_inside(point, polygon) for polygon in hand.polygons)
            assert not beyond or min(math.dist(point, other) for other in skin) < 0.0125


def test_hands_that_meet_on_the_floor_hold_nothing() -> None:
    assert not any(holding(pose) for pose in frames("side_lying", "side_sitting"))


@sweep
@pytest.mark.parametrize("ends", [("knees_lifted", "knee_hug"), ("leg_bent", "hamstring")])
def test_a_far_hand_comes_round_the_thigh_little_by_little(ends: tuple[str, str]) -> None:
    shades = [[hand.shade for hand in far_hand(pose)] for pose in frames(*ends, count=64)]
    assert shades[0] == []
    shown = [hand for hands in shades for hand in hands]
    assert len(shown) > 8
    assert shown == sorted(shown, reverse=True)
    # As dark as its arm where it parts from it, and never much lighter from one frame to the next.
    assert shown[0] > 0.9
    assert max(before - after for before, after in pairwise(shown)) < 0.15


@pytest.mark.parametrize("pose_id", ["all_fours", "cat", "cow"])
def test_kneeling_the_far_leg_stands_clear_of_the_near_one(pose_id: str) -> None:
    pose = poses()[pose_id]
    view, at = view_of(pose.camera), set_down(pose).joints.at
    assert math.dist(*(view.point(at[f"knee_{side}"]) for side in SIDES)) > 0.042


def test_no_glow_falls_on_skin(drawings: list[tuple[str, Drawing]]) -> None:
    for _, drawing in drawings:
        for shape in drawing.shapes:
            assert not shape.glows or shape.material in {"shirt", "trousers"}


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_a_pose_shows_one_place_where_it_is_felt(pose_id: str) -> None:
    places = {glow.middle for shape in drawing_of(poses()[pose_id]).shapes for glow in shape.glows}
    assert len(places) == bool(poses()[pose_id].feels)


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_the_rug_lies_under_the_whole_mat_and_inside_the_frame(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    left, top, right, bottom = drawing.frame
    wide, high = drawing.rug
    assert left < -wide
    assert wide < right
    assert top < -high
    assert high < bottom
    for x, y in drawing.mat:
        assert (x / wide) ** 2 + (y / high) ** 2 < 1.0


@sweep
def test_hands_and_feet_lie_on_the_rug_wherever_they_leave_the_mat() -> None:
    for pose in all_frames():
        joints = set_down(pose).joints
        for name, (x, y, z) in joints.at.items():
            if z < 0.05:
                assert math.hypot(x, y) < RUG_RADIUS, (pose.id, name)


def test_seen_from_the_head_the_shirt_lies_over_the_trousers_and_from_the_feet_under_them() -> None:
    def garments(turn: float) -> list[str]:
        pose = replace(poses()["legs_straight"], camera=Camera(turn=turn, height=30))
        return [s.material for s in drawing_of(pose).shapes if s.material != "skin" and not s.edges]

    assert [m for m in garments(30) if m != "hair"] == ["trousers", "shirt"]
    assert [m for m in garments(-30) if m != "hair"] == ["shirt", "trousers"]


def test_the_big_toes_are_on_the_inner_sides_of_the_feet() -> None:
    pose = poses()["feet_flat"]
    joints = set_down(pose).joints
    for side in SIDES:
        toes = [abs(centre[1]) for centre, _ in toes_of(pose, joints, side)]
        assert toes == sorted(toes)
        assert len(toes) == 5


def test_seen_half_from_the_front_a_face_shows_both_eyes_nose_and_mouth() -> None:
    (face,) = [shape for shape in drawing_of(poses()["twist"]).shapes if shape.strokes]
    assert len(face.strokes) == 6
    assert len(face.cheeks) == 2


@pytest.mark.parametrize("pose_id", ["knee_hug", "cow"])
def test_the_lower_back_glows_where_it_can_be_seen(pose_id: str) -> None:
    pose = poses()[pose_id]
    body, view = set_down(pose), view_of(pose.camera)
    (glow,) = glows_of(pose, body, view)["trunk"]
    shown = [p for shape in drawing_of(pose).shapes if glow in shape.glows for p in shape.polygons]
    x, y = glow.middle
    for point in ((x, y), (x, y - 0.01), (x, y + 0.01)):
        assert any(_is_inside(point, polygon) for polygon in shown)


def test_a_back_that_is_turned_away_glows_on_the_nearer_flank() -> None:
    pose = replace(poses()["knee_hug"], feels=frozenset({"lower_back"}))
    body = set_down(pose)
    for turn in (pose.camera.turn, pose.camera.turn + 180):
        view = view_of(Camera(turn=turn, height=pose.camera.height))
        (glow,) = glows_of(pose, body, view)["trunk"]
        behind = [view.point(along(level[0], level[2], -0.6)) for level in body.trunk[3:7:3]]
        # Seen from above, what is nearer is lower in the picture.
        assert glow.middle[1] > sum(y for _, y in behind) / 2 + 0.003


def _is_inside(point: tuple[float, float], polygon: Polygon) -> bool:
    x, y = point
    return all(
        (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) >= 0.0
        for (x0, y0), (x1, y1) in zip(polygon, polygon[1:] + polygon[:1], strict=True)
    )


def test_a_row_of_ellipses_gets_finer_where_it_bends_and_only_there() -> None:
    straight: list[Blot] = [(k * 0.1, 0.0, 0.01, 0.0, 0.01) for k in range(6)]
    assert finer(straight) == straight
    bent: list[Blot] = [
        (math.cos(angle), math.sin(angle), 0.01, 0.0, 0.01) for angle in (0.0, 0.3, 0.6, 0.9, 1.2)
    ]
    row = finer(bent)
    assert len(row) > len(bent)
    assert [blot for blot in row if blot in bent] == bent
    for x, y, *_ in row:
        assert math.hypot(x, y) == pytest.approx(1.0, abs=0.002)


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


def test_a_head_far_above_the_mat_casts_no_shadow_on_it() -> None:
    def reach(pose_id: str) -> float:
        pose = poses()[pose_id]
        view = view_of(Camera(turn=0.0, height=90.0))
        wide, _ = shadow_of(set_down(pose), view)
        return max(x for polygon in wide for x, _ in polygon)

    hands = max(set_down(poses()["cow"]).joints.at[f"fingers_{side}"][0] for side in SIDES)
    assert reach("cow") < hands + 0.03
    assert reach("childs_pose") > set_down(poses()["childs_pose"]).skull[0][0]


def test_a_folded_knee_shows_a_crease_between_thigh_and_calf_and_a_straight_one_none() -> None:
    def creases(pose: Pose) -> list[float]:
        trousers = [s for s in drawing_of(pose).shapes if s.material == "trousers" and s.edges]
        return [abs(area(shape.edges[0][0])) for shape in trousers if len(shape.edges[0]) == 1]

    assert len(creases(poses()["childs_pose"])) >= 2
    for pose_id in ("all_fours", "legs_straight", "hamstring"):
        assert not any(len(s.polygons) == 1 and s.edges for s in drawing_of(poses()[pose_id]).shapes
                       if s.material == "trousers")  # fmt: skip


def test_a_far_thigh_is_as_light_as_the_seat_where_it_begins() -> None:
    pose = poses()["hamstring"]
    view = view_of(pose.camera)
    hip = view.point(set_down(pose).joints.at["hip_right"])
    (far,) = [shape for shape in drawing_of(pose).shapes if shape.fade]
    assert far.shade > 0.3
    start, end = far.fade or (hip, hip)
    assert math.dist(start, hip) < 0.08 < math.dist(end, hip)


def test_a_raised_thigh_is_shaded_off_from_the_other_one_down_to_the_hip() -> None:
    def groins(pose_id: str) -> int:
        body_edges = [s.edges for s in drawing_of(poses()[pose_id]).shapes
                      if s.material == "trousers" and s.edges and s.shade < 0.5]  # fmt: skip
        return max(len(edges[0]) for edges in body_edges)

    assert groins("hamstring") == groins("all_fours") + 1


def test_the_shade_of_a_limb_turns_the_same_way_round_as_its_crease() -> None:
    for pose in (poses()["hamstring"], mirrored(poses()["hamstring"])):
        for shape in drawing_of(pose).shapes:
            if shape.material == "trousers":
                assert all(area(p) > -1e-6 for edge in shape.edges for p in edge)
