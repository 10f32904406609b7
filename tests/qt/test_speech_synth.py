"""The system's speech engine, as far as Qt's pretended one goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.speech_synth import PRETENDED, SystemSpeechSynth
from stretchtimer.services.audio.audio_out import Sound
from stretchtimer.services.audio.speech_synth import told_clip
from tests.fakes import FakeClock

pytestmark = pytest.mark.usefixtures("qapp")


def _engine(synth: SystemSpeechSynth) -> QTextToSpeech:
    assert synth._opened is not None
    return synth._opened


def test_a_text_is_said_and_stopped() -> None:
    clock = FakeClock()
    synth = SystemSpeechSynth(PRETENDED, clock)
    assert synth.can_speak("en")
    said: list[str] = []
    _engine(synth).sayingWord.connect(lambda word, *_: said.append(word))
    synth.set_volume(0.3)
    synth.schedule([Sound(clock.ms, told_clip("Figure four.", "en"))])
    assert _engine(synth).volume() == pytest.approx(0.3)
    assert _engine(synth).state() is QTextToSpeech.State.Speaking
    synth.schedule(())
    assert _engine(synth).state() is QTextToSpeech.State.Ready


def test_a_text_is_said_at_its_instant_and_cut_by_what_sounds_next() -> None:
    clock = FakeClock()
    synth = SystemSpeechSynth(PRETENDED, clock)
    told = Sound(clock.ms + 700, told_clip("Figure four.", "en"))
    synth.schedule([told, Sound(clock.ms + 900, "bell")])
    assert synth._opened is None
    for wait_ms, state in (
        (700, QTextToSpeech.State.Speaking),
        (200, QTextToSpeech.State.Ready),
    ):
        assert synth._timer.interval() == wait_ms
        clock.advance(wait_ms)
        synth._timer.timeout.emit()
        assert _engine(synth).state() is state
    assert not synth._timer.isActive()


def test_at_volume_zero_a_text_falls_silent_and_none_is_said() -> None:
    clock = FakeClock()
    synth = SystemSpeechSynth(PRETENDED, clock)
    synth.schedule([Sound(clock.ms, told_clip("Figure four.", "en"))])
    synth.set_volume(0.0)
    assert _engine(synth).state() is QTextToSpeech.State.Ready
    synth.schedule([Sound(clock.ms + 1, told_clip("Frog.", "en"))])
    clock.advance(1)
    synth._timer.timeout.emit()
    assert _engine(synth).state() is QTextToSpeech.State.Ready


@pytest.mark.parametrize("language", ["en", "en_GB", "nb"])
def test_words_are_told_in_their_language_whatever_the_system_speaks(language: str) -> None:
    clock = FakeClock()
    synth = SystemSpeechSynth(PRETENDED, clock)
    assert synth.can_speak(language)
    for other in ("fi", language):
        synth.schedule([Sound(clock.ms, told_clip("Figure four.", other))])
        clock.advance(1)
    assert _engine(synth).locale().language() is QLocale(language).language()


@pytest.mark.parametrize("language", ["ja", "xx", ""])
def test_a_language_that_the_engine_does_not_speak_is_not_told(language: str) -> None:
    assert not SystemSpeechSynth(PRETENDED).can_speak(language)


def test_an_engine_that_is_not_there_is_not_available_and_does_nothing(
    qapp: QApplication,
) -> None:
    synth = SystemSpeechSynth("no such engine")
    assert not synth.can_speak("en")
    synth.schedule([Sound(synth._clock.monotonic_ms(), told_clip("Anything.", "en"))])
    synth.schedule(())


def test_the_pretended_engine_is_never_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [PRETENDED])
    assert not SystemSpeechSynth().can_speak("en")


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    synth = SystemSpeechSynth(PRETENDED)
    synth.set_volume(1.0)
    synth.schedule([Sound(0, "bell")])
    synth.schedule(())
    assert synth._opened is None
