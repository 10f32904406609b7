"""The strip of a session: where one is, and the way to another hold."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from stretchtimer.engine.commands import Pause
from stretchtimer.engine.plan import PhaseKind
from tests.sweeps import sweep, swept
from tests.ui.driving import Person
from tests.ui.hands import LEFT

HOLDS = 7


def middle(person: Person, number: int) -> QPoint:
    return person.window.session.strip._box(number).center().toPoint()


@pytest.mark.parametrize("number", swept(range(1, HOLDS), [1, HOLDS - 1]))
def test_a_click_goes_to_where_one_gets_ready_for_that_hold(session: Person, number: int) -> None:
    strip = session.window.session.strip
    session.click(strip, middle(session, number))
    holds = [phase for phase in session.state.plan.phases if phase.is_hold]
    assert session.phase == session.state.plan.approach(holds[number])
    assert session.phase.kind in (PhaseKind.LEAD_IN, PhaseKind.CHANGE_SIDES)
    assert strip.value() == number


@sweep
@pytest.mark.usefixtures("alone")
def test_clicks_are_mirrored_where_one_reads_from_right_to_left(session: Person) -> None:
    page = session.window.session
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    page.strip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.mouseClick(page.strip, LEFT, pos=QPoint(5, page.strip.height() // 2))
    assert session.phase.stretch.id == "cat-cow"


@pytest.mark.parametrize(
    ("key", "stretch"),
    [
        (Qt.Key.Key_Right, "hamstring"),
        (Qt.Key.Key_Left, "spinal-twist"),
        (Qt.Key.Key_PageUp, "hamstring"),
        (Qt.Key.Key_PageDown, "spinal-twist"),
        (Qt.Key.Key_End, "cat-cow"),
        (Qt.Key.Key_Home, "knee-hug"),
    ],
)
def test_keys_on_the_strip_go_from_hold_to_hold(session: Person, key: Qt.Key, stretch: str) -> None:
    session.click(session.window.session.strip, middle(session, 2))
    session.focus(session.window.session.strip)
    session.key(key)
    assert session.phase.stretch.id == stretch
    assert not session.phase.is_hold


def test_space_still_pauses_from_the_strip(session: Person) -> None:
    session.focus(session.window.session.strip)
    session.key(Qt.Key.Key_Space)
    assert session.state.status.value == "paused"


def test_the_wheel_over_the_strip_goes_nowhere(session: Person) -> None:
    before = session.state
    session.wheel(session.window.session.strip, 1)
    session.wheel(session.window.session.strip, -1)
    assert session.state is before


@sweep
@pytest.mark.usefixtures("undrawn")
def test_it_follows_the_session_hold_by_hold(person: Person) -> None:
    person.start()
    seen = []
    while person.window.is_in_session:
        seen.append(person.window.session.strip.value())
        person.go_on(1_000)
    assert sorted(set(seen)) == list(range(HOLDS))
    assert seen == sorted(seen)


def test_going_elsewhere_while_paused_stays_paused(session: Person) -> None:
    session.control.send(Pause())
    session.click(session.window.session.strip, middle(session, 5))
    assert session.state.status.value == "paused"
    assert session.phase.stretch.id == "childs-pose"
    assert session.window.session.name.text() == "Child's pose"


def test_hovering_names_the_hold(session: Person) -> None:
    strip = session.window.session.strip
    assert strip._names[2] == "Spinal twist, right, 30 s"
    assert len(strip._names) == HOLDS
