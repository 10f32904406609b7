"""Asking a system that answers at once; the desktop portal is asked in ``tests/desktop``."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.system_wishes import Wishes
from stretchtimer.qt.system_wishes_asked import AskedWishes

ACTIVE = Qt.ApplicationState.ApplicationActive
INACTIVE = Qt.ApplicationState.ApplicationInactive
LESS = Wishes(less_motion=True)


def test_it_is_asked_at_once_and_whenever_the_person_comes_back(qapp: QApplication) -> None:
    now = LESS
    told: list[Wishes] = []
    asked = AskedWishes(lambda: now)
    asked.follow(told.append)
    assert told == [LESS]
    now = Wishes()
    qapp.applicationStateChanged.emit(INACTIVE)
    assert told == [LESS]
    qapp.applicationStateChanged.emit(ACTIVE)
    assert told == [LESS, Wishes()]


@pytest.mark.parametrize("error", [OSError, AttributeError])
def test_a_system_that_cannot_be_asked_wishes_nothing(
    qapp: QApplication, error: type[Exception]
) -> None:
    def ask() -> Wishes:
        raise error

    told: list[Wishes] = []
    AskedWishes(ask).follow(told.append)
    assert told == []
