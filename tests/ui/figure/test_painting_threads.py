"""Qt is told to paint without threads of its own, unless somebody has told it otherwise."""

import os

import pytest

from stretchtimer.qt.application import paint_in_one_thread

NAME = "QT_NO_GUI_THREADPOOL"


def test_the_window_paints_in_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    # Noted before it is taken away, so that it is put back in the end.
    monkeypatch.setenv(NAME, "")
    monkeypatch.delenv(NAME)
    paint_in_one_thread()
    assert os.environ[NAME] == "1"


def test_what_somebody_has_chosen_before_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NAME, "0")
    paint_in_one_thread()
    assert os.environ[NAME] == "0"
