"""A session whose sound, screen, sleep or faults get in its way goes on and says so."""

from __future__ import annotations

from threading import Thread

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioStatus
from stretchtimer.services.session.runner import Emitted
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.looks import running
from tests.wording import foreign


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
    session.window.notify("Something else.")
    session.start()
    session.control.end()
    session.click(session.window.done.home)
    assert session.notices() == "Something else.", "the screen is no news any more"


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


@pytest.mark.parametrize("is_known", swept([True, False], [True]))
def test_the_settings_say_that_the_screen_cannot_be_kept_on(make: Open, is_known: bool) -> None:
    person = make()
    page = person.window.settings
    person.click(person.window.home.settings)
    assert not page.session.screen_note.isVisible()
    if is_known:
        person.click(page.back)
    person.machine.keep_awake_fails()
    settle()
    if is_known:
        person.click(person.window.home.settings)
    person.reach(page.session.controls["keep_awake"])
    assert page.session.screen_note.isVisible()
    assert page.session.screen_note.text().startswith("This does not work on your computer")


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


@sweep
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
