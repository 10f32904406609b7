"""What is seen of a stretch at a glance, right or wrong."""

from __future__ import annotations

from typing import Any

import pytest

from stretchtimer.services.editing.glimpse import glimpse_of

UP, DOWN = {"pose": "cat", "duration_s": 3}, {"pose": "cow", "duration_s": 2.5}


def drawn(pose: str) -> str:
    return f"drawn {pose}"


@pytest.mark.parametrize(
    ("table", "dose"),
    [
        ({"hold_s": 90}, "1 min 30 s"),
        ({"hold_s": 20, "repetitions": 3, "sides": "both"}, "20 s · 3 repetitions · each side"),
        ({"times": 8, "sets": 2, "sides": "alternate"}, "8 times · 2 sets · sides in turn"),
        ({"times": 1}, "1 time"),
        ({"hold_s": "soon", "sets": True, "sides": []}, ""),
        ({"hold_s": -3, "times": float("nan"), "repetitions": 1e300}, ""),
        ({}, ""),
    ],
)
def test_how_much_it_is_is_told_as_far_as_it_can_be(table: dict[str, Any], dose: str) -> None:
    assert glimpse_of(table, drawn, str).dose == dose


def test_a_hold_shows_its_pose_on_its_first_side() -> None:
    table = {"name": "A", "pose": "twist", "start_pose": "t_arms", "sides": "both"}
    seen = glimpse_of({**table, "first_side": "right"}, drawn, str)
    assert (seen.name, seen.pose, seen.start) == ("A", "drawn twist", "drawn t_arms")
    assert (seen.poses, seen.side, seen.sides) == (("drawn twist",), "right", ())
    assert glimpse_of(table, drawn, str).side == "left"


def test_movements_are_shown_each_as_long_as_it_takes() -> None:
    seen = glimpse_of({"movements": [UP, DOWN, {"name": "none"}, 3]}, drawn, str)
    assert seen.poses == ("drawn cat", "drawn cow")
    assert seen.lengths_ms == (3_000, 2_500)
    assert (seen.pose, seen.side) == ("drawn cat", None)
    assert glimpse_of({"movements": [{"pose": "cat"}]}, drawn, str).lengths_ms == (5_000,)


def test_where_the_sides_alternate_both_are_shown() -> None:
    table = {"movements": [UP, DOWN], "sides": "alternate", "first_side": "right"}
    seen = glimpse_of(table, drawn, str)
    assert seen.poses == ("drawn cat", "drawn cow") * 2
    assert seen.sides == ("right", "right", "left", "left")
    assert len(seen.lengths_ms) == 4


def test_what_is_no_stretch_shows_nothing() -> None:
    seen = glimpse_of({"movements": "none", "pose": "", "name": 3}, drawn, str)
    assert (seen.name, seen.pose, seen.poses) == ("3", "", ())


def test_a_picture_stands_in_the_place_of_all_poses() -> None:
    table = {"picture": "knee.png", "pose": "knee_hug", "movements": [UP], "sides": "both"}
    seen = glimpse_of(table, drawn, drawn)
    assert (seen.pose, seen.picture, seen.poses) == ("drawn knee.png", "drawn knee.png", ())
    assert seen.side == "left"
