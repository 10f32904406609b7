"""The bundled poses: a person could take them, and what should rest on the floor does."""

import pytest

from stretchtimer.figure.body import (
    RESTING_PARTS,
    bottom_of,
    buttocks_of,
    ellipsoid_bottom,
    fingers_of,
    set_down,
    toes_of,
)
from stretchtimer.figure.glow import REGIONS
from stretchtimer.figure.outline import view_of
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.scene import MAT_WIDTH, drawing_of
from stretchtimer.figure.skeleton import SIDES, SPINE
from stretchtimer.figure.vectors import add, angle, cross, dot, length, scaled, sub, unit
from tests.figure.bundled import all_frames, poses
from tests.sweeps import swept

IDS = sorted(poses())
EXPECTED = {
    "feet_flat",
    "knee_hug",
    "t_arms",
    "twist",
    "legs_straight",
    "hamstring",
    "all_fours",
    "childs_pose",
    "cat",
    "cow",
    "one_knee_hug",
    "twist_cushioned",
    "hamstring_bent",
    "childs_pose_raised",
}


def test_every_pose_that_the_routines_need_is_there() -> None:
    assert set(IDS) >= EXPECTED


@pytest.mark.parametrize("pose_id", swept(IDS, IDS[::6]))
def test_the_parts_that_a_pose_says_rest_on_the_floor_do(pose_id: str) -> None:
    pose = poses()[pose_id]
    body = set_down(pose)
    heights = {part: bottom_of(body, part) for part in pose.rests}
    assert heights
    assert max(heights.values()) < 0.016, heights


@pytest.mark.parametrize("pose_id", ["knee_hug", "hamstring", "leg_bent", "knees_lifted"])
def test_raised_legs_do_not_rest_on_the_floor(pose_id: str) -> None:
    body = set_down(poses()[pose_id])
    assert bottom_of(body, "foot_left") > 0.2


def test_fingers_stay_above_the_floor_in_every_frame() -> None:
    for pose in all_frames():
        body = set_down(pose)
        for side in SIDES:
            for finger in fingers_of(pose, body.joints, side):
                for centre, radius in finger:
                    assert centre[2] - radius > -0.012, (pose.id, side)


def test_names_of_resting_and_feeling_parts_are_known() -> None:
    for pose in poses().values():
        assert pose.rests <= set(RESTING_PARTS)
        assert pose.feels <= set(REGIONS)


@pytest.mark.parametrize(
    "pose_id",
    ["knee_hug", "twist", "hamstring", "childs_pose", "cat", "cow", "curl_up", "squat", "lunge"],
)
def test_a_stretch_shows_where_it_is_felt(pose_id: str) -> None:
    drawing = drawing_of(poses()[pose_id])
    assert any(shape.glows for shape in drawing.shapes)


def _knee_bend(pose: Pose, side: str) -> float:
    return angle(pose.direction(f"thigh_{side}"), pose.direction(f"shin_{side}"))


def test_knees_and_elbows_bend_no_further_than_they_can() -> None:
    for pose in all_frames():
        for side in SIDES:
            assert _knee_bend(pose, side) < 158, pose.id
            elbow = angle(pose.direction(f"upper_arm_{side}"), pose.direction(f"forearm_{side}"))
            assert elbow < 145, pose.id


def test_knees_do_not_bend_forward() -> None:
    for pose in all_frames():
        for side in SIDES:
            hinge = cross(pose.direction(f"thigh_{side}"), pose.direction(f"shin_{side}"))
            assert dot(hinge, pose.direction("hips")) > -0.2, pose.id


def test_the_spine_bends_no_further_than_it_can() -> None:
    for pose in all_frames():
        for lower, upper in zip((*SPINE, "neck"), (*SPINE[1:], "neck", "head"), strict=True):
            assert angle(pose.direction(lower), pose.direction(upper)) < 48, (pose.id, lower)
        assert angle(pose.direction("hips"), pose.direction("shoulders")) < 75, pose.id


def test_wrists_and_ankles_bend_no_further_than_they_can() -> None:
    for pose in all_frames():
        for side in SIDES:
            wrist = angle(pose.direction(f"forearm_{side}"), pose.direction(f"hand_{side}"))
            assert wrist < 95, (pose.id, side)
            ankle = angle(pose.direction(f"shin_{side}"), pose.direction(f"foot_{side}"))
            # Under one's weight the shin comes some 20 degrees over the foot.
            assert ankle < 110, (pose.id, side)


def test_the_head_does_not_look_through_its_own_neck() -> None:
    for pose in all_frames():
        assert 60 < angle(pose.direction("face"), pose.direction("head")) < 120, pose.id


@pytest.mark.parametrize("pose_id", ["knee_hug", "hamstring"])
def test_hands_clasp_behind_the_thigh(pose_id: str) -> None:
    joints = set_down(poses()[pose_id]).joints
    left, right = (joints.at[f"fingers_{side}"] for side in SIDES)
    assert length(sub(left, right)) < 0.06
    clasp = scaled(add(left, right), 0.5)
    knee, hip = joints.at["knee_left"], joints.at["hip_left"]
    thigh = unit(sub(knee, hip))
    share = dot(sub(clasp, hip), thigh) / length(sub(knee, hip))
    assert 0.4 < share < 0.95
    # The front of the thigh faces the head, its back the feet.
    on_thigh = add(hip, scaled(thigh, share * length(sub(knee, hip))))
    assert clasp[0] < on_thigh[0] - 0.03


def test_the_raised_leg_of_the_hamstring_stretch_is_nearly_straight() -> None:
    pose = poses()["hamstring"]
    assert _knee_bend(pose, "left") < 20
    assert _knee_bend(pose, "right") < 10
    assert pose.direction("thigh_left")[2] > 0.9


def test_the_cat_is_rounded_and_the_cow_is_hollow() -> None:
    def middle_above_ends(pose_id: str) -> float:
        spine = set_down(poses()[pose_id]).joints.spine
        return spine[2][2] - 0.5 * (spine[0][2] + spine[-1][2])

    assert middle_above_ends("cat") > 0.04
    assert middle_above_ends("cow") < -0.03


def test_the_hollow_of_the_cow_is_spread_over_the_back() -> None:
    levels = set_down(poses()["cow"]).trunk
    tops = [2 * solid[0][2] - ellipsoid_bottom(solid) for solid in levels]
    lowest = min(tops)
    assert tops.index(lowest) / (len(tops) - 1) > 0.4
    hollow = [top for top in tops if top < lowest + 0.012]
    assert len(hollow) >= 5


def test_on_hands_and_knees_the_seat_hardly_stands_above_the_waist() -> None:
    body = set_down(poses()["all_fours"])
    tops = [2 * solid[0][2] - ellipsoid_bottom(solid) for solid in body.trunk]
    assert max(tops[:3]) - min(tops[2:6]) < 0.006


@pytest.mark.parametrize("pose_id", ["all_fours", "cat", "cow", "childs_pose"])
def test_kneeling_the_toes_lie_on_the_floor(pose_id: str) -> None:
    pose = poses()[pose_id]
    joints = set_down(pose).joints
    for side in SIDES:
        bottoms = [centre[2] - radius for centre, radius in toes_of(pose, joints, side)]
        assert min(bottoms) > -0.002
        assert min(bottoms) < 0.014


def test_in_childs_pose_the_forehead_rests_and_not_the_crown_or_the_nose() -> None:
    pose = poses()["childs_pose"]
    body = set_down(pose)
    assert bottom_of(body, "head") < 0.003
    assert pose.direction("face")[2] < -0.85
    assert -0.6 < pose.direction("head")[2] < -0.05


def test_in_childs_pose_the_hips_are_on_the_heels() -> None:
    body = set_down(poses()["childs_pose"])
    for side, (centre, radius) in zip(SIDES, buttocks_of(body), strict=True):
        heel = body.feet[side][1]
        assert length(sub(centre, heel[0])) - radius - length(heel[3]) < 0.01


def test_the_hanging_head_of_the_cat_shows_its_face_clear_of_the_arm() -> None:
    pose = poses()["cat"]
    body, view = set_down(pose), view_of(pose.camera)
    assert any(shape.strokes for shape in drawing_of(pose).shapes)
    near = max(SIDES, key=lambda side: view.nearness(body.joints.at[f"shoulder_{side}"]))
    arm = max(x + radius for x, _, radius in map(view.ball, body.arms[near][:3]))
    assert view.point(body.skull[0])[0] > arm


def test_in_the_twist_the_knees_drop_to_the_named_side_and_the_shoulders_stay() -> None:
    pose = poses()["twist"]
    body = set_down(pose)
    # On the back with the head at +x, the person's left is at -y.
    for side in SIDES:
        assert body.joints.at[f"knee_{side}"][1] < -0.15
    left, right = (body.joints.at[f"shoulder_{side}"] for side in SIDES)
    assert left[1] < right[1]
    assert abs(left[2] - right[2]) < 0.005


@pytest.mark.parametrize("pose_id", ["cat", "cow"])
def test_in_cat_and_cow_the_elbows_are_nearly_straight(pose_id: str) -> None:
    pose = poses()[pose_id]
    for side in SIDES:
        elbow = angle(pose.direction(f"upper_arm_{side}"), pose.direction(f"forearm_{side}"))
        assert elbow < 15


def test_the_cow_looks_ahead_and_not_down() -> None:
    face = poses()["cow"].direction("face")
    assert 0.0 < face[2] < 0.25


def test_in_childs_pose_both_hands_lie_on_the_mat() -> None:
    body = set_down(poses()["childs_pose"])
    for side in SIDES:
        assert bottom_of(body, f"hand_{side}") < 0.008
        for centre, *axes in body.hands[side]:
            assert abs(centre[1]) + max(abs(axis[1]) for axis in axes) < MAT_WIDTH / 2


def test_in_the_twist_the_upper_foot_rests_on_the_lower_one() -> None:
    body = set_down(poses()["twist"])
    lower, upper = body.legs["left"][-1], body.legs["right"][-1]
    assert length(sub(lower[0], upper[0])) < lower[1] + upper[1]
    assert upper[0][2] > lower[0][2] + 0.03
