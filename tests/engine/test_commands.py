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
    PhaseEntered,
    SessionPaused,
    SessionResumed,
    SessionStarted,
    WaitingStarted,
)
from stretchtimer.engine.session import Status, elapsed_ms, held_ms, remaining_ms
from stretchtimer.engine.state_machine import TABLE, allowed
from tests.engine.routines import (
    NO_TIMES,
    Played,
    holding,
    routine,
    started,
    stretch,
)
from tests.engine.situations import (
    CHANGE_OVER,
    COUNTING_IN,
    EASY,
    FINISHED,
    HOLD,
    LEAD_IN,
    PAUSED,
    RELEASE,
    RUNNING,
    WAITING,
    WAITING_TIMES,
    played_to,
)

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
    state = played_to(index).state
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
    played = played_to(6, 2_000)
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
