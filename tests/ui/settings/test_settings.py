"""Every setting, followed to where it takes effect."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.session import Status
from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioStatus
from stretchtimer.ui.settings.settings_page import SettingsPage
from stretchtimer.ui.widgets.boxes import ChoiceBox
from tests.sweeps import swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.settings.changing import leave, take
from tests.ui.settings.controls import control
from tests.wording import foreign


@pytest.mark.parametrize(
    ("words", "output", "opened"),
    swept_rows(
        [("Simple player", "player", "player"), ("The system's default", "auto", "")],
        ["Simple player"],
    ),
)
def test_the_chosen_output_is_the_one_that_is_opened(
    person: Person, page: SettingsPage, words: str, output: str, opened: str
) -> None:
    person.app.preferences.change(output="off")
    person.outputs.clear()
    take(person, page.sound.output, words)
    assert person.outputs == [opened]
    assert person.settings.output == output


def test_a_device_can_be_chosen(person: Person) -> None:
    person.out.there = (("usb", "Headset"),)
    person.click(person.window.home.settings)
    take(person, person.window.settings.sound.output, "Headset")
    assert person.outputs[-1] == "usb"


@pytest.mark.usefixtures("alone")
def test_a_device_that_comes_while_the_page_is_open_can_be_chosen(
    person: Person, page: SettingsPage
) -> None:
    assert page.sound.output.findText("Headset") < 0
    person.out.there = (("usb", "Headset"),)
    person.out.become(person.out.status())
    assert page.sound.output.findText("Headset") >= 0


def test_a_device_that_is_not_there_is_still_shown_as_chosen(make: Open) -> None:
    person = make()
    person.app.preferences.change(output="device:gone")
    person.click(person.window.home.settings)
    box = person.window.settings.sound.output
    assert box.currentText() == "A sound output that is not connected"
    assert person.settings.output == "device:gone"


def test_no_sound_is_silent_and_says_so(person: Person, page: SettingsPage) -> None:
    take(person, page.sound.output, "No sound")
    assert page.sound.status.text() == "Sound is turned off in the settings."
    leave(person)
    assert person.window.home.sound.text() == "No sound"
    person.start("hold")
    assert person.out.played == []


def test_the_output_in_use_is_named(person: Person, page: SettingsPage) -> None:
    assert page.sound.status.text() == "Played through: Fake speakers"
    person.out.become(AudioStatus(False, "", foreign("No device is there.")))
    assert page.sound.status.text() == "No device is there."
    leave(person)
    assert person.window.home.sound.text() == "No sound"
    assert person.window.home.sound.toolTip() == "No device is there."


def test_an_output_that_cannot_be_kept_leaves_the_present_one(person: Person) -> None:
    person.out.there = (("x" * 300, "Headset"),)
    person.click(person.window.home.settings)
    box = person.window.settings.sound.output
    box.setCurrentText("Headset")
    box.activated.emit(box.currentIndex())
    assert person.settings.output == "auto"
    assert box.currentText() == "The system's default"


def test_an_output_that_is_not_yet_known_is_not_called_missing(person: Person) -> None:
    person.out.become(AudioStatus(False, ""))
    assert person.window.home.sound.text() == "Sound on"


def test_volume_and_mute_reach_the_output(person: Person, page: SettingsPage) -> None:
    slider = page.sound.volume.slider
    assert person.out.volume == 0.7
    person.focus(slider)
    person.key(Qt.Key.Key_Right)
    assert person.out.volume == 0.75
    person.click(page.sound.volume.mute)
    assert person.out.volume == 0.0
    assert page.sound.volume.mute.toolTip() == "Sound on"
    leave(person)
    assert person.window.home.sound.text() == "Muted"


def test_the_wheel_over_the_volume_scrolls_the_page_until_it_is_pressed(
    person: Person, page: SettingsPage
) -> None:
    slider = page.sound.volume.slider
    person.focus(slider)
    person.wheel(slider, -3)
    assert person.out.volume == 0.7
    person.click(slider)
    pressed = person.out.volume
    person.wheel(slider, -1)
    assert person.out.volume < pressed
    QApplication.sendEvent(slider, QEvent(QEvent.Type.Leave))
    left = person.out.volume
    assert not person.wheel(slider, -1)
    assert person.out.volume == left


def test_the_wheel_never_chooses(person: Person, page: SettingsPage) -> None:
    boxes = page.findChildren(ChoiceBox)
    assert len(boxes) > 5
    before = person.settings
    for box in boxes:
        if box.isEnabled():
            person.focus(box)
            for steps in (1, -1):
                assert not person.wheel(box, steps)
    assert person.settings == before


def test_trying_the_sound_plays_the_start_of_a_hold_once_the_device_is_awake(
    person: Person, page: SettingsPage
) -> None:
    person.click(page.sound.trial)
    assert person.out.is_held
    assert person.out.played == []
    (timer,) = person.app.sound_check.findChildren(QTimer)
    assert timer.interval() == SETTLE_MS
    for played in ([], ["hold_start"]):
        assert timer.isActive()
        assert person.out.played == played
        person.clock.advance(timer.interval())
        timer.stop()
        timer.timeout.emit()
    assert not timer.isActive()
    assert not person.out.is_held


def kinds(person: Person) -> list[CueKind]:
    person.start("hold")
    return [cue.kind for cue in person.state.cues]


def test_the_half_way_sound_can_be_turned_off(person: Person, page: SettingsPage) -> None:
    person.click(control(page, "half_way"))
    assert CueKind.HALF_WAY not in kinds(leave(person))


def test_the_half_way_sound_is_there_at_first(person: Person) -> None:
    assert CueKind.HALF_WAY in kinds(person)


def test_sounds_can_be_sent_earlier(person: Person, page: SettingsPage) -> None:
    person.write(control(page, "cue_shift_ms"), "200")
    leave(person).start("hold")
    person.go_on(12_299)
    assert "half_way" not in person.out.played
    person.go_on(1)
    assert person.out.played[-1] == "half_way"


def test_sounds_come_at_their_instant_at_first(session: Person) -> None:
    session.go_on(12_499)
    assert "half_way" not in session.out.played
    session.go_on(1)
    assert session.out.played[-1] == "half_way"


@pytest.mark.parametrize(
    ("field", "kind", "number"),
    [
        ("first_lead_in_ms", "lead_in", 0),
        ("lead_in_ms", "lead_in", 1),
        ("change_sides_ms", "change_sides", 0),
        ("change_over_ms", "change_over", 0),
        ("release_ms", "release", 0),
        ("round_rest_ms", "change_over", 4),
    ],
)
def test_every_time_is_that_of_the_next_session(
    person: Person, page: SettingsPage, field: str, kind: str, number: int
) -> None:
    person.personal.set_time("rounds", 2)
    person.write(page.times.boxes[field], "1:15")
    leave(person).start()
    phases = [phase for phase in person.state.plan.phases if phase.kind.value == kind]
    assert phases[number].duration_ms == 75_000
    others = 2 if field == "first_lead_in_ms" else number + 1
    assert sum(phase.duration_ms == 75_000 for phase in phases) <= max(others, len(phases))


def test_waiting_until_ready_makes_the_lead_in_wait(person: Person, page: SettingsPage) -> None:
    person.click(page.times.wait)
    assert leave(person).start().state.status is Status.WAITING


def test_the_original_times_can_be_had_back(person: Person, page: SettingsPage) -> None:
    assert not page.times.original.isEnabled()
    person.write(page.times.boxes["release_ms"], "0")
    person.click(page.times.wait)
    person.click(page.times.original)
    assert page.times.boxes["release_ms"].value() == 6
    assert not page.times.wait.isChecked()
    assert person.personal.times == person.personal.original.times


def test_times_and_home_page_show_the_same(person: Person, page: SettingsPage) -> None:
    person.write(page.times.boxes["lead_in_ms"], "33")
    leave(person)
    assert person.window.home.times.lead_in.value() == 33
    person.write(person.window.home.times.lead_in, "12")
    person.click(person.window.home.settings)
    assert page.times.boxes["lead_in_ms"].value() == 12


def test_without_a_clock_each_hold_goes_on_until_the_person_is_done(
    person: Person, page: SettingsPage
) -> None:
    person.click(page.times.own_pace)
    assert page.times.wait.isChecked()
    assert not page.times.wait.isEnabled()
    plan = leave(person).planned()
    assert all(phase.waits for phase in plan.phases if phase.is_hold)
