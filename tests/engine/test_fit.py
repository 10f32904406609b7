"""Fitting a routine to a given time."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stretchtimer.engine.adjustments import Adjustments, adjust
from stretchtimer.engine.fit import (
    Fit,
    FitResult,
    Instead,
    fit_to,
    instead_of,
    rounded,
    sensible_minutes,
)
from stretchtimer.engine.model import Movement, Routine, Stretch
from stretchtimer.engine.plan import make_plan
from tests.engine.routines import CAT_COW, NO_TIMES, routine, routines, stretch


def _grain_ms(stretch: Stretch) -> int:
    return stretch.cycle_ms or 1_000


def _range_ms(stretch: Stretch) -> tuple[int, int]:
    """The shortest and the longest sane hold on the grid; at least one."""
    grain_ms = _grain_ms(stretch)
    least_ms = -(-stretch.dose.sane_ms[0] // grain_ms) * grain_ms
    return least_ms, max(least_ms, stretch.dose.sane_ms[1] // grain_ms * grain_ms)


def _applied(made: Routine, result: FitResult) -> Routine:
    return adjust(made, Adjustments().with_holds(result.holds_ms))


@given(routines(most=4), st.floats(-0.2, 1.2))
def test_a_fitted_routine_takes_at_most_the_wanted_time_and_wastes_none(
    made: Routine, share: float
) -> None:
    # Most wishes lie between the shortest and the longest sane time, some beyond them.
    shortest_ms, longest_ms = (fit_to(made, ms).total_ms for ms in (0, 10**9))
    wanted_ms = round(shortest_ms + share * (longest_ms - shortest_ms))
    result = fit_to(made, wanted_ms)
    assert make_plan(_applied(made, result)).total_ms == result.total_ms
    for held in made.stretches:
        least_ms, most_ms = _range_ms(held)
        hold_ms, grain_ms = result.holds_ms[held.id], _grain_ms(held)
        assert least_ms <= hold_ms <= most_ms
        assert hold_ms % grain_ms == 0
        if result.fit is Fit.TOO_SHORT:
            assert hold_ms == least_ms
        elif result.fit is Fit.TOO_LONG:
            assert hold_ms == most_ms
        else:
            holds = len(held.sides) * held.dose.repetitions * made.times.rounds
            fits = result.total_ms + grain_ms * holds <= wanted_ms
            assert not (fits and hold_ms + grain_ms <= most_ms)
    assert (result.total_ms > wanted_ms) is (result.fit is Fit.TOO_SHORT)
    if result.fit is Fit.TOO_LONG:
        assert result.total_ms < wanted_ms


@given(routines(most=4), st.integers(1, 90))
def test_rounded_holds_take_as_many_minutes_and_stay_in_their_ranges(
    made: Routine, minutes: int
) -> None:
    exact = fit_to(made, minutes * 60_000)
    result = rounded(made, exact, minutes * 60_000)
    if result == exact:
        return
    assert minutes * 60_000 - 30_000 < result.total_ms <= minutes * 60_000
    assert make_plan(_applied(made, result)).total_ms == result.total_ms
    for held in made.stretches:
        least_ms, most_ms = _range_ms(held)
        hold_ms = result.holds_ms[held.id]
        assert least_ms <= hold_ms <= most_ms
        assert hold_ms % (_grain_ms(held) if held.movements else 5_000) == 0


def test_odd_holds_are_rounded_where_the_total_stays_that_minute() -> None:
    made = routine(stretch("a", 20_000), stretch("b", 30_000), times=NO_TIMES)
    exact = fit_to(made, 60_000)
    assert dict(exact.holds_ms) == {"a": 24_000, "b": 36_000}
    assert rounded(made, exact, 60_000).holds_ms == {"a": 25_000, "b": 35_000}


def test_what_cannot_be_met_is_not_rounded() -> None:
    made = routine(stretch(sane_ms=(11_000, 14_000)), times=NO_TIMES)
    for wanted_ms in (5_000, 12_000, 90_000):
        exact = fit_to(made, wanted_ms)
        assert rounded(made, exact, wanted_ms) == exact


def test_a_routine_fitted_to_its_own_time_stays_as_it_is() -> None:
    made = routine(stretch("a", 20_000, two_sided=True), stretch("b", 30_000, movements=CAT_COW))
    result = fit_to(made, make_plan(made).total_ms)
    assert result == FitResult({"a": 20_000, "b": 30_000}, make_plan(made).total_ms, Fit.MET)


def test_sides_repetitions_and_rounds_all_cost_their_time() -> None:
    times = replace(NO_TIMES, rounds=2)
    made = routine(stretch(two_sided=True, repetitions=3, rest_ms=0), times=times)
    assert fit_to(made, 12 * 41_000 + 11_999) == FitResult({"a": 41_000}, 492_000, Fit.MET)


def test_holds_are_scaled_alike() -> None:
    made = routine(stretch("a", 20_000), stretch("b", 30_000), times=NO_TIMES)
    assert fit_to(made, 100_000).holds_ms == {"a": 40_000, "b": 60_000}
    assert fit_to(made, 25_000).holds_ms == {"a": 10_000, "b": 15_000}


def test_what_one_hold_may_not_take_goes_to_the_others() -> None:
    made = routine(
        stretch("a", 20_000, sane_ms=(10_000, 25_000)), stretch("b", 20_000), times=NO_TIMES
    )
    assert fit_to(made, 80_000).holds_ms == {"a": 25_000, "b": 55_000}


@pytest.mark.parametrize(
    ("wanted_ms", "fit", "hold_ms"),
    [
        (9_999, Fit.TOO_SHORT, 10_000),
        (10_000, Fit.MET, 10_000),
        (60_000, Fit.MET, 60_000),
        (60_001, Fit.TOO_LONG, 60_000),
    ],
)
def test_the_ends_of_the_sane_range_are_met(wanted_ms: int, fit: Fit, hold_ms: int) -> None:
    result = fit_to(routine(times=NO_TIMES), wanted_ms)
    assert (result.fit, result.holds_ms) == (fit, {"a": hold_ms})


def test_time_that_is_too_little_for_one_more_cycle_is_used_by_the_other_stretches() -> None:
    slow = (Movement("cat", "Cat", 10_000), Movement("cow", "Cow", 10_000))
    made = routine(
        stretch("a", 20_000, movements=slow, repetitions=3, rest_ms=0),
        stretch("b", 20_000),
        times=NO_TIMES,
    )
    result = fit_to(made, 119_000)
    assert result.total_ms == 119_000


def test_no_hold_is_scaled_out_of_its_sane_range_even_if_it_lies_outside() -> None:
    made = routine(stretch("a", 5_000), stretch("b", 90_000), times=NO_TIMES)
    assert fit_to(made, 1_000).holds_ms == {"a": 10_000, "b": 10_000}
    assert fit_to(made, 900_000).holds_ms == {"a": 60_000, "b": 60_000}


def test_a_sane_range_narrower_than_a_cycle_means_one_cycle() -> None:
    made = routine(stretch(sane_ms=(11_000, 14_000), movements=CAT_COW), times=NO_TIMES)
    assert fit_to(made, 20_000) == FitResult({"a": 20_000}, 20_000, Fit.MET)


@given(routines(most=4))
def test_every_sensible_total_can_be_met_and_none_beyond_them(made: Routine) -> None:
    minutes = sensible_minutes(made)
    assert len(minutes) <= 3
    assert list(minutes) == sorted(set(minutes))
    for each in minutes:
        assert fit_to(made, each * 60_000).fit is Fit.MET
    if minutes:
        assert fit_to(made, (minutes[0] - 1) * 60_000).fit is Fit.TOO_SHORT
        assert fit_to(made, (minutes[-1] + 1) * 60_000).fit is Fit.TOO_LONG


def test_a_routine_that_fills_no_whole_minute_offers_none() -> None:
    assert sensible_minutes(routine(stretch(sane_ms=(20_000, 25_000)), times=NO_TIMES)) == ()


@given(routines(most=4), st.integers(1, 90))
def test_what_is_offered_instead_meets_the_time(made: Routine, minutes: int) -> None:
    offer = instead_of(made, minutes * 60_000)
    if offer is None:
        return
    assert fit_to(made, minutes * 60_000).fit is not Fit.MET
    kept = tuple(held for held in made.stretches if held.id not in offer.left_out)
    assert kept
    assert len(kept) == len(made.stretches) - len(offer.left_out)
    rounds = offer.rounds or made.times.rounds
    other = replace(made, stretches=kept, times=replace(made.times, rounds=rounds))
    assert fit_to(other, minutes * 60_000).fit is Fit.MET


def test_more_time_than_holds_fill_is_offered_as_rounds_and_less_as_fewer() -> None:
    one = routine(stretch("a"), stretch("b"), times=NO_TIMES)
    assert instead_of(one, 120_000) is None
    assert instead_of(one, 240_000) == Instead(rounds=2)
    two = routine(stretch("a"), stretch("b"), times=replace(NO_TIMES, rounds=2))
    assert instead_of(two, 39_000) == Instead(rounds=1)
    assert instead_of(one, 10**9) is None


def test_less_time_than_holds_need_is_offered_without_the_shortest_stretch() -> None:
    made = routine(stretch("a", 30_000), stretch("b", 20_000), stretch("c"), times=NO_TIMES)
    assert instead_of(made, 25_000) == Instead(left_out=("b",))
    # Where one left out is not enough, several are.
    assert instead_of(made, 15_000) == Instead(left_out=("b", "a"))
    twice = replace(made, times=replace(made.times, rounds=2))
    assert instead_of(twice, 25_000) == Instead(rounds=1, left_out=("b",))
    assert instead_of(routine(times=NO_TIMES), 9_000) is None
