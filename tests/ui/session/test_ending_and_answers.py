"""How a session is left, what is asked and answered, and when its buttons fade."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.session.control import Answer
from stretchtimer.storage.history.history import History
from stretchtimer.ui.session import page as page_module
from stretchtimer.ui.session.ending import EndQuestion
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.places import clipped, resize


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


@sweep
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
    assert session.window.done.sentence == "You held for 10 s in all. It is in your record."


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


@sweep
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


@sweep
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
