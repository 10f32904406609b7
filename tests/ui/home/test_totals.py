"""How long the routine takes: told, chosen, and what is offered where holds cannot fill it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from stretchtimer.engine.fit import fit_to, rounded
from stretchtimer.services.wording.durations import short_text
from tests.sweeps import sweep
from tests.ui.driving import Person
from tests.ui.home.plans import Everywhere, names


def test_the_total_is_told_in_whole_minutes_and_exactly_where_one_points(person: Person) -> None:
    card = person.window.home.card
    exact = short_text(person.personal.plan().total_ms)
    assert "s" in exact.split()
    assert card.total == "5 stretches · 6 min"
    assert exact in {label.toolTip() for label in card.findChildren(QLabel)}
    person.write(person.window.home.times.rounds, "2")
    assert card.total.startswith("5 stretches · 2 rounds · ")


def test_the_sensible_totals_are_buttons_of_which_each_is_met(person: Person) -> None:
    card = person.window.home.card
    totals = [button.text() for button in card.totals if button.isVisible()]
    assert len(totals) == 3
    original = person.personal.original
    wishes_ms = [60_000 * int(total.split()[0]) for total in totals]
    fresh = [rounded(original, fit_to(original, ms), ms) for ms in wishes_ms]
    for _ in range(2):
        for button, wanted in zip(card.totals, fresh, strict=True):
            person.click(button)
            assert person.planned().total_ms == wanted.total_ms
            assert card.total.endswith(button.text())
            holds = {s.id: s.hold_ms for s in person.personal.stretches}
            assert holds == wanted.holds_ms, "it matters what was chosen before"


def test_the_number_of_minutes_follows_the_total(person: Person) -> None:
    card = person.window.home.card
    assert card.minutes.value() == 6
    person.click(card.longer)
    assert card.minutes.value() == 9
    person.focus(card.minutes)
    card.minutes.setValue(7)
    person.personal.reset_holds()
    assert card.minutes.value() == 7, "it is being typed"


def test_the_buttons_of_totals_follow_the_routine(person: Person) -> None:
    card = person.window.home.card
    before = [button.text() for button in card.totals]
    person.write(person.window.home.times.rounds, "2")
    assert [button.text() for button in card.totals] != before
    person.write(person.window.home.times.rounds, "1")
    assert [button.text() for button in card.totals] == before


def test_more_time_than_holds_fill_offers_rounds(everywhere: Everywhere) -> None:
    person = everywhere.person
    card = person.window.home.card
    assert not card.instead.isVisible()
    person.write(card.minutes, "16", Qt.Key.Key_Return)
    assert card.instead.text() == "Do 2 rounds"
    start = card.start.geometry()
    person.click(card.instead)
    assert not card.instead.isVisible()
    assert card.start.geometry() == start
    assert card.result == "The routine now takes 16 min."
    plan = everywhere.plan()
    assert {phase.round for phase in plan.phases} == {1, 2}
    assert 15 * 60_000 < plan.total_ms <= 16 * 60_000


@sweep
def test_less_time_than_holds_need_offers_to_leave_one_out(everywhere: Everywhere) -> None:
    person = everywhere.person
    card = person.window.home.card
    person.write(card.minutes, "3", Qt.Key.Key_Return)
    assert card.instead.text() == "Leave 1 out"
    assert "You can reach it by leaving out: Spinal twist." in card.result
    person.focus(card.instead)
    person.key(Qt.Key.Key_Return)
    assert person.focused() is card.longer
    assert card.result == "The routine now takes 3 min."
    plan = everywhere.plan()
    assert "spinal-twist" not in names(plan)
    assert plan.total_ms <= 3 * 60_000


def test_an_offer_goes_away_with_the_next_change(person: Person) -> None:
    card = person.window.home.card
    person.write(card.minutes, "60", Qt.Key.Key_Return)
    assert card.instead.isVisible()
    person.write(person.row("knee-hug").stepper.box, "40")
    assert card.longer.isVisible()
    assert not card.instead.isVisible()
