"""One real cue can be heard before a session, and never disturbs one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.sound_trial import CLIP, SoundTrial
from stretchtimer.services.profile import clips
from stretchtimer.services.session_crew import SETTLE_MS
from tests.fakes import FakeOut


class Tried:
    """A trial whose timers a test lets end at once."""

    def __init__(self) -> None:
        self.out = FakeOut()
        self.in_session = False
        self.trial = SoundTrial(self.out, lambda: self.in_session)

    def running(self) -> list[int]:
        return [timer.interval() for timer in self.timers() if timer.isActive()]

    def timers(self) -> list[QTimer]:
        return self.trial.findChildren(QTimer)

    def let_time_pass(self) -> None:
        """Has the timer that runs come to its end."""
        (timer,) = (timer for timer in self.timers() if timer.isActive())
        timer.stop()
        timer.timeout.emit()


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


def test_the_cue_is_one_that_a_session_plays() -> None:
    assert CLIP in clips()


@pytest.mark.parametrize("passed", [0, 1, 2])
def test_it_can_be_asked_for_again_at_any_time(tried: Tried, passed: int) -> None:
    tried.trial.start()
    for _ in range(passed):
        tried.let_time_pass()
    tried.trial.start()
    assert tried.out.is_held
    assert tried.running() == [SETTLE_MS]
    tried.let_time_pass()
    tried.let_time_pass()
    assert tried.out.played == [CLIP] * (2 if passed else 1)
    assert not tried.out.is_held


def test_a_session_that_begins_meanwhile_keeps_its_device_and_hears_no_trial(tried: Tried) -> None:
    for passed in (0, 1):
        tried.out.played.clear()
        tried.trial.start()
        for _ in range(passed):
            tried.let_time_pass()
        tried.in_session = True
        tried.out.hold_open()
        while tried.running():
            tried.let_time_pass()
        assert tried.out.is_held
        assert tried.out.played == [CLIP] * passed
        tried.in_session = False


def test_in_a_session_it_does_nothing(tried: Tried) -> None:
    tried.in_session = True
    tried.trial.start()
    assert (tried.out.is_held, tried.running()) == (False, [])


def test_without_being_told_of_sessions_it_plays(qapp: QApplication) -> None:
    out = FakeOut()
    make: Callable[[FakeOut], SoundTrial] = SoundTrial
    trial = make(out)
    trial.start()
    assert out.is_held
    for timer in trial.findChildren(QTimer):
        timer.stop()
