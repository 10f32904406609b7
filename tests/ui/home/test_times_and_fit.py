"""Times, rounds and totals of the first page, and fitting to the minutes one has."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stretchtimer.services.wording.durations import short_text
from stretchtimer.ui.widgets.places import ROUTINES, TODAY
from tests.sweeps import sweep
from tests.ui.driving import Person
from tests.ui.home.plans import Everywhere, hold_s, names, total_of
from tests.ui.looks import colour_at


def test_rounds_are_held(everywhere: Everywhere) -> None:
    everywhere.person.write(everywhere.person.window.home.times.rounds, "2")
    plan = everywhere.plan()
    assert {phase.round for phase in plan.phases} == {1, 2}


def test_the_lead_in_of_the_home_page_is_that_of_the_session(everywhere: Everywhere) -> None:
    everywhere.person.write(everywhere.person.window.home.times.lead_in, "20")
    lead_ins = [p for p in everywhere.plan().phases if p.kind.value == "lead_in"]
    assert {phase.duration_ms for phase in lead_ins[1:]} == {20_000}


@sweep
def test_the_change_over_of_the_home_page_is_that_of_the_session(everywhere: Everywhere) -> None:
    everywhere.person.write(everywhere.person.window.home.times.change_over, "0:30")
    overs = [p for p in everywhere.plan().phases if p.kind.value == "change_over"]
    assert {phase.duration_ms for phase in overs} == {30_000}


@sweep
def test_no_time_between_at_all_can_be_wished(person: Person) -> None:
    person.write(person.window.home.times.change_over, "0")
    assert all(phase.kind.value != "change_over" for phase in person.planned().phases)


def test_longer_holds_last_a_minute(everywhere: Everywhere) -> None:
    everywhere.person.click(everywhere.person.window.home.card.longer)
    plan = everywhere.plan()
    assert {hold_s(plan, stretch) for stretch in names(plan)} == {60}


def test_longer_holds_can_be_taken_back(everywhere: Everywhere) -> None:
    longer = everywhere.person.window.home.card.longer
    assert longer.text() == "Longer holds (60 s)"
    everywhere.person.click(longer)
    assert longer.text() == "Original holds"
    everywhere.person.click(longer)
    plan = everywhere.plan()
    assert [hold_s(plan, stretch) for stretch in names(plan)] == [25, 30, 30, 30, 30]


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        ("6", "The routine now takes 6 min."),
        # Not 55, as if the point had not been typed.
        ("5.5", "The routine now takes 6 min."),
        ("5,5", "The routine now takes 6 min."),
        ("6.", "The routine now takes 6 min."),
        ("1", "The shortest sensible holds take 3 min"),
        ("60", "Holds of at most 60 s give"),
    ],
)
def test_fitting_says_what_came_of_it(person: Person, minutes: str, words: str) -> None:
    card = person.window.home.card
    person.write(card.minutes, minutes)
    person.click(card.fit)
    assert card.result.startswith(words)
    result = next(label for label in card.findChildren(QLabel) if label.text() == card.result)
    person.reach(result)
    plan = person.personal.plan()
    assert total_of(plan) in card.result or short_text(plan.total_ms) in card.result


def test_a_fitted_routine_is_the_one_that_is_held(everywhere: Everywhere) -> None:
    everywhere.person.write(everywhere.person.window.home.card.minutes, "6", Qt.Key.Key_Return)
    assert everywhere.plan().total_ms == 360_000


@sweep
def test_what_came_of_a_fitting_goes_away_with_the_next_change(person: Person) -> None:
    card = person.window.home.card
    person.write(card.minutes, "6")
    person.click(card.fit)
    person.click(person.row("knee-hug").stepper.longer)
    assert card.result == ""


@sweep
def test_the_total_follows_every_change_at_once(person: Person) -> None:
    card = person.window.home.card
    seen = [card.total]
    person.write(person.row("knee-hug").stepper.box, "90")
    seen.append(card.total)
    person.row("cat-cow").choices.leave_out.trigger()
    seen.append(card.total)
    person.write(person.window.home.times.rounds, "3")
    seen.append(card.total)
    assert len(set(seen)) == 4
    assert seen[-1].endswith(total_of(person.planned()))


def test_back_to_the_original_takes_everything_back(everywhere: Everywhere) -> None:
    person = everywhere.person
    back = person.window.home.back_to_original
    assert not back.isEnabled()
    before = person.planned().phases
    person.click(person.row("knee-hug").stepper.longer)
    person.row("cat-cow").choices.leave_out.trigger()
    person.row("spinal-twist").choices.swap_side.trigger()
    person.row("hamstring").move_up.trigger()
    person.write(person.window.home.times.rounds, "2")
    person.write(person.window.home.times.lead_in, "0")
    person.click(back)
    assert not back.isEnabled()
    assert everywhere.plan().phases == before


@sweep
def test_a_change_while_a_session_runs_does_not_touch_it(session: Person) -> None:
    before = session.state.plan
    session.personal.set_hold("cat-cow", 90_000)
    session.personal.set_left_out("hamstring", True)
    session.go_on(1_000)
    assert session.state.plan is before
    session.control.end()
    session.click(session.window.done.again)
    assert hold_s(session.state.plan, "cat-cow") == 90
    assert "hamstring" not in names(session.state.plan)


def test_adjust_shows_that_it_is_on_and_the_present_place_stands_in_no_frame(
    person: Person,
) -> None:
    home = person.window.home
    adjust, words = home.times.adjust, home.places.words
    person.focus(home.card.start)
    off = colour_at(adjust, adjust.width() // 2, 6)
    person.click(adjust)
    person.focus(home.card.start)
    assert colour_at(adjust, adjust.width() // 2, 6) != off
    assert len({colour_at(words[place], 6, 6) for place in (TODAY, ROUTINES)}) == 1
