"""The first side takes turns, where somebody wants that: in the rows, session and plan."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt

from stretchtimer.engine.model import Side
from stretchtimer.terminal.commands.plan import show_plan
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle

LEFT_FIRST, RIGHT_FIRST = "each side, left first", "each side, right first"


def do_all(person: Person) -> list[Side | None]:
    """Does the session that Home offers, and goes back to it; gives the sides of the twist."""
    person.start()
    sides = [
        phase.side
        for phase in person.state.plan.phases
        if phase.is_hold and phase.stretch.id == "spinal-twist"
    ]
    while person.window.is_in_session:
        person.go_on(5_000)
    person.click(person.window.done.home)
    settle()
    return sides


@pytest.fixture
def alternating(make: Open) -> Person:
    person = make()
    person.app.preferences.change(alternate_sides=True)
    return person


@pytest.mark.usefixtures("undrawn")
def test_sides_take_turns_from_session_to_session_and_home_tells_which_begins(
    alternating: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    person = alternating
    assert person.row("spinal-twist").dose == LEFT_FIRST
    assert do_all(person) == [Side.LEFT, Side.RIGHT]
    assert person.row("spinal-twist").dose == RIGHT_FIRST
    assert person.row("spinal-twist").marks == ""
    assert do_all(person) == [Side.RIGHT, Side.LEFT]
    assert person.row("spinal-twist").dose == LEFT_FIRST
    do_all(person)
    person.write_down()
    assert show_plan(person.profile, "post-walk", as_json=True) == 0
    phases = json.loads(capsys.readouterr().out)["phases"]
    twist = [one["side"] for one in phases if one["kind"] == "hold" and one["side"]]
    assert twist[:2] == ["right", "left"]


@sweep
def test_a_side_held_for_less_time_begins(alternating: Person) -> None:
    person = alternating.start()
    while not (person.phase.is_hold and person.phase.side is Side.LEFT):
        person.go_on(1_000)
    person.go_on(5_000)
    person.key(Qt.Key.Key_Right)
    while person.phase.stretch.id != "hamstring":
        person.go_on(1_000)
    person.control.end()
    person.click(person.window.done.home)
    assert person.row("spinal-twist").dose == LEFT_FIRST


@sweep
def test_once_more_begins_on_the_other_side(alternating: Person) -> None:
    person = alternating.start()
    while not (person.phase.is_hold and person.phase.side is Side.RIGHT):
        person.go_on(1_000)
    person.go_on(35_000)
    person.control.end()
    person.click(person.window.done.again)
    first = next(phase.side for phase in person.state.plan.phases if phase.side)
    assert first is Side.RIGHT


@sweep
def test_a_swap_by_hand_stands_until_it_was_done(alternating: Person) -> None:
    do_all(alternating)
    row = alternating.row("spinal-twist")
    row.choices.swap_side.trigger()
    assert row.dose == LEFT_FIRST
    alternating.window.go_to("record")
    alternating.window.go_to("today")
    assert alternating.row("spinal-twist").dose == LEFT_FIRST


@sweep
def test_each_routine_has_turns_of_its_own(alternating: Person) -> None:
    person = alternating
    do_all(person)
    person.window.choose("post-walk-two-rounds")
    assert person.row("spinal-twist").dose == LEFT_FIRST
    person.window.choose("post-walk")
    assert person.row("spinal-twist").dose == RIGHT_FIRST


@sweep
def test_without_the_setting_each_session_begins_as_usual(make: Open) -> None:
    person = make()
    do_all(person)
    assert person.row("spinal-twist").dose == LEFT_FIRST
    person.app.preferences.change(alternate_sides=True)
    assert person.row("spinal-twist").dose == RIGHT_FIRST
    person.app.preferences.change(alternate_sides=False)
    assert person.row("spinal-twist").dose == LEFT_FIRST
