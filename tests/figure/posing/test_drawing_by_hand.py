"""A figure that is drawn by hand stays a body: its bones, its joints, and where it rests."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stretchtimer.figure.body import bottom_of, lowest, set_down
from stretchtimer.figure.pose import SEAT_HEIGHT, Pose, mirrored
from stretchtimer.figure.posing.drag_step import SLIP
from stretchtimer.figure.posing.drawing import STEP, drawn
from stretchtimer.figure.posing.handles import (
    HANDLES,
    Hold,
    Refusal,
    Why,
    handle_point,
    handles_of,
    take_hold,
)
from stretchtimer.figure.posing.joint_ranges import RANGES, bends_of, joint_bent_too_far
from stretchtimer.figure.posing.linked_body import CHAIN, CHAIN_BONES, LIMBS, places_of
from stretchtimer.figure.skeleton import LENGTHS, SIDES
from stretchtimer.figure.vectors import Vec, add, dot, length, sub
from tests.figure.bundled import poses

STARTS = ("feet_flat", "legs_straight", "all_fours", "standing", "prone", "sitting", "side_lying")
REACH = st.floats(-0.5, 0.5)


def handle_at(pose: Pose, handle: str) -> Vec:
    return handle_point(set_down(pose).joints, handle)


def draw(pose: Pose, handle: str, way: Vec, steps: int = 60) -> tuple[Pose, Refusal | None, Hold]:
    """Draws a handle by a vector, as far as it goes."""
    hold = take_hold(pose, handle)
    target = add(handle_at(pose, handle), way)
    for _ in range(steps):
        found = drawn(hold, pose, target)
        if isinstance(found, Refusal):
            return pose, found, hold
        if found is pose:
            break
        pose = found
    return pose, None, hold


def test_hips_that_are_pulled_up_make_a_bridge() -> None:
    bridge, refusal, _ = draw(poses()["feet_flat"], "hips", (0.03, 0.0, 0.1))
    assert refusal is None
    body = set_down(bridge)
    assert bottom_of(body, "pelvis") > 0.1
    assert {"shoulders", "head", "foot_left", "foot_right"} <= bridge.rests
    assert "pelvis" not in bridge.rests
    knees, hips, shoulders = (
        body.joints.at["knee_left"],
        body.joints.at["hip_left"],
        body.joints.at["shoulder_left"],
    )
    assert knees[2] > hips[2] > shoulders[2]


def test_a_hand_gets_to_the_knee_that_is_raised() -> None:
    lying = poses()["feet_flat"]
    knee = set_down(lying).joints.at["knee_left"]
    # Beside the knee, not into it.
    goal = (knee[0] + 0.02, knee[1] - 0.06, knee[2] - 0.03)
    reaching, refusal, _ = draw(lying, "hand_left", sub(goal, handle_at(lying, "hand_left")))
    assert refusal is None
    assert length(sub(handle_at(reaching, "hand_left"), goal)) < 0.009
    assert "pelvis" in reaching.rests
    assert set_down(reaching).joints.head[2] > set_down(lying).joints.head[2] + 0.05


def test_a_hand_that_gets_there_moves_nothing_else() -> None:
    before = poses()["all_fours"]
    after, refusal, _ = draw(before, "hand_left", (0.1, 0.0, 0.15))
    assert refusal is None
    moved = {
        name
        for name, (old, new) in {
            name: (before.direction(name), after.direction(name))
            for name in (
                "hips",
                "loin",
                "chest",
                "head",
                "thigh_left",
                "shin_right",
                "upper_arm_right",
                "upper_arm_left",
            )
        }.items()
        if dot(old, new) < 1 - 1e-9
    }
    assert moved == {"upper_arm_left"}
    assert after.rests == before.rests - {"hand_left"}


def test_a_foot_that_comes_down_rests_again() -> None:
    lifted, _, _ = draw(poses()["standing"], "foot_left", (0.1, 0.0, 0.1))
    assert "foot_left" not in lifted.rests
    stepped, refusal, _ = draw(lifted, "foot_left", (0.02, 0.0, -0.1))
    assert refusal is None or refusal.why is Why.FLOOR
    assert "foot_left" in stepped.rests
    assert abs(stepped.direction("foot_left")[2]) < 0.12


def test_a_straight_leg_slides_up_with_its_knee_to_the_front() -> None:
    bent, _, _ = draw(poses()["legs_straight"], "foot_left", (0.28, 0.0, 0.0))
    at = set_down(bent).joints.at
    assert at["knee_left"][2] > 0.2
    assert "foot_left" in bent.rests


def test_who_squats_keeps_both_feet() -> None:
    squat, refusal, hold = draw(poses()["standing"], "hips", (-0.1, 0.0, -0.22))
    assert refusal is None
    after = set_down(squat).joints.at
    for side in SIDES:
        assert length(sub(after[f"ankle_{side}"], hold.held[f"ankle_{side}"][1])) < 0.003
    # Both sides do the same.
    assert after["knee_left"][1] == pytest.approx(-after["knee_right"][1], abs=0.01)


@pytest.mark.parametrize(
    ("start", "handle", "way", "why"),
    [
        ("feet_flat", "hand_left", (1.5, 0.0, 0.5), None),
        ("feet_flat", "hips", (0.0, 0.0, -0.2), Why.FLOOR),
        ("feet_flat", "hips", (0.0, 0.0, 0.8), None),
        ("legs_straight", "hips", (0.0, 0.0, 0.3), None),
        ("standing", "head", (0.0, 0.0, 0.3), Why.TOO_FAR),
        ("sitting", "knee_left", (0.0, 0.0, 0.9), None),
        ("prone", "foot_left", (1.2, 0.0, 0.4), None),
    ],
)
def test_what_no_body_can_is_refused(start: str, handle: str, way: Vec, why: Why | None) -> None:
    last, refusal, _ = draw(poses()[start], handle, way, steps=150)
    assert refusal is not None
    assert why is None or refusal.why is why
    assert length(sub(handle_at(last, handle), add(handle_at(poses()[start], handle), way))) > STEP


def test_who_sits_is_not_drawn_off_the_chair() -> None:
    assert set(handles_of(poses()["sitting"])) == set(HANDLES) - {"hips"}
    assert handles_of(poses()["standing"]) == HANDLES
    bowed, _, _ = draw(poses()["sitting"], "head", (-0.15, 0.0, -0.1))
    assert bottom_of(set_down(bowed), "pelvis") == pytest.approx(SEAT_HEIGHT)


def test_a_handle_that_is_there_changes_nothing() -> None:
    pose = poses()["cat"]
    assert drawn(take_hold(pose, "head"), pose, handle_at(pose, "head")) is pose


def test_the_poses_that_come_with_the_program_are_in_range() -> None:
    for pose in poses().values():
        assert joint_bent_too_far(pose, pose, slack=0.0) is None
        outside = [
            (pose.id, place, bend)
            for place, bend in bends_of(pose)
            if not RANGES[place[0]].least <= bend <= RANGES[place[0]].most
        ]
        assert outside == []


@settings(max_examples=settings().max_examples * 2 // 3)
@given(st.sampled_from(STARTS), st.data())
def test_a_body_stays_a_body(start: str, data: st.DataObject) -> None:
    first = poses()[start]
    handle = data.draw(st.sampled_from(handles_of(first)))
    way = (data.draw(REACH), data.draw(REACH), data.draw(REACH))
    last, _, hold = draw(first, handle, way, steps=20)
    body = set_down(last)
    places = places_of(body.joints)
    for bone, lower, upper in zip(CHAIN_BONES, CHAIN[:-1], CHAIN[1:], strict=True):
        assert length(sub(places[lower], places[upper])) == pytest.approx(LENGTHS[bone], abs=1e-6)
    for root, middle, end, upper, lower in LIMBS.values():
        for side in SIDES:
            for a, b, bone in ((root, middle, upper), (middle, end, lower)):
                size = length(sub(places[f"{a}_{side}"], places[f"{b}_{side}"]))
                assert size == pytest.approx(LENGTHS[bone], abs=1e-6)
    assert joint_bent_too_far(last, first) is None
    # Who sits is held by the seat; a foot may be in the floor by a hair.
    assert lowest(body) > (-0.006 if last.sits else -1e-9)
    # Who sits up from lying takes the hands along, and they may slide.
    slides = ("hand", "arm", "head", "shoulders") if "shoulders" in first.rests else ()
    for joint, (part, place) in hold.held.items():
        if part in last.rests and not (
            handle.startswith(("hand", "elbow", "head")) and part.startswith(slides)
        ):
            x, y, _ = places[joint]
            assert math.hypot(x - place[0], y - place[1]) <= SLIP
    assert last.rests <= first.rests | {
        "back",
        *(part for part in ("head", "shoulders", "pelvis")),
        *(
            f"{part}_{side}"
            for part in ("hand", "arm", "thigh", "knee", "shin", "foot")
            for side in SIDES
        ),
    }


@settings(max_examples=settings().max_examples // 3)
@given(st.sampled_from(STARTS), st.data())
def test_a_pose_that_is_mirrored_twice_is_the_same(start: str, data: st.DataObject) -> None:
    handle = data.draw(st.sampled_from(handles_of(poses()[start])))
    last, _, _ = draw(poses()[start], handle, (data.draw(REACH), data.draw(REACH), 0.2), steps=4)
    twice = mirrored(mirrored(last))
    assert twice.directions == last.directions
    assert (twice.place, twice.rests) == (last.place, last.rests)
