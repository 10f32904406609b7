"""What was held is added up by stretch and side, beside what was planned."""

from __future__ import annotations

from hypothesis import given

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Routine, Side, Times
from stretchtimer.engine.plan import Phase, make_plan
from stretchtimer.services.session.summary import SummaryLine, summarize
from tests.engine.routines import routine, routines, stretch
from tests.services.session.sessions import bundled_plan

LEFT, RIGHT = Side.LEFT, Side.RIGHT


def held(phase: Phase, held_ms: int) -> Held:
    one = phase.stretch
    place = (phase.repetition, phase.round)
    return Held(one.id, one.name, phase.side, *place, phase.duration_ms, held_ms)


def test_every_stretch_and_side_of_the_plan_has_a_line_in_its_order() -> None:
    lines = summarize(bundled_plan(), ()).lines
    assert lines == (
        SummaryLine("Knee hug", None, 25_000, 0),
        SummaryLine("Spinal twist", LEFT, 30_000, 0),
        SummaryLine("Spinal twist", RIGHT, 30_000, 0),
        SummaryLine("Hamstring stretch", LEFT, 30_000, 0),
        SummaryLine("Hamstring stretch", RIGHT, 30_000, 0),
        SummaryLine("Child's pose", None, 30_000, 0),
        SummaryLine("Cat-cow", None, 30_000, 0),
    )


def test_repetitions_rounds_and_second_tries_are_added_up() -> None:
    two_sided = stretch("b", repetitions=2, two_sided=True, first_side=RIGHT)
    plan = make_plan(routine(stretch("a", 10_000), two_sided, times=Times(rounds=2)))
    holds = [phase for phase in plan.phases if phase.is_hold]
    ledger = [held(phase, 1_000) for phase in holds] + [held(holds[0], 500), held(holds[-1], 70)]
    summary = summarize(plan, ledger)
    assert summary.lines == (
        SummaryLine("A", None, 20_000, 2_500),
        SummaryLine("B", RIGHT, 120_000, 4_000),
        SummaryLine("B", LEFT, 120_000, 4_070),
    )
    assert summary.held_ms == 10_570


def test_what_was_skipped_and_what_was_not_reached_are_told_apart() -> None:
    plan = bundled_plan()
    holds = [phase for phase in plan.phases if phase.is_hold]
    summary = summarize(plan, [held(holds[0], 25_000), held(holds[2], 10_000)], holds[2].index + 1)
    assert [line.is_reached for line in summary.lines] == [True, True, True, *[False] * 4]
    assert [line.differs for line in summary.lines] == [False, *[True] * 6]
    # Whoever went back and ended there had been farther before.
    assert summarize(plan, [held(holds[2], 10_000)], holds[0].index).lines[1].is_reached
    assert all(line.is_reached for line in summarize(plan, ()).lines)


def test_nothing_held_is_nothing_in_all() -> None:
    assert summarize(bundled_plan(), ()).held_ms == 0


@given(of=routines())
def test_a_session_held_as_planned_has_no_line_that_differs(of: Routine) -> None:
    plan = make_plan(of)
    holds = [phase for phase in plan.phases if phase.is_hold]
    summary = summarize(plan, [held(phase, phase.duration_ms) for phase in holds])
    assert all(line.held_ms == line.planned_ms for line in summary.lines)
    assert summary.held_ms == sum(phase.duration_ms for phase in holds)
