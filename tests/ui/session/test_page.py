"""The page of a session: what it shows, and what its buttons do to the session."""

from __future__ import annotations

from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from stretchtimer.engine.commands import (
    Extend,
    Finish,
    Next,
    Pause,
    Previous,
    Restart,
    Resume,
)
from stretchtimer.engine.cue_layout import cue_map
from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue
from stretchtimer.engine.plan import PhaseKind
from stretchtimer.engine.session import Status, deadline_ms
from stretchtimer.engine.speech import SpeechLine
from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioStatus
from stretchtimer.services.session.control import Answer
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.session import cue_word
from stretchtimer.storage.history.history import History
from stretchtimer.ui.session import page as page_module
from stretchtimer.ui.session.ending import EndQuestion
from stretchtimer.ui.session.ring import RingColour
from tests.ui.conftest import Open
from tests.ui.driving import Person, button_named, is_dimmed, picture, running, settle
from tests.ui.places import clipped, resize
from tests.wording import foreign


def test_start_leads_into_the_first_lead_in(person: Person) -> None:
    person.start()
    page = person.window.session
    assert person.phase.kind is PhaseKind.LEAD_IN
    assert page.name.text() == "Knee hug"
    assert page.cue.text() == "Get ready"
    assert page.ring.digits == "15"
    assert page.coming.text() == "Next: Spinal twist"
    position = person.phase.words.position
    assert page.instruction.text() == f"{position} Hold for 25 s."
    assert page.left.text() == f"{short_text(person.runner.state.plan.total_ms)} left"


@pytest.mark.usefixtures("undrawn")
def test_a_session_runs_through_all_its_holds_to_the_end(person: Person) -> None:
    person.click(person.window.home.card.start)
    seen: list[tuple[str, str]] = []
    page, runner = person.window.session, person.runner
    while person.window.is_in_session:
        if person.phase.is_hold and (shown := (page.name.text(), page.badge.text())) not in seen:
            seen.append(shown)
        person.go_on(1_000)
    assert seen == [
        ("Knee hug", ""),
        ("Spinal twist", "LEFT side"),
        ("Spinal twist", "RIGHT side"),
        ("Hamstring stretch", "LEFT side"),
        ("Hamstring stretch", "RIGHT side"),
        ("Child's pose", ""),
        ("Cat-cow", "Cow"),
        ("Cat-cow", "Cat"),
    ]
    last = cue_map(runner.state.plan, runner.state.style)[runner.state.phase_index][-1]
    assert last.kind is CueKind.ROUTINE_END
    assert person.out.played[-1] == last.clip
    assert person.window.done.isVisible()


@pytest.mark.parametrize("kind", ["lead_in", "hold", "release", "change_sides", "change_over"])
@pytest.mark.parametrize("paused", [False, True])
def test_buttons_are_enabled_exactly_when_the_engine_takes_them(
    session: Person, kind: str, paused: bool
) -> None:
    session.go_to(kind)
    if paused:
        session.control.send(Pause())
    controls, runner = session.window.session.controls, session.runner
    for button, command in (
        (controls.back, Previous()),
        (controls.next, Next()),
        (controls.extend, Extend()),
        (controls.restart, Restart()),
        (controls.pause, Resume() if paused else Pause()),
        (controls.end, Finish()),
    ):
        assert button.isEnabled() == runner.allows(command), command


def test_no_more_than_an_hour_can_be_held(session: Person) -> None:
    extend = session.window.session.controls.extend
    session.control.send(Extend(3_600_000 - 25_000))
    assert not extend.isEnabled()


def test_every_button_of_a_hold_acts_on_the_session(session: Person) -> None:
    controls = session.window.session.controls
    session.go_on(2_000)
    session.click(controls.extend)
    assert session.state.duration_ms == 35_000
    session.click(controls.restart)
    assert session.state.duration_ms == 25_000
    session.go_on(4_000)
    session.click(controls.next)
    assert session.phase.stretch.id == "spinal-twist"
    session.click(controls.back)
    assert session.phase.stretch.id == "knee-hug"
    session.click(controls.pause)
    assert session.stands_at(Status.PAUSED)
    session.click(controls.pause)
    assert session.stands_at(Status.COUNTING_IN)
    session.click(controls.help)
    assert session.window.overlays.keys.isVisible()
    session.click(button_named(session.window.overlays.keys, "Close"))
    session.click(controls.full_screen)
    assert session.window.isFullScreen()
    session.click(controls.full_screen)
    assert not session.window.isFullScreen()
    session.click(controls.end)
    assert session.window.acts.ending.question is not None


def icon_of(button: QAbstractButton) -> QImage:
    return button.icon().pixmap(24, 24).toImage()


def test_the_button_for_full_screen_shows_the_way_back_from_it(session: Person) -> None:
    button = session.window.session.controls.full_screen
    ways = [icon_of(button)]
    # The system has keys of its own for it.
    for change in (session.window.showFullScreen, session.window.showNormal):
        change()
        settle()
        ways.append(icon_of(button))
    into, back, into_again = ways
    assert into == into_again != back


def test_a_session_that_begins_in_full_screen_shows_the_way_back_from_it(person: Person) -> None:
    person.window.toggle_full_screen()
    settle()
    person.window.start()
    button = person.window.session.controls.full_screen
    assert icon_of(button) == person.app.appearance.icon("window").pixmap(24, 24).toImage()


def test_a_pause_is_calm_and_says_how_to_go_on(session: Person) -> None:
    page = session.window.session
    session.go_on(3_000)
    before = picture(page.ring)
    session.click(page.controls.pause)
    assert page.cue.text() == "Paused"
    assert page.controls.pause.text() == "Resume"
    assert picture(page.ring) != before
    assert is_dimmed(page.stage)
    assert not session.out.is_held
    assert not session.awake.is_held
    session.go_on(60_000)
    assert page.ring.digits == "22"
    assert running(session.window) == []
    assert not session.ticker.is_armed


def test_going_on_counts_in_and_then_runs_on(session: Person) -> None:
    page = session.window.session
    session.go_on(3_000)
    session.click(page.controls.pause)
    session.go_on(9_000)
    session.click(page.controls.pause)
    assert page.cue.text() == "Resuming in"
    assert session.out.is_held
    assert session.awake.is_held
    session.go_on(SETTLE_MS + 1_000)
    assert page.ring.digits == "2"
    session.go_on(2_000)
    assert page.ring.digits == "22"
    assert not is_dimmed(page.stage)


def test_a_lead_in_that_waits_lasts_until_the_person_is_ready(person: Person) -> None:
    person.personal.set_time("wait_until_ready", True)
    person.start()
    page = person.window.session
    person.go_on(3_000)
    assert page.ready.isVisible()
    assert page.ready.text() == "I am ready"
    assert not page.ring.isVisible(), "no number stands still"
    assert not page.controls.pause.isEnabled()
    person.go_on(300_000)
    assert person.stands_at(Status.WAITING)
    assert person.awake.is_held
    person.click(page.ready)
    assert person.phase.is_hold
    assert page.ring.isVisible()
    assert not page.ready.isVisible()
    assert page.cue.text() == "Resuming in"
    person.go_on(3_000)
    assert person.stands_at(Status.RUNNING)


def _is_shown(person: Person, event: CueDue) -> bool:
    """Whether what is said stands on the page, in these words or others."""
    page, text, phase = person.window.session, event.cue.text, event.phase
    match event.cue.line:
        case SpeechLine.NAME | SpeechLine.NEXT:
            return text in ("Next:", f"{page.name.text()}.")
        case SpeechLine.SIDE:
            return text.lower() == f"{page.badge.text().lower()}."
        case SpeechLine.DOSE:
            hold = person.state.plan.hold_after(phase.index)
            assert hold
            return f" for {short_text(hold.duration_ms)}." in page.instruction.text()
        case SpeechLine.OTHER_SIDE | SpeechLine.HOLD | SpeechLine.COME_OUT | SpeechLine.HALF_WAY:
            words = {"Now the other side.": "Change sides", "Slowly come out of it.": "Come out"}
            return page.cue.text() == words.get(text, text.removesuffix("."))
        case SpeechLine.START if phase.kind is PhaseKind.LEAD_IN:
            # The figure begins in that position.
            return page.stage.isVisible()
    return text in page.instruction.text() or text == f"{page.badge.text()}."


@pytest.mark.usefixtures("undrawn")
def test_every_cue_that_sounds_has_its_equal_on_the_screen(person: Person) -> None:
    person.click(person.window.home.card.start)
    page = person.window.session
    due: list[CueDue] = []

    def note(told: Emitted) -> None:
        if isinstance(told.event, CueDue):
            due.append(told.event)

    person.runner.listen(note)
    equals, spoken = 0, set[SpeechLine | None]()
    while person.window.is_in_session:
        due_ms = deadline_ms(person.state)
        assert due_ms is not None
        person.go_on(max(1, due_ms - person.clock.ms))
        for event in due if person.window.is_in_session else ():
            if event.cue.kind is CueKind.SPEECH:
                spoken.add(event.cue.line)
                assert _is_shown(person, event), event.cue.text
                continue
            equals += 1
            word = cue_word(event.cue, event.phase.stretch)
            assert (page.cue.text() if word else page.ring.digits) == (word or event.cue.text)
        due.clear()
    assert equals > 40
    assert spoken == {*SpeechLine} - {SpeechLine.AGAIN}
    assert person.window.done.isVisible(), "the last cue is answered by the last page"


def test_a_repeated_hold_of_a_movement_shows_what_is_due(session: Person) -> None:
    session.go_to("hold", "cat-cow")
    page = session.window.session
    assert page.badge.text() == "Cow"
    assert page.instruction.text() == "Breathe in and let your belly sink."
    session.go_on(5_000)
    assert page.badge.text() == "Cat"
    assert page.instruction.text() == "Breathe out and round your back up."


def test_the_last_three_seconds_of_a_hold_are_told_by_colour_and_digits(session: Person) -> None:
    ring = session.window.session.ring
    session.go_on(21_900)
    assert (ring.digits, ring.colour) == ("4", RingColour.HOLD)
    session.go_on(100)
    assert (ring.digits, ring.colour) == ("3", RingColour.LAST_SECONDS)


def test_volume_and_mute_reach_the_output_at_once(session: Person) -> None:
    volume = session.window.session.controls.volume
    volume.slider.setValue(40)
    assert session.out.volume == 0.4
    session.click(volume.mute)
    assert session.out.volume == 0.0
    assert session.settings.muted
    volume.slider.setValue(45)
    assert session.out.volume == 0.45
    assert not session.settings.muted


def test_a_session_needs_the_device_and_the_screen_until_its_end(session: Person) -> None:
    assert session.out.is_held
    assert session.awake.is_held
    session.control.end()
    assert not session.out.is_held
    assert not session.awake.is_held
    assert not session.window.is_in_session
    assert session.control.runner is None


def test_a_screen_that_cannot_be_kept_on_stops_nothing_and_is_told(session: Person) -> None:
    thread = Thread(target=session.machine.keep_awake_fails)
    thread.start()
    thread.join()
    settle()
    assert session.stands_at(Status.RUNNING)
    session.control.end()
    assert session.notices() == "", "the next session is what it matters for"
    session.click(session.window.done.home)
    assert session.notices().startswith("The screen may turn off during a session")


def test_that_the_screen_may_switch_off_is_said_before_the_first_session_and_once(
    make: Open,
) -> None:
    person = make(first_time=True)
    assert not person.awake.is_held
    person.machine.keep_awake_fails()
    settle()
    assert "change the power or display settings" in person.notices()
    person.window.home.notices.clear()
    person.machine.keep_awake_fails()
    settle()
    assert person.notices() == ""


def test_nothing_is_timed_on_the_first_page(person: Person) -> None:
    assert running(person.window) == []


def test_nothing_is_timed_after_the_end(session: Person) -> None:
    session.control.end()
    session.click(session.window.done.home)
    settle()
    assert running(session.window) == []
    assert running(session.app.session) == []


def test_a_device_that_goes_away_stops_nothing_and_is_told(session: Person) -> None:
    page = session.window.session
    problem = "No sound output is there. Plug one in."
    session.out.become(AudioStatus(working=False, output="", problem=foreign(problem)))
    session.go_on(2_000)
    assert session.stands_at(Status.RUNNING)
    assert page.left.text().startswith("No sound · ")
    assert page.ring.digits == "23"
    session.out.become(AudioStatus(working=True, output="Speakers"))
    session.go_on(1_000)
    assert "No sound" not in page.left.text()


def test_a_fault_in_a_slot_ends_no_session(
    session: Person, faults: list[BaseException | str]
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    session.app.session.ticked.connect(fail)
    session.go_on(10_000)
    assert session.window.session.ring.digits == "15"
    assert session.ticker.is_armed
    assert {type(fault) for fault in faults} == {ZeroDivisionError}
    faults.clear()
    session.app.session.ticked.disconnect(fail)


def test_a_fault_in_a_listener_ends_no_session(session: Person) -> None:
    def fail(told: Emitted) -> None:
        raise ZeroDivisionError

    session.runner.listen(fail)
    timed = session.ticker
    faults = 0
    for _ in range(400):
        session.clock.advance(1_000)
        try:
            timed.poll()
        except ZeroDivisionError:
            faults += 1
        if not session.window.is_in_session:
            break
        assert timed.is_armed
    assert faults > 40
    assert session.window.done.isVisible()


def test_a_gap_pauses_the_session_and_is_told_at_its_end(session: Person) -> None:
    session.go_on(2_000)
    session.sleep(3_600_000)
    page = session.window.session
    assert session.stands_at(Status.PAUSED)
    assert page.cue.text() == "Paused"
    assert page.ring.digits == "23"
    session.control.end()
    words = "The computer was asleep or stopped for 60 min, so the session was paused."
    assert session.notices() == words
    session.click(session.window.done.home)
    assert session.notices() == words


@pytest.mark.parametrize("room", [False, True])
def test_why_it_is_paused_after_a_gap_is_shown_and_read_out_at_once_and_until_it_goes_on(
    session: Person, monkeypatch: pytest.MonkeyPatch, room: bool
) -> None:
    read_out: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            read_out.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    session.app.preferences.change(room_mode=room)
    page = session.window.session
    words = page.cue if room else page.instruction
    before = words.text()
    session.go_on(2_000)
    session.sleep(3_600_000)
    assert words.isVisible()
    assert "computer was asleep" in words.text()
    assert "The computer was asleep or stopped for 60 min, so the session was paused." in read_out
    session.key(Qt.Key.Key_Space)
    session.go_on(SETTLE_MS + 4_000)
    assert words.text() == before
    session.key(Qt.Key.Key_Space)
    assert "stood still" not in words.text()


def test_what_was_held_is_in_the_history_when_the_window_is_closed(
    session: Person, profile: Path
) -> None:
    session.go_on(7_000)
    session.window.close()
    question = session.window.acts.ending.question
    assert question is not None
    assert session.window.isVisible()
    session.go_on(120_000)
    session.click(question.end)
    assert not session.window.isVisible()
    with_history = History(session.app.profile.folders.history, session.clock.utc.date)
    (kept,) = with_history.sessions()
    with_history.close()
    assert [hold.held.held_ms for hold in kept.holds] == [7_000]
    assert not kept.completed


def test_closing_can_be_thought_better_of(session: Person) -> None:
    session.window.close()
    question = session.window.acts.ending.question
    assert question is not None
    session.click(question.go_on)
    assert session.window.is_in_session
    session.go_on(4_000)
    assert session.stands_at(Status.RUNNING)
    session.control.end()
    assert session.window.isVisible()
    assert session.window.done.isVisible()


def test_time_stands_still_while_one_is_asked_whether_to_end(session: Person) -> None:
    session.go_on(5_000)
    session.click(session.window.session.controls.end)
    question = session.window.acts.ending.question
    assert question is not None
    ledger, played = session.state.ledger, list(session.out.played)
    session.go_on(600_000)
    assert session.window.session.ring.digits == "20"
    assert session.state.ledger == ledger
    assert session.out.played == played
    session.click(question.go_on)
    assert session.stands_at(Status.COUNTING_IN)
    session.go_on(3_000 + SETTLE_MS)
    assert session.window.session.ring.digits == "20"
    assert session.window.session.hasFocus()


def test_asking_while_paused_leaves_it_paused(session: Person) -> None:
    session.click(session.window.session.controls.pause)
    session.click(session.window.session.controls.end)
    question = session.window.acts.ending.question
    assert question is not None
    session.click(question.go_on)
    assert session.stands_at(Status.PAUSED)


def test_escape_leaves_full_screen_first_and_asks_then(session: Person) -> None:
    session.key(Qt.Key.Key_F11)
    session.key(Qt.Key.Key_Escape)
    assert not session.window.isFullScreen()
    assert session.window.acts.ending.question is None
    session.key(Qt.Key.Key_Escape)
    question = session.window.acts.ending.question
    assert question is not None
    assert question.isVisible()
    assert question.isAncestorOf(session.focused())
    assert QApplication.activeModalWidget() is None


def test_the_question_lies_over_the_page_and_keys_and_clicks_answer_it(session: Person) -> None:
    def ask() -> EndQuestion:
        session.key(Qt.Key.Key_Escape)
        question = session.window.acts.ending.question
        assert question is not None
        assert question.size() == session.window.size()
        return question

    question = ask()
    session.window.resize(900, 600)
    settle()
    assert question.size() == session.window.size()
    session.key(Qt.Key.Key_Escape)
    assert not session.control.is_asking
    ask()
    session.key(Qt.Key.Key_Return)
    assert not session.control.is_asking
    QTest.mouseClick(ask(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not session.control.is_asking
    assert session.window.session.hasFocus()
    ask()
    session.key(Qt.Key.Key_Tab)
    session.key(Qt.Key.Key_Space)
    assert session.window.done.isVisible()


def test_ending_shows_what_was_held(session: Person) -> None:
    session.go_on(10_000)
    session.click(session.window.session.controls.end)
    assert session.window.acts.ending.question is not None
    session.click(session.window.acts.ending.question.end)
    assert session.window.done.isVisible()
    assert session.window.done.sentence == "You held for 10 s in all. Your progress is saved."


def test_the_controls_fade_for_the_pointer_and_come_back_for_it(session: Person) -> None:
    fading = session.window.session.fading
    fading.pointed()
    assert fading.is_waiting
    fading.fade()
    assert fading.is_faded
    fading.pointed()
    assert not fading.is_faded


def test_the_controls_come_back_for_the_keyboard_and_stay(session: Person) -> None:
    page = session.window.session
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Tab, Qt.Key.Key_X):
        page.fading.pointed()
        page.fading.fade()
        session.key(key)
        assert not page.fading.is_faded
        assert not page.fading.is_waiting


def test_the_controls_do_not_fade_while_paused(session: Person) -> None:
    page = session.window.session
    page.fading.pointed()
    session.click(page.controls.pause)
    page.fading.pointed()
    assert not page.fading.is_waiting


def test_a_second_session_begins_at_its_beginning(person: Person, make: Open) -> None:
    person.start("hold")
    person.control.end()
    person.click(person.window.done.again)
    assert person.phase.index == 0
    assert person.window.session.ring.digits == "15"
    assert person.window.session.strip.value() == 0
    assert person.runner.state.ledger == ()


def test_a_key_that_can_do_nothing_now_is_answered_beside_the_instruction(person: Person) -> None:
    person.start("lead_in")
    page = person.window.session
    instruction, coming = page.instruction.text(), page.coming.text()
    person.key(Qt.Key.Key_R)
    answer = "Only a hold can be started again."
    assert page.coming.text() == answer
    person.go_on(1_000)
    assert (page.instruction.text(), page.coming.text()) == (instruction, answer)
    (timer,) = [t for t in page.findChildren(QTimer) if t.isActive() and t.interval() == 3_000]
    timer.timeout.emit()
    assert page.coming.text() == coming


def test_an_answer_goes_with_the_next_act_and_with_the_next_phase(person: Person) -> None:
    person.start("lead_in")
    page = person.window.session
    person.key(Qt.Key.Key_R)
    assert page.coming.text().startswith("Only a hold")
    person.key(Qt.Key.Key_Plus)
    assert not page.coming.text().startswith("Only a hold")
    person.key(Qt.Key.Key_R)
    person.go_on(30_000)
    assert person.phase.is_hold
    assert not page.coming.text().startswith("Only a hold")


def test_every_answer_can_be_read_whole_in_its_place(person: Person) -> None:
    person.start("lead_in")
    page = person.window.session
    for size in ((820, 540), (900, 600), (1366, 768), (1080, 1920)):
        resize(person, size)
        for answer in Answer:
            page.show_answer(answer)
            assert clipped(page) == [], (size, answer)


def test_an_answer_can_be_read_from_across_the_room(person: Person) -> None:
    person.start("lead_in")
    person.key(Qt.Key.Key_A)
    person.key(Qt.Key.Key_R)
    page = person.window.session
    assert page.cue.isVisible()
    assert page.cue.text() == "Only a hold can be started again."


def test_an_answer_is_read_out(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(page_module, "announce", lambda _widget, words: told.append(words))
    person.start("lead_in")
    person.key(Qt.Key.Key_R)
    assert told[-1] == "Only a hold can be started again."
