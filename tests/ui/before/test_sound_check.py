"""Whether the sound is heard from the mat: asked once, with help where it is not."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.sound_check_runner import CLIP
from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.ui.before.sound_check_page import TIMES
from tests.spoken_english import SCRIPT
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.before.listening import (
    NO_MODIFIER,
    SENTENCE,
    in_session,
    let_time_pass,
    running,
    view_of,
)
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.places import resize
from tests.ui.test_sizes import SIZES


def test_it_is_asked_after_the_safety_page_and_before_the_first_session(listener: Person) -> None:
    view = view_of(listener)
    assert view.title.text() == SCRIPT.sound_check
    assert not listener.window.is_in_session
    assert view.yes.hasFocus()


def test_it_plays_the_start_of_a_hold_and_speaks_three_times(listener: Person) -> None:
    assert listener.out.is_held
    assert running(listener)[0].interval() == SETTLE_MS
    seen = [view_of(listener).progress.text()]
    while running(listener):
        let_time_pass(listener)
        seen.append(view_of(listener).progress.text())
    assert listener.out.played == [CLIP, SENTENCE] * TIMES
    assert not listener.out.is_held
    assert list(dict.fromkeys(seen)) == [
        "Played through: Fake speakers · The sound will come in a moment",
        "Played through: Fake speakers · Sound 1 of 3",
        "Played through: Fake speakers · Sound 2 of 3",
        "Played through: Fake speakers · Sound 3 of 3",
        "Played through: Fake speakers · The sound has stopped. Press R to hear it again.",
    ]


@pytest.mark.parametrize(
    "way",
    swept(
        ["click", Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter],
        ["click", Qt.Key.Key_Return],
    ),
)
def test_a_yes_goes_on_to_the_session_with_a_device_that_is_awake(
    listener: Person, make: Open, way: str | Qt.Key
) -> None:
    let_time_pass(listener)
    if isinstance(way, Qt.Key):
        listener.key(way)
    else:
        listener.click(view_of(listener).yes)
    assert in_session(listener)
    assert listener.out.is_held
    assert running(listener) == []
    listener.go_on(SETTLE_MS)
    assert listener.settings.hearing_checked
    listener.control.end()
    listener.close()
    kept = json.loads((listener.profile / "config" / "settings.json").read_text())
    assert kept["hearing_checked"] is True
    again = make(first_time=True)
    again.click(again.window.home.card.start)
    assert in_session(again)


@sweep
def test_space_means_yes_wherever_else_the_focus_is(listener: Person) -> None:
    listener.focus(view_of(listener).volume.slider)
    listener.key(Qt.Key.Key_Space)
    assert in_session(listener)


def test_a_key_that_is_held_down_is_no_answer(listener: Person) -> None:
    page = listener.window.first.hearing
    for key in (Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_Escape):
        held = QKeyEvent(QKeyEvent.Type.KeyPress, key, NO_MODIFIER, "", True)
        QApplication.sendEvent(page, held)
    assert page.isVisible()
    assert not page.view.words.isVisible()


def test_whoever_turns_back_is_at_home_and_is_asked_again(listener: Person) -> None:
    let_time_pass(listener)
    listener.key(Qt.Key.Key_Escape)
    assert listener.window.pages.currentWidget() is listener.window.home
    assert running(listener) == []
    assert not listener.out.is_held
    assert not listener.settings.hearing_checked
    listener.click(listener.window.home.card.start)
    assert view_of(listener).isVisible()
    listener.click(view_of(listener).back)
    assert listener.window.pages.currentWidget() is listener.window.home


def test_to_go_on_without_it_is_remembered_and_it_stays_in_the_settings(
    listener: Person, make: Open
) -> None:
    listener.click(view_of(listener).skip)
    assert in_session(listener)
    listener.control.end()
    listener.click(listener.window.done.again)
    assert in_session(listener)
    listener.close()
    again = make(first_time=True)
    again.click(again.window.home.card.start)
    assert in_session(again)
    again.control.end()
    again.click(again.window.done.home)
    again.click(again.window.home.settings)
    again.click(again.window.settings.sound.hearing)
    assert view_of(again).isVisible()


def test_that_it_has_stopped_is_said_and_announced(
    listener: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def update(event: object) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", update)
    while running(listener):
        let_time_pass(listener)
    assert told == ["The sound has stopped. Press R to hear it again."]
    listener.key(Qt.Key.Key_R)
    assert "stopped" not in view_of(listener).progress.text()
    listener.app.preferences.change(letter_keys=False)
    while running(listener):
        let_time_pass(listener)
    assert told[-1] == "The sound has stopped. Choose “Play again” to hear it again."


@sweep
def test_nothing_shrinks_when_help_is_shown(listener: Person) -> None:
    for size in ((820, 540), *SIZES):
        resize(listener, size)
        listener.key(Qt.Key.Key_R)
        view = view_of(listener)
        view.words.hide()
        listener.window.first.hearing.open(listener.app.router.status(), first=True)
        settle()
        parts = (view.yes, view.no, view.again, view.output, view.skip)
        before = [(part.size(), part.font().pixelSize()) for part in parts]
        letters = view.title.drawn_capital_height()
        listener.key(Qt.Key.Key_N)
        QApplication.processEvents()
        settle()
        assert view.words.isVisible()
        assert [(part.size(), part.font().pixelSize()) for part in parts] == before, size
        assert view.title.drawn_capital_height() == letters, size


@sweep
def test_all_that_is_pressed_is_large(listener: Person) -> None:
    for size in SIZES:
        resize(listener, size)
        view = view_of(listener)
        parts = (view.again, view.output, view.volume.slider, view.back, view.skip)
        assert min(part.height() for part in parts) >= min(size[1], size[0] * 3 // 4) // 13, size


@pytest.mark.parametrize("way", swept(["click", Qt.Key.Key_N], [Qt.Key.Key_N]))
def test_who_hears_nothing_is_told_where_to_look(listener: Person, way: str | Qt.Key) -> None:
    let_time_pass(listener)
    if isinstance(way, Qt.Key):
        listener.key(way)
    else:
        listener.click(view_of(listener).no)
    view = view_of(listener)
    assert running(listener) == []
    assert not listener.out.is_held
    words = " ".join(texts(view.words))
    for word in ("Fake speakers", "computer", "plugged in"):
        assert word in words
    assert view.yes.hasFocus(), "the next key from the mat must not be another no"
    listener.key(Qt.Key.Key_R)
    assert running(listener)
    listener.key(Qt.Key.Key_Space)
    assert in_session(listener)


def test_it_is_played_again_from_the_first_time_on(listener: Person) -> None:
    while running(listener):
        let_time_pass(listener)
    listener.out.forget()
    listener.click(view_of(listener).again)
    while running(listener):
        let_time_pass(listener)
    assert listener.out.played == [CLIP, SENTENCE] * TIMES


def test_single_letters_can_be_switched_off(listener: Person) -> None:
    listener.app.preferences.change(letter_keys=False)
    view = view_of(listener)
    assert view.no.text() == "I hear nothing"
    assert view.again.text() == "Play again"
    listener.key(Qt.Key.Key_N)
    assert not view.words.isVisible()
    listener.app.preferences.change(muted=True)
    assert view.words.mend.text() == "Unmute"
    listener.key(Qt.Key.Key_M)
    assert listener.settings.muted


@sweep
def test_letters_of_another_layout_act_at_their_places(listener: Person) -> None:
    none, press = Qt.KeyboardModifier.NoModifier, QKeyEvent.Type.KeyPress
    for written, spot in (("щ", 32), ("т", 57)):
        assert not view_of(listener).words.isVisible()
        event = QKeyEvent(press, ord(written.upper()), none, spot, 0, 0, written)
        QApplication.sendEvent(listener.focused(), event)
    assert view_of(listener).words.isVisible()


@sweep
def test_the_volume_acts_at_once_and_can_be_heard(listener: Person) -> None:
    while running(listener):
        let_time_pass(listener)
    view = view_of(listener)
    listener.focus(view.volume.slider)
    listener.key(Qt.Key.Key_Right)
    assert listener.out.volume == 0.75
    assert running(listener), "whoever turns the volume wants to hear it"


@pytest.mark.parametrize(
    ("key", "volume"),
    swept_rows(
        [(Qt.Key.Key_Plus, 80), (Qt.Key.Key_Equal, 80), (Qt.Key.Key_Minus, 60)],
        [Qt.Key.Key_Minus],
    ),
)
def test_the_volume_can_be_turned_from_the_mat(listener: Person, key: Qt.Key, volume: int) -> None:
    listener.key(key)
    assert listener.settings.volume == volume
    for _ in range(12):
        listener.key(key)
    assert listener.settings.volume == (0 if volume == 60 else 100)
