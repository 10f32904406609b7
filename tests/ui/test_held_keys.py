"""A key that is held acts once on every page; what moves and what is typed goes on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from stretchtimer.engine.session import Status
from tests.ui.driving import Person

AS_QT_TELLS_IT = (True, True, False, True, False, False, True, True)
"""Repeats of a held key as they were seen on X11: Qt marks most of them."""


def test_a_pause_by_a_held_key_stays(session: Person) -> None:
    for status in (Status.PAUSED, Status.COUNTING_IN):
        session.hold_key(Qt.Key.Key_Space, " ", AS_QT_TELLS_IT)
        assert session.stands_at(status)


def test_enter_that_is_held_on_start_does_not_say_ready_too(person: Person) -> None:
    person.focus(person.window.home.card.start)
    person.hold_key(Qt.Key.Key_Return, "\r", AS_QT_TELLS_IT)
    assert person.window.is_in_session
    assert person.phase.kind.value == "lead_in"


def test_enter_that_is_held_goes_no_further_than_the_next_page(session: Person) -> None:
    session.control.end()
    session.hold_key(Qt.Key.Key_Return, "\r", AS_QT_TELLS_IT)
    assert session.window.pages.currentWidget() is session.window.home


def test_escape_that_is_held_asks_and_does_not_answer(session: Person) -> None:
    session.hold_key(Qt.Key.Key_Escape, "", AS_QT_TELLS_IT)
    assert session.control.is_asking


@pytest.mark.parametrize("where", ["home", "settings"])
def test_keys_of_every_page_act_once(person: Person, where: str) -> None:
    if where == "settings":
        person.click(person.window.home.settings)
    person.hold_key(Qt.Key.Key_F11)
    assert person.window.isFullScreen()
    person.hold_key(Qt.Key.Key_F1)
    assert person.window.overlays.keys.isVisible()
    person.hold_key(Qt.Key.Key_F1)
    assert not person.window.overlays.keys.isVisible()


def test_a_held_arrow_goes_on_changing_a_hold(person: Person) -> None:
    box = person.row("knee-hug").stepper.box
    person.focus(box)
    before = box.value()
    person.hold_key(Qt.Key.Key_Up, "", (True, False, True))
    assert box.value() >= before + 4 * 5


def test_a_held_arrow_goes_on_moving_the_volume_in_a_session(session: Person) -> None:
    slider = session.window.session.controls.volume.slider
    session.focus(slider)
    before = slider.value()
    session.hold_key(Qt.Key.Key_Right, "", (True, False))
    assert slider.value() == before + 3 * slider.singleStep()


def test_a_held_key_can_be_typed(person: Person) -> None:
    box = person.row("knee-hug").stepper.box
    person.focus(box)
    person.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    person.hold_key(Qt.Key.Key_1, "1", (True, False))
    assert box.lineEdit().text() == "111"


@pytest.mark.parametrize("timed", [True, False])
def test_the_same_key_pressed_quickly_but_anew_acts_each_time(session: Person, timed: bool) -> None:
    before = session.state.duration_ms
    for _ in range(3):
        session.hold_key(Qt.Key.Key_Plus, "+", (), timed=timed)
    assert session.state.duration_ms == before + 30_000


def test_a_held_key_acts_once_also_where_its_instant_is_lost(session: Person) -> None:
    before = session.state.duration_ms
    session.hold_key(Qt.Key.Key_Plus, "+", AS_QT_TELLS_IT, timed=False)
    assert session.state.duration_ms == before + 10_000


@pytest.mark.parametrize("key", [Qt.Key.Key_Z, Qt.Key.Key_Right])
def test_a_held_key_is_looked_for_a_shortcut_once_but_where_it_moves(
    person: Person, key: Qt.Key
) -> None:
    taken = []
    for repeated in (False, True, True):
        kind = QKeyEvent.Type.ShortcutOverride
        event = QKeyEvent(kind, key.value, Qt.KeyboardModifier.NoModifier, "", repeated)
        event.ignore()
        QApplication.sendEvent(person.window.windowHandle(), event)
        taken.append(event.isAccepted())
    moves = key is Qt.Key.Key_Right
    assert taken == [False, not moves, not moves]
