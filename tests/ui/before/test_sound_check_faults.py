"""The sound check where sound is off, silent, gone, or played somewhere else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtTest import QTest

from stretchtimer.qt.sound_check_runner import CLIP
from tests.spoken_english import SCRIPT
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.before.listening import (
    BACK,
    GONE,
    NOT_YET,
    SENTENCE,
    go_there,
    in_session,
    let_time_pass,
    running,
    view_of,
)
from tests.ui.conftest import Open
from tests.ui.driving import Person, texts
from tests.ui.looks import picture


def test_where_there_is_no_sound_one_goes_on_by_a_button_that_says_so(listener: Person) -> None:
    skip = view_of(listener).skip
    assert (skip.text(), skip.property("role")) == ("Skip the sound check", "quiet")
    listener.out.become(GONE)
    assert (skip.text(), skip.property("role")) == ("Go on without sound", "")
    before = picture(skip)
    listener.out.become(BACK)
    assert skip.text() == "Skip the sound check"
    assert picture(skip) != before
    listener.out.become(GONE)
    listener.click(skip)
    assert listener.window.is_in_session


def test_muted_is_said_and_one_key_unmutes(listener: Person) -> None:
    view = view_of(listener)
    listener.click(view.volume.mute)
    assert view.words.sentence.text() == "The app is muted."
    assert running(listener) == []
    assert not view.yes.isEnabled()
    listener.key(Qt.Key.Key_Space, widget=listener.window.first.hearing)
    assert not listener.settings.hearing_checked
    listener.key(Qt.Key.Key_M)
    assert not listener.settings.muted
    assert listener.out.volume == 0.7
    assert not view.words.isVisible()
    assert view.yes.isEnabled()
    let_time_pass(listener)
    assert listener.out.played == [CLIP]


@pytest.mark.parametrize(
    ("setting", "sentence"),
    swept_rows(
        [
            ({"muted": True}, "The app is muted."),
            ({"volume": 0}, "The app's volume is at zero."),
            ({"output": "off"}, "Sound is turned off in the settings."),
        ],
        [{"muted": True}],
    ),
)
def test_what_a_setting_keeps_back_is_said_from_the_start_and_space_mends_it(
    make: Open, setting: dict[str, object], sentence: str
) -> None:
    person = make(first_time=True)
    person.app.preferences.change(safety_read=True, **setting)
    go_there(person)
    view = view_of(person)
    assert view.words.sentence.text() == sentence
    assert running(person) == []
    assert view.words.mend.hasFocus()
    person.key(Qt.Key.Key_Space)
    assert not view.words.isVisible()
    assert view.yes.hasFocus()
    let_time_pass(person)
    assert person.out.played == [CLIP]
    assert person.out.volume > 0
    assert not person.settings.hearing_checked


def test_an_output_that_goes_and_comes_back_is_told_at_once(listener: Person) -> None:
    view = view_of(listener)
    let_time_pass(listener)
    listener.out.become(GONE)
    assert view.words.sentence.text() == "No device is there."
    assert "Played by" not in view.progress.text()
    assert not view.yes.isEnabled()
    assert not view.no.isEnabled()
    assert view.again.hasFocus()
    listener.out.forget()
    listener.out.become(BACK)
    assert not view.words.isVisible()
    assert view.yes.hasFocus()
    let_time_pass(listener)
    assert listener.out.played == [CLIP]
    assert view.progress.text() == "Played through: Headset · Sound 1 of 3"


def test_an_output_that_does_not_answer_can_be_tried_again(listener: Person) -> None:
    listener.out.become(GONE)
    while running(listener):
        let_time_pass(listener)
    listener.out.forget()
    listener.key(Qt.Key.Key_R)
    let_time_pass(listener)
    assert listener.out.played == [CLIP]


def test_an_output_that_is_not_known_yet_is_waited_for(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(safety_read=True)
    person.out.become(NOT_YET)
    go_there(person)
    view = view_of(person)
    assert view.words.sentence.text() == "Looking for a sound output."
    assert view.yes.isEnabled()
    person.out.become(BACK)
    assert not view.words.isVisible()


@pytest.mark.parametrize("others", swept([(), (("usb", "Headset"),)], [(("usb", "Headset"),)]))
def test_another_output_is_offered_only_where_one_is_listed(
    make: Open, others: tuple[tuple[str, str], ...]
) -> None:
    person = make(first_time=True)
    person.out.there = others
    person.out.become(GONE)
    go_there(person)
    words = " ".join(texts(view_of(person).words))
    assert ("Another sound output may work" in words) is bool(others)


def test_another_output_can_be_chosen_there_and_plays_at_once(make: Open) -> None:
    person = make(first_time=True)
    person.out.there = (("usb", "Headset"),)
    go_there(person)
    while running(person):
        let_time_pass(person)
    box = view_of(person).output
    person.reach(box)
    box.showPopup()
    box.view().setCurrentIndex(box.model().index(box.findText("Headset"), 0))
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    assert person.outputs[-1] == "usb"
    assert person.settings.output == "device:usb"
    assert running(person)


def test_from_the_settings_it_leads_back_there(person: Person) -> None:
    person.app.preferences.change(hearing_checked=False)
    for way in ("yes", "back"):
        person.click(person.window.home.settings)
        person.click(person.window.settings.sound.hearing)
        view = view_of(person)
        assert not view.skip.isVisible()
        assert running(person)
        person.click(getattr(view, way))
        assert person.window.pages.currentWidget() is person.window.settings
        assert running(person) == []
        assert person.settings.hearing_checked
        assert not person.window.is_in_session
        person.click(person.window.settings.back)


@sweep
def test_a_session_is_silent_about_what_was_being_tried(listener: Person) -> None:
    let_time_pass(listener)
    listener.click(view_of(listener).yes)
    listener.out.forget()
    listener.go_on(1_000)
    assert SENTENCE not in listener.out.played


@sweep
def test_closing_the_window_ends_it(listener: Person) -> None:
    let_time_pass(listener)
    listener.window.close()
    assert running(listener) == []
    assert not listener.out.is_held


def test_whoever_starts_without_sound_is_not_asked_until_there_is_some(make: Open) -> None:
    person = make(first_time=True)
    person.app.preferences.change(safety_read=True)
    person.window.first.skip_sound_check()
    person.window.start()
    assert in_session(person)
    person.close()
    again = make(first_time=True)
    go_there(again)
    assert view_of(again).isVisible()


def test_what_is_wrong_and_what_is_asked_is_announced(
    make: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    person = make(first_time=True)
    person.app.preferences.change(safety_read=True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    go_there(person)
    person.out.become(GONE)
    person.out.become(BACK)
    person.key(Qt.Key.Key_N)
    asked, gone, unheard = told
    assert asked == f"{SCRIPT.sound_check} Lie down and listen. Press Space when you hear me."
    assert gone.startswith("No device is there.")
    assert "Headset" in unheard
