"""Choreography: where the figure is at any instant of a phase."""

import pytest

from stretchtimer.figure.choreography import (
    LONGEST_JUMP_MS,
    LONGEST_MOVE_MS,
    Course,
    Move,
    eased,
    pose_at_end,
)
from stretchtimer.figure.pose import Pose, mirrored
from stretchtimer.figure.pose_graph import along_way
from tests.figure.bundled import poses

LONG_MS = 30_000


def course(
    targets: tuple[str, ...] = ("twist",), start: str = "t_arms", side: str | None = "left"
) -> Course:
    return Course(poses(), start, targets, side)


def at(kind: str, elapsed_ms: int, side: str | None = "left", fullness: float = 0.0) -> Pose:
    return course(side=side).moment(kind, elapsed_ms, 10_000, fullness).pose


def cat_cow(
    elapsed_ms: int, lengths_ms: tuple[int, ...] = (5_000, 5_000), in_step: bool = False
) -> Pose:
    between = Course(
        poses(), "all_fours", ("cat", "cow"), None, lengths_ms, (0.0, 1.0), in_step=in_step
    )
    return between.moment("hold", elapsed_ms, LONG_MS, 0.0).pose


def is_posed_as(shown: Pose, pose_id: str) -> bool:
    return shown.directions == poses()[pose_id].directions


def test_a_lead_in_goes_from_the_start_into_the_pose_and_stays() -> None:
    assert is_posed_as(at("lead_in", 0), "t_arms")
    assert not is_posed_as(at("lead_in", LONGEST_MOVE_MS // 2), "twist")
    assert at("lead_in", LONGEST_MOVE_MS) == poses()["twist"]
    assert at("lead_in", 9_999) == poses()["twist"]


def test_a_short_lead_in_is_over_in_time() -> None:
    assert course().moment("lead_in", 1_000, 1_000, 0.0).pose == poses()["twist"]


def test_a_release_goes_back_to_the_start() -> None:
    assert at("release", 0) == poses()["twist"]
    assert is_posed_as(at("release", LONGEST_MOVE_MS), "t_arms")


def test_the_chest_empties_on_the_way_out_as_it_was_left() -> None:
    left_full = Course(poses(), "t_arms", ("twist",), "left", from_breath=1.0)
    breaths = [left_full.moment("release", ms, 3_000, 0.0).pose.breath for ms in (0, 1_500, 3_000)]
    assert breaths == pytest.approx([1.0, 0.5, 0.0])


def test_the_right_side_is_the_mirror_image() -> None:
    assert at("hold", 0, side="right") == mirrored(at("hold", 0, side="left"))


def test_a_hold_breathes_as_it_is_told_and_nothing_else_moves() -> None:
    empty, full = at("hold", 0, fullness=0.0), at("hold", 5_000, fullness=0.8)
    assert (empty.breath, full.breath) == pytest.approx((0.0, 0.8))
    assert full.directions == empty.directions


def test_an_alternating_hold_moves_from_target_to_target() -> None:
    assert is_posed_as(cat_cow(0), "all_fours")
    for elapsed_ms, pose in ((4_900, "cat"), (5_000, "cat"), (9_900, "cow"), (14_900, "cat")):
        assert is_posed_as(cat_cow(elapsed_ms), pose)


def test_each_movement_has_its_own_length() -> None:
    lengths_ms = (2_000, 6_000)
    assert is_posed_as(cat_cow(1_900, lengths_ms), "cat")
    assert is_posed_as(cat_cow(7_900, lengths_ms), "cow")
    assert is_posed_as(cat_cow(9_900, lengths_ms), "cat")
    assert not is_posed_as(cat_cow(8_700, lengths_ms), "cat")


def test_a_movement_in_step_with_the_breath_takes_all_of_its_time() -> None:
    halfway = along_way((poses()["cat"], poses()["cow"]), 0.5)
    for shown, expected in zip(
        cat_cow(7_500, in_step=True).directions, halfway.directions, strict=True
    ):
        assert shown == pytest.approx(expected)
    assert cat_cow(7_500, in_step=True).breath == pytest.approx(0.5)
    assert is_posed_as(cat_cow(10_000, in_step=True), "cow")
    assert cat_cow(10_000, in_step=True).breath == pytest.approx(1.0)


def test_forth_and_back_is_one_path() -> None:
    stops = (poses()["cat"], poses()["cow"])
    there = Move(stops, 0, 4_000, (0.0, 1.0)).moment(1_000)
    back = Move(stops[::-1], 0, 4_000, (1.0, 0.0)).moment(3_000)
    assert there.path == back.path
    assert there.share == pytest.approx(back.share)
    assert there.pose.breath == pytest.approx(there.share)


def test_the_lead_in_of_an_alternating_stretch_waits_in_the_start() -> None:
    waiting = Course(poses(), "all_fours", ("cat", "cow"), None).move("lead_in", 5_000, 10_000)
    assert waiting == Move((poses()["all_fours"],), 0, 0)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("lead_in", "twist"), ("hold", "twist"), ("release", "t_arms"), ("change_over", "t_arms")],
)
def test_each_phase_leads_to_one_pose(kind: str, expected: str) -> None:
    shown = {course().move(kind, ms, 10_000).stops[-1] for ms in (0, 700, 2_900, 9_000)}
    assert shown == {poses()[expected]}
    assert pose_at_end("t_arms", ("twist",), kind) == expected


def test_a_change_over_comes_from_where_the_phase_before_ended() -> None:
    over = Course(poses(), "all_fours", ("cat", "cow"), None, from_pose_id="feet_flat")
    assert over.move("change_over", 0, LONG_MS).stops[0] == poses()["feet_flat"]
    assert is_posed_as(over.moment("change_over", LONG_MS, LONG_MS, 0.0).pose, "all_fours")


def test_a_stretch_without_targets_stays_in_its_start() -> None:
    assert is_posed_as(course(targets=()).moment("lead_in", 1_000, 10_000, 0.0).pose, "t_arms")


def test_after_a_jump_into_a_hold_it_breathes_when_the_pose_is_reached() -> None:
    shown = course().moment("lead_in", LONGEST_MOVE_MS // 2, 10_000, 0.0)
    after = Course(poses(), "feet_flat", ("knee_hug",), None, came_from=shown)
    ends_ms = after.comes_in_until_ms(LONG_MS)
    begun = after.moment("hold", 0, LONG_MS, 0.8).pose
    for p, q in zip(begun.directions, shown.pose.directions, strict=True):
        assert p == pytest.approx(q, abs=1e-6)
    assert begun.breath == 0.0
    for elapsed_ms in (ends_ms - 1, ends_ms):
        assert after.moment("hold", elapsed_ms, LONG_MS, 0.8).pose.breath == pytest.approx(0.8)
    assert is_posed_as(after.moment("hold", ends_ms, LONG_MS, 0.8).pose, "knee_hug")


def test_after_a_jump_a_way_is_over_when_the_phase_is() -> None:
    shown = course().moment("lead_in", LONGEST_MOVE_MS // 2, 10_000, 0.0)
    after = Course(poses(), "all_fours", ("childs_pose",), None, came_from=shown, came_at_ms=400)
    assert after.move("lead_in", 0, 2_000).ends_ms == 2_000
    assert after.move("lead_in", 0, 9_000).ends_ms == 400 + LONGEST_JUMP_MS
    assert is_posed_as(after.moment("lead_in", 5_000, 5_000, 0.0).pose, "childs_pose")


def test_easing_begins_and_ends_slowly() -> None:
    assert eased(-1) == 0.0
    assert eased(2) == pytest.approx(1.0)
    assert eased(0.05) < 0.01
    assert eased(0.5) == pytest.approx(0.5)


def test_a_way_of_one_stop_stays_there() -> None:
    assert along_way((poses()["cow"],), 0.7) == poses()["cow"]


def test_where_the_sides_alternate_each_movement_is_shown_on_its_own_side() -> None:
    targets = ("hamstring", "feet_flat", "hamstring", "feet_flat")
    sides = ("left", "left", "right", "right")
    lengths_ms = (4_000, 2_000, 4_000, 2_000)
    both = Course(poses(), "feet_flat", targets, None, lengths_ms, target_sides=sides)

    def shown(side: str) -> Pose:
        return Course(poses(), "feet_flat", ("hamstring",), side).moment("hold", 0, 1, 0.0).pose

    left, right = (
        both.moment("hold", elapsed_ms, LONG_MS, 0.0).pose for elapsed_ms in (3_999, 9_999)
    )
    assert left.directions == shown("left").directions
    assert right.directions == shown("right").directions
    assert left.directions != right.directions
