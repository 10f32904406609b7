"""The hint where nothing moves: a ghost of the beginning, and an arrow that leads to the pose."""

import math

import pytest

from stretchtimer.figure.body import set_down
from stretchtimer.figure.hint import HEAD_LENGTH, SHORTEST, Arrow, Hint, hint_of
from stretchtimer.figure.interpolation import blend, settled_joints
from stretchtimer.figure.outline import Point, View, view_of
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.pose_graph import way
from stretchtimer.figure.skeleton import SIDES, Joints
from tests.figure.bundled import poses
from tests.sweeps import swept

Ends = tuple[str, str]
MOVES = [
    ("feet_flat", "knee_hug"),
    ("t_arms", "twist"),
    ("legs_straight", "hamstring"),
    ("all_fours", "childs_pose"),
    ("all_fours", "cat"),
    ("cat", "cow"),
    ("cow", "cat"),
]
BACK = [(b, a) for a, b in MOVES]


def hint(ends: Ends, side: str | None = None) -> tuple[Hint, Pose, Pose]:
    stops = way(*ends, poses(), side, side)
    found = hint_of(stops)
    assert found is not None
    return found, stops[0], stops[-1]


def arrow(ends: Ends, side: str | None = None) -> Arrow:
    return hint(ends, side)[0].arrows[0]


def tip(one: Arrow) -> Point:
    return one.head[-1]


def tail(one: Arrow) -> Point:
    return one.shaft[0]


def points(joints: Joints, view: View) -> list[Point]:
    names = ("knee", "toes", "fingers", "hip")
    found = [joints.head, *(joints.at[f"{name}_{side}"] for name in names for side in SIDES)]
    return [view.point(p) for p in found]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("ends", swept(MOVES + BACK, (MOVES + BACK)[::4]))
def test_the_arrow_leads_along_with_a_joint_that_moves(ends: Ends, side: str) -> None:
    found, start, end = hint(ends, side)
    view = view_of(end.camera)
    one = found.arrows[0]
    went = zip(points(settled_joints(start), view), points(settled_joints(end), view), strict=True)
    near = [
        (a, b)
        for a, b in went
        if math.dist(a, b) > SHORTEST and math.dist(a, tail(one)) < 0.2 > math.dist(b, tip(one))
    ]
    assert near
    (ax, ay), (bx, by) = max(near, key=lambda pair: math.dist(*pair))
    along = (tip(one)[0] - tail(one)[0]) * (bx - ax) + (tip(one)[1] - tail(one)[1]) * (by - ay)
    assert along > 0.5 * math.dist(tail(one), tip(one)) * math.dist((ax, ay), (bx, by))


@pytest.mark.parametrize("ends", swept(MOVES + BACK, (MOVES + BACK)[::4]))
def test_the_arrow_stays_inside_the_frame(ends: Ends) -> None:
    found, _, end = hint(ends)
    left, top, right, bottom = end.frame
    for x, y in [*found.arrows[0].shaft, *found.arrows[0].head]:
        assert left < x < right
        assert top < y < bottom


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("ends", swept(MOVES, MOVES[::4]))
def test_most_of_the_arrow_lies_clear_of_the_body(ends: Ends, side: str) -> None:
    found, _, end = hint(ends, side)
    view = view_of(end.camera)
    body = set_down(end)
    balls = [b for s in SIDES for row in (body.legs[s], body.arms[s]) for b in row]
    balls += [(e[0], math.dist((0.0, 0.0, 0.0), e[2])) for e in body.trunk]
    balls.append((body.skull[0], 0.05))
    circles = [view.ball(ball) for ball in balls]
    hidden = [any(math.dist(p, (x, y)) < r for x, y, r in circles) for p in found.arrows[0].shaft]
    assert sum(hidden) <= 0.2 * len(hidden)


def test_the_arrow_of_the_other_side_leads_to_the_other_side() -> None:
    left, right = arrow(("t_arms", "twist"), "left"), arrow(("t_arms", "twist"), "right")
    assert tip(left)[0] < tail(left)[0] - 0.1
    assert tip(right)[0] > tail(right)[0] + 0.1


def test_cat_and_cow_point_opposite_ways() -> None:
    cow, cat = arrow(("cat", "cow")), arrow(("cow", "cat"))
    assert tip(cow)[1] < tail(cow)[1] - 0.1
    assert tip(cat)[1] > tail(cat)[1] + 0.1


def test_the_shaft_ends_where_the_head_begins() -> None:
    one = arrow(("legs_straight", "hamstring"))
    base = ((one.head[0][0] + one.head[1][0]) / 2, (one.head[0][1] + one.head[1][1]) / 2)
    assert one.shaft[-1] == pytest.approx(base)
    assert math.dist(base, tip(one)) == pytest.approx(HEAD_LENGTH)


def test_the_ghost_is_the_beginning_as_the_camera_of_the_pose_sees_it() -> None:
    found, start, end = hint(("t_arms", "twist"), "right")
    assert found.ghost.directions == start.directions
    assert (found.ghost.camera, found.ghost.frame) == (end.camera, end.frame)
    assert not found.ghost.feels


def test_where_nothing_moves_there_is_no_hint() -> None:
    assert hint_of((poses()["cow"],)) is None


def test_for_a_movement_too_small_to_see_there_is_a_ghost_alone() -> None:
    a, b = poses()["all_fours"], poses()["cat"]
    found = hint_of((a, blend(a, b, 0.1)))
    assert found is not None
    assert found.arrows == ()
