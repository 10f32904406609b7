"""What a person does in a session, act by act: done, answered, or asked about first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from stretchtimer.engine.commands import (
    Command,
    Extend,
    GoTo,
    Pause,
    Ready,
    Resume,
)
from stretchtimer.engine.events import CueDue, SessionFinished, SessionStarted
from stretchtimer.engine.model import Routine, Side, Times
from stretchtimer.engine.plan import PhaseKind, Plan, make_plan
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.session.control import Act, Answer, command_for
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.session.trace import Trace
from stretchtimer.services.voice.scripts import Scripts
from stretchtimer.services.wording.answers import answer_words
from tests.pseudo_language import put, script_toml, translate
from tests.services.session.led import HELD, LET_GO, SHORT, TWIST, Led
from tests.services.session.sessions import (
    bundled_plan,
    follow,
    logged,
    told_by,
)

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
