"""Blending: bones keep their length, planted limbs stay, and ways pass through nothing."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.figure.body import Body, bottom_of, lowest, set_down
from stretchtimer.figure.interpolation import blend, settled_joints
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.proportions import ELBOW, KNEE
from stretchtimer.figure.skeleton import LENGTHS, SIDES
from stretchtimer.figure.vectors import Vec, between, length, sub
from tests.figure.bundled import TURNS, WAYS, frames, links, poses, turn
from tests.sweeps import swept

BONES = (
    ("hip", "knee", "thigh"),
    ("knee", "ankle", "shin"),
    ("ankle", "toes", "foot"),
    ("shoulder", "elbow", "upper_arm"),
    ("elbow", "wrist", "forearm"),
    ("wrist", "fingers", "hand"),
)
SPHERE = tuple[Vec, float]
PATHS = [*WAYS, *TURNS]


@given(st.sampled_from(links()), st.floats(0, 1))
def test_bones_keep_their_length_under_any_blend(ends: tuple[str, str], t: float) -> None:
    a, b = (poses()[pose_id] for pose_id in ends)
    joints = set_down(blend(a, b, t)).joints
    for start, end, bone in BONES:
        for side in SIDES:
            size = length(sub(joints.at[f"{start}_{side}"], joints.at[f"{end}_{side}"]))
            assert size == pytest.approx(LENGTHS[bone], abs=1e-6)
    for k, bone in enumerate(("loin", "waist", "ribs", "chest")):
        size = length(sub(joints.spine[k], joints.spine[k + 1]))
        assert size == pytest.approx(LENGTHS[bone], abs=1e-6)


@given(st.sampled_from(links()), st.floats(0, 1))
def test_a_blend_lies_on_the_floor_and_not_below(ends: tuple[str, str], t: float) -> None:
    a, b = (poses()[pose_id] for pose_id in ends)
    # Who sits is held by the seat; the feet may leave the floor by a hair.
    slack = 0.006 if a.sits or b.sits else 1e-9
    assert lowest(set_down(blend(a, b, t))) == pytest.approx(0.0, abs=slack)


def test_the_ends_of_a_blend_are_the_poses_themselves() -> None:
    a, b = poses()["cat"], poses()["cow"]
    assert blend(a, b, 0.0) is a
    assert blend(a, b, 1.0) is b


@given(st.floats(0, 1))
def test_a_blend_of_mirrored_poses_is_the_mirrored_blend(t: float) -> None:
    a, b = poses()["t_arms"], poses()["knees_leaning"]
    here = set_down(blend(mirrored(a), mirrored(b), t)).joints
    there = set_down(mirrored(blend(a, b, t))).joints
    for name, point in here.at.items():
        assert point == pytest.approx(there.at[name], abs=1e-6)


@pytest.mark.parametrize("ends", [("all_fours", "cat"), ("all_fours", "cow"), ("cat", "cow")])
def test_hands_knees_and_feet_stay_planted_between_cat_and_cow(ends: tuple[str, str]) -> None:
    a, b = (poses()[pose_id] for pose_id in ends)
    start, end = settled_joints(a), settled_joints(b)
    for k in range(1, 12):
        joints = set_down(blend(a, b, k / 12)).joints
        for side in SIDES:
            for joint, slack in (("wrist", 0.006), ("knee", 0.006), ("ankle", 0.006)):
                name = f"{joint}_{side}"
                planted = between(start.at[name], end.at[name], k / 12)
                assert length(sub(joints.at[name], planted)) < slack


def _walk(path: str | tuple[str, str], count: int) -> list[Pose]:
    return turn(path, count) if isinstance(path, str) else frames(*path, count=count)


@pytest.mark.parametrize("path", swept(PATHS, PATHS[::6]))
def test_the_figure_never_jumps_along_a_way(path: str | tuple[str, str]) -> None:
    steps = [set_down(pose).joints for pose in _walk(path, 64)]
    for before, after in pairwise(steps):
        for name, point in before.at.items():
            assert length(sub(point, after.at[name])) < 0.06, name


@pytest.mark.parametrize("path", swept(PATHS, PATHS[::6]))
def test_the_picture_never_jumps_along_a_way(path: str | tuple[str, str]) -> None:
    for before, after in pairwise(_walk(path, 64)):
        assert abs(after.camera.turn - before.camera.turn) < 4
        assert abs(after.camera.height - before.camera.height) < 4
        moved = [abs(p - q) for p, q in zip(before.frame, after.frame, strict=True)]
        assert max(moved) < 0.03


@pytest.mark.parametrize("ends", swept(links(), links()[::6]))
def test_what_rests_on_the_floor_at_both_ends_of_a_link_stays_there(ends: tuple[str, str]) -> None:
    staying = poses()[ends[0]].rests & poses()[ends[1]].rests
    for pose in frames(*ends, count=20):
        body = set_down(pose)
        for part in staying:
            # A hand may come up a little where the arm is too short for how the body rises.
            slack = 0.04 if part.startswith("hand") else 0.02
            assert bottom_of(body, part) < slack, (pose.id, part)


def _limbs(body: Body) -> dict[str, list[SPHERE]]:
    limbs: dict[str, list[SPHERE]] = {}
    for side in SIDES:
        leg, arm = body.legs[side], body.arms[side]
        limbs[f"thigh {side}"] = list(leg[2:KNEE])
        limbs[f"shin {side}"] = list(leg[KNEE + 1 :])
        limbs[f"forearm {side}"] = list(arm[ELBOW:])
        limbs[f"hand {side}"] = [
            (e[0], min(length(axis) for axis in e[1:])) for e in body.hands[side][1:3]
        ]
    limbs["trunk"] = [(e[0], length(e[2])) for e in body.trunk[4:-4]]
    limbs["head"] = [(body.skull[0], 0.055)] * 2
    return {name: _dense(balls) for name, balls in limbs.items()}


def _dense(balls: list[SPHERE]) -> list[SPHERE]:
    return [
        (between(p, q, k / 6), r + (s - r) * k / 6)
        for (p, r), (q, s) in pairwise(balls)
        for k in range(7)
    ]


JOINED = {
    frozenset({"forearm", "hand"}),
    frozenset({"thigh", "shin"}),
    frozenset({"thigh", "trunk"}),
}
"""Parts that meet in a joint, or that a bent hip presses together."""


def _may_touch(a: str, b: str) -> float:
    """How deep two parts may press into each other, in statures; flesh gives way, bones do not."""
    kinds = {a.split(maxsplit=1)[0], b.split(maxsplit=1)[0]}
    if kinds == {"thigh"}:
        return 0.055
    return 0.038


@pytest.mark.parametrize("ends", swept(links(), links()[::6]))
def test_no_limb_passes_through_another_along_a_way(ends: tuple[str, str]) -> None:
    for pose in frames(*ends, count=12):
        limbs = {name: np.array([(*at, r) for at, r in balls])
                 for name, balls in _limbs(set_down(pose)).items()}  # fmt: skip
        names = list(limbs)
        for k, a in enumerate(names):
            for b in names[k + 1 :]:
                kinds = frozenset({a.split(maxsplit=1)[0], b.split(maxsplit=1)[0]})
                if kinds in JOINED and (a.split()[1:] == b.split()[1:] or "trunk" in kinds):
                    continue
                apart = limbs[a][:, None, :3] - limbs[b][None, :, :3]
                thick = limbs[a][:, None, 3] + limbs[b][None, :, 3]
                deepest = float((thick - np.linalg.norm(apart, axis=2)).max())
                assert deepest < _may_touch(a, b), (pose.id, a, b)
