"""What is done so many times, and what is done at one's own pace, from the file to the log."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from stretchtimer.engine.countdown import COUNT_IN_MS
from stretchtimer.engine.session import Status
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.own_routines import write_routine

STRENGTH = """
format = 2
name = "Strength"
{times}
[[stretches]]
id = "cats"
name = "Cat and cow"
times = 6
sets = 2
start_pose = "all_fours"
pose = "cat"
[[stretches.movements]]
pose = "cat"
name = "Round up"
duration_s = 3
[[stretches.movements]]
pose = "cow"
name = "Sink"
duration_s = 2

[[stretches]]
id = "legs"
name = "Leg lift"
sides = "alternate"
times = 4
wait_until_ready = true
start_pose = "feet_flat"
pose = "hamstring"
[[stretches.movements]]
pose = "hamstring"
name = "{{Left|Right}} leg up"
duration_s = 4
"""


@pytest.fixture
def counting(make: Open, profile: Path) -> Person:
    """Somebody with a routine that is counted."""
    write_routine(profile, "strength", STRENGTH.format(times=""))
    return make(routine="own:strength")


@pytest.fixture
def unhurried(make: Open, profile: Path) -> Person:
    """Somebody with the same routine without a clock."""
    write_routine(profile, "strength", STRENGTH.format(times="[times]\nown_pace = true"))
    return make(routine="own:strength")


def test_the_ring_shows_how_many_are_done_and_of_how_many(counting: Person) -> None:
    page = counting.start("hold").window.session
    assert (page.ring.digits, page.cue.text()) == ("0", "of 6 done")
    counting.go_on(19_000)
    assert (page.ring.digits, page.cue.text()) == ("3", "of 6 done")
    assert (page.ring.value(), page.ring.maximum()) == (3, 6)
    assert page.ring.accessibleName() == "Times done"
    assert page.badge.text() == "Sink"
    assert page.coming.text() == "Next: set 2 of 2"


@sweep
def test_half_way_and_the_last_one_stand_beside_the_number(counting: Person) -> None:
    page = counting.start("hold").window.session
    counting.go_on(16_500)
    assert (page.ring.digits, page.cue.text()) == ("3", "of 6 done · Half-way")
    counting.go_on(10_000)
    assert (page.ring.digits, page.cue.text()) == ("5", "of 6 done · Last one")


def test_one_more_stands_in_place_of_ten_seconds_and_adds_a_time(counting: Person) -> None:
    counting.start("hold")
    extend = counting.window.session.controls.extend
    assert extend.text() == "One more"
    counting.click(extend)
    counting.go_on(1_000)
    assert counting.window.session.cue.text().startswith("of 7 done")
    counting.go_to("lead_in")
    assert extend.text() == "+ 10 s"


def test_between_two_sets_the_page_says_that_one_rests(counting: Person) -> None:
    counting.start("hold").go_on(30_000 + 6_000 + 3_000)
    page = counting.window.session
    assert counting.phase.repetition == 2
    assert page.cue.text() == "Rest"
    assert page.instruction.text() == "Do it 6 times."


def test_alternating_sides_show_the_side_that_is_due(counting: Person) -> None:
    counting.start().go_to("hold", "legs")
    page = counting.window.session
    counting.go_on(3_000)
    assert (page.badge.text(), page.cue.text()) == ("LEFT side", "of 4 done · Left leg up")
    counting.go_on(4_000)
    assert (page.badge.text(), page.cue.text()) == ("RIGHT side", "of 4 done · Right leg up")


@sweep
def test_a_stretch_that_waits_asks_whether_one_is_ready(counting: Person) -> None:
    counting.start().go_to("lead_in", "legs")
    page = counting.window.session
    assert page.ready.isVisible()
    assert page.ready.text() == "I am ready"
    counting.click(page.ready)
    counting.go_on(COUNT_IN_MS)
    assert counting.stands_at(Status.RUNNING)
    assert counting.phase.is_hold


def test_the_end_and_the_log_tell_how_often_it_was_done(counting: Person) -> None:
    counting.start("hold").go_on(17_000)
    counting.control.end()
    table = counting.window.done.held
    items = [table.item(0, column) for column in range(table.columnCount())]
    words = [item.text() if item else "" for item in items]
    assert words == ["Cat and cow", "", "3 times", "12 times"]
    counting.write_down()
    (session,) = counting.app.profile.history.sessions()
    (hold,) = session.holds
    assert (hold.held.planned_repetitions, hold.held.done_repetitions) == (6, 3)


def test_how_often_is_changed_on_the_first_page_like_a_hold(counting: Person) -> None:
    row = counting.row("cats")
    assert row.stepper.box.text() == "6 times"
    counting.click(row.stepper.longer)
    assert row.stepper.box.text() == "7 times"
    assert counting.planned().phases[1].times == 7
    counting.write(row.stepper.box, "12")
    assert counting.personal.adjustments.of("cats").times == 12
    counting.write(row.stepper.box, "a few")
    assert row.stepper.box.text() == "12 times"
    counting.write(row.stepper.box, "900 times")
    assert row.stepper.box.text() == "100 times"
    assert "was 6 times" in row.marks


def test_nothing_is_held_longer_where_all_is_counted(counting: Person) -> None:
    assert not counting.window.home.card.longer.isVisible()


def test_at_ones_own_pace_a_large_button_ends_the_hold(unhurried: Person) -> None:
    unhurried.start()
    page = unhurried.window.session
    unhurried.click(page.ready)
    unhurried.go_on(COUNT_IN_MS + 75_000)
    assert (page.ready.text(), page.cue.text()) == ("Done with this", "6 times · 1 min 15 s so far")
    assert page.ready.isVisible()
    assert not page.ring.isVisible()
    assert not page.controls.extend.isEnabled()
    unhurried.click(page.ready)
    unhurried.go_on(1)
    (held,) = unhurried.state.ledger
    assert (held.held_ms, held.done_repetitions) == (75_000, 6)
    assert not page.ready.isVisible()


def test_enter_says_that_one_is_done_and_space_pauses(unhurried: Person) -> None:
    unhurried.start()
    page = unhurried.window.session
    unhurried.key(Qt.Key.Key_Return, widget=page)
    unhurried.go_on(COUNT_IN_MS + 5_000)
    unhurried.key(Qt.Key.Key_Space, widget=page)
    assert unhurried.stands_at(Status.PAUSED)
    unhurried.key(Qt.Key.Key_Space, widget=page)
    unhurried.go_on(10_000)
    unhurried.key(Qt.Key.Key_Return, widget=page)
    unhurried.go_on(1)
    assert not unhurried.phase.is_hold


@pytest.mark.parametrize("on_home", [True, False])
def test_a_clock_can_be_done_without_in_any_routine(person: Person, on_home: bool) -> None:
    home = person.window.home
    if on_home:
        person.click(home.times.own_pace)
    else:
        person.personal.set_time("own_pace", True)
    assert home.times.own_pace.isChecked()
    assert home.times.wait.isChecked()
    assert not home.times.wait.isEnabled()
    assert all(hold.waits for hold in person.planned().phases if hold.is_hold)
    person.click(home.times.own_pace)
    assert not person.personal.is_anything_changed
