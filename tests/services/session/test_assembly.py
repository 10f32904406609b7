"""What goes along with a session: the device, the screen and the log follow it exactly."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pytest

from stretchtimer.engine.model import Dose, Routine, Side, Stretch, Times
from stretchtimer.engine.plan import Plan, make_plan
from stretchtimer.engine.session import Status
from stretchtimer.engine.transitions import Extend, Finish, Next, Pause, Ready, Resume, Start
from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.assembly import SETTLE_MS, SessionAssembly
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.storage.assets import asset
from tests.fakes import FakeClock, FakeKeepAwake, FakeOut
from tests.services.session.sessions import (
    bundled_plan,
    cue_instants,
    follow,
    logged,
    open_profile,
    told_by,
)

TWIST = Stretch("twist", "Twist", Dose(30_000), two_sided=True)
SHORT = Routine("short", "Short", (TWIST,), Times(first_lead_in_ms=5_000))


class Crewed:
    """A crew with a profile of its own and fakes for what it leads."""

    def __init__(self, folder: Path) -> None:
        self.clock = FakeClock()
        self.told: list[str] = []
        self.folder = folder
        self.profile: Profile = open_profile(folder, self.clock, self.told)
        self.clips = bundled_clips()
        self.out = FakeOut(self.clock, files=self.clips.files)
        self.awake = FakeKeepAwake()
        self.profile.preferences.change(talk="tones")
        self.assembly = SessionAssembly(self.profile, self.out, self.awake, self.clips)

    @property
    def held(self) -> tuple[bool, bool]:
        """Whether the device is held open, and whether the screen is kept on."""
        return self.out.is_held, self.awake.is_held


@pytest.fixture
def crewed(tmp_path: Path) -> Iterator[Crewed]:
    crewed = Crewed(tmp_path)
    yield crewed
    crewed.profile.close()


@pytest.fixture
def plan() -> Plan:
    return make_plan(SHORT)


HELD = (True, True)
LET_GO = (False, False)


def test_device_and_screen_are_held_while_time_runs_and_no_longer(
    crewed: Crewed, plan: Plan
) -> None:
    runner = crewed.assembly.prepare(plan)
    assert crewed.held == LET_GO
    runner.send(Start(SETTLE_MS))
    assert crewed.held == HELD
    follow(runner, crewed.clock, crewed.clock.ms + 9_000)
    assert crewed.held == HELD
    runner.send(Pause())
    assert crewed.held == LET_GO
    runner.send(Next())
    assert crewed.held == LET_GO
    runner.send(Resume(SETTLE_MS))
    assert crewed.held == HELD
    follow(runner, crewed.clock)
    assert runner.state.completed
    assert crewed.held == LET_GO


def test_device_and_screen_are_held_while_the_person_gets_ready(crewed: Crewed) -> None:
    waiting = Routine("w", "W", (TWIST,), Times(wait_until_ready=True))
    runner = crewed.assembly.prepare(make_plan(waiting))
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock)
    assert runner.state.status is Status.WAITING
    crewed.clock.advance(300_000)
    runner.poll()
    assert crewed.held == HELD
    crewed.profile.preferences.change(volume=5)
    assert crewed.held == HELD
    runner.send(Ready())
    assert crewed.held == HELD
    runner.send(Finish())
    assert crewed.held == LET_GO


def test_device_and_screen_are_let_go_where_the_session_ends_early(
    crewed: Crewed, plan: Plan
) -> None:
    for pause_first in (False, True):
        runner = crewed.assembly.prepare(plan)
        runner.send(Start(SETTLE_MS))
        if pause_first:
            runner.send(Pause())
        runner.send(Finish())
        assert crewed.held == LET_GO


def test_device_and_screen_are_let_go_over_a_gap(crewed: Crewed, plan: Plan) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    crewed.clock.advance(60_000)
    runner.poll()
    assert crewed.held == LET_GO


def test_the_device_is_held_before_the_first_cue_is_given(crewed: Crewed, plan: Plan) -> None:
    held: list[bool] = []
    schedule = crewed.out.schedule

    def watched(sounds: Collection[Sound]) -> None:
        held.extend([crewed.out.is_held] * len(sounds))
        schedule(sounds)

    crewed.out.schedule = watched  # type: ignore[method-assign]
    crewed.profile.preferences.change(cue_shift_ms=1_000)
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock)
    assert len(crewed.out.heard) == len(cue_instants(plan, runner.state.style))
    # The sound of the end goes on when the end is told.
    assert held[0]
    assert held.count(False) <= 1


def test_the_setting_for_the_screen_takes_effect_at_once_and_every_time(
    crewed: Crewed, plan: Plan
) -> None:
    preferences = crewed.profile.preferences
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    for wanted in (False, True, False, True):
        preferences.change(keep_awake=wanted)
        assert crewed.held == (True, wanted)
    runner.send(Pause())
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert crewed.held == LET_GO
    preferences.change(keep_awake=False)
    runner.send(Resume(SETTLE_MS))
    assert crewed.held == (True, False)


def test_no_setting_keeps_the_screen_on_without_a_session_or_after_it(
    crewed: Crewed, plan: Plan
) -> None:
    preferences = crewed.profile.preferences
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert crewed.held == LET_GO
    runner = crewed.assembly.prepare(plan)
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert crewed.held == LET_GO
    runner.send(Start(SETTLE_MS))
    runner.send(Finish())
    preferences.change(keep_awake=False)
    preferences.change(keep_awake=True)
    assert crewed.held == LET_GO


@pytest.mark.parametrize("half_way", [True, False])
def test_half_way_cues_follow_the_setting_from_the_next_session_on(
    crewed: Crewed, plan: Plan, half_way: bool
) -> None:
    crewed.profile.preferences.change(half_way=half_way)
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    crewed.profile.preferences.change(half_way=not half_way)
    follow(runner, crewed.clock)
    assert crewed.out.played.count("half_way") == (2 if half_way else 0)
    assert crewed.assembly.prepare(plan).state.style.half_way is not half_way


def test_the_shift_of_the_cues_follows_the_setting_within_a_session(
    crewed: Crewed, plan: Plan
) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    start_ms = crewed.clock.ms + SETTLE_MS
    follow(runner, crewed.clock, start_ms + 1_000)
    crewed.profile.preferences.change(cue_shift_ms=700)
    runner.poll()
    follow(runner, crewed.clock, start_ms + 6_000)
    assert crewed.out.heard == [(start_ms, "lead_in"), (start_ms + 4_300, "hold_start")]


def test_the_log_of_the_whole_bundled_routine_is_what_was_held(crewed: Crewed) -> None:
    plan = bundled_plan()
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    started = crewed.clock.utc
    follow(runner, crewed.clock)
    (row,) = logged(crewed.profile)
    assert (row.routine_id, row.routine_name) == ("post-walk", "After your walk")
    assert (row.started_utc, row.ended_utc) == (started, crewed.clock.utc)
    assert (row.planned_ms, row.completed) == (plan.total_ms, True)
    assert [(h.stretch_id, h.side, h.planned_ms, h.held_ms) for h in row.holds] == [
        (p.stretch.id, p.side, p.duration_ms, p.duration_ms) for p in plan.phases if p.is_hold
    ]
    assert row.gaps == ()
    assert crewed.told == []


def test_the_log_of_a_session_ended_early_has_what_was_held_until_then(
    crewed: Crewed, plan: Plan
) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock, crewed.clock.ms + SETTLE_MS + 5_000 + 12_345)
    runner.send(Pause())
    crewed.clock.advance(3_600_000)
    runner.send(Finish())
    (row,) = logged(crewed.profile)
    assert [(h.side, h.planned_ms, h.held_ms) for h in row.holds] == [(Side.LEFT, 30_000, 12_345)]
    assert not row.completed
    assert row.ended_utc == crewed.clock.utc


def test_the_log_has_longer_holds_and_skipped_ones_as_they_were(crewed: Crewed, plan: Plan) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock, crewed.clock.ms + SETTLE_MS + 6_000)
    runner.send(Extend())
    follow(runner, crewed.clock, crewed.clock.ms + 45_000)
    runner.send(Next())
    follow(runner, crewed.clock, crewed.clock.ms + 3_000)
    runner.send(Next())
    (row,) = logged(crewed.profile)
    assert [(h.side, h.planned_ms, h.held_ms) for h in row.holds] == [
        (Side.LEFT, 30_000, 40_000),
        (Side.RIGHT, 30_000, 3_000),
    ]


def test_the_log_has_a_gap_as_a_gap_and_never_as_held(crewed: Crewed, plan: Plan) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock, crewed.clock.ms + SETTLE_MS + 5_000 + 10_000)
    crewed.clock.advance(900_000)
    runner.send(Resume(SETTLE_MS))
    follow(runner, crewed.clock)
    (row,) = logged(crewed.profile)
    assert [gap.gap_ms for gap in row.gaps] == [900_000]
    assert [hold.held_ms for hold in row.holds] == [30_000, 30_000]
    assert row.completed


def test_a_hold_is_in_the_file_as_soon_as_it_is_left(crewed: Crewed, plan: Plan) -> None:
    runner = crewed.assembly.prepare(plan)
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock, crewed.clock.ms + SETTLE_MS + 36_000)
    other = open_profile(crewed.folder, crewed.clock, [])
    (row,) = logged(other)
    other.close()
    assert [hold.held_ms for hold in row.holds] == [30_000]
    assert row.ended_utc is None


def test_a_log_that_cannot_be_written_is_told_once_and_the_session_goes_on(
    crewed: Crewed,
) -> None:
    crewed.profile.folders.history.mkdir(parents=True)
    runner = crewed.assembly.prepare(bundled_plan())
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock)
    assert runner.state.completed
    assert len(crewed.told) == 1
    assert str(crewed.profile.folders.history) in crewed.told[0]


def test_two_sessions_in_a_row_are_two_in_the_log_and_sound_alike(
    crewed: Crewed, plan: Plan
) -> None:
    played: list[list[str]] = []
    for _ in range(2):
        runner = crewed.assembly.prepare(plan)
        runner.send(Start(SETTLE_MS))
        follow(runner, crewed.clock)
        played.append(crewed.out.played)
        crewed.out.forget()
        crewed.clock.advance(60_000)
    assert played[0] == played[1] != []
    rows = logged(crewed.profile)
    assert [len(row.holds) for row in rows] == [2, 2]
    assert [row.completed for row in rows] == [True, True]
    assert crewed.held == LET_GO


def test_a_session_that_is_over_has_no_hand_in_the_next(crewed: Crewed, plan: Plan) -> None:
    first = crewed.assembly.prepare(plan)
    first.send(Start(SETTLE_MS))
    first.send(Finish())
    second = crewed.assembly.prepare(plan)
    events = told_by(first)
    second.send(Start(SETTLE_MS))
    first.send(Finish())
    first.send(Pause())
    crewed.clock.advance(5_000)
    first.poll()
    assert events == []
    assert crewed.held == HELD


def test_a_session_never_started_leaves_nothing_in_the_log(crewed: Crewed, plan: Plan) -> None:
    crewed.assembly.prepare(plan)
    assert logged(crewed.profile) == ()
    assert not crewed.profile.folders.history.exists()


def test_the_closing_words_of_one_session_do_not_reach_into_the_next(
    crewed: Crewed, plan: Plan
) -> None:
    follow_to_the_end = crewed.assembly.prepare(plan)
    follow_to_the_end.send(Start(SETTLE_MS))
    follow(follow_to_the_end, crewed.clock)
    assert [sound.clip for sound in crewed.out.scheduled][-1:] == ["routine_end"]
    crewed.assembly.prepare(plan)
    assert crewed.out.scheduled == frozenset()


def test_clips_that_come_in_a_session_sound_from_its_next_phase_on(crewed: Crewed) -> None:
    own = Routine(
        "own",
        "Own",
        (Stretch("one", "Figure one", Dose(20_000)), Stretch("two", "Figure two", Dose(20_000))),
        Times(lead_in_ms=8_000),
    )
    names = [clip_name(f"{stretch.name}.") for stretch in own.stretches]
    crewed.profile.preferences.change(talk="full")
    runner = crewed.assembly.prepare(make_plan(own))
    runner.send(Start(SETTLE_MS))
    follow(runner, crewed.clock, crewed.clock.ms + 4_000)
    crewed.clips.add(dict.fromkeys(names, asset("sounds") / "count.wav"))
    # What is set meanwhile counts from the next session on.
    crewed.profile.preferences.change(talk="tones", half_way=False)
    crewed.assembly.take_clips()
    assert set(names) & set(crewed.out.played) == set()
    follow(runner, crewed.clock)
    assert [*dict.fromkeys(clip for clip in crewed.out.played if clip in names)] == names
    assert crewed.out.played.count("half_way") == 2
