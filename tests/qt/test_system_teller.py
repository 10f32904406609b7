"""The system's speech engine, as far as Qt's pretended one goes."""

from __future__ import annotations

import pytest
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.system_teller import PRETENDED, SystemTeller
from stretchtimer.services.audio_out import Sound
from stretchtimer.services.teller import PREFIX
from tests.fakes import FakeClock

pytestmark = pytest.mark.usefixtures("qapp")


def _engine(teller: SystemTeller) -> QTextToSpeech:
    assert teller._opened is not None
    return teller._opened


def test_a_text_is_said_and_stopped() -> None:
    clock = FakeClock()
    teller = SystemTeller(PRETENDED, clock)
    assert teller.is_available()
    said: list[str] = []
    _engine(teller).sayingWord.connect(lambda word, *_: said.append(word))
    teller.set_volume(0.3)
    teller.schedule([Sound(clock.ms, PREFIX + "Figure four.")])
    assert _engine(teller).volume() == pytest.approx(0.3)
    assert _engine(teller).state() is QTextToSpeech.State.Speaking
    teller.schedule(())
    assert _engine(teller).state() is QTextToSpeech.State.Ready


def test_a_text_is_said_at_its_instant_and_cut_by_what_sounds_next() -> None:
    clock = FakeClock()
    teller = SystemTeller(PRETENDED, clock)
    told = Sound(clock.ms + 700, PREFIX + "Figure four.")
    teller.schedule([told, Sound(clock.ms + 900, "bell")])
    assert teller._opened is None
    for wait_ms, state in (
        (700, QTextToSpeech.State.Speaking),
        (200, QTextToSpeech.State.Ready),
    ):
        assert teller._timer.interval() == wait_ms
        clock.advance(wait_ms)
        teller._timer.timeout.emit()
        assert _engine(teller).state() is state
    assert not teller._timer.isActive()


def test_at_volume_zero_a_text_falls_silent_and_none_is_said() -> None:
    clock = FakeClock()
    teller = SystemTeller(PRETENDED, clock)
    teller.schedule([Sound(clock.ms, PREFIX + "Figure four.")])
    teller.set_volume(0.0)
    assert _engine(teller).state() is QTextToSpeech.State.Ready
    teller.schedule([Sound(clock.ms + 1, PREFIX + "Frog.")])
    clock.advance(1)
    teller._timer.timeout.emit()
    assert _engine(teller).state() is QTextToSpeech.State.Ready


def test_words_are_told_in_english_whatever_the_system_speaks() -> None:
    teller = SystemTeller(PRETENDED)
    teller.is_available()
    assert _engine(teller).locale().name().startswith("en")


def test_an_engine_that_is_not_there_is_not_available_and_does_nothing(
    qapp: QApplication,
) -> None:
    teller = SystemTeller("no such engine")
    assert not teller.is_available()
    teller.schedule([Sound(teller._clock.monotonic_ms(), PREFIX + "Anything.")])
    teller.schedule(())


def test_the_pretended_engine_is_never_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [PRETENDED])
    assert not SystemTeller().is_available()


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    teller = SystemTeller(PRETENDED)
    teller.set_volume(1.0)
    teller.schedule([Sound(0, "bell")])
    teller.schedule(())
    assert teller._opened is None
