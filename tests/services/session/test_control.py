"""A session does what a person wants of it, and device, screen and log follow it exactly."""

from __future__ import annotations

from collections.abc import Collection

import pytest

from stretchtimer.engine.commands import (
    Finish,
    Next,
    Pause,
    Ready,
    Resume,
    Start,
)
from stretchtimer.engine.model import Routine, Times
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import SETTLE_MS, Sound
from tests.services.session.led import HELD, LET_GO, TWIST, Led
from tests.services.session.sessions import (
    cue_instants,
    follow,
)


def test_device_and_screen_are_held_while_time_runs_and_no_longer(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    assert led.held == LET_GO
    runner.send(Start(SETTLE_MS))
    assert led.held == HELD
    follow(runner, led.clock, led.clock.ms + 9_000)
    assert led.held == HELD
    runner.send(Pause())
    assert led.held == LET_GO
    runner.send(Next())
    assert led.held == LET_GO
    runner.send(Resume(SETTLE_MS))
    assert led.held == HELD
    follow(runner, led.clock)
    assert runner.state.completed
    assert led.held == LET_GO


def test_device_and_screen_are_held_while_the_person_gets_ready(led: Led) -> None:
    waiting = Routine("w", "W", (TWIST,), Times(wait_until_ready=True))
    runner = led.begin(make_plan(waiting))
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock)
    assert runner.state.status is Status.WAITING
    led.clock.advance(300_000)
    runner.poll()
    assert led.held == HELD
    led.profile.preferences.change(volume=5)
    assert led.held == HELD
    runner.send(Ready())
    assert led.held == HELD
    runner.send(Finish())
    assert led.held == LET_GO


def test_device_and_screen_are_let_go_where_the_session_ends_early(led: Led, plan: Plan) -> None:
    for pause_first in (False, True):
        runner = led.begin(plan)
        runner.send(Start(SETTLE_MS))
        if pause_first:
            runner.send(Pause())
        runner.send(Finish())
        assert led.held == LET_GO


def test_device_and_screen_are_let_go_over_a_gap(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    led.clock.advance(60_000)
    runner.poll()
    assert led.held == LET_GO


def test_the_device_is_held_before_the_first_cue_is_given(led: Led, plan: Plan) -> None:
    held: list[bool] = []
    schedule = led.out.schedule

    def watched(sounds: Collection[Sound]) -> None:
        held.extend([led.out.is_held] * len(sounds))
        schedule(sounds)

    led.out.schedule = watched  # type: ignore[method-assign]
    led.profile.preferences.change(cue_shift_ms=1_000)
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock)
    assert len(led.out.heard) == len(cue_instants(plan, runner.state.style))
    # The sound of the end goes on when the end is told.
    assert held[0]
    assert held.count(False) <= 1


def test_the_setting_for_the_screen_takes_effect_at_once_and_every_time(
    led: Led, plan: Plan
) -> None:
    preferences = led.profile.preferences
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    for wanted in (False, True, False, True):
        preferences.change(keep_awake=wanted)
        assert led.held == (True, wanted)
    runner.send(Pause())
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert led.held == LET_GO
    preferences.change(keep_awake=False)
    runner.send(Resume(SETTLE_MS))
    assert led.held == (True, False)


def test_no_setting_keeps_the_screen_on_without_a_session_or_after_it(led: Led, plan: Plan) -> None:
    preferences = led.profile.preferences
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert led.held == LET_GO
    runner = led.begin(plan)
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert led.held == LET_GO
    runner.send(Start(SETTLE_MS))
    runner.send(Finish())
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert led.held == LET_GO


@pytest.mark.parametrize("half_way", [True, False])
def test_half_way_cues_follow_the_setting_from_the_next_session_on(
    led: Led, plan: Plan, half_way: bool
) -> None:
    led.profile.preferences.change(half_way=half_way)
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    led.profile.preferences.change(half_way=not half_way)
    follow(runner, led.clock)
    assert led.out.played.count("half_way") == (2 if half_way else 0)
    assert led.begin(plan).state.style.half_way is not half_way


def test_the_shift_of_the_cues_follows_the_setting_within_a_session(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    start_ms = led.clock.ms + SETTLE_MS
    follow(runner, led.clock, start_ms + 1_000)
    led.profile.preferences.change(cue_shift_ms=700)
    runner.poll()
    follow(runner, led.clock, start_ms + 6_000)
    assert led.out.heard == [(start_ms, "lead_in"), (start_ms + 4_300, "hold_start")]
