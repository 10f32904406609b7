"""Motion: where the figure is at any instant of a phase."""

import pytest

from stretchtimer.figure.motion import LONGEST_MOVE_MS, along_way, eased, figure_at
from stretchtimer.figure.pose import Pose, mirrored
from tests.figure.bundled import poses


def at(
    kind: str,
    elapsed_ms: int,
    *,
    targets: tuple[str, ...] = ("twist",),
    start: str = "t_arms",
    side: str | None = "left",
    still: bool = False,
) -> Pose:
    return figure_at(poses(), start, targets, side, kind, elapsed_ms, 10_000, still)


def test_a_lead_in_goes_from_the_start_into_the_pose_and_stays() -> None:
    assert at("lead_in", 0).id == "t_arms"
    assert at("lead_in", LONGEST_MOVE_MS) == poses()["twist"]
    assert at("lead_in", 9_999) == poses()["twist"]


def test_a_short_lead_in_is_over_in_time() -> None:
    pose = figure_at(poses(), "t_arms", ("twist",), "left", "lead_in", 1_000, 1_000, False)
    assert pose == poses()["twist"]


def test_a_release_goes_back_to_the_start() -> None:
    assert at("release", 0) == poses()["twist"]
    assert at("release", LONGEST_MOVE_MS) == poses()["t_arms"]


def test_the_right_side_is_the_mirror_image() -> None:
    assert at("hold", 0, side="right") == mirrored(at("hold", 0, side="left"))


def test_a_hold_breathes_and_nothing_else_moves() -> None:
    out, breathing = at("hold", 0), at("hold", 2_500)
    assert out.breath == pytest.approx(0.0)
    assert breathing.breath == pytest.approx(1.0)
    assert breathing.directions == out.directions


def test_an_alternating_hold_moves_from_target_to_target() -> None:
    def hold(elapsed_ms: int) -> Pose:
        return at("hold", elapsed_ms, targets=("cat", "cow"), start="all_fours", side=None)

    assert hold(0).id == "all_fours"
    assert hold(4_900) == poses()["cat"]
    assert hold(5_000) == poses()["cat"]
    assert hold(9_900) == poses()["cow"]
    assert hold(14_900) == poses()["cat"]


def test_an_alternating_hold_follows_the_time_of_a_movement() -> None:
    pose = figure_at(
        poses(), "all_fours", ("cat", "cow"), None, "hold", 3_900, 30_000, False, movement_ms=2_000
    )
    assert pose == poses()["cow"]


def test_the_lead_in_of_an_alternating_stretch_waits_in_the_start() -> None:
    pose = at("lead_in", 5_000, targets=("cat", "cow"), start="all_fours", side=None)
    assert pose == poses()["all_fours"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("lead_in", "twist"), ("hold", "twist"), ("release", "t_arms"), ("change_over", "t_arms")],
)
def test_with_less_motion_each_phase_shows_one_still_pose(kind: str, expected: str) -> None:
    shown = {at(kind, ms, still=True) for ms in (0, 700, 1_500, 2_900, 9_000)}
    assert shown == {poses()[expected]}


def test_other_phases_stay_in_the_start() -> None:
    assert at("change_over", 1_000) == poses()["t_arms"]


def test_a_stretch_without_targets_stays_in_its_start() -> None:
    assert at("lead_in", 1_000, targets=()) == poses()["t_arms"]


def test_easing_begins_and_ends_slowly() -> None:
    assert eased(-1) == 0.0
    assert eased(2) == pytest.approx(1.0)
    assert eased(0.05) < 0.01
    assert eased(0.5) == pytest.approx(0.5)


def test_a_way_of_one_stop_stays_there() -> None:
    assert along_way((poses()["cow"],), 0.7) == poses()["cow"]
