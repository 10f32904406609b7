"""Routines laid out in time."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given

from stretchtimer.engine.model import Routine, Side, Times
from stretchtimer.engine.plan import PhaseKind, Plan, make_plan
from tests.engine.routines import CAT_COW, NO_TIMES, routine, routines, stretch

HOLD, LEAD_IN, RELEASE = PhaseKind.HOLD, PhaseKind.LEAD_IN, PhaseKind.RELEASE
CHANGE_OVER, CHANGE_SIDES = PhaseKind.CHANGE_OVER, PhaseKind.CHANGE_SIDES


def _outline(plan: Plan) -> list[tuple[PhaseKind, str, Side | None, int, int, int]]:
    return [
        (p.kind, p.stretch.id, p.side, p.repetition, p.round, p.duration_ms) for p in plan.phases
    ]


def test_a_routine_is_laid_out_by_rounds_stretches_sides_and_repetitions() -> None:
    plan = make_plan(
        routine(
            stretch("a", 20_000, two_sided=True, first_side=Side.RIGHT),
            stretch("b", 25_000, repetitions=2, rest_ms=6_000),
            times=Times(15_000, 10_000, 8_000, 9_000, 3_000, 20_000, rounds=2),
        )
    )
    right, left = Side.RIGHT, Side.LEFT

    def one_round(number: int) -> list[tuple[PhaseKind, str, Side | None, int, int, int]]:
        return [
            (HOLD, "a", right, 1, number, 20_000),
            (RELEASE, "a", right, 1, number, 3_000),
            (CHANGE_SIDES, "a", left, 1, number, 8_000),
            (HOLD, "a", left, 1, number, 20_000),
            (RELEASE, "a", left, 1, number, 3_000),
            (CHANGE_OVER, "b", None, 1, number, 9_000),
            (LEAD_IN, "b", None, 1, number, 10_000),
            (HOLD, "b", None, 1, number, 25_000),
            (RELEASE, "b", None, 1, number, 3_000),
            (LEAD_IN, "b", None, 2, number, 6_000),
            (HOLD, "b", None, 2, number, 25_000),
            (RELEASE, "b", None, 2, number, 3_000),
        ]

    assert _outline(plan) == [
        (LEAD_IN, "a", right, 1, 1, 15_000),
        *one_round(1),
        (CHANGE_OVER, "a", right, 1, 2, 20_000),
        (LEAD_IN, "a", right, 1, 2, 10_000),
        *one_round(2),
    ]


def test_phases_of_no_length_are_left_out() -> None:
    plan = make_plan(routine(stretch("a", two_sided=True), stretch("b"), times=NO_TIMES))
    assert [phase.kind for phase in plan.phases] == [HOLD, HOLD, HOLD]


def test_a_waiting_lead_in_of_no_length_is_kept() -> None:
    waiting = Times(0, 0, 0, 0, 0, 0, wait_until_ready=True)
    plan = make_plan(routine(stretch("a", two_sided=True), stretch("b"), times=waiting))
    assert [(phase.kind, phase.waits) for phase in plan.phases] == [
        *((LEAD_IN, True), (HOLD, False), (HOLD, False)),
        *((LEAD_IN, True), (HOLD, False)),
    ]


def test_only_the_lead_in_of_a_stretch_waits_and_not_the_rest_between_repetitions() -> None:
    plan = make_plan(
        routine(stretch(two_sided=True, repetitions=2), times=Times(wait_until_ready=True))
    )
    assert [phase.index for phase in plan.phases if phase.waits] == [0]


def test_the_pose_is_the_one_moved_into() -> None:
    plan = make_plan(routine(stretch("a"), stretch("b")))
    assert [(phase.kind, phase.pose) for phase in plan.phases] == [
        (LEAD_IN, "a-pose"),
        (HOLD, "a-pose"),
        (RELEASE, "a-start"),
        (CHANGE_OVER, "b-start"),
        (LEAD_IN, "b-pose"),
        (HOLD, "b-pose"),
        (RELEASE, "b-start"),
    ]


@given(routines())
def test_phases_follow_each_other_without_gaps(made: Routine) -> None:
    plan = make_plan(made)
    assert [phase.index for phase in plan.phases] == list(range(len(plan.phases)))
    assert plan.phases[0].start_ms == 0
    for before, after in pairwise(plan.phases):
        assert before.end_ms == after.start_ms
    assert plan.total_ms == plan.phases[-1].end_ms == sum(p.duration_ms for p in plan.phases)
    assert all(phase.duration_ms > 0 or phase.waits for phase in plan.phases)


@given(routines())
def test_every_side_is_held_as_long_and_as_often_as_the_dose_says(made: Routine) -> None:
    plan = make_plan(made)
    for planned in made.stretches:
        for side in planned.sides:
            holds = [p for p in plan.phases if p.is_hold and (p.stretch, p.side) == (planned, side)]
            wanted = planned.dose.repetitions * made.times.rounds
            assert [hold.duration_ms for hold in holds] == [planned.hold_ms] * wanted


@given(routines())
def test_the_holds_around_a_phase_are_found(made: Routine) -> None:
    plan = make_plan(made)
    holds = [phase for phase in plan.phases if phase.is_hold]
    for index in range(len(plan.phases)):
        after = [hold for hold in holds if hold.index >= index]
        before = [hold for hold in holds if hold.index < index]
        assert plan.hold_after(index) == (after[0] if after else None)
        assert plan.hold_before(index) == (before[-1] if before else None)


@given(routines())
def test_the_approach_to_a_hold_is_the_phase_that_leads_up_to_it(made: Routine) -> None:
    plan = make_plan(made)
    for hold in plan.phases:
        if hold.is_hold:
            before = plan.phases[hold.index - 1] if hold.index else hold
            leads_up = before.kind in (LEAD_IN, CHANGE_SIDES, CHANGE_OVER)
            assert plan.approach(hold) is (before if leads_up else hold)


@given(routines())
def test_a_phase_belongs_to_the_hold_it_leads_up_to_or_out_of(made: Routine) -> None:
    plan = make_plan(made)
    for phase in plan.phases:
        hold = plan.hold_of(phase)
        assert (hold.stretch, hold.side, hold.repetition, hold.round) == (
            *(phase.stretch, phase.side, phase.repetition, phase.round),
        )
        assert hold.is_hold


def test_an_alternating_stretch_ends_on_a_whole_cycle() -> None:
    plan = make_plan(routine(stretch(hold_ms=33_000, movements=CAT_COW), times=NO_TIMES))
    assert plan.total_ms == 40_000
