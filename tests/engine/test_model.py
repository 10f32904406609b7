"""Routines check themselves when made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.model import Dose, Movement, Side, Stretch, Times
from tests.engine.routines import CAT_COW, routine, stretch


@pytest.mark.parametrize(
    "make",
    [
        lambda: Dose(999),
        lambda: Dose(3_600_001),
        lambda: Dose(30_000, repetitions=0),
        lambda: Dose(30_000, repetitions=101),
        lambda: Dose(30_000, rest_ms=-1),
        lambda: Dose(30_000, rest_ms=600_001),
        lambda: Dose(30_000, sane_ms=(0, 60_000)),
        lambda: Dose(30_000, sane_ms=(20_000, 10_000)),
        lambda: Dose(30_000, sane_ms=(20_000, 3_600_001)),
        lambda: Movement("cat", "Cat", 999),
        lambda: Movement("cat", "Cat", 600_001),
        lambda: Times(lead_in_ms=-1),
        lambda: Times(release_ms=600_001),
        lambda: Times(rounds=0),
        lambda: Times(rounds=21),
        lambda: stretch(movements=CAT_COW * 5),
        lambda: replace(routine(), stretches=()),
        lambda: routine(*(stretch(str(n)) for n in range(101))),
        lambda: routine(stretch("a"), stretch("b"), stretch("a")),
        lambda: routine(stretch(repetitions=51), times=Times(rounds=20)),
        lambda: routine(*(stretch(str(n), repetitions=11) for n in range(91))),
    ],
)
def test_a_value_out_of_range_is_refused(make: Callable[[], object]) -> None:
    with pytest.raises(InternalError):
        make()


def test_the_ends_of_the_ranges_are_allowed() -> None:
    assert Dose(1_000, 1, 0, (1_000, 1_000)).hold_ms == 1_000
    assert Dose(3_600_000, 100, 600_000, (3_600_000, 3_600_000)).repetitions == 100
    assert Times(lead_in_ms=600_000, release_ms=0, rounds=20).rounds == 20
    most = stretch(repetitions=25, two_sided=True)
    assert routine(most, times=Times(rounds=20)).stretches == (most,)


def test_stretches_are_found_by_their_id() -> None:
    made = routine(stretch("a"), stretch("b"))
    assert made.stretch("b") is made.stretches[1]
    with pytest.raises(InternalError):
        made.stretch("c")


def test_the_first_side_can_be_chosen() -> None:
    assert stretch().sides == (None,)
    assert stretch(two_sided=True).sides == (Side.LEFT, Side.RIGHT)
    assert stretch(two_sided=True, first_side=Side.RIGHT).sides == (Side.RIGHT, Side.LEFT)


def test_alternating_holds_are_filled_up_to_whole_cycles() -> None:
    assert stretch(hold_ms=33_000).hold_ms == 33_000
    assert stretch(hold_ms=30_000, movements=CAT_COW).hold_ms == 30_000
    assert stretch(hold_ms=30_001, movements=CAT_COW).hold_ms == 40_000
    assert stretch(hold_ms=1_000, movements=CAT_COW).hold_ms == 10_000


def test_a_plain_hold_has_no_movement() -> None:
    assert stretch().movement_at(0) is None


@given(st.lists(st.integers(1_000, 9_000), min_size=1, max_size=8), st.integers(0, 200_000))
def test_the_movement_is_the_one_within_whose_time_the_hold_is(
    durations_ms: list[int], elapsed_ms: int
) -> None:
    movements = tuple(Movement(str(n), str(n), ms) for n, ms in enumerate(durations_ms))
    made: Stretch = stretch(movements=movements)
    cycle = [movement for movement in movements for _ in range(movement.duration_ms)]
    assert made.movement_at(elapsed_ms) is cycle[elapsed_ms % len(cycle)]
