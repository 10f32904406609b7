"""Phases that are made longer while they run, stand or are counted in."""

from __future__ import annotations

import pytest

from stretchtimer.engine.commands import (
    Extend,
    Pause,
    Restart,
    Resume,
)
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import (
    PhaseExtended,
    SessionFinished,
)
from stretchtimer.engine.model import Movement
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status, remaining_ms, total_left_ms
from stretchtimer.engine.state_machine import allowed
from tests.engine.routines import (
    CAT_COW,
    NO_TIMES,
    holding,
    routine,
    started,
    stretch,
)

LEAD_IN, HOLD, RELEASE = PhaseKind.LEAD_IN, PhaseKind.HOLD, PhaseKind.RELEASE
RUNNING = Status.RUNNING


def test_an_extended_hold_counts_down_at_its_new_end() -> None:
    played = holding(28_500)
    assert played.do(Extend()) == (PhaseExtended(28_500, played.state.phase, 10_000),)
    assert total_left_ms(played.state, 28_500) == remaining_ms(played.state, 28_500) == 11_500
    played.events.clear()
    played.poll(100_000)
    assert played.cues() == [
        *((40_000 - ms, CueKind.COUNT) for ms in (3_000, 2_000, 1_000)),
        (40_000, CueKind.ROUTINE_END),
    ]
    assert (played.state.ledger[0].planned_ms, played.state.ledger[0].held_ms) == (30_000, 40_000)


def test_half_way_moves_along_while_it_is_still_to_come_and_sounds_once() -> None:
    played = holding(14_000)
    played.do(Extend())
    played.poll(24_000)
    played.do(Extend())
    played.poll(100_000)
    assert [at for at, kind in played.cues() if kind is CueKind.HALF_WAY] == [20_000]


def test_alternating_holds_grow_by_whole_cycles_and_tell_the_new_movements() -> None:
    played = started(routine(stretch(hold_ms=20_000, movements=CAT_COW), times=NO_TIMES))
    played.poll(19_500)
    assert played.do(Extend(11_000)) == (PhaseExtended(19_500, played.state.phase, 20_000),)
    played.poll(39_999)
    assert [at for at, kind in played.cues() if kind is CueKind.MOVEMENT] == [
        *(5_000, 10_000, 15_000, 20_000, 25_000, 30_000, 35_000)
    ]
    played.poll(40_000)
    assert played.state.ledger[0].held_ms == 40_000


@pytest.mark.parametrize("settle_ms", [0, 400])
def test_extending_while_counting_in_keeps_the_sound_with_which_the_hold_goes_on(
    settle_ms: int,
) -> None:
    played = holding(10_000)
    played.do(Pause())
    played.do(Resume(settle_ms))
    played.wait(1_500)
    played.do(Extend())
    played.wait(2_000)
    runs_at_ms = 13_000 + settle_ms
    assert played.cues()[-1] == (runs_at_ms, CueKind.HOLD_START)
    assert [at for at, kind in played.cues() if kind is CueKind.COUNT] == [
        runs_at_ms - ms for ms in (3_000, 2_000, 1_000)
    ]
    assert remaining_ms(played.state, runs_at_ms) == 30_000


def test_extending_while_paused_lasts_beyond_resuming() -> None:
    played = holding(29_800)
    played.do(Pause())
    played.do(Extend())
    played.do(Extend())
    played.do(Resume())
    played.wait(3_000)
    assert played.cues()[-1] == (32_800, CueKind.HOLD_START)
    assert remaining_ms(played.state, 32_800) == 20_200


def test_extending_a_hold_that_has_just_gone_on_brings_back_no_cue_below_its_sound() -> None:
    movements = (Movement("cat", "Cat", 5_000), Movement("cow", "Cow", 5_000))
    played = started(routine(stretch(movements=movements), times=NO_TIMES))
    played.poll(4_800)
    played.do(Pause())
    played.do(Resume())
    played.poll(7_900)
    played.do(Extend())
    played.poll(10_000)
    assert played.cues()[-1] == (7_800, CueKind.HOLD_START)


def test_other_phases_can_be_extended_too() -> None:
    played = started(routine())
    played.poll(14_000)
    played.do(Extend(5_000))
    played.poll(19_999)
    assert played.place == (RUNNING, LEAD_IN, 0)
    played.poll(20_000)
    assert played.place == (RUNNING, HOLD, 1)
    assert played.cues() == [(0, CueKind.LEAD_IN), (20_000, CueKind.HOLD_START)]


def test_extending_the_last_release_moves_the_end_of_the_routine() -> None:
    played = started(routine())
    played.poll(46_000)
    assert played.place == (RUNNING, RELEASE, 2)
    played.do(Extend(4_000))
    played.poll(60_000)
    assert played.cues()[-1] == (55_000, CueKind.ROUTINE_END)
    assert played.events[-1] == SessionFinished(55_000, True)


def test_no_phase_can_be_made_longer_than_an_hour() -> None:
    played = holding(1_000, 3_595_000)
    assert allowed(played.state, Extend(5_000))
    assert not allowed(played.state, Extend(5_001))


def test_a_restarted_hold_has_its_planned_length_again() -> None:
    played = holding(10_000)
    played.do(Extend())
    played.do(Restart())
    assert remaining_ms(played.state, 10_000) == 30_000
    played.poll(30_000)
    assert [at for at, kind in played.cues() if kind is CueKind.HALF_WAY] == [25_000]
