"""The safety page: before the first session ever, in nobody's way after it, and always at hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stretchtimer.services.person.safety_words import Topic
from stretchtimer.services.session.trace import Trace
from tests.sweeps import sweep, swept
from tests.ui.before.reading_safety import DAY_MS, PAGE, confirm, page_of, shown_in, stored
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.places import faults, resize
from tests.ui.test_sizes import SIZES


def test_start_shows_it_before_the_first_session_ever(newcomer: Person) -> None:
    page = page_of(newcomer)
    shown = shown_in(page)
    urgent = PAGE.section(Topic.HELP_NOW)
    assert [w for w in (PAGE.question, urgent.advice, *urgent.points) if w not in shown] == []
    assert PAGE.section(Topic.STOP).advice not in shown
    newcomer.click(page.confirm)
    shown += shown_in(page)
    missing = [line for line in PAGE.lines() if line not in shown]
    assert missing == [urgent.title], "the box needs no other heading than the question"
    assert not newcomer.window.is_in_session


@pytest.mark.parametrize("way", swept(["click", Qt.Key.Key_Space, Qt.Key.Key_Return], ["click"]))
def test_whoever_has_read_it_goes_on_and_never_sees_it_there_again(
    newcomer: Person, make: Open, way: str | Qt.Key
) -> None:
    page = page_of(newcomer)
    for step in (page.question, *[page.rest] * 3):
        assert page.step is step
        assert not newcomer.settings.safety_read
        if isinstance(way, Qt.Key):
            newcomer.focus(page.confirm)
            newcomer.key(way)
        else:
            newcomer.click(page.confirm)
    assert newcomer.settings.safety_read
    assert newcomer.window.pages.currentWidget() is newcomer.window.first.hearing
    newcomer.close()
    assert stored(newcomer.profile)["safety_read"] is True
    assert stored(newcomer.profile)["safety_read_on"] == "2026-03-01"
    again = make(first_time=True)
    again.click(again.window.home.card.start)
    assert again.window.pages.currentWidget() is again.window.first.hearing


@pytest.mark.parametrize("way", swept(["click", Qt.Key.Key_Escape], ["click"]))
def test_whoever_turns_back_is_at_home_and_is_shown_it_the_next_time(
    newcomer: Person, way: str | Qt.Key
) -> None:
    if isinstance(way, Qt.Key):
        newcomer.key(way)
    else:
        newcomer.click(page_of(newcomer).back)
    home = newcomer.window.home
    assert newcomer.window.pages.currentWidget() is home
    assert home.card.start.hasFocus()
    assert not newcomer.settings.safety_read
    assert not newcomer.window.is_in_session
    newcomer.key(Qt.Key.Key_Return)
    assert page_of(newcomer).question.hasFocus()


@pytest.mark.parametrize("way", swept(["click", Qt.Key.Key_Return], ["click"]))
def test_whoever_must_not_wait_is_told_what_to_do_and_led_back(
    newcomer: Person, way: str | Qt.Key
) -> None:
    page = page_of(newcomer)
    newcomer.click(page.applies)
    shown = texts(page)
    assert PAGE.stop_now in shown
    assert "emergency number" in " ".join(shown)
    assert not page.applies.isVisible()
    if isinstance(way, Qt.Key):
        newcomer.key(way)
    else:
        newcomer.click(page.confirm)
    assert newcomer.window.pages.currentWidget() is newcomer.window.home
    assert not newcomer.settings.safety_read
    newcomer.click(newcomer.window.home.card.start)
    assert page_of(newcomer).step is page.question


@pytest.mark.parametrize("key", swept([Qt.Key.Key_Return, Qt.Key.Key_Space], [Qt.Key.Key_Return]))
def test_no_key_answers_before_an_answer_was_gone_to(newcomer: Person, key: Qt.Key) -> None:
    page = page_of(newcomer)
    assert page.question.hasFocus()
    newcomer.key(key)
    assert page.question.isVisible()
    newcomer.click(page.confirm)
    assert page.rest.hasFocus()
    newcomer.key(key)
    assert page.rest.isVisible()


def test_what_is_still_closed_is_told_and_opened_before_it_counts_as_read(
    newcomer: Person,
) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    assert page.confirm.text() == "Open the next part (2 still closed)"
    first, second = page.rest.closed
    newcomer.click(page.confirm)
    settle()
    assert first.section.isVisible()
    assert page.confirm.text() == "Open the next part (1 still closed)"
    assert not newcomer.settings.safety_read
    newcomer.click(second.heading)
    newcomer.click(second.heading)
    assert page.confirm.text() == "I have read this", "what was read may be folded again"
    assert faults(page) == []
    newcomer.click(page.confirm)
    assert newcomer.settings.safety_read


@sweep
def test_back_leads_from_each_step_to_the_question(newcomer: Person) -> None:
    page = page_of(newcomer)
    for button in (page.applies, page.confirm):
        newcomer.click(button)
        newcomer.key(Qt.Key.Key_Escape)
        assert page.step is page.question
        assert page.question.hasFocus()
        newcomer.click(button)
        newcomer.click(page.back)
        assert page.step is page.question


def test_a_key_that_is_held_down_is_no_answer(newcomer: Person) -> None:
    page = page_of(newcomer)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(page, held)
    assert page.step is page.question
    assert page.isVisible()


@sweep
def test_it_is_asked_again_after_a_year(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(hearing_checked=True)
    person.click(person.window.home.card.start)
    confirm(person)
    assert person.window.is_in_session
    person.control.end()
    person.click(person.window.done.home)
    person.clock.sleep(364 * DAY_MS)
    person.click(person.window.home.card.start)
    assert person.window.is_in_session
    person.control.end()
    person.click(person.window.done.home)
    person.clock.sleep(DAY_MS)
    person.click(person.window.home.card.start)
    assert not person.window.is_in_session
    assert page_of(person).step is page_of(person).question


@pytest.mark.parametrize("way", swept(["click", Qt.Key.Key_Space, Qt.Key.Key_Return], ["click"]))
def test_a_heading_unfolds_what_stands_under_it(newcomer: Person, way: str | Qt.Key) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    fold = page.rest.folds[Topic.DOCTOR]
    letters = fold.section.letters_px
    for is_open in (True, False):
        if isinstance(way, Qt.Key):
            newcomer.focus(fold.heading)
            newcomer.key(way)
        else:
            newcomer.click(fold.heading)
        settle()
        assert fold.section.isVisible() is is_open
        assert fold.heading.isChecked() is is_open
        assert fold.section.letters_px == letters
        assert faults(page) == []
    assert page.isVisible()


@sweep
def test_when_to_ask_and_when_to_stop_stand_open_where_there_is_room(newcomer: Person) -> None:
    page = page_of(newcomer)
    newcomer.click(page.confirm)
    for size in SIZES:
        resize(newcomer, size)
        opened = {topic for topic, fold in page.rest.folds.items() if fold.section.isVisible()}
        assert opened == {Topic.ASK_FIRST, Topic.STOP}, size


@sweep
def test_enter_means_the_button_that_has_the_focus(newcomer: Person) -> None:
    newcomer.focus(page_of(newcomer).back)
    newcomer.key(Qt.Key.Key_Return)
    assert not newcomer.settings.safety_read
    assert newcomer.window.pages.currentWidget() is newcomer.window.home


@sweep
def test_it_stands_before_a_session_that_is_started_by_a_command(make: Open) -> None:
    person = make(first_time=True)
    person.window.start()
    assert page_of(person).isVisible()
    assert not person.window.is_in_session


@sweep
def test_what_was_to_be_traced_is_traced_when_the_session_begins_at_last(
    make: Open, tmp_path: Path
) -> None:
    person = make(first_time=True)
    trace = Trace(tmp_path / "trace", person.app.profile.writer)
    person.control.trace_next(trace)
    person.window.start()
    person.key(Qt.Key.Key_Escape)
    person.click(person.window.home.card.start)
    confirm(person)
    person.click(person.window.first.hearing.view.skip)
    assert person.window.is_in_session
    told = [json.loads(line) for line in (tmp_path / "trace").read_text().splitlines()]
    assert told[0]["event"] == "session_started"


@sweep
def test_a_session_after_it_was_read_and_heard_begins_at_once(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(safety_read=True, hearing_checked=True)
    person.start()
    assert person.window.is_in_session
