"""The system's speech engine, as far as Qt's pretended one goes."""

from __future__ import annotations

import pytest
from PySide6.QtTextToSpeech import QTextToSpeech
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.system_teller import PRETENDED, SystemTeller

pytestmark = pytest.mark.usefixtures("qapp")


def _engine(teller: SystemTeller) -> QTextToSpeech:
    assert teller._opened is not None
    return teller._opened


def test_a_text_is_said_and_stopped() -> None:
    teller = SystemTeller(PRETENDED)
    assert teller.is_available()
    said: list[str] = []
    _engine(teller).sayingWord.connect(lambda word, *_: said.append(word))
    teller.set_volume(0.3)
    teller.say("Figure four.")
    assert _engine(teller).volume() == pytest.approx(0.3)
    assert _engine(teller).state() is QTextToSpeech.State.Speaking
    teller.stop()
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
    teller.say("Anything.")
    teller.stop()


def test_the_pretended_engine_is_never_taken_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QTextToSpeech, "availableEngines", lambda: [PRETENDED])
    assert not SystemTeller().is_available()


def test_nothing_is_opened_before_it_is_asked_for() -> None:
    teller = SystemTeller(PRETENDED)
    teller.set_volume(1.0)
    teller.stop()
    assert teller._opened is None
