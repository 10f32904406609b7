"""A real cue and a sentence can be heard before a session, and never disturb one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.sound_check_runner import CLIP, ROUND_MS, SPEAK_AFTER_MS, SoundCheckRunner
from stretchtimer.services.audio.audio_out import SETTLE_MS, Sound
from stretchtimer.services.audio.clip_library import bundled_clips
from tests.fakes import FakeClock, FakeOut
from tests.spoken_english import SCRIPT, clip_of

SENTENCE = "say-it"


class Tried:
    """A trial whose timer a test lets end at once."""

    def __init__(self, sentence: str = SENTENCE) -> None:
        self.clock = FakeClock()
        self.out = FakeOut(self.clock)
        self.in_session = False
        self.trial = SoundCheckRunner(self.out, self.clock, lambda: self.in_session, sentence)
        self.told: list[object] = []
        self.trial.sounded.connect(self.told.append)
        self.trial.ended.connect(lambda: self.told.append("end"))

    def running(self) -> list[int]:
        return [timer.interval() for timer in self.timers() if timer.isActive()]

    def timers(self) -> list[QTimer]:
        return self.trial.findChildren(QTimer)

    def let_time_pass(self) -> int:
        """Has the timer that runs come to its end; gives how long that would have taken."""
        (timer,) = (timer for timer in self.timers() if timer.isActive())
        timer.stop()
        self.clock.advance(timer.interval())
        timer.timeout.emit()
        return timer.interval()

    def let_all_time_pass(self) -> list[int]:
        passed = []
        while self.running():
            passed.append(self.let_time_pass())
        return passed


@pytest.fixture
def tried(qapp: QApplication) -> Iterator[Tried]:
    tried = Tried()
    yield tried
    for timer in tried.timers():
        timer.stop()


def test_it_wakes_the_device_plays_one_cue_and_lets_it_sleep(tried: Tried) -> None:
    tried.trial.start()
    assert (tried.out.is_held, tried.out.played) == (True, [])
    assert tried.running() == [SETTLE_MS]
    tried.let_time_pass()
    assert (tried.out.is_held, tried.out.played) == (True, [CLIP])
    tried.let_time_pass()
    assert (tried.out.is_held, tried.out.played) == (False, [CLIP])
    assert tried.running() == []
    assert tried.told == [1, "end"]


def test_a_sentence_follows_when_the_cue_has_faded(tried: Tried) -> None:
    tried.trial.start(speaks=True)
    tried.let_time_pass()
    assert tried.out.played == [CLIP]
    tried.clock.advance(SPEAK_AFTER_MS - 1)
    assert tried.out.played == [CLIP]
    tried.clock.advance(1)
    assert tried.out.played == [CLIP, SENTENCE]
    assert tried.out.is_held
    tried.let_all_time_pass()
    assert not tried.out.is_held


def test_both_are_repeated_and_the_cues_come_in_equal_steps(tried: Tried) -> None:
    tried.trial.start(3, speaks=True)
    tried.let_all_time_pass()
    assert tried.out.played == [CLIP, SENTENCE] * 3
    at_ms = [sound.at_ms for sound in tried.out.heard if sound.clip == CLIP]
    assert at_ms[1] - at_ms[0] == at_ms[2] - at_ms[1] == ROUND_MS
    assert tried.told == [1, 2, 3, "end"]


def test_without_a_voice_the_cue_is_repeated_alone(qapp: QApplication) -> None:
    tried = Tried(sentence="")
    tried.trial.start(2, speaks=True)
    tried.let_all_time_pass()
    assert tried.out.played == [CLIP] * 2


def test_cue_and_sentence_are_ones_that_there_are() -> None:
    clips = bundled_clips()
    assert clips.has(CLIP)
    assert clips.length_ms(CLIP) < SPEAK_AFTER_MS
    assert clips.has(clip_of(SCRIPT.sound_check))
    assert clips.length_ms(clip_of(SCRIPT.sound_check)) < 4_000


@pytest.mark.parametrize("passed", range(4))
def test_it_can_be_asked_for_again_at_any_time(tried: Tried, passed: int) -> None:
    tried.trial.start(2, speaks=True)
    for _ in range(passed):
        if tried.running():
            tried.let_time_pass()
    tried.out.forget()
    tried.trial.start()
    assert tried.out.is_held
    assert tried.running() == [SETTLE_MS]
    tried.let_all_time_pass()
    assert tried.out.played == [CLIP]
    assert not tried.out.is_held


@pytest.mark.parametrize("passed", range(3))
def test_stopped_it_is_silent_at_once_and_lets_the_device_sleep(tried: Tried, passed: int) -> None:
    tried.trial.start(2, speaks=True)
    for _ in range(passed):
        tried.let_time_pass()
    tried.trial.stop()
    assert tried.out.scheduled == frozenset()
    assert not tried.out.is_held
    assert tried.running() == []
    assert tried.told[-1] == "end"


def test_stopping_what_does_not_play_disturbs_nobody(tried: Tried) -> None:
    tried.out.hold_open()
    tried.out.schedule([Sound(0, "bell")])
    tried.trial.stop()
    assert tried.out.is_held
    assert tried.out.scheduled


def test_a_session_that_begins_meanwhile_keeps_its_device_and_its_sounds(tried: Tried) -> None:
    for passed in range(3):
        tried.trial.start(2, speaks=True)
        for _ in range(passed):
            tried.let_time_pass()
        tried.in_session = True
        tried.out.hold_open()
        tried.out.schedule([Sound(0, "bell")])
        tried.let_all_time_pass()
        tried.trial.stop()
        assert tried.out.is_held
        assert tried.out.scheduled == {Sound(0, "bell")}
        tried.in_session = False


def test_in_a_session_it_does_nothing(tried: Tried) -> None:
    tried.in_session = True
    tried.trial.start()
    assert (tried.out.is_held, tried.running()) == (False, [])


def test_without_being_told_of_sessions_it_plays(qapp: QApplication) -> None:
    out = FakeOut()
    make: Callable[[FakeOut, FakeClock], SoundCheckRunner] = SoundCheckRunner
    trial = make(out, out.clock)
    trial.start()
    assert out.is_held
    for timer in trial.findChildren(QTimer):
        timer.stop()
