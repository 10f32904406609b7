"""Cushions and towels: they lie where the body rests on them, and come with the easier pose."""

from dataclasses import replace

import pytest

from stretchtimer.figure.body import ball_bottom, set_down
from stretchtimer.figure.cushions import Cushion, blended_cushions, mirrored_cushions
from stretchtimer.figure.pose import mirrored
from stretchtimer.figure.scene import drawing_of
from stretchtimer.figure.vectors import length, sub
from tests.figure.bundled import frames, poses

EASED = sorted(pose_id for pose_id, pose in poses().items() if pose.cushions)
ROLL = Cushion("towel", (((0.1, 0.2, 0.03), 0.03), ((0.1, -0.2, 0.03), 0.03)))
PAD = Cushion("cushion", (((0.0, 0.1, 0.02), 0.02), ((0.1, 0.1, 0.02), 0.02)))


def test_the_easier_poses_have_their_cushions() -> None:
    lying = ["hamstring_bent", "twist_cushioned"]
    assert ["bed_hamstring_bent", "childs_pose_raised", *lying] == EASED


@pytest.mark.parametrize("pose_id", EASED)
def test_no_cushion_goes_through_the_floor(pose_id: str) -> None:
    for cushion in poses()[pose_id].cushions:
        assert min(map(ball_bottom, cushion.balls)) > -1e-6


@pytest.mark.parametrize("pose_id", EASED)
def test_every_cushion_touches_the_body(pose_id: str) -> None:
    pose = poses()[pose_id]
    body = set_down(pose)
    solids = [ball for leg in body.legs.values() for ball in leg]
    solids.append((body.skull[0], 0.064))
    for cushion in pose.cushions:
        gaps = [length(sub(p, q)) - r - s for p, r in _filled(cushion) for q, s in solids]
        assert min(gaps) < 0.012, cushion


def _filled(cushion: Cushion) -> list[tuple[tuple[float, float, float], float]]:
    """The balls of a cushion, and the one in the middle of them all."""
    count = len(cushion.balls)
    x, y, z = (sum(centre[k] for centre, _ in cushion.balls) / count for k in range(3))
    return [*cushion.balls, ((x, y, z), cushion.balls[0][1])]


def test_a_cushion_comes_late_on_the_way_and_stays_where_it_lies() -> None:
    way = frames("t_arms", "twist_cushioned", 20)
    shown = [sum(cushion.shown for cushion in pose.cushions) for pose in way]
    assert shown == sorted(shown)
    assert shown[10] == 0.0
    assert shown[-1] == 2.0
    places = {cushion.balls for pose in way for cushion in pose.cushions}
    assert len(places) == 2


def test_what_lies_in_both_poses_stays_and_the_rest_fades() -> None:
    assert blended_cushions([ROLL], [ROLL], 0.5) == (ROLL,)
    going, coming = blended_cushions([ROLL], [PAD], 0.5)
    assert (going.balls, coming.balls) == (ROLL.balls, PAD.balls)
    assert 0.0 < going.shown < 0.1
    assert going.shown == coming.shown
    assert blended_cushions([ROLL], [PAD], 0.01)[0].shown == 1.0
    assert blended_cushions([ROLL], [PAD], 0.99) == (PAD,)


def test_the_other_side_has_the_mirror_image() -> None:
    pose = poses()["twist_cushioned"]
    assert mirrored(mirrored(pose)).cushions == pose.cushions
    assert mirrored(pose).cushions == mirrored_cushions(pose.cushions)
    assert mirrored(pose).cushions != pose.cushions


def test_it_is_drawn_as_one_shape_that_fades() -> None:
    pose = replace(poses()["feet_flat"], cushions=(replace(PAD, shown=0.5),))
    (shape,) = [s for s in drawing_of(pose).shapes if s.material == "cushion"]
    assert shape.shown == 0.5
    assert shape.edges == []
    (whole,) = [
        s for s in drawing_of(replace(pose, cushions=(PAD,))).shapes if s.material == "cushion"
    ]
    assert whole.edges
