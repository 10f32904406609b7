"""The voice in the window: how much it says, and who speaks words of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stretchtimer.services.audio.audio_out import SETTLE_MS
from stretchtimer.services.voice.voice_status import SpokenBy, VoiceStatus
from stretchtimer.services.wording.voice import voice_words
from stretchtimer.storage.assets import asset
from tests.spoken_english import clip_of
from tests.sweeps import sweep, swept, swept_rows
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.own_routines import short_routine, write_routine
from tests.ui.settings.controls import control
from tests.wording import foreign


def _listen(person: Person) -> None:
    """Starts, and follows the first lead-in closely: what comes too late is not sounded."""
    person.start()
    for _ in range(140):
        person.go_on(100)


def _heard(person: Person) -> set[str]:
    """The texts of the bundled voice that were played in the first lead-in."""
    _listen(person)
    names = {clip_of(text): text for text in ("Knee hug.", "Hold for", "Hold.")}
    return {names[clip] for clip in person.out.played if clip in names}


@pytest.mark.parametrize(
    ("talk", "heard"),
    swept_rows(
        [
            ("full", {"Knee hug.", "Hold for"}),
            ("short", {"Knee hug."}),
            ("tones", set()),
        ],
        ["short"],
    ),
)
def test_the_next_session_says_as_much_as_was_chosen(
    person: Person, talk: str, heard: set[str]
) -> None:
    person.click(person.window.home.settings)
    box = control(person.window.settings, "talk")
    box.setCurrentIndex(box.findData(talk))
    box.activated.emit(box.currentIndex())
    person.click(person.window.settings.back)
    assert _heard(person) - {"Hold."} == heard
    assert person.settings.talk == talk


def _own(profile: Path) -> str:
    text = short_routine().replace('name = "One"', 'name = "Figure four"')
    return str(write_routine(profile, "own", text))


def test_nothing_is_said_about_the_voice_of_the_bundled_routine(person: Person) -> None:
    assert person.window.home.card.voice == ""
    person.click(person.window.home.settings)
    assert "app's voice" in person.window.settings.voice.status.text()


def test_words_that_nobody_can_speak_are_said_to_be_shown(make: Open, profile: Path) -> None:
    person = make(routine=_own(profile))
    assert person.window.home.card.voice == "Words are shown, not spoken"
    person.click(person.window.home.settings)
    assert "stretchtimer[voice]" in person.window.settings.voice.status.text()


def test_words_of_ones_own_are_recorded_with_progress_and_then_spoken(
    make: Open, profile: Path
) -> None:
    person = make(routine=_own(profile), has_voice=True)
    assert "0 of 1" in person.window.home.card.voice
    person.own_voice.jobs[0][1](1, 1)
    assert "1 of 1" in person.window.home.card.voice
    person.own_voice.finish(0)
    assert person.window.home.card.voice == ""
    _listen(person)
    assert clip_of("Figure four.") in person.out.played


def _recording(make: Open, profile: Path) -> Person:
    """Somebody whose routine of two stretches is being recorded."""
    second = short_routine().split("\n\n")[1].replace('"one"', '"two"').replace("One", "Frog")
    write_routine(profile, "own", f"{Path(_own(profile)).read_text(encoding='utf-8')}\n{second}")
    return make(routine="own", has_voice=True)


@pytest.mark.parametrize("command", swept([True, False], [True]))
def test_a_session_waits_for_its_words_and_then_begins_by_itself(
    make: Open, profile: Path, command: bool
) -> None:
    person = _recording(make, profile)
    if command:
        person.window.start()
    else:
        person.click(person.window.home.card.start)
    page = person.window.first.words
    assert person.window.pages.currentWidget() is page
    assert page.progress.text() == "0 of 2"
    person.own_voice.jobs[0][1](1, 2)
    assert page.progress.text() == "1 of 2"
    assert not person.window.is_in_session
    person.own_voice.finish(0)
    assert person.window.pages.currentWidget() is person.window.session
    for _ in range(140):
        person.go_on(100)
    assert clip_of("Figure four.") in person.out.played
    assert "Preparing" not in person.window.session.left.text()


def test_a_recording_that_fails_keeps_no_session_waiting(make: Open, profile: Path) -> None:
    person = _recording(make, profile)
    person.click(person.window.home.card.start)
    person.own_voice.finish(0, foreign("The voice could not be started."))
    assert person.window.pages.currentWidget() is person.window.session
    assert person.window.is_in_session


@pytest.mark.parametrize("key", swept([None, Qt.Key.Key_Return, Qt.Key.Key_Space], [None]))
def test_who_begins_without_waiting_is_told_so_and_hears_the_words_that_come(
    make: Open, profile: Path, key: Qt.Key | None
) -> None:
    person = _recording(make, profile)
    person.click(person.window.home.card.start)
    if key is None:
        person.click(person.window.first.words.begin)
    else:
        person.key(key)
    page = person.window.session
    person.go_on(SETTLE_MS + 1_000)
    assert page.left.text().startswith("Preparing the voice · ")
    person.key(Qt.Key.Key_F6)
    assert page.cue.text().startswith("No voice yet · ")
    person.key(Qt.Key.Key_F6)
    person.own_voice.finish(0)
    assert "Preparing" not in page.left.text()
    assert clip_of("Frog.") not in person.out.played
    while person.window.is_in_session:
        person.go_on(100)
    assert clip_of("Figure four.") in person.out.played, "the hold says what its lead-in did not"
    assert clip_of("Frog.") in person.out.played


@pytest.mark.parametrize("key", swept([None, Qt.Key.Key_Escape], [Qt.Key.Key_Escape]))
def test_who_turns_back_is_at_home_and_nothing_begins(
    make: Open, profile: Path, key: Qt.Key | None
) -> None:
    person = _recording(make, profile)
    person.click(person.window.home.card.start)
    if key is None:
        person.click(person.window.first.words.back)
    else:
        person.key(key)
    assert person.window.pages.currentWidget() is person.window.home
    person.own_voice.finish(0)
    assert person.window.pages.currentWidget() is person.window.home
    assert not person.window.is_in_session


@pytest.mark.parametrize(
    "setting", swept([{"muted": True}, {"volume": 0}, {"output": "off"}], [{"muted": True}])
)
def test_nobody_waits_for_words_that_will_not_be_heard(
    make: Open, profile: Path, setting: dict[str, object]
) -> None:
    person = _recording(make, profile)
    person.app.preferences.change(**setting)
    person.click(person.window.home.card.start)
    assert person.window.is_in_session


@sweep
def test_nobody_waits_where_the_system_speaks_meanwhile(make: Open, profile: Path) -> None:
    person = make(has_voice=True)
    person.synth.works = True
    person.window.choose(_own(profile))
    _listen(person)
    assert "Figure four." in person.synth.said
    assert "Preparing" not in person.window.session.left.text()


@sweep
def test_where_some_words_could_not_be_recorded_it_is_told_how_many(
    make: Open, profile: Path
) -> None:
    person = _recording(make, profile)
    person.own_voice.made[clip_of("Frog.")] = asset("sounds") / "count.wav"
    person.own_voice.finish(0, foreign("1 of 2 sentences could not be prepared."))
    assert person.window.home.card.voice == "Shown, not spoken: 1 of 2 sentences"
    person.click(person.window.home.settings)
    words = person.window.settings.voice.status.text()
    assert "speaks 1 of the 2 sentences" in words
    assert "install" not in words, "it is installed"
    person.click(person.window.settings.back)
    person.start()
    while person.window.is_in_session:
        person.go_on(100)
    assert clip_of("Frog.") in person.out.played


@pytest.mark.parametrize("by", [SpokenBy.SYSTEM, SpokenBy.NOBODY])
def test_the_extra_is_recommended_only_to_who_lacks_it(by: SpokenBy) -> None:
    for done in (0, 3):
        assert "stretchtimer[voice]" in voice_words(VoiceStatus(by, done, 4))
        told = voice_words(VoiceStatus(by, done, 4, problem=foreign("The voice is broken.")))
        assert "stretchtimer[voice]" not in told


@pytest.mark.parametrize("by", [SpokenBy.SYSTEM, SpokenBy.NOBODY])
def test_the_extra_is_not_recommended_for_words_that_it_cannot_speak(by: SpokenBy) -> None:
    assert "stretchtimer[voice]" not in voice_words(VoiceStatus(by, 0, 4, is_foreign=True))


def test_the_systems_speech_engine_tells_words_of_ones_own(make: Open, profile: Path) -> None:
    person = make()
    person.synth.works = True
    person.window.choose(_own(profile))
    assert "system's voice" in person.window.home.card.voice
    _listen(person)
    assert "Figure four." in person.synth.said


@sweep
def test_going_back_to_the_bundled_routine_takes_the_words_away(make: Open, profile: Path) -> None:
    person = make(routine=_own(profile))
    person.window.choose("post-walk")
    assert person.window.home.card.voice == ""


def test_a_problem_stands_before_what_follows_from_it() -> None:
    words = voice_words(VoiceStatus(SpokenBy.NOBODY, problem=foreign("The voice is broken.")))
    assert words.startswith("The voice is broken. The words of this routine are shown")


def test_a_change_of_output_or_talk_is_told_at_once(make: Open, profile: Path) -> None:
    person = make(routine=_own(profile), has_voice=False)
    person.synth.works = True
    person.app.preferences.change(output="off")
    assert person.window.home.card.voice == "Words are shown, not spoken"
    person.app.preferences.change(output="auto")
    assert person.window.home.card.voice == "Spoken by the system's voice"
    person.app.preferences.change(talk="tones")
    assert person.window.home.card.voice == ""
    person.app.preferences.change(talk="short")
    assert person.window.home.card.voice == "Spoken by the system's voice"


@sweep
def test_with_tones_alone_nothing_is_recorded_nor_said_of_the_voice(
    make: Open, profile: Path
) -> None:
    make().app.preferences.change(talk="tones")
    person = make(has_voice=True)
    person.app.preferences.change(talk="tones")
    person.window.choose(_own(profile))
    assert person.machine.own_voice is None or person.own_voice.jobs == []
    person.click(person.window.home.settings)
    assert person.window.settings.voice.status.text() == ""


@pytest.mark.parametrize("wanted", swept([True, False], [True]))
def test_the_soft_sound_of_breath_is_heard_if_it_is_wanted(person: Person, wanted: bool) -> None:
    person.app.preferences.change(breathing="always")
    person.click(person.window.home.settings)
    if wanted:
        person.click(control(person.window.settings, "breath_sound"))
    person.click(person.window.settings.back)
    person.start("hold")
    for _ in range(120):
        person.go_on(100)
    assert ("breath_in" in person.out.played) is wanted
