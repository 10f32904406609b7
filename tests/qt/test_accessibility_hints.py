"""Asking a system that answers at once; the desktop portal is asked in ``tests/desktop``."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.accessibility_hints import Hints
from stretchtimer.qt.hints_asked import AskedWishes

ACTIVE = Qt.ApplicationState.ApplicationActive
INACTIVE = Qt.ApplicationState.ApplicationInactive
LESS = Hints(less_motion=True)


def test_it_is_asked_at_once_and_whenever_the_person_comes_back(qapp: QApplication) -> None:
    now = LESS
    told: list[Hints] = []
    asked = AskedWishes(lambda: now)
    asked.follow(told.append)
    assert told == [LESS]
    now = Hints()
    qapp.applicationStateChanged.emit(INACTIVE)
    assert told == [LESS]
    qapp.applicationStateChanged.emit(ACTIVE)
    assert told == [LESS, Hints()]


@pytest.mark.parametrize("error", [OSError, AttributeError])
def test_a_system_that_cannot_be_asked_wishes_nothing(
    qapp: QApplication, error: type[Exception]
) -> None:
    def ask() -> Hints:
        raise error

    told: list[Hints] = []
    AskedWishes(ask).follow(told.append)
    assert told == []
