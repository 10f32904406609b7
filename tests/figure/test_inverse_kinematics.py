"""Reaching: a limb of two bones bends so that its end gets there, or as near as it goes."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.figure.inverse_kinematics import bend
from stretchtimer.figure.vectors import Vec, along, length, turned, unit

part = st.floats(-0.15, 0.15)


@given(part, part, part)
def test_the_end_gets_to_every_point_within_reach(x: float, y: float, z: float) -> None:
    target: Vec = (x, y, z)
    upper, lower = bend((0, 0, 0), target, 0.17, 0.15, (0.1, 0.2, 0.97))
    end = along(along((0.0, 0.0, 0.0), upper, 0.17), lower, 0.15)
    if length(target) > 0.021:
        assert end == pytest.approx(target, abs=1e-5)


def test_a_point_out_of_reach_is_pointed_at() -> None:
    upper, lower = bend((0, 0, 0), (0, 0, 2.0), 0.2, 0.2, (1, 0, 0))
    assert upper == pytest.approx((0, 0, 1), abs=0.01)
    assert lower == pytest.approx((0, 0, 1), abs=0.01)


def test_the_hint_chooses_the_side_that_the_middle_bends_to() -> None:
    one, _ = bend((0, 0, 0), (0.2, 0, 0), 0.15, 0.15, unit((0, 0, 1)))
    other, _ = bend((0, 0, 0), (0.2, 0, 0), 0.15, 0.15, unit((0, 0, -1)))
    assert one[2] > 0.3
    assert other[2] < -0.3


@given(st.tuples(part, part, part), st.tuples(part, part, part), st.floats(0, 1))
def test_a_turned_direction_stays_a_direction(a: Vec, b: Vec, t: float) -> None:
    one, other = unit((a[0], a[1], a[2] + 0.3)), unit((b[0], b[1], b[2] - 0.3))
    assert length(turned(one, other, t)) == pytest.approx(1.0, abs=1e-9)


def test_opposite_directions_are_turned_over_a_third() -> None:
    half_way = turned((1.0, 0.0, 0.0), (-1.0, 0.0, 0.0), 0.5)
    assert half_way == pytest.approx((0, 0, 1), abs=1e-9)


@given(st.floats(-0.25, 0.25), st.floats(-0.25, 0.25), st.floats(0.02, 0.1))
def test_the_middle_joint_is_kept_above_the_floor_without_moving_the_end(
    x: float, y: float, height: float
) -> None:
    root: Vec = (0.0, 0.0, height)
    target: Vec = (x, y, 0.02)
    if not 0.12 < math.hypot(x, y) < 0.28:
        return
    upper, lower = bend(root, target, 0.165, 0.145, unit((0.3, 0.2, -0.93)), 0.0)
    elbow = along(root, upper, 0.165)
    assert elbow[2] > -1e-9
    assert along(elbow, lower, 0.145) == pytest.approx(target, abs=1e-5)


def test_a_middle_joint_that_is_high_enough_is_left_where_it_is() -> None:
    free = bend((0, 0, 0.3), (0.2, 0, 0.3), 0.15, 0.15, unit((0, 0, 1)))
    kept = bend((0, 0, 0.3), (0.2, 0, 0.3), 0.15, 0.15, unit((0, 0, 1)), 0.03)
    assert free == kept
