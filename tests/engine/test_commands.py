"""What each command does, one situation at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from stretchtimer.engine.commands import (
    AnyCommand,
    ChooseWay,
    Extend,
    Finish,
    GoTo,
    Next,
    NoticeGap,
    Pause,
    Previous,
    Ready,
    Restart,
    Resume,
    SkipStretch,
    Start,
)
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import (
    CueDue,
    GapNoticed,
    HoldFinished,
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
    WaitingStarted,
)
from stretchtimer.engine.model import Side, StretchWords, Times
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status, elapsed_ms, held_ms, remaining_ms
from stretchtimer.engine.transitions import TABLE, allowed
from tests.engine.routines import (
    NO_TIMES,
    Played,
    holding,
    routine,
    started,
    stretch,
    talking,
)

LEAD_IN, HOLD, RELEASE = PhaseKind.LEAD_IN, PhaseKind.HOLD, PhaseKind.RELEASE
CHANGE_SIDES, CHANGE_OVER = PhaseKind.CHANGE_SIDES, PhaseKind.CHANGE_OVER
RUNNING, PAUSED, WAITING = Status.RUNNING, Status.PAUSED, Status.WAITING
COUNTING_IN, FINISHED = Status.COUNTING_IN, Status.FINISHED
WAITING_TIMES = Times(wait_until_ready=True)
EASY = stretch("a", words=StretchWords(position="Kneel.", easier="Kneel on a cushion."))
TWO = routine(stretch("a", two_sided=True), stretch("b"))
"""0 lead-in, 1 hold, 2 release, 3 change sides, 4 hold, 5 release, 6 change-over, 7 lead-in, ..."""


def _at(index: int, into_ms: int = 1_000) -> Played:
    played = started(TWO)
    played.poll(played.state.plan.phases[index].start_ms + into_ms)
    assert played.state.phase_index == index
    return played


EVERY: tuple[AnyCommand, ...] = (
    *(Start(), Pause(), Resume(), Next(), Previous(), Restart(), Extend(), GoTo(0), Ready()),
    *(Finish(), NoticeGap(11_000), SkipStretch(), ChooseWay("a", True)),
)


def _in_status(status: Status) -> Played:
    if status is WAITING:
        return started(routine(EASY, times=WAITING_TIMES))
    played = Played.of(routine(EASY))
    steps: dict[Status, tuple[AnyCommand, ...]] = {
        Status.READY: (),
        RUNNING: (Start(), Next()),
        PAUSED: (Start(), Next(), Pause()),
        COUNTING_IN: (Start(), Next(), Pause(), Resume()),
        FINISHED: (Start(), Finish()),
    }
    for command in steps[status]:
        played.do(command)
    return played


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("command", EVERY, ids=lambda command: type(command).__name__)
def test_a_command_acts_if_the_table_has_it_and_else_raises_and_changes_nothing(
    status: Status, command: AnyCommand
) -> None:
    played = _in_status(status)
    assert played.state.status is status
    before, can = played.state, allowed(played.state, command)
    assert can is (type(command) in TABLE[status]) or isinstance(command, Ready)
    if can:
        told = played.do(command)
        assert told or isinstance(command, ChooseWay)
        assert played.state != before
        return
    with pytest.raises(InternalError, match=type(command).__name__):
        played.do(command)
    assert played.state == before


@pytest.mark.parametrize("index", range(8))
def test_what_a_command_needs_of_the_phase(index: int) -> None:
    state = _at(index).state
    in_hold_or_release = state.phase.kind in (HOLD, RELEASE)
    assert allowed(state, Restart()) is in_hold_or_release
    assert allowed(state, Ready()) is not in_hold_or_release
    assert allowed(state, GoTo(len(state.plan.phases) - 1))
    assert not allowed(state, GoTo(len(state.plan.phases)))
    assert not allowed(state, GoTo(-1))


def test_time_cannot_be_given_back_by_a_command() -> None:
    played = holding(10_000)
    assert not allowed(played.state, Extend(0))
    assert not allowed(played.state, Extend(-1_000))
    played.do(Pause())
    assert not allowed(played.state, Resume(settle_ms=-5_000))
    assert not allowed(Played.of(routine()).state, Start(settle_ms=-1))


def test_the_first_phase_begins_when_the_sound_device_has_woken() -> None:
    played = started(routine(), settle_ms=500)
    lead_in = played.state.phase
    assert played.events == [SessionStarted(500), PhaseEntered(500, lead_in)]
    assert played.poll(499) == ()
    assert remaining_ms(played.state, 499) == 15_000
    assert played.poll(500) != ()
    assert elapsed_ms(played.state, 2_500) == 2_000


def test_a_pause_before_the_first_phase_has_begun_loses_neither_time_nor_cue() -> None:
    played = started(routine(), settle_ms=500)
    played.poll(100)
    played.do(Pause())
    assert remaining_ms(played.state, 100) == 15_000
    played.poll(9_000)
    played.do(Resume(settle_ms=400))
    played.poll(9_400)
    assert played.cues() == [(9_400, CueKind.LEAD_IN)]
    assert remaining_ms(played.state, 10_000) == 14_400


def test_skipping_before_the_first_phase_has_begun_goes_to_the_hold() -> None:
    played = started(routine(), settle_ms=500)
    played.poll(100)
    played.do(Next())
    played.poll(100)
    assert played.place == (RUNNING, HOLD, 1)
    assert played.cues() == [(100, CueKind.HOLD_START)]


def test_after_a_pause_a_hold_is_counted_in_and_what_remains_is_exact() -> None:
    played = holding(12_345)
    assert played.do(Pause()) == (SessionPaused(12_345, played.state.phase),)
    played.poll(700_000)
    assert remaining_ms(played.state, 700_000) == 30_000 - 12_345
    played.events.clear()
    played.do(Resume())
    assert played.events == [SessionResumed(700_000, played.state.phase, 703_000)]
    played.wait(60_000)
    end_ms = 703_000 + 30_000 - 12_345
    assert played.cues() == [
        *((700_000 + ms, CueKind.COUNT) for ms in (0, 1_000, 2_000)),
        (703_000, CueKind.HOLD_START),
        (705_655, CueKind.HALF_WAY),
        *((end_ms - ms, CueKind.COUNT) for ms in (3_000, 2_000, 1_000)),
        (end_ms, CueKind.ROUTINE_END),
    ]
    assert held_ms(played.state, played.now_ms) == 30_000


def test_the_count_in_waits_for_the_sound_device() -> None:
    played = holding(10_000)
    played.do(Pause())
    played.do(Resume(settle_ms=500))
    played.poll(13_499)
    assert (played.state.status, elapsed_ms(played.state, 13_499)) == (COUNTING_IN, 10_000)
    assert [at for at, kind in played.cues() if kind is CueKind.COUNT] == [10_500, 11_500, 12_500]
    played.poll(13_500)
    assert (played.state.status, elapsed_ms(played.state, 13_500)) == (RUNNING, 10_000)


def test_other_phases_go_on_at_once_and_without_a_second_announcement() -> None:
    played = started(routine())
    played.poll(4_000)
    played.do(Pause())
    played.poll(50_000)
    played.do(Resume())
    played.poll(50_000)
    assert played.place == (RUNNING, LEAD_IN, 0)
    played.poll(60_999)
    assert played.place == (RUNNING, LEAD_IN, 0)
    played.poll(61_000)
    assert played.place == (RUNNING, HOLD, 1)
    assert played.cues() == [(0, CueKind.LEAD_IN), (61_000, CueKind.HOLD_START)]


def test_a_hold_paused_at_its_very_first_instant_is_told_to_go_on_too() -> None:
    played = holding(0)
    assert played.cues() == [(0, CueKind.HOLD_START)]
    played.do(Pause())
    played.do(Resume())
    played.poll(3_000)
    assert played.cues()[-1] == (3_000, CueKind.HOLD_START)
    assert remaining_ms(played.state, 3_000) == 30_000


def test_a_pause_during_the_count_in_counts_in_anew() -> None:
    played = holding(10_000)
    for paused_ms, resumed_ms in ((10_000, 20_000), (21_500, 40_000)):
        played.poll(paused_ms)
        played.do(Pause())
        played.poll(resumed_ms)
        played.do(Resume())
    played.poll(43_000)
    assert [at for at, kind in played.cues() if kind is CueKind.COUNT] == [
        *(20_000, 21_000, 40_000, 41_000, 42_000)
    ]
    assert played.cues()[-1] == (43_000, CueKind.HOLD_START)
    assert elapsed_ms(played.state, 43_000) == 10_000


def test_near_the_end_of_a_hold_the_count_in_stands_for_the_countdown() -> None:
    played = holding(29_500)
    played.do(Pause())
    played.events.clear()
    played.do(Resume())
    played.wait(10_000)
    assert played.cues() == [
        *((29_500 + ms, CueKind.COUNT) for ms in (0, 1_000, 2_000)),
        (33_000, CueKind.ROUTINE_END),
    ]
    assert played.state.ledger[0].held_ms == 30_000


def test_the_sound_with_which_a_hold_goes_on_overlaps_no_other() -> None:
    played = holding(14_700)
    played.do(Pause())
    played.events.clear()
    played.do(Resume())
    played.poll(20_000)
    assert played.cues()[3:] == [(17_700, CueKind.HOLD_START)]


def test_a_gap_pauses_where_the_session_was() -> None:
    played = holding(10_000)
    hold = played.state.phase
    assert played.do(NoticeGap(3_600_000)) == (
        GapNoticed(10_000, hold, 3_600_000),
        SessionPaused(10_000, hold),
    )
    played.poll(3_610_000)
    assert (played.state.status, elapsed_ms(played.state, played.now_ms)) == (PAUSED, 10_000)


def test_a_gap_while_counting_in_keeps_what_was_held() -> None:
    played = holding(10_000)
    played.do(Pause())
    played.do(Resume())
    played.poll(11_500)
    played.do(NoticeGap(20_000))
    assert (played.state.status, elapsed_ms(played.state, 11_500)) == (PAUSED, 10_000)
    assert played.poll(60_000) == ()


def test_a_waiting_lead_in_lasts_until_the_person_is_ready_and_the_hold_is_counted_in() -> None:
    played = started(routine(times=WAITING_TIMES))
    played.poll(100_000)
    assert played.place == (WAITING, LEAD_IN, 0)
    lead_in, hold = played.state.plan.phases[:2]
    assert [type(event) for event in played.events] == [
        *(SessionStarted, PhaseEntered, WaitingStarted, CueDue)
    ]
    assert played.events[2] == WaitingStarted(0, lead_in)
    assert played.cues() == [(0, CueKind.LEAD_IN)]
    assert played.do(Ready()) == (PhaseEntered(100_000, hold),)
    assert played.place == (COUNTING_IN, HOLD, 1)
    played.poll(110_000)
    assert played.cues()[1:] == [
        *((100_000 + ms, CueKind.COUNT) for ms in (0, 1_000, 2_000)),
        (103_000, CueKind.HOLD_START),
    ]
    assert held_ms(played.state, 110_000) == 7_000


@pytest.mark.parametrize("lead_in_ms", [0, 1, 10_000])
def test_every_wait_is_announced_and_told(lead_in_ms: int) -> None:
    times = replace(
        NO_TIMES,
        change_over_ms=5_000,
        first_lead_in_ms=lead_in_ms,
        lead_in_ms=lead_in_ms,
        wait_until_ready=True,
    )
    played = started(routine(stretch("a"), stretch("b"), times=times))
    for _ in "ab":
        played.wait(60_000)
        assert played.state.status is WAITING
        assert played.cues()[-1][1] is CueKind.LEAD_IN
        played.do(Ready())
    played.wait(60_000)
    assert played.state.completed
    assert [held.held_ms for held in played.state.ledger] == [30_000, 30_000]


def test_in_a_running_lead_in_whoever_is_ready_begins_at_once() -> None:
    played = _at(6, 2_000)
    assert played.place == (RUNNING, CHANGE_OVER, 6)
    played.do(Ready())
    assert played.place == (RUNNING, HOLD, 8)
    played.wait(0)
    assert played.cues()[-1] == (played.now_ms, CueKind.HOLD_START)


def test_a_pending_announcement_is_told_before_the_wait_is_left() -> None:
    played = started(routine(times=WAITING_TIMES))
    assert played.cues() == []
    played.do(Next())
    assert played.cues() == [(0, CueKind.LEAD_IN)]
    assert played.place == (RUNNING, HOLD, 1)


def test_going_to_a_wait_while_paused_waits_only_after_resuming() -> None:
    played = started(routine(times=WAITING_TIMES))
    played.do(Next())
    played.poll(5_000)
    played.do(Pause())
    played.events.clear()
    played.do(Previous())
    assert played.place == (PAUSED, LEAD_IN, 0)
    assert not any(isinstance(event, WaitingStarted) for event in played.events)
    played.poll(9_000)
    told = played.do(Resume(settle_ms=400))
    assert told == (
        SessionResumed(9_000, played.state.phase, 9_400),
        WaitingStarted(9_400, played.state.phase),
    )
    played.poll(60_000)
    assert played.place == (WAITING, LEAD_IN, 0)
    assert played.cues() == [(9_400, CueKind.LEAD_IN)]


@pytest.mark.parametrize(
    ("index", "wanted"), [(0, 1), (1, 3), (2, 3), (3, 4), (4, 6), (5, 6), (6, 7), (7, 8)]
)
def test_skipping_leaves_out_the_release(index: int, wanted: int) -> None:
    played = _at(index)
    played.do(Next())
    assert played.state.phase_index == wanted
    assert elapsed_ms(played.state, played.now_ms) == 0


@pytest.mark.parametrize("index", [8, 9])
def test_skipping_the_last_hold_finishes_the_session(index: int) -> None:
    played = _at(index)
    told = played.do(Next())
    assert told[-1] == SessionFinished(played.now_ms, True)
    assert played.state.status is FINISHED
    assert played.state.ledger[-1].held_ms == (1_000 if index == 8 else 30_000)


@pytest.mark.parametrize("index", range(6))
def test_skipping_a_stretch_leaves_out_all_its_sides(index: int) -> None:
    played = _at(index)
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
    played = _at(index)
    told = played.do(SkipStretch())
    assert told[-1] == SessionFinished(played.now_ms, True)
    assert (played.state.status, played.state.completed) == (FINISHED, True)


def test_nobody_completes_a_session_by_skipping_all_of_it() -> None:
    played = _at(0)
    played.do(SkipStretch())
    told = played.do(SkipStretch())
    assert told[-1] == SessionFinished(played.now_ms, False)
    assert not played.state.completed


def test_skipping_a_stretch_while_paused_stays_paused() -> None:
    played = _at(1)
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
    played = _at(index)
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
    played = _at(index)
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
    played = _at(4, 12_000)
    played.do(Pause())
    played.poll(played.now_ms + 50_000)
    played.do(command)
    assert played.state.status is PAUSED
    assert played.wait(60_000) == ()
    assert elapsed_ms(played.state, played.now_ms) == 0
    assert played.state.ledger[-1].held_ms == 12_000
    assert played.state.ledger[-1].side is Side.RIGHT


def test_going_to_a_release_and_holding_again_from_there() -> None:
    played = _at(0)
    played.do(GoTo(5))
    assert played.place == (RUNNING, RELEASE, 5)
    played.do(Restart())
    assert played.place == (RUNNING, HOLD, 4)
    assert played.state.ledger == ()


def test_moving_on_while_counting_in_ends_the_count_in() -> None:
    played = _at(1, 10_000)
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
