"""A session does what a person wants of it, and device, screen and log follow it exactly."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from pathlib import Path

import pytest

from stretchtimer.engine.commands import (
    Command,
    Extend,
    Finish,
    GoTo,
    Next,
    Pause,
    Ready,
    Resume,
    Start,
)
from stretchtimer.engine.events import CueDue, SessionFinished, SessionStarted
from stretchtimer.engine.model import Dose, Routine, Side, Stretch, Times
from stretchtimer.engine.plan import PhaseKind, Plan, make_plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.services.audio.audio_out import SETTLE_MS, Sound
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.sound_switch import SettingSwitch
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.control import Act, Answer, SessionControl, command_for
from stretchtimer.services.session.runner import Emitted, SessionRunner
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.voice.clip_name import clip_name
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.wording.answers import answer_words
from stretchtimer.storage.assets import asset
from tests.fakes import FakeClock, FakeKeepAwake, FakeOut
from tests.pseudo_language import put, script_toml, translate
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


class Watched:
    """Keeps what it was told of a session."""

    def __init__(self) -> None:
        self.changes = 0
        self.questions = 0
        self.gaps: list[int] = []
        self.finished: list[SessionState] = []

    def on_changed(self) -> None:
        self.changes += 1

    def on_end_asked(self) -> None:
        self.questions += 1

    def on_gap(self, gap_ms: int) -> None:
        self.gaps.append(gap_ms)

    def on_finished(self, state: SessionState) -> None:
        self.finished.append(state)


class Led:
    """A control with a profile of its own, and fakes for what it leads."""

    def __init__(self, folder: Path, scripts: Scripts | None = None) -> None:
        self.clock = FakeClock()
        self.told: list[str] = []
        self.folder = folder
        self.profile: Profile = open_profile(folder, self.clock, self.told)
        self.clips = bundled_clips()
        self.out = FakeOut(self.clock, files=self.clips.files)
        self.awake = FakeKeepAwake()
        self.profile.preferences.change(talk="tones")
        self.watched = Watched()
        self.control = SessionControl(
            self.clock,
            self.profile.preferences,
            self.profile.recorder().follow,
            out=self.out,
            keep_awake=self.awake,
            clips=self.clips,
            scripts=scripts or self.profile.scripts,
            sound=SettingSwitch(self.profile.preferences),
            watcher=self.watched,
        )

    def begin(self, plan: Plan) -> SessionRunner:
        """A session of the plan, which is not started yet."""
        runner = self.control.begin(plan)
        assert runner is not None, "there is another session"
        return runner

    def start(self, plan: Plan, into_ms: int = 0) -> SessionRunner:
        """A session of the plan that far into its first phase."""
        runner = self.begin(plan)
        assert self.control.start() is Answer.DONE
        follow(runner, self.clock, self.clock.ms + SETTLE_MS + into_ms)
        return runner

    @property
    def held(self) -> tuple[bool, bool]:
        """Whether the device is held open, and whether the screen is kept on."""
        return self.out.is_held, self.awake.is_held


@pytest.fixture
def led(tmp_path: Path) -> Iterator[Led]:
    led = Led(tmp_path)
    yield led
    led.profile.close()


@pytest.fixture
def plan() -> Plan:
    return make_plan(SHORT)


HELD = (True, True)
LET_GO = (False, False)


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


WAITING = Routine("w", "W", (TWIST,), Times(first_lead_in_ms=5_000, wait_until_ready=True))
IN_HOLD_MS = 5_000 + 10_000


def test_one_act_pauses_goes_on_and_says_that_one_is_ready(led: Led) -> None:
    runner = led.start(make_plan(WAITING), 8_000)
    for meaning, becomes in (
        (Ready(), Status.COUNTING_IN),
        (Pause(), Status.PAUSED),
        (Resume(SETTLE_MS), Status.COUNTING_IN),
    ):
        assert command_for(Act.PAUSE, runner.state) == meaning
        assert led.control.do(Act.PAUSE) is Answer.DONE
        assert runner.state.status is becomes


@pytest.mark.parametrize(
    ("act", "becomes"),
    [
        (Act.NEXT, lambda state: state.phase.kind is PhaseKind.CHANGE_SIDES),
        (Act.BACK, lambda state: state.phase.kind is PhaseKind.LEAD_IN),
        (Act.RESTART, lambda state: len(state.ledger) == 1 and state.phase.is_hold),
        (Act.EXTEND, lambda state: state.duration_ms == 40_000),
    ],
)
def test_an_act_is_done_and_says_so(
    led: Led, plan: Plan, act: Act, becomes: Callable[[SessionState], bool]
) -> None:
    runner = led.start(plan, IN_HOLD_MS)
    assert not becomes(runner.state)
    assert led.control.do(act) is Answer.DONE
    assert becomes(runner.state)
    assert led.control.runner is runner


def test_ready_begins_the_hold_of_a_lead_in(led: Led, plan: Plan) -> None:
    runner = led.start(plan, 1_000)
    assert led.control.do(Act.READY) is Answer.DONE
    assert runner.state.phase.is_hold


@pytest.mark.parametrize(
    ("routine", "into_ms", "before", "answered"),
    [
        (SHORT, 1_000, None, (Act.RESTART, Answer.NO_HOLD)),
        (SHORT, IN_HOLD_MS, None, (Act.READY, Answer.HAS_BEGUN)),
        (SHORT, 1_000, Pause(), (Act.READY, Answer.IS_PAUSED)),
        (SHORT, IN_HOLD_MS, Extend(3_570_000), (Act.EXTEND, Answer.LONG_ENOUGH)),
        (WAITING, 8_000, None, (Act.EXTEND, Answer.WAITS)),
    ],
)
def test_an_act_that_makes_no_sense_now_is_answered_and_changes_nothing(
    led: Led, routine: Routine, into_ms: int, before: Command | None, answered: tuple[Act, Answer]
) -> None:
    runner = led.start(make_plan(routine), into_ms)
    if before:
        assert led.control.send(before) is Answer.DONE
    state, events = runner.state, told_by(runner)
    act, answer = answered
    assert led.control.do(act) is answer
    assert (runner.state, events) == (state, [])
    assert answer_words(answer)


def test_whoever_pauses_a_session_that_slept_does_not_make_it_go_on(led: Led, plan: Plan) -> None:
    runner = led.start(plan, IN_HOLD_MS)
    led.clock.advance(60_000)
    assert led.control.do(Act.PAUSE) is Answer.IS_PAUSED
    assert runner.state.status is Status.PAUSED
    assert led.watched.gaps == [60_000]


@pytest.mark.parametrize("act", [act for act in Act if act is not Act.MUTE])
def test_without_a_session_each_act_is_answered(led: Led, plan: Plan, act: Act) -> None:
    assert led.control.do(act) is Answer.NO_SESSION
    led.start(plan)
    led.control.end()
    assert led.control.do(act) is Answer.NO_SESSION
    assert led.control.go_to(1) is Answer.NO_SESSION


def test_a_command_that_comes_as_the_session_ends_is_answered(led: Led, plan: Plan) -> None:
    led.start(plan)
    led.control.send(GoTo(len(plan.phases) - 1))
    # The whole release has passed unseen.
    led.clock.advance(plan.phases[-1].duration_ms + 1_000)
    assert led.control.do(Act.EXTEND) is Answer.NO_SESSION
    assert [state.completed for state in led.watched.finished] == [True]


def test_going_to_a_hold_leads_to_its_approach(led: Led, plan: Plan) -> None:
    runner = led.start(plan, IN_HOLD_MS)
    (second,) = [p for p in plan.phases if p.is_hold and p.side is Side.RIGHT]
    assert led.control.go_to(second.index) is Answer.DONE
    assert runner.state.phase.kind is PhaseKind.CHANGE_SIDES


def test_silence_is_switched_off_and_on_with_and_without_a_session(led: Led, plan: Plan) -> None:
    for _ in range(2):
        assert led.control.do(Act.MUTE) is Answer.DONE
        assert led.control.is_muted
        assert led.profile.preferences.settings.muted
        assert led.control.do(Act.MUTE) is Answer.DONE
        assert not led.control.is_muted
        led.start(plan)
        led.control.end()


def test_it_is_asked_before_a_session_ends_and_time_stands_meanwhile(led: Led, plan: Plan) -> None:
    runner = led.start(plan, IN_HOLD_MS)
    assert led.control.do(Act.LEAVE) is Answer.DONE
    assert (led.control.is_asking, led.watched.questions) == (True, 1)
    assert runner.state.status is Status.PAUSED
    led.clock.advance(5_000)
    assert led.control.end() is Answer.DONE
    assert not led.control.is_asking
    assert [held.held_ms for held in led.watched.finished[0].ledger] == [10_000]


@pytest.mark.parametrize(
    ("routine", "before", "status", "after"),
    [
        (SHORT, None, Status.PAUSED, Status.COUNTING_IN),
        (SHORT, Pause(), Status.PAUSED, Status.PAUSED),
        (WAITING, None, Status.WAITING, Status.WAITING),
    ],
)
def test_a_question_that_is_taken_back_leaves_all_as_it_was(
    led: Led, routine: Routine, before: Command | None, status: Status, after: Status
) -> None:
    runner = led.start(make_plan(routine), 8_000)
    if before:
        led.control.send(before)
    led.control.do(Act.LEAVE)
    assert runner.state.status is status
    assert led.control.stay() is Answer.DONE
    assert not led.control.is_asking
    assert runner.state.status is after


def test_while_it_is_asked_nothing_but_silence_is_done(led: Led, plan: Plan) -> None:
    runner = led.start(plan, IN_HOLD_MS)
    led.control.do(Act.LEAVE)
    state = runner.state
    for act in Act:
        wanted = Answer.DONE if act is Act.MUTE else Answer.END_ASKED
        assert led.control.do(act) is wanted
    assert runner.state is state
    assert led.watched.questions == 1


def test_there_is_one_session_at_a_time_and_each_has_an_id_of_its_own(led: Led, plan: Plan) -> None:
    ids = []
    for _ in range(2):
        runner = led.start(plan)
        ids.append(led.control.session_id)
        assert led.control.begin(plan) is None
        assert led.control.runner is runner
        assert led.control.session_id == ids[-1]
        led.control.end()
    assert [row.uuid for row in logged(led.profile)] == ids
    assert len({*ids}) == 2


def test_what_is_to_be_kept_is_kept_before_it_is_heard_and_shown(
    led: Led, plan: Plan, tmp_path: Path
) -> None:
    trace = Trace(tmp_path / "trace", led.profile.writer)
    led.control.trace_next(trace)
    seen: list[tuple[bool, bool, bool]] = []

    def show(emitted: Emitted) -> None:
        if isinstance(emitted.event, SessionStarted):
            is_traced = trace.path.read_text(encoding="utf-8").startswith('{"event"')
            seen.append((len(logged(led.profile)) == 1, is_traced, led.out.is_held))

    assert led.control.begin(plan, (show,))
    led.control.start()
    assert seen == [(True, True, True)]
    traced = trace.path.read_text(encoding="utf-8")
    led.control.end()
    # Only one session was to be traced.
    whole = trace.path.read_text(encoding="utf-8")
    led.start(plan)
    assert trace.path.read_text(encoding="utf-8") == whole != traced
    trace.close()


def test_a_fault_in_somebody_who_listens_stops_neither_the_others_nor_time(
    led: Led, plan: Plan
) -> None:
    def fail(emitted: Emitted) -> None:
        if isinstance(emitted.event, SessionStarted | SessionFinished):
            raise ZeroDivisionError

    runner = led.control.begin(plan, (fail,))
    assert runner is not None
    with pytest.raises(ZeroDivisionError):
        led.control.start()
    assert led.watched.changes == 1
    assert led.held == HELD
    runner.poll()
    with pytest.raises(ZeroDivisionError):
        led.control.end()
    assert led.held == LET_GO
    assert not led.control.is_running


def test_a_session_is_guided_by_the_script_of_its_language(tmp_path: Path) -> None:
    put(tmp_path / "voice/de/script.toml", script_toml())
    led = Led(tmp_path, Scripts(tmp_path / "voice", lambda: "de", lambda _notice: None))
    runner = led.begin(make_plan(SHORT))
    told = told_by(runner)
    led.control.start()
    follow(runner, led.clock, led.clock.ms + SETTLE_MS + 2_000)
    (first,) = [event.cue.text for event in told if isinstance(event, CueDue)]
    led.profile.close()
    assert first == translate("Get into position")


def test_every_answer_but_the_good_one_has_words() -> None:
    assert [answer for answer in Answer if not answer_words(answer)] == [Answer.DONE]


def test_time_that_was_made_to_stand_goes_on_with_the_usual_count_in(led: Led, plan: Plan) -> None:
    runner = led.start(plan, 20_000)
    assert runner.state.phase.is_hold
    led.control.stand_still()
    led.control.stand_still()
    assert runner.state.status is Status.PAUSED
    assert led.held == (False, False)
    assert led.control.go_on() is Answer.DONE
    assert not led.control.is_paused
    assert led.held == (True, True)


def test_time_that_stood_before_goes_on_standing(led: Led, plan: Plan) -> None:
    assert led.control.go_on() is Answer.DONE
    runner = led.start(plan, 20_000)
    led.control.pause()
    led.control.stand_still()
    led.control.go_on()
    assert runner.state.status is Status.PAUSED
    led.control.do(Act.PAUSE)
    led.control.stand_still()
    led.control.do(Act.PAUSE)
    led.control.pause()
    led.control.go_on()
    assert runner.state.status is Status.PAUSED, "somebody went on, and paused again"


def test_a_stretch_is_skipped_with_both_its_sides(led: Led) -> None:
    runner = led.start(bundled_plan(), 20_000)
    led.control.do(Act.SKIP)
    assert runner.state.phase.stretch.id == "spinal-twist"
    led.control.do(Act.SKIP)
    assert runner.state.phase.stretch.id == "hamstring"


def test_the_easier_way_leads_back_into_position_and_is_told_there(led: Led) -> None:
    assert led.control.choose_way("knee-hug", True) is Answer.NO_SESSION
    runner = led.start(bundled_plan(), 20_000)
    assert led.control.choose_way("knee-hug", True) is Answer.DONE
    state = runner.state
    assert (state.status, state.phase.kind) == (Status.PAUSED, PhaseKind.LEAD_IN)
    assert state.phase.words.position == state.phase.words.easier
    assert led.control.go_on() is Answer.DONE
    assert runner.state.status is not Status.PAUSED
    assert led.control.choose_way("knee-hug", True) is Answer.NOT_NOW
    led.control.go_on()
    assert led.control.choose_way("cat-cow", True) is Answer.DONE
    assert runner.state.phase.stretch.id == "knee-hug", "what is still to come moves nobody"
