"""Skipping, going back, going elsewhere and holding again: where each leads."""

from __future__ import annotations

import pytest

from stretchtimer.engine.commands import (
    AnyCommand,
    ChooseWay,
    Finish,
    GoTo,
    Next,
    Pause,
    Previous,
    Restart,
    Resume,
    SkipStretch,
)
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import (
    CueDue,
    HoldFinished,
    SessionFinished,
)
from stretchtimer.engine.model import Side, Times
from stretchtimer.engine.session import elapsed_ms, remaining_ms
from stretchtimer.engine.state_machine import allowed
from tests.engine.routines import (
    holding,
    routine,
    started,
    stretch,
    talking,
)
from tests.engine.situations import (
    CHANGE_OVER,
    CHANGE_SIDES,
    EASY,
    FINISHED,
    HOLD,
    PAUSED,
    RELEASE,
    RUNNING,
    WAITING_TIMES,
    played_to,
)


@pytest.mark.parametrize(
    ("index", "wanted"), [(0, 1), (1, 3), (2, 3), (3, 4), (4, 6), (5, 6), (6, 7), (7, 8)]
)
def test_skipping_leaves_out_the_release(index: int, wanted: int) -> None:
    played = played_to(index)
    played.do(Next())
    assert played.state.phase_index == wanted
    assert elapsed_ms(played.state, played.now_ms) == 0


@pytest.mark.parametrize("index", [8, 9])
def test_skipping_the_last_hold_finishes_the_session(index: int) -> None:
    played = played_to(index)
    told = played.do(Next())
    assert told[-1] == SessionFinished(played.now_ms, True)
    assert played.state.status is FINISHED
    assert played.state.ledger[-1].held_ms == (1_000 if index == 8 else 30_000)


@pytest.mark.parametrize("index", range(6))
def test_skipping_a_stretch_leaves_out_all_its_sides(index: int) -> None:
    played = played_to(index)
    played.do(SkipStretch())
    assert played.place == (RUNNING, CHANGE_OVER, 6)
    assert elapsed_ms(played.state, played.now_ms) == 0
    held = [(held.side, held.held_ms) for held in played.state.ledger]
    both = [(Side.LEFT, 30_000), (Side.RIGHT, 30_000)]
    assert held == {1: [(Side.LEFT, 1_000)], 4: [both[0], (Side.RIGHT, 1_000)]}.get(
        index, both[: (index + 1) // 3]
    )


@pytest.mark.parametrize("index", range(6, 10))
def test_skipping_the_last_stretch_finishes_the_session(index: int) -> None:
    played = played_to(index)
    told = played.do(SkipStretch())
    assert told[-1] == SessionFinished(played.now_ms, True)
    assert (played.state.status, played.state.completed) == (FINISHED, True)


def test_nobody_completes_a_session_by_skipping_all_of_it() -> None:
    played = played_to(0)
    played.do(SkipStretch())
    told = played.do(SkipStretch())
    assert told[-1] == SessionFinished(played.now_ms, False)
    assert not played.state.completed


def test_skipping_a_stretch_while_paused_stays_paused() -> None:
    played = played_to(1)
    played.do(Pause())
    played.do(SkipStretch())
    assert played.place == (PAUSED, CHANGE_OVER, 6)


def test_skipping_the_only_stretch_of_a_round_leads_to_the_next_round() -> None:
    played = started(routine(stretch("a"), times=Times(rounds=2)))
    played.do(SkipStretch())
    assert (played.state.phase.round, played.state.phase.kind) == (2, CHANGE_OVER)


def test_another_way_is_a_matter_of_words_alone() -> None:
    played = started(routine(EASY, stretch("b")), talking())
    played.wait(20_000)
    played.do(Pause())
    before = played.state
    played.do(ChooseWay("a", True))
    assert played.state.phase.words.position == "Kneel on a cushion."
    assert [phase.stretch.is_easier for phase in played.state.plan.phases] == [
        phase.stretch.id == "a" for phase in before.plan.phases
    ]
    assert remaining_ms(played.state, played.now_ms) == remaining_ms(before, played.now_ms)
    assert not allowed(played.state, ChooseWay("a", True))
    played.do(GoTo(0))
    played.do(Resume())
    played.wait(15_000)
    said = [event.cue.text for event in played.events if isinstance(event, CueDue)]
    assert [text for text in said if text.startswith("Kneel")] == ["Kneel.", "Kneel on a cushion."]
    played.do(Pause())
    played.do(ChooseWay("a", False))
    assert played.state.phase.words.position == "Kneel."


def test_who_waits_is_told_the_other_way_at_once() -> None:
    played = started(routine(EASY, times=WAITING_TIMES), talking())
    played.wait(30_000)
    played.do(ChooseWay("a", True))
    played.wait(10_000)
    said = [event.cue.text for event in played.events if isinstance(event, CueDue)]
    assert [text for text in said if text.startswith("Kneel")] == ["Kneel.", "Kneel on a cushion."]


@pytest.mark.parametrize("stretch_id", ["b", "x"])
def test_what_has_no_easier_way_or_is_not_there_has_none_to_choose(stretch_id: str) -> None:
    played = started(routine(EASY, stretch("b")))
    played.do(Pause())
    assert not allowed(played.state, ChooseWay(stretch_id, True))


@pytest.mark.parametrize(
    ("index", "wanted"),
    [(0, 0), (1, 0), (2, 0), (3, 0), (4, 0), (5, 3), (6, 3), (7, 3), (8, 3), (9, 7)],
)
def test_going_back_leads_to_the_approach(index: int, wanted: int) -> None:
    played = played_to(index)
    played.do(Previous())
    assert played.state.phase_index == wanted
    assert elapsed_ms(played.state, played.now_ms) == 0


def test_going_back_without_lead_ins_leads_to_the_change_over() -> None:
    times = Times(lead_in_ms=0)
    played = started(routine(stretch("a"), stretch("b"), stretch("c"), times=times))
    kinds = [phase.kind for phase in played.state.plan.phases]
    assert kinds[3:5] == [CHANGE_OVER, HOLD]
    played.do(GoTo(7))
    played.do(Previous())
    assert played.place == (RUNNING, CHANGE_OVER, 3)


def test_going_back_in_the_first_of_nothing_but_holds_begins_it_again() -> None:
    played = holding(7_000)
    played.do(Previous())
    assert played.place == (RUNNING, HOLD, 0)
    assert [held.held_ms for held in played.state.ledger] == [7_000]
    assert remaining_ms(played.state, 7_000) == 30_000


@pytest.mark.parametrize("index", [1, 2, 4, 5])
def test_restarting_holds_the_hold_again(index: int) -> None:
    played = played_to(index)
    played.do(Restart())
    played.wait(0)
    assert played.place == (RUNNING, HOLD, index if index in (1, 4) else index - 1)
    assert remaining_ms(played.state, played.now_ms) == 30_000
    # The end of the stretch still rings for 200 ms; the end of the first side does no more.
    begins_ms = played.now_ms + (200 if index == 5 else 0)
    played.wait(200)
    assert played.cues()[-1] == (begins_ms, CueKind.HOLD_START)
    assert played.state.ledger[-1].held_ms == (1_000 if index in (1, 4) else 30_000)


@pytest.mark.parametrize("command", [Next(), Previous(), Restart(), GoTo(8), GoTo(2)])
def test_moving_about_while_paused_stays_paused(command: AnyCommand) -> None:
    played = played_to(4, 12_000)
    played.do(Pause())
    played.poll(played.now_ms + 50_000)
    played.do(command)
    assert played.state.status is PAUSED
    assert played.wait(60_000) == ()
    assert elapsed_ms(played.state, played.now_ms) == 0
    assert played.state.ledger[-1].held_ms == 12_000
    assert played.state.ledger[-1].side is Side.RIGHT


def test_going_to_a_release_and_holding_again_from_there() -> None:
    played = played_to(0)
    played.do(GoTo(5))
    assert played.place == (RUNNING, RELEASE, 5)
    played.do(Restart())
    assert played.place == (RUNNING, HOLD, 4)
    assert played.state.ledger == ()


def test_moving_on_while_counting_in_ends_the_count_in() -> None:
    played = played_to(1, 10_000)
    played.do(Pause())
    played.do(Resume())
    played.wait(1_500)
    played.events.clear()
    played.do(Next())
    assert played.place == (RUNNING, CHANGE_SIDES, 3)
    played.wait(2_000)
    assert [kind for _, kind in played.cues()] == [CueKind.CHANGE_SIDES]
    assert played.state.ledger[-1].held_ms == 10_000


def test_finishing_while_counting_in_logs_what_was_held_before() -> None:
    played = holding(10_000)
    played.do(Pause())
    played.do(Resume())
    played.poll(12_000)
    told = played.do(Finish())
    assert [type(event) for event in told] == [HoldFinished, SessionFinished]
    assert [held.held_ms for held in played.state.ledger] == [10_000]
    assert played.poll(60_000) == ()


def test_a_hold_that_never_ran_is_not_logged() -> None:
    played = holding(0)
    played.do(Finish())
    assert played.state.ledger == ()
