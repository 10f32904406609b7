"""The log of a session has what was held, as it was, whatever is done in it."""

from __future__ import annotations

from stretchtimer.engine.commands import (
    Extend,
    Finish,
    Next,
    Pause,
    Resume,
    Start,
)
from stretchtimer.engine.model import Dose, Routine, Side, Stretch, Times
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.storage.assets import asset
from tests.services.session.led import HELD, LET_GO, Led
from tests.services.session.sessions import (
    bundled_plan,
    follow,
    logged,
    open_profile,
    told_by,
)


def test_the_log_of_the_whole_bundled_routine_is_what_was_held(led: Led) -> None:
    plan = bundled_plan()
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    started = led.clock.utc
    follow(runner, led.clock)
    (row,) = logged(led.profile)
    assert (row.routine_id, row.routine_name) == ("post-walk", "After your walk")
    assert (row.started_utc, row.ended_utc) == (started, led.clock.utc)
    assert (row.planned_ms, row.completed) == (plan.total_ms, True)
    assert [
        (h.stretch_id, h.side, h.planned_ms, h.held_ms) for h in (hold.held for hold in row.holds)
    ] == [(p.stretch.id, p.side, p.duration_ms, p.duration_ms) for p in plan.phases if p.is_hold]
    assert row.gaps == ()
    assert led.told == []


def test_the_log_of_a_session_ended_early_has_what_was_held_until_then(
    led: Led, plan: Plan
) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock, led.clock.ms + SETTLE_MS + 5_000 + 12_345)
    runner.send(Pause())
    led.clock.advance(3_600_000)
    runner.send(Finish())
    (row,) = logged(led.profile)
    assert [(h.side, h.planned_ms, h.held_ms) for h in (hold.held for hold in row.holds)] == [
        (Side.LEFT, 30_000, 12_345)
    ]
    assert not row.completed
    assert row.ended_utc == led.clock.utc


def test_the_log_has_longer_holds_and_skipped_ones_as_they_were(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock, led.clock.ms + SETTLE_MS + 6_000)
    runner.send(Extend())
    follow(runner, led.clock, led.clock.ms + 45_000)
    runner.send(Next())
    follow(runner, led.clock, led.clock.ms + 3_000)
    runner.send(Next())
    (row,) = logged(led.profile)
    assert [(h.side, h.planned_ms, h.held_ms) for h in (hold.held for hold in row.holds)] == [
        (Side.LEFT, 30_000, 40_000),
        (Side.RIGHT, 30_000, 3_000),
    ]


def test_who_goes_past_most_of_it_by_next_has_not_completed_it(led: Led, plan: Plan) -> None:
    for held_ms, completed in ((8_000, False), (29_000, True)):
        runner = led.begin(plan)
        runner.send(Start(SETTLE_MS))
        follow(runner, led.clock, led.clock.ms + SETTLE_MS + 5_000 + held_ms)
        runner.send(Next())
        follow(runner, led.clock, led.clock.ms + 20_000)
        runner.send(Next())
        assert runner.state.completed
        assert logged(led.profile)[-1].completed is completed


def test_the_log_has_a_gap_as_a_gap_and_never_as_held(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock, led.clock.ms + SETTLE_MS + 5_000 + 10_000)
    led.clock.advance(900_000)
    runner.send(Resume(SETTLE_MS))
    follow(runner, led.clock)
    (row,) = logged(led.profile)
    assert [gap.gap_ms for gap in row.gaps] == [900_000]
    assert [hold.held.held_ms for hold in row.holds] == [30_000, 30_000]
    assert row.completed


def test_a_hold_is_in_the_file_as_soon_as_it_is_left(led: Led, plan: Plan) -> None:
    runner = led.begin(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock, led.clock.ms + SETTLE_MS + 36_000)
    other = open_profile(led.folder, led.clock, [])
    (row,) = logged(other)
    other.close()
    assert [hold.held.held_ms for hold in row.holds] == [30_000]
    assert row.ended_utc is None


def test_a_log_that_cannot_be_written_is_told_once_and_the_session_goes_on(
    led: Led,
) -> None:
    led.profile.folders.history.mkdir(parents=True)
    runner = led.begin(bundled_plan())
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock)
    assert runner.state.completed
    assert len(led.told) == 1
    assert str(led.profile.folders.history) in led.told[0]


def test_two_sessions_in_a_row_are_two_in_the_log_and_sound_alike(led: Led, plan: Plan) -> None:
    played: list[list[str]] = []
    for _ in range(2):
        runner = led.begin(plan)
        runner.send(Start(SETTLE_MS))
        follow(runner, led.clock)
        played.append(led.out.played)
        led.out.forget()
        led.clock.advance(60_000)
    assert played[0] == played[1] != []
    rows = logged(led.profile)
    assert [len(row.holds) for row in rows] == [2, 2]
    assert [row.completed for row in rows] == [True, True]
    assert led.held == LET_GO


def test_a_session_that_is_over_has_no_hand_in_the_next(led: Led, plan: Plan) -> None:
    first = led.begin(plan)
    first.send(Start(SETTLE_MS))
    first.send(Finish())
    second = led.begin(plan)
    events = told_by(first)
    second.send(Start(SETTLE_MS))
    first.send(Finish())
    first.send(Pause())
    led.clock.advance(5_000)
    first.poll()
    assert events == []
    assert led.held == HELD


def test_a_session_never_started_leaves_nothing_in_the_log(led: Led, plan: Plan) -> None:
    led.begin(plan)
    assert logged(led.profile) == ()
    assert not led.profile.folders.history.exists()


def test_the_closing_words_of_one_session_do_not_reach_into_the_next(led: Led, plan: Plan) -> None:
    follow_to_the_end = led.begin(plan)
    follow_to_the_end.send(Start(SETTLE_MS))
    follow(follow_to_the_end, led.clock)
    assert [sound.clip for sound in led.out.scheduled][-1:] == ["routine_end"]
    led.begin(plan)
    led.control.start()
    assert {sound.clip for sound in led.out.scheduled} == {"lead_in"}


def test_clips_that_come_in_a_session_sound_from_its_next_phase_on(led: Led) -> None:
    own = Routine(
        "own",
        "Own",
        (Stretch("one", "Figure one", Dose(20_000)), Stretch("two", "Figure two", Dose(20_000))),
        Times(lead_in_ms=8_000),
    )
    names = [clip_name(f"{stretch.name}.") for stretch in own.stretches]
    led.profile.preferences.change(talk="full")
    runner = led.begin(make_plan(own))
    runner.send(Start(SETTLE_MS))
    follow(runner, led.clock, led.clock.ms + 4_000)
    led.clips.add(dict.fromkeys(names, asset("sounds") / "count.wav"))
    # What is set meanwhile counts from the next session on.
    led.profile.preferences.change(talk="tones", half_way=False)
    led.control.take_clips()
    assert set(names) & set(led.out.played) == set()
    follow(runner, led.clock)
    assert [*dict.fromkeys(clip for clip in led.out.played if clip in names)] == names
    assert led.out.played.count("half_way") == 2
