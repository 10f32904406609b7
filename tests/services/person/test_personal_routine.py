"""Every change a person can make to a routine, and the way back from each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from stretchtimer.engine.adjustments import (
    Adjustments,
    StretchAdjustment,
)
from stretchtimer.engine.commands import Start
from stretchtimer.engine.cues import CueStyle
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.fit import Fit, Instead
from stretchtimer.engine.model import Side, Times
from stretchtimer.services.person.personal_routine import (
    Difference,
    PersonalRoutine,
)
from stretchtimer.services.person.undo_history import MOST_UNDONE
from stretchtimer.services.session.runner import SessionRunner
from tests.fakes import FakeClock
from tests.services.person.three_stretches import ALL_OUT, Kept
from tests.services.session.sessions import bundled_routine, follow

Change = Callable[[PersonalRoutine], object]

CHANGES: list[tuple[str, Change, Change]] = [
    ("hold", lambda p: p.set_hold("a", 45_000), lambda p: p.set_hold("a", 30_000)),
    ("hold reset", lambda p: p.set_hold("a", 45_000), lambda p: p.reset_stretch("a")),
    ("holds reset", lambda p: p.set_hold("c", 40_000), lambda p: p.reset_holds()),
    ("left out", lambda p: p.set_left_out("b", True), lambda p: p.set_left_out("b", False)),
    ("left out reset", lambda p: p.set_left_out("b", True), lambda p: p.reset_stretch("b")),
    ("side", lambda p: p.swap_first_side("b"), lambda p: p.swap_first_side("b")),
    ("side reset", lambda p: p.swap_first_side("b"), lambda p: p.reset_stretch("b")),
    ("easier", lambda p: p.set_easier("a", True), lambda p: p.set_easier("a", False)),
    ("easier reset", lambda p: p.set_easier("a", True), lambda p: p.reset_stretch("a")),
    ("order", lambda p: p.move("c", 0), lambda p: p.move("c", 2)),
    ("time", lambda p: p.set_time("lead_in_ms", 0), lambda p: p.set_time("lead_in_ms", 10_000)),
    ("rounds", lambda p: p.set_time("rounds", 3), lambda p: p.reset_times()),
    ("wait", lambda p: p.set_time("wait_until_ready", True), lambda p: p.reset_times()),
    ("longer", lambda p: p.hold_longer(), lambda p: p.reset_holds()),
    ("fitted", lambda p: p.fit_to(120_000), lambda p: p.reset_holds()),
    ("all", lambda p: p.hold_longer(), lambda p: p.reset_all()),
]


@pytest.mark.parametrize(("there", "back"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_every_change_changes_the_plan_and_has_a_way_back(there: Change, back: Change) -> None:
    kept = Kept()
    before = kept.personal.plan()
    there(kept.personal)
    assert kept.personal.plan() != before
    assert kept.personal.is_anything_changed
    assert (kept.told, kept.kept) == (1, [kept.personal.adjustments])
    back(kept.personal)
    assert kept.personal.plan() == before
    assert not kept.personal.is_anything_changed
    assert kept.kept[-1] == Adjustments()
    assert kept.told == 2


@pytest.mark.parametrize(
    "nothing",
    [
        lambda p: p.set_hold("a", 30_000),
        lambda p: p.set_hold("c", 21_000),
        lambda p: p.set_left_out("a", False),
        lambda p: p.swap_first_side("a"),
        lambda p: p.set_easier("b", True),
        lambda p: p.move("a", -3),
        lambda p: p.move("c", 99),
        lambda p: p.set_time("rounds", 1),
        lambda p: p.reset_all(),
        lambda p: p.reset_stretch("b"),
    ],
)
def test_a_change_that_changes_nothing_is_neither_kept_nor_told(nothing: Change) -> None:
    kept = Kept()
    nothing(kept.personal)
    assert (kept.told, kept.kept) == (0, [])


def test_each_reset_takes_back_its_own_and_nothing_else() -> None:
    kept = Kept()
    personal = kept.personal
    personal.set_hold("a", 45_000)
    personal.set_hold("b", 45_000)
    personal.swap_first_side("b")
    personal.set_left_out("c", True)
    personal.move("c", 0)
    personal.set_time("rounds", 2)
    personal.reset_stretch("a")
    assert kept.holds == {"c": 30_000, "a": 30_000, "b": 45_000}
    personal.reset_holds()
    assert personal.adjustments == Adjustments(
        {"b": StretchAdjustment(first_side=Side.RIGHT), "c": StretchAdjustment(left_out=True)},
        ("c", "a", "b"),
        {"rounds": 2},
    )
    personal.reset_times()
    assert personal.times == Times()
    personal.reset_stretch("c")
    assert not personal.is_left_out("c")
    assert kept.order == "abc"


def test_only_the_stretch_that_differs_is_marked_and_can_be_set_back_in_one_thing() -> None:
    personal = Kept().personal
    personal.set_hold("b", 45_000)
    personal.swap_first_side("b")
    assert [bool(personal.differences(name)) for name in "abc"] == [False, True, False]
    personal.move("b", 2)
    personal.set_time("rounds", 2)
    personal.set_left_out("b", True)
    every = (*(Difference.LEFT_OUT, Difference.HOLD), *(Difference.FIRST_SIDE, Difference.PLACE))
    assert personal.differences("b") == every
    assert [bool(personal.differences(name)) for name in "ac"] == [False, False]
    for what in every:
        personal.set_back("b", what)
        assert what not in personal.differences("b")
    assert personal.differences("b") == ()
    assert personal.is_anything_changed
    assert personal.differs_in_time("rounds")
    personal.reset_time("rounds")
    assert not personal.differs_in_time("rounds")
    assert not personal.is_anything_changed


ACTS: list[Change] = [
    lambda p: p.fit_to(200_000),
    lambda p: p.hold_longer(),
    lambda p: p.reset_all(),
    lambda p: p.set_left_out("a", True),
    lambda p: p.move("c", 0),
    lambda p: p.swap_first_side("b"),
    lambda p: p.set_time("rounds", 3),
    lambda p: p.set_time("lead_in_ms", 0),
    lambda p: p.set_time("wait_until_ready", True),
    lambda p: p.set_hold("b", 50_000),
    lambda p: p.do_instead(Instead(rounds=2, left_out=("a", "c")), 120_000),
    lambda p: p.reset_stretch("b"),
]


def test_every_change_can_be_undone_and_done_again_one_by_one() -> None:
    kept = Kept(adjustments=Adjustments({"gone": StretchAdjustment(hold_ms=45_000)}))
    personal = kept.personal
    personal.set_hold("b", 25_000)
    states = [personal.adjustments]
    written = [kept.kept[-1]]
    for act in ACTS:
        act(personal)
        assert personal.adjustments != states[-1]
        states.append(personal.adjustments)
        written.append(kept.kept[-1])
    assert not personal.can_redo
    for state, file in zip(states[-2::-1], written[-2::-1], strict=True):
        personal.undo()
        assert (personal.adjustments, kept.kept[-1]) == (state, file)
    for state, file in zip(states[1:], written[1:], strict=True):
        personal.redo()
        assert (personal.adjustments, kept.kept[-1]) == (state, file)
    assert not personal.can_redo
    personal.undo()
    assert personal.can_redo
    personal.set_time("rounds", 7)
    assert not personal.can_redo


def test_where_nothing_was_done_nothing_is_undone() -> None:
    kept = Kept()
    kept.personal.undo()
    kept.personal.redo()
    assert (kept.told, kept.kept) == (0, [])
    assert not kept.personal.can_undo
    assert not kept.personal.can_redo


def test_only_the_latest_changes_are_kept_to_be_undone() -> None:
    personal = Kept().personal
    for n in range(MOST_UNDONE + 5):
        personal.set_hold("a", 5_000 + n * 1_000)
    undone = 0
    while personal.can_undo:
        personal.undo()
        undone += 1
    assert undone == MOST_UNDONE


def test_what_is_offered_instead_is_one_change_that_meets_the_time() -> None:
    personal = Kept().personal
    offer = personal.instead_of(60_000)
    assert offer is not None
    result = personal.do_instead(offer, 60_000)
    assert result.fit is Fit.MET
    assert personal.plan().total_ms == result.total_ms <= 60_000
    personal.undo()
    assert not personal.is_anything_changed


def test_what_the_routine_itself_says_by_now_is_not_marked_as_changed() -> None:
    own = Adjustments({"a": StretchAdjustment(hold_ms=30_000)}, ("a", "b", "c"), {"rounds": 1})
    personal = Kept(adjustments=own).personal
    assert personal.differences("a") == ()
    assert not personal.is_anything_changed


@pytest.mark.parametrize(
    ("wish_ms", "hold_ms"), [(-5, 5_000), (0, 5_000), (4_999, 5_000), (7_000, 7_000)]
)
def test_a_hold_is_moved_into_what_can_be_held(wish_ms: int, hold_ms: int) -> None:
    kept = Kept()
    kept.personal.set_hold("a", wish_ms)
    assert kept.holds["a"] == hold_ms
    kept.personal.set_hold("a", 3_600_000)
    assert kept.holds["a"] == 600_000
    kept.personal.set_hold("c", wish_ms)
    assert kept.holds["c"] == 10_000


def test_the_last_stretch_left_cannot_be_left_out() -> None:
    kept = Kept()
    personal = kept.personal
    assert all(map(personal.can_leave_out, "abc"))
    personal.set_left_out("a", True)
    personal.set_left_out("c", True)
    assert not personal.can_leave_out("b")
    personal.set_left_out("b", True)
    assert not personal.is_left_out("b")
    assert [s.id for s in personal.routine().stretches] == ["b"]
    assert kept.told == 2
    assert kept.order == "abc"


def test_adjustments_that_leave_out_everything_take_all_in_again() -> None:
    own = replace(ALL_OUT, order=("c", "b", "a"))
    own = own.with_stretch("b", StretchAdjustment(25_000, left_out=True))
    kept = Kept(adjustments=own)
    personal = kept.personal
    assert [s.id for s in personal.routine().stretches] == ["c", "b", "a"]
    assert not any(map(personal.is_left_out, "abc"))
    held = [Difference.HOLD in personal.differences(name) for name in "abc"]
    assert held == [False, True, False]
    assert kept.holds["b"] == 25_000
    personal.set_left_out("a", True)
    assert kept.kept == [
        Adjustments(
            {"b": StretchAdjustment(25_000), "a": StretchAdjustment(left_out=True)}, ("c", "b", "a")
        )
    ]


def test_what_was_said_of_a_stretch_that_is_not_there_now_is_kept_until_all_is_reset() -> None:
    gone = StretchAdjustment(hold_ms=45_000, left_out=True)
    kept = Kept(adjustments=Adjustments({"gone": gone}))
    assert not kept.personal.is_anything_changed
    kept.personal.set_hold("a", 40_000)
    assert kept.kept == [Adjustments({"gone": gone, "a": StretchAdjustment(40_000)})]
    kept.personal.reset_stretch("a")
    assert kept.kept[-1] == Adjustments({"gone": gone})
    assert not kept.personal.is_anything_changed
    kept.personal.set_hold("b", 40_000)
    kept.personal.reset_all()
    assert kept.kept[-1] == Adjustments()


@pytest.mark.parametrize(("name", "value"), [("rounds", 0), ("rounds", 21), ("lead_in_ms", -1)])
def test_a_time_that_is_out_of_range_is_refused_and_changes_nothing(name: str, value: int) -> None:
    kept = Kept()
    with pytest.raises(InternalError):
        kept.personal.set_time(name, value)
    assert (kept.told, kept.kept) == (0, [])
    assert kept.personal.times == Times()


def test_a_running_session_keeps_its_plan_whatever_is_changed() -> None:
    clock = FakeClock()
    personal = Kept(bundled_routine()).personal
    plan = personal.plan()
    runner = SessionRunner(clock, plan, CueStyle())
    start_ms = clock.ms
    runner.send(Start())
    follow(runner, clock, clock.ms + 20_000)
    personal.hold_longer()
    personal.move("cat-cow", 0)
    personal.set_left_out("knee-hug", True)
    personal.set_time("rounds", 2)
    follow(runner, clock)
    assert clock.ms - start_ms == plan.total_ms
    assert [held.held_ms for held in runner.state.ledger] == [
        phase.duration_ms for phase in plan.phases if phase.is_hold
    ]
    assert personal.plan() != plan


def test_a_stretch_begins_on_the_side_whose_turn_it_is_and_nothing_of_that_is_kept() -> None:
    kept = Kept()
    personal = kept.personal
    usual = first_side_of(personal)
    personal.begin_on({"b": usual.other, "a": usual.other}, "yesterday")
    assert first_side_of(personal) is usual.other
    holds = [phase.side for phase in personal.plan().phases if phase.is_hold and phase.side]
    assert holds[:2] == [usual.other, usual]
    assert (kept.told, kept.kept) == (1, [])
    assert personal.differences("b") == ()
    assert not personal.is_anything_changed


def test_what_is_swapped_by_hand_stands_until_another_session_is_followed() -> None:
    kept = Kept()
    personal = kept.personal
    usual = first_side_of(personal)
    personal.begin_on({"b": usual.other}, "yesterday")
    personal.swap_first_side("b")
    personal.begin_on({"b": usual.other}, "yesterday")
    assert first_side_of(personal) is usual
    personal.begin_on({"b": usual.other}, "today")
    assert first_side_of(personal) is usual.other
    assert kept.kept == []
    personal.begin_on({}, "")
    assert first_side_of(personal) is usual


def first_side_of(personal: PersonalRoutine) -> Side:
    return next(stretch.first_side for stretch in personal.stretches if stretch.id == "b")
