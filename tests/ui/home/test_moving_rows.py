"""A stretch on the first page is moved in every way."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QWidget

from tests.sweeps import swept
from tests.ui.driving import Person, button_named, settle
from tests.ui.hands import LEFT
from tests.ui.home.plans import Everywhere, names

MOVED_DOWN = ["spinal-twist", "knee-hug", "hamstring", "childs-pose", "cat-cow"]


def by_menu(person: Person) -> None:
    person.row("knee-hug").move_down.trigger()


def by_keys(person: Person) -> None:
    person.focus(person.row("knee-hug").stepper.box)
    person.key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def by_buttons(person: Person) -> None:
    person.click(button_named(person.row("knee-hug"), "Move Knee hug down"))


def by_the_other_row(person: Person) -> None:
    person.focus(person.row("spinal-twist").more)
    person.key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)


@pytest.mark.parametrize(
    "way", swept([by_menu, by_keys, by_buttons, by_the_other_row], [by_menu, by_keys])
)
def test_a_stretch_can_be_moved_in_every_way(
    everywhere: Everywhere, way: Callable[[Person], None]
) -> None:
    everywhere.person.window.resize(1366, 768)
    settle()
    way(everywhere.person)
    assert everywhere.person.order() == MOVED_DOWN
    tops = [row.y() for row in _laid_out(everywhere.person)]
    assert tops == sorted(tops)
    assert names(everywhere.plan()) == MOVED_DOWN


def test_moving_by_keys_keeps_the_focus_in_the_row(person: Person) -> None:
    box = person.row("knee-hug").stepper.box
    by_keys(person)
    by_keys(person)
    assert person.order().index("knee-hug") == 2
    assert box.hasFocus()


def test_the_ends_of_the_list_cannot_be_moved_beyond(person: Person) -> None:
    first, last = person.row("knee-hug"), person.row("cat-cow")
    assert not first.move_up.isEnabled()
    assert not button_named(first, "Move Knee hug up").isEnabled()
    assert not last.move_down.isEnabled()
    assert not button_named(last, "Move Cat-cow down").isEnabled()


@pytest.mark.parametrize(
    ("stretch", "onto", "beyond", "order"),
    [
        ("knee-hug", "hamstring", True, "spinal-twist hamstring knee-hug childs-pose cat-cow"),
        ("cat-cow", "knee-hug", False, "cat-cow knee-hug spinal-twist hamstring childs-pose"),
        ("hamstring", "hamstring", True, "knee-hug spinal-twist hamstring childs-pose cat-cow"),
        ("knee-hug", "cat-cow", True, "spinal-twist hamstring childs-pose cat-cow knee-hug"),
    ],
)
def test_a_row_can_be_dragged_by_its_grip(
    person: Person, stretch: str, onto: str, beyond: bool, order: str
) -> None:
    grip, target = person.row(stretch).grip, person.row(onto)
    person.reach(grip)
    height = target.height()
    spot = target.mapToGlobal(QPoint(20, height - 6 if beyond else 6))
    QTest.mousePress(grip, LEFT, pos=grip.rect().center())
    QTest.mouseMove(grip, grip.mapFromGlobal(spot))
    (drop,) = (
        frame
        for frame in person.window.home.list.findChildren(QFrame)
        if frame.property("role") == "drop"
    )
    assert drop.isVisible()
    QTest.mouseRelease(grip, LEFT, pos=grip.mapFromGlobal(spot))
    assert not drop.isVisible()
    assert person.order() == order.split()
    assert names(person.planned()) == order.split()


def _laid_out(person: Person) -> list[QWidget]:
    settle()
    return list(person.window.home.list.rows())
