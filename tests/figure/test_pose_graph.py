"""Ways: there is one between any two poses and sides, and it passes through what lies between."""

from itertools import pairwise, product

import pytest

from stretchtimer.figure.interpolation import settled_joints
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.pose_graph import along_way, way, way_on
from stretchtimer.figure.vectors import length, sub
from tests.figure.bundled import TURNS, frames, poses
from tests.sweeps import swept

SIDES = (None, "left", "right")


def ids(stops: tuple[Pose, ...]) -> list[str]:
    return [pose.id for pose in stops]


def test_a_way_passes_through_the_poses_between() -> None:
    assert ids(way("feet_flat", "knee_hug", poses())) == ["feet_flat", "knees_lifted", "knee_hug"]
    assert ids(way("twist", "t_arms", poses())) == ["twist", "knees_leaning", "t_arms"]


def test_from_lying_one_rolls_onto_the_side_before_one_kneels() -> None:
    assert ids(way("legs_straight", "all_fours", poses())) == [
        "legs_straight",
        "heels_sliding",
        "feet_flat",
        "rolling_over",
        "side_lying",
        "side_sitting",
        "all_fours",
    ]


def test_the_way_back_is_the_same_way() -> None:
    there, back = way("twist", "cow", poses()), way("cow", "twist", poses())
    assert back == there[::-1]


def _are_linked(a: Pose, b: Pose) -> bool:
    return b.id in a.leads_to or a.id in b.leads_to


@pytest.mark.parametrize("from_side", swept(SIDES, ["right"]))
@pytest.mark.parametrize("to_side", swept(SIDES, ["left"]))
def test_between_any_two_poses_on_a_chair_or_off_it_there_is_a_way_of_links(
    from_side: str | None, to_side: str | None
) -> None:
    for a, b in product(poses(), repeat=2):
        if poses()[a].sits != poses()[b].sits:
            # Nobody is shown getting up from the floor onto a chair: that is blended.
            assert len(way(a, b, poses(), from_side, to_side)) == 2
            continue
        stops = way(a, b, poses(), from_side, to_side)
        first = mirrored(poses()[a]) if from_side == "right" else poses()[a]
        last = mirrored(poses()[b]) if to_side == "right" else poses()[b]
        assert _same(stops[0], first)
        assert _same(stops[-1], last)
        assert all(_are_linked(p, q) for p, q in pairwise(stops)), (a, b)


def _same(a: Pose, b: Pose) -> bool:
    pairs = zip(a.directions, b.directions, strict=True)
    return all(length(sub(p, q)) < 1e-6 for p, q in pairs)


@pytest.mark.parametrize("pose_id", TURNS)
def test_the_way_to_the_other_side_leads_through_the_middle(pose_id: str) -> None:
    stops = way(pose_id, pose_id, poses(), "left", "right")
    middle = stops[len(stops) // 2]
    assert _same(middle, mirrored(middle))
    for one, other in zip(stops, reversed(stops), strict=True):
        assert _same(one, mirrored(other))


def test_the_way_on_the_right_side_is_the_mirror_image() -> None:
    left = way("t_arms", "twist", poses(), "left", "left")
    right = way("t_arms", "twist", poses(), "right", "right")
    assert all(_same(mirrored(p), q) for p, q in zip(left, right, strict=True))


def test_a_way_without_links_goes_straight() -> None:
    two = {pose_id: poses()[pose_id] for pose_id in ("twist", "cow")}
    assert ids(way("twist", "cow", two)) == ["twist", "cow"]


def test_a_way_to_where_one_is_stays() -> None:
    assert ids(way("cow", "cow", poses())) == ["cow"]
    assert ids(way("cow", "cow", poses(), "left", "right")) == ["cow"]


def test_a_way_to_an_unknown_pose_is_refused() -> None:
    with pytest.raises(KeyError):
        way("cow", "headstand", poses())


@pytest.mark.parametrize("share", [0.0, 0.13, 0.5, 0.77, 1.0])
@pytest.mark.parametrize("goal", [("t_arms", None), ("hamstring", "right"), ("cow", None)])
def test_somebody_on_a_way_goes_on_from_there_to_anywhere(
    share: float, goal: tuple[str, str | None]
) -> None:
    stops = way("t_arms", "twist", poses(), "right", "right")
    whole = way_on(stops, share, goal[0], poses(), goal[1])
    if len(whole) > 1:
        assert whole[0].directions == along_way(stops, share).directions
    assert whole[-1] == way("t_arms", goal[0], poses(), None, goal[1])[-1]


def test_lying_one_goes_straight_from_one_pose_into_another() -> None:
    for start, goal in (("feet_flat", "knee_hug"), ("hamstring", "twist"), ("knee_hug", "t_arms")):
        stops = way(start, "feet_flat", poses(), "left")
        assert len(way_on(stops, 0.1, goal, poses(), "left")) == 2
    assert way_on(way("feet_flat", "knee_hug", poses()), 1.0, "knee_hug", poses()) == (
        poses()["knee_hug"],
    )


@pytest.mark.parametrize("side", ["left", "right"])
def test_between_lying_and_kneeling_one_rolls_over(side: str) -> None:
    held = way("twist", "twist", poses(), side, side)
    there = ids(way_on(held, 1.0, "childs_pose", poses()))
    assert there[-3:] == ["side_lying", "side_sitting", "childs_pose"]
    back = ids(way_on(way("cow", "cow", poses()), 1.0, "hamstring", poses(), side))
    assert back[:3] == ["cow", "side_sitting", "side_lying"]


def test_somebody_who_jumps_on_the_way_of_a_jump_goes_on_from_there() -> None:
    first = way_on(way("feet_flat", "knee_hug", poses()), 0.4, "cow", poses())
    for share in (0.0, 0.1, 0.5, 0.9):
        again = way_on(first, share, "twist", poses(), "right")
        assert again[0].directions == along_way(first, share).directions
        assert again[-1] == mirrored(poses()["twist"])


def test_along_a_way_one_begins_at_its_first_stop_and_ends_at_its_last() -> None:
    stops = way("feet_flat", "all_fours", poses())
    assert along_way(stops, 0.0) == stops[0]
    assert along_way(stops, 1.0) == stops[-1]
    assert along_way(stops, 7.0) == stops[-1]


def test_a_way_of_one_stop_stays_there() -> None:
    assert along_way((poses()["cow"],), 0.7) == poses()["cow"]


@pytest.mark.parametrize(
    "ends", [("t_arms", "feet_flat"), ("legs_straight", "all_fours"), ("feet_flat", "knee_hug")]
)
def test_the_figure_goes_along_a_way_at_an_even_pace(ends: tuple[str, str]) -> None:
    steps = [settled_joints(pose).at for pose in frames(*ends, count=24)]
    paces = sorted(
        max(length(sub(here[name], there[name])) for name in here)
        for here, there in pairwise(steps)
    )
    assert paces[-1] < 2.2 * paces[len(paces) // 2]
    assert paces[0] > 0.3 * paces[len(paces) // 2]
