"""Whether the sound is heard from the mat: asked once, with help where it is not."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from stretchtimer.engine.notices import Notice
from stretchtimer.qt.sound_check_runner import CLIP
from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioStatus, SoundFault
from stretchtimer.ui.before.sound_check_page import TIMES, SoundCheckPage
from stretchtimer.ui.before.sound_check_view import SoundCheckView
from tests.spoken_english import SCRIPT, clip_of
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, texts
from tests.ui.places import Size, faults, place, resize
from tests.ui.test_accessibility import controls, focusable, name_of
from tests.ui.test_sizes import SIZES
from tests.ui.test_translatable import said, speak, unmarked
from tests.wording import foreign

SENTENCE = clip_of(SCRIPT.sound_check)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
GONE = AudioStatus(working=False, output="", problem=foreign("No device is there."))
BACK = AudioStatus(working=True, output="Headset")
NOT_YET = AudioStatus(working=False, output="")


@pytest.fixture
def listener(make: Open) -> Person:
    """Somebody who has read the safety page for the first time, and is asked now."""
    person = make(first_time=True)
    go_there(person)
    return person


def go_there(person: Person) -> None:
    person.click(person.window.home.card.start)
    if not person.settings.safety_read:
        for _ in range(2):
            person.click(person.window.first.safety.confirm)


def view_of(person: Person) -> SoundCheckView:
    page = person.window.pages.currentWidget()
    assert isinstance(page, SoundCheckPage)
    return page.view


def running(person: Person) -> list[QTimer]:
    return [timer for timer in person.app.sound_check.findChildren(QTimer) if timer.isActive()]


def let_time_pass(person: Person) -> None:
    """Has the timer that runs come to its end."""
    (timer,) = running(person)
    timer.stop()
    person.clock.advance(timer.interval())
    timer.timeout.emit()


def in_session(person: Person) -> bool:
    return person.window.is_in_session and (
        person.window.pages.currentWidget() is person.window.session
    )


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


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
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


def test_all_that_is_pressed_is_large(listener: Person) -> None:
    for size in SIZES:
        resize(listener, size)
        view = view_of(listener)
        parts = (view.again, view.output, view.volume.slider, view.back, view.skip)
        assert min(part.height() for part in parts) >= min(size[1], size[0] * 3 // 4) // 13, size


@pytest.mark.parametrize("way", ["click", Qt.Key.Key_N])
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


def test_letters_of_another_layout_act_at_their_places(listener: Person) -> None:
    none, press = Qt.KeyboardModifier.NoModifier, QKeyEvent.Type.KeyPress
    for written, spot in (("щ", 32), ("т", 57)):
        assert not view_of(listener).words.isVisible()
        event = QKeyEvent(press, ord(written.upper()), none, spot, 0, 0, written)
        QApplication.sendEvent(listener.focused(), event)
    assert view_of(listener).words.isVisible()


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
    [(Qt.Key.Key_Plus, 80), (Qt.Key.Key_Equal, 80), (Qt.Key.Key_Minus, 60)],
)
def test_the_volume_can_be_turned_from_the_mat(listener: Person, key: Qt.Key, volume: int) -> None:
    listener.key(key)
    assert listener.settings.volume == volume
    for _ in range(12):
        listener.key(key)
    assert listener.settings.volume == (0 if volume == 60 else 100)


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
    [
        ({"muted": True}, "The app is muted."),
        ({"volume": 0}, "The app's volume is at zero."),
        ({"output": "off"}, "Sound is turned off in the settings."),
    ],
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


@pytest.mark.parametrize("others", [(), (("usb", "Headset"),)])
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


def test_a_session_is_silent_about_what_was_being_tried(listener: Person) -> None:
    let_time_pass(listener)
    listener.click(view_of(listener).yes)
    listener.out.forget()
    listener.go_on(1_000)
    assert SENTENCE not in listener.out.played


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


def test_all_that_can_be_pressed_has_a_name_of_its_own_and_is_reached_by_tab(
    listener: Person,
) -> None:
    listener.app.preferences.change(muted=True)
    page = view_of(listener)
    assert all(name_of(widget) for widget in focusable(page))
    names = [name_of(widget) for widget in controls(page)]
    assert len(set(names)) == len(names)
    wanted = {id(widget) for widget in controls(page)}
    for _ in range(len(wanted) + 1):
        wanted.discard(id(listener.focused()))
        listener.key(Qt.Key.Key_Tab)
    assert wanted == set()
    small = [w for w in controls(page) if min(w.width(), w.height()) < 24]
    assert small == []


def trouble(person: Person) -> list[str]:
    """What is wrong with the places, in each of the states of the page."""
    page: QWidget = person.window.first.hearing
    found = []
    for state in ("asking", "unheard", "gone", "muted"):
        if state == "unheard":
            person.key(Qt.Key.Key_N)
        elif state == "gone":
            person.out.become(
                AudioStatus(
                    False,
                    "",
                    Notice(SoundFault.NO_ANSWER, output="Built-in Audio Analogue Stereo"),
                )
            )
        elif state == "muted":
            person.out.become(BACK)
            person.app.preferences.change(muted=True)
        QApplication.processEvents()
        settle()
        found += [f"{state}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_has_room_for_everything(listener: Person, size: Size) -> None:
    resize(listener, size)
    assert trouble(listener) == []


@pytest.mark.parametrize("size", SIZES[1:], ids=str)
def test_twice_as_large_a_font_has_room(qapp: QApplication, make: Open, size: Size) -> None:
    before = qapp.font()
    font = QFont(before)
    font.setPointSizeF(2 * before.pointSizeF())
    qapp.setFont(font)
    try:
        person = make(first_time=True)
        go_there(person)
        resize(person, size)
        assert trouble(person) == []
    finally:
        qapp.setFont(before)


@pytest.mark.parametrize("size", SIZES[:3], ids=str)
def test_what_is_asked_can_be_read_from_some_metres(listener: Person, size: Size) -> None:
    resize(listener, size)
    view = view_of(listener)
    assert view.title.drawn_capital_height() >= 0.05 * size[1]
    assert view.instruction.drawn_capital_height() >= 0.035 * size[1]
    assert view.yes.height() >= size[1] // 8


def test_every_word_of_it_can_be_translated(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0)
    person = make(first_time=True)
    go_there(person)
    found: list[tuple[str, str]] = []
    for step in ("asking", "unheard", "muted", "zero", "off"):
        if step == "unheard":
            view_of(person).no.click()
        elif step != "asking":
            person.app.preferences.change(
                muted=step == "muted", volume=0, output="off" if step == "off" else "auto"
            )
        settle()
        found += said(person.window.first.hearing)
    assert len(found) > 100
    assert {(of, text) for of, text in found if unmarked(text, person)} == set()


def test_a_language_of_longer_words_has_room(make: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, longer=0.6)
    person = make(first_time=True)
    go_there(person)
    resize(person, (900, 600))
    assert trouble(person) == []


def test_a_language_read_leftwards_is_laid_out_mirrored(qapp: QApplication, make: Open) -> None:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    person = make(first_time=True)
    go_there(person)
    resize(person, (1366, 768))
    view = view_of(person)
    assert place(view.yes).left() > place(view.no).right()
    assert trouble(person) == []
