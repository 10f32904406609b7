"""Fitting the routine of a person to a time, holding longer, and what is offered instead."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.adjustments import (
    LEAST_OWN_HOLD_MS,
    MOST_OWN_HOLD_MS,
    Adjustments,
)
from stretchtimer.engine.fit import Fit
from stretchtimer.engine.model import Routine, Side
from stretchtimer.services.person.personal_routine import (
    PersonalRoutine,
)
from tests.engine.routines import NO_TIMES, routine, routines, stretch
from tests.services.person.three_stretches import ABC, Kept
from tests.services.session.sessions import bundled_routine


def test_fitting_meets_the_time_asked_for() -> None:
    kept = Kept(bundled_routine())
    result = kept.personal.fit_to(300_000)
    assert result.fit is Fit.MET
    assert 290_000 < kept.personal.plan().total_ms <= 300_000
    assert result.total_ms == kept.personal.plan().total_ms


def test_fitting_leaves_the_stretches_that_are_left_out_alone() -> None:
    kept = Kept()
    kept.personal.set_left_out("a", True)
    kept.personal.fit_to(150_000)
    assert kept.holds["a"] == 30_000
    assert kept.personal.is_left_out("a")


@pytest.mark.parametrize(
    ("sane_ms", "wanted_ms", "hold_ms", "fit"),
    [
        ((1_000, 3_600_000), 2_000, LEAST_OWN_HOLD_MS, Fit.TOO_SHORT),
        ((1_000, 3_600_000), 3_000_000, MOST_OWN_HOLD_MS, Fit.TOO_LONG),
        ((1_000, 3_000), 30_000, LEAST_OWN_HOLD_MS, Fit.TOO_LONG),
        ((700_000, 900_000), 800_000, MOST_OWN_HOLD_MS, Fit.TOO_LONG),
        ((700_000, 900_000), 30_000, MOST_OWN_HOLD_MS, Fit.TOO_SHORT),
    ],
)
def test_fitting_keeps_to_holds_that_a_person_can_choose(
    sane_ms: tuple[int, int], wanted_ms: int, hold_ms: int, fit: Fit
) -> None:
    kept = Kept(routine(stretch(hold_ms=20_000, sane_ms=sane_ms), times=NO_TIMES))
    result = kept.personal.fit_to(wanted_ms)
    assert kept.holds == {"a": hold_ms}
    assert (result.total_ms, result.fit) == (hold_ms, fit)
    assert kept.kept[-1].of("a").hold_ms == hold_ms


@given(of=routines(), wanted_ms=st.integers(1_000, 3_600_000))
def test_what_fitting_promises_is_what_the_plan_takes(of: Routine, wanted_ms: int) -> None:
    kept = Kept(of)
    result = kept.personal.fit_to(wanted_ms)
    assert kept.personal.plan().total_ms == result.total_ms
    for one in kept.personal.stretches:
        assert result.holds_ms[one.id] == one.hold_ms
        assert one.hold_ms >= LEAST_OWN_HOLD_MS
        assert one.hold_ms <= MOST_OWN_HOLD_MS


def test_all_holds_can_be_made_longer_at_once() -> None:
    kept = Kept()
    kept.personal.hold_longer()
    assert kept.holds == {"a": 60_000, "b": 60_000, "c": 60_000}


def test_the_side_that_comes_first_is_swapped_in_the_plan() -> None:
    personal = Kept().personal
    personal.swap_first_side("b")
    sides = [p.side for p in personal.plan().phases if p.is_hold and p.stretch.id == "b"]
    assert sides == [Side.RIGHT, Side.LEFT]


@pytest.mark.parametrize(
    "before",
    [
        lambda p: p.hold_longer(),
        lambda p: p.fit_to(60_000),
        lambda p: p.fit_to(10**9),
        lambda p: p.set_hold("a", 5_000),
    ],
)
def test_the_same_time_gives_the_same_holds_whatever_was_chosen_before(
    before: Callable[[PersonalRoutine], object],
) -> None:
    fresh, used = (PersonalRoutine(ABC, Adjustments(), lambda _: None) for _ in range(2))
    before(used)
    wanted_ms = fresh.plan().total_ms + 20_000
    assert used.fit_to(wanted_ms) == fresh.fit_to(wanted_ms)
    assert used.adjustments == fresh.adjustments


def test_what_can_be_fitted_follows_rounds_and_what_is_left_out() -> None:
    personal = PersonalRoutine(ABC, Adjustments(), lambda _: None)
    once = personal.sensible_minutes()
    personal.hold_longer()
    assert personal.sensible_minutes() == once
    personal.set_time("rounds", 3)
    thrice = personal.sensible_minutes()
    assert thrice[-1] > once[-1]
    offer = personal.instead_of(once[0] * 60_000)
    assert offer is not None
    assert offer.rounds < 3
