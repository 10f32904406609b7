"""A session in a terminal looks when something is due, and does what the keys say."""

from __future__ import annotations

import signal
from dataclasses import replace

import pytest

from stretchtimer.engine.events import (
    Event,
    HoldFinished,
    PhaseEntered,
    PhaseExtended,
    SessionFinished,
    SessionPaused,
    SessionResumed,
)
from stretchtimer.engine.model import Dose, Routine, Side, Stretch, StretchWords, Times
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.session.session_view import Stage
from stretchtimer.terminal.keys.keys import HANGUP
from stretchtimer.terminal.session.screen_content import Over
from tests.terminal.fakes import Played, VolumeOut

TIMES = Times(
    first_lead_in_ms=5_000,
    lead_in_ms=5_000,
    change_sides_ms=4_000,
    change_over_ms=5_000,
    release_ms=2_000,
)
TWIST = Stretch("twist", "Twist", Dose(30_000), two_sided=True)
ROUTINE = Routine("r", "R", (TWIST,), TIMES)
HOLD_STARTS_MS = SETTLE_MS + 5_000
IN_HOLD_MS = HOLD_STARTS_MS + 10_000


def waiting() -> Routine:
    return Routine("r", "R", (TWIST,), Times(wait_until_ready=True))


def test_without_any_key_a_session_runs_to_its_end() -> None:
    played = Played(ROUTINE)
    assert played.run() is None
    assert played.runner.state.completed
    assert played.held == [30_000, 30_000]
    assert played.clock.now_ms == SETTLE_MS + played.runner.state.plan.total_ms


def test_it_looks_about_once_a_second_and_no_more() -> None:
    played = Played(ROUTINE)
    played.run()
    seconds = played.clock.now_ms // 1000
    assert played.keys.waits < 2 * seconds


def test_every_whole_second_of_a_hold_is_shown() -> None:
    played = Played(ROUTINE)
    played.run()
    shown = [p.view.seconds for p in played.screen.pictures if p.view.stage is Stage.HOLD]
    assert sorted(set(shown), reverse=True) == list(range(30, 0, -1))


def test_space_pauses_and_goes_on_and_the_time_between_does_not_count() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "space"), (IN_HOLD_MS + 500_000, "space"))
    played.run()
    assert len(played.emitted(SessionPaused)) == len(played.emitted(SessionResumed)) == 1
    assert played.held == [30_000, 30_000]
    assert played.clock.now_ms > 500_000


def test_nothing_runs_while_it_is_paused() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "space"), (IN_HOLD_MS + 500_000, "q"))
    played.keys.script.append((IN_HOLD_MS + 600_000, "y"))
    played.run()
    before = Played(ROUTINE, (IN_HOLD_MS, "q"), (IN_HOLD_MS, "y"))
    before.run()
    assert played.keys.waits <= before.keys.waits + 2


@pytest.mark.parametrize("key", ["space", "enter"])
def test_a_waiting_lead_in_ends_when_the_person_is_ready(key: str) -> None:
    played = Played(waiting(), (90_000, key))
    played.run()
    begun = played.emitted(PhaseEntered)
    assert next(e.due_ms for e in begun if e.phase.is_hold) >= 90_000
    assert played.held == [30_000, 30_000]


def test_enter_begins_the_hold_of_a_running_lead_in_at_once() -> None:
    played = Played(ROUTINE, (SETTLE_MS + 1_000, "enter"))
    played.run()
    assert played.clock.now_ms == SETTLE_MS + played.runner.state.plan.total_ms - 4_000


@pytest.mark.parametrize("key", ["n", "right", "page_down"])
def test_next_leaves_the_hold_early_and_keeps_what_was_held(key: str) -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, key))
    played.run()
    assert played.held == [10_000, 30_000]


@pytest.mark.parametrize("key", ["b", "left", "page_up"])
def test_back_leads_to_the_approach_of_the_hold(key: str) -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, key))
    played.run()
    entered = [e.phase.kind for e in played.emitted(PhaseEntered)]
    assert entered[:3] == [PhaseKind.LEAD_IN, PhaseKind.HOLD, PhaseKind.LEAD_IN]


def test_restart_holds_again_from_the_beginning() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "r"))
    played.run()
    assert played.held == [10_000, 30_000, 30_000]


@pytest.mark.parametrize("key", ["+", "="])
def test_plus_adds_ten_seconds(key: str) -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, key))
    played.run()
    assert [e.by_ms for e in played.emitted(PhaseExtended)] == [10_000]
    assert played.held == [40_000, 30_000]


def test_a_key_that_means_nothing_changes_nothing() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "x"))
    played.run()
    plain = Played(ROUTINE)
    plain.run()
    assert played.screen.events == plain.screen.events


@pytest.mark.parametrize("key", ["q", "escape"])
def test_time_stands_still_while_it_asks_whether_to_end(key: str) -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, key), (IN_HOLD_MS + 60_000, "n"))
    played.run()
    asked = [p for p in played.screen.pictures if p.over is Over.END_QUESTION]
    assert {p.view.stage for p in asked} == {Stage.PAUSED}
    assert played.held == [30_000, 30_000]


def test_yes_ends_the_session_and_what_was_held_is_kept() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "q"), (IN_HOLD_MS + 1_000, "y"))
    assert played.run() is None
    assert played.held == [10_000]
    assert not played.runner.state.completed


def test_a_key_that_is_no_answer_keeps_asking() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "q"), (IN_HOLD_MS + 1, "x"), (IN_HOLD_MS + 2, "y"))
    played.run()
    assert played.held == [10_000]


def test_a_session_that_was_paused_stays_paused_after_the_question() -> None:
    played = Played(
        ROUTINE,
        (IN_HOLD_MS, "space"),
        (IN_HOLD_MS + 1, "q"),
        (IN_HOLD_MS + 2, "n"),
        (IN_HOLD_MS + 3, "n"),
        (IN_HOLD_MS + 4, "q"),
        (IN_HOLD_MS + 5, "y"),
    )
    played.run()
    assert played.emitted(SessionResumed) == []


def test_a_waiting_session_still_waits_after_the_question() -> None:
    played = Played(waiting(), (9_000, "q"), (9_500, "n"), (20_000, "enter"))
    played.run()
    assert played.emitted(SessionPaused) == []
    assert played.held == [30_000, 30_000]


def test_the_list_of_keys_is_put_away_by_any_key_which_does_nothing_else() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "?"), (IN_HOLD_MS + 3_000, "n"))
    played.run()
    shown = [p.view.left_ms for p in played.screen.pictures if p.over is Over.KEYS]
    assert max(shown) == 20_000
    assert min(shown) > 16_000
    assert played.held == [30_000, 30_000]


def test_m_switches_the_sound_off_and_on() -> None:
    out = VolumeOut()
    played = Played(ROUTINE, (IN_HOLD_MS, "m"), (IN_HOLD_MS + 5_000, "q"), out=out)
    played.keys.script.append((IN_HOLD_MS + 6_000, "y"))
    assert out.volume == pytest.approx(0.7)
    played.run()
    assert out.volume == 0
    assert played.screen.pictures[-1].muted
    played = Played(ROUTINE, (IN_HOLD_MS, "m"), (IN_HOLD_MS + 5_000, "m"), out=out)
    played.run()
    assert out.volume == pytest.approx(0.7)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_session_and_what_was_held_is_kept(number: signal.Signals) -> None:
    played = Played(ROUTINE)
    played.keys.script.append((IN_HOLD_MS, lambda: played.signals.note(number)))
    assert played.run() == number
    assert played.held == [10_000]
    assert [e.completed for e in played.emitted(SessionFinished)] == [False]


def test_ctrl_z_pauses_and_gives_the_terminal_back_until_the_program_goes_on() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS + 100_000, "space"))
    seen: list[object] = []
    played.signals.meanwhile = lambda: seen.extend(
        [played.runner.state.status, played.screen.calls[-1], played.keys.taken[-1]]
    )
    played.keys.script.insert(0, (IN_HOLD_MS, lambda: played.signals.note(signal.SIGTSTP)))
    played.run()
    assert seen == [Status.PAUSED, "close", "give back"]
    assert played.signals.stood_still == 1
    assert played.screen.calls == ["close", "open"]
    assert played.keys.taken == ["give back", "take"]
    assert played.held == [30_000, 30_000]


def test_a_terminal_of_another_size_is_drawn_again_at_once() -> None:
    played = Played(ROUTINE)
    played.keys.script.append((IN_HOLD_MS + 400, lambda: played.signals.note(signal.SIGWINCH)))
    played.run()
    assert IN_HOLD_MS + 400 in [
        IN_HOLD_MS + 20_000 - p.view.left_ms
        for p in played.screen.pictures
        if p.view.stage is Stage.HOLD and p.view.side is Side.LEFT
    ]


def test_a_terminal_that_hangs_up_ends_the_session() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, HANGUP))
    assert played.run() == signal.SIGHUP
    assert played.held == [10_000]


def test_a_screen_that_reaches_nobody_ends_the_session() -> None:
    played = Played(ROUTINE)

    def lose() -> None:
        played.screen.lost = True

    played.keys.script.append((IN_HOLD_MS, lose))
    assert played.run() == signal.SIGHUP
    assert played.held == [10_000]


def test_after_sleep_a_session_with_keys_stays_paused() -> None:
    played = Played(ROUTINE)

    def sleep() -> None:
        played.clock.now_ms += 3_600_000

    played.keys.script += [(IN_HOLD_MS, sleep), (IN_HOLD_MS + 7_200_000, "space")]
    played.run()
    assert played.clock.now_ms > 7_200_000
    assert played.held == [30_000, 30_000]


def test_after_sleep_a_session_that_nobody_can_resume_goes_on() -> None:
    played = Played(ROUTINE, usable=False)

    def sleep() -> None:
        played.clock.now_ms += 3_600_000

    played.keys.script.append((IN_HOLD_MS, sleep))
    played.run()
    assert len(played.emitted(SessionPaused)) == len(played.emitted(SessionResumed)) == 1
    assert played.held == [30_000, 30_000]


def test_a_note_is_shown_with_the_session() -> None:
    played = Played(ROUTINE)

    def print_lines() -> None:
        played.note = "No sound."

    played.keys.script.append((IN_HOLD_MS, print_lines))
    played.run()
    assert {p.note for p in played.screen.pictures} == {"", "No sound."}


def test_the_events_of_a_session_reach_the_screen_in_order() -> None:
    played = Played(ROUTINE)
    played.run()
    kinds: list[type[Event]] = [HoldFinished, SessionFinished]
    assert [type(e) for e in played.screen.events if type(e) in kinds] == [
        HoldFinished,
        HoldFinished,
        SessionFinished,
    ]


def test_a_key_that_can_do_nothing_now_is_answered_for_a_moment() -> None:
    played = Played(ROUTINE, (SETTLE_MS + 1_000, "r"))
    played.run()
    answered = [p.view.left_ms for p in played.screen.pictures if "Only a hold" in p.note]
    # The lead-in of 5 s goes on meanwhile.
    assert (max(answered), min(answered)) == (4_000, 1_000)
    assert played.held == [30_000, 30_000]


EASY = replace(TWIST, words=StretchWords(position="All the way.", easier="Half the way."))
EASED = Routine("r", "R", (EASY, replace(TWIST, id="last", two_sided=False)), TIMES)


def test_whom_it_hurts_is_asked_what_to_do_and_time_stands() -> None:
    played = Played(EASED, (IN_HOLD_MS, "h"), (IN_HOLD_MS + 60_000, "space"))
    played.run()
    asked = [p for p in played.screen.pictures if p.over is Over.HURTS]
    assert {p.view.stage for p in asked} == {Stage.PAUSED}
    assert played.held == [30_000, 30_000, 30_000]


def test_the_easier_way_is_done_from_its_lead_in_on() -> None:
    played = Played(EASED, (IN_HOLD_MS, "h"), (IN_HOLD_MS + 100, "e"))
    played.run()
    told = [p.view.instruction for p in played.screen.pictures if p.view.stage is Stage.LEAD_IN]
    assert (told[0], told[-1]) == ("All the way.", "")
    assert "Half the way." in told
    assert played.runner.state.plan.routine.stretch("twist").is_easier


def test_a_stretch_without_an_easier_way_offers_none() -> None:
    played = Played(ROUTINE, (IN_HOLD_MS, "h"), (IN_HOLD_MS + 100, "e"), (IN_HOLD_MS + 200, "q"))
    played.run()
    assert not played.runner.state.plan.routine.stretch("twist").is_easier
    assert not played.runner.state.completed


def test_the_stretch_that_hurts_is_skipped() -> None:
    played = Played(EASED, (IN_HOLD_MS, "h"), (IN_HOLD_MS + 100, "s"))
    played.run()
    assert played.held == [10_000, 30_000]
    assert played.runner.state.completed


def test_after_when_to_get_help_one_still_chooses() -> None:
    keys = ((IN_HOLD_MS, "h"), (IN_HOLD_MS + 1, "g"), (IN_HOLD_MS + 2, "x"))
    played = Played(EASED, *keys, (IN_HOLD_MS + 3, "q"))
    played.run()
    over = [p.over for p in played.screen.pictures if p.over is not Over.NOTHING]
    assert list(dict.fromkeys(over)) == [Over.HURTS, Over.HELP]
    assert over[-1] is Over.HURTS
    assert played.held == [10_000]


def test_put_away_without_a_choice_it_stays_paused() -> None:
    keys = ((IN_HOLD_MS, "h"), (IN_HOLD_MS + 1, "escape"), (IN_HOLD_MS + 9_000, "space"))
    played = Played(EASED, *keys)
    played.run()
    paused = [p for p in played.screen.pictures if p.view.stage is Stage.PAUSED]
    assert paused[-1].over is Over.NOTHING


def test_the_next_key_puts_an_answer_away() -> None:
    played = Played(ROUTINE, (SETTLE_MS + 1_000, "r"), (SETTLE_MS + 1_500, "space"))
    played.keys.script += [(SETTLE_MS + 9_000, "q"), (SETTLE_MS + 9_001, "y")]
    played.run()
    assert next(p.note for p in played.screen.pictures if p.view.stage is Stage.PAUSED) == ""


def test_a_session_that_was_started_without_sound_says_that_it_stays_so() -> None:
    out = VolumeOut()
    played = Played(ROUTINE, (IN_HOLD_MS, "m"), out=out, silent=True)
    played.run()
    assert out.volume == 0
    assert any("is silent" in p.note for p in played.screen.pictures)
