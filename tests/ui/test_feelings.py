"""What is said on the last page of how the back feels, and six weeks of it as they are lived."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from stretchtimer.services.record.pain_over_weeks import Change
from stretchtimer.storage.history.rows import SessionRow
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.places import faults, resize

DAY_MS = 86_400_000


def sessions_of(person: Person) -> tuple[SessionRow, ...]:
    return person.app.profile.history.sessions()


def end_session(person: Person) -> None:
    person.start("hold")
    person.control.end()


def test_the_pain_after_is_one_digit_wherever_the_focus_is(person: Person) -> None:
    end_session(person)
    assert person.window.done.home.hasFocus()
    person.key(Qt.Key.Key_3)
    assert [one.pain_after for one in sessions_of(person)] == [3]
    person.click(person.window.done.feelings.keys.keys[10])
    assert [one.pain_after for one in sessions_of(person)] == [10]
    person.click(person.window.done.feelings.keys.keys[10])
    assert [one.pain_after for one in sessions_of(person)] == [None]


def test_a_note_is_kept_with_its_session_and_digits_in_it_are_no_pain(person: Person) -> None:
    end_session(person)
    feelings = person.window.done.feelings
    person.click(feelings.unfold)
    person.write(feelings.note, "5 steps without a stick")
    assert [(one.note, one.pain_after) for one in sessions_of(person)] == [
        ("5 steps without a stick", None)
    ]
    person.click(person.window.done.home)
    end_session(person)
    assert not feelings.note.isVisible()
    assert feelings.note.text() == ""
    assert [one.note for one in sessions_of(person)] == ["5 steps without a stick", ""]


def test_enter_after_a_note_does_not_leave_the_page(person: Person) -> None:
    end_session(person)
    feelings = person.window.done.feelings
    person.click(feelings.unfold)
    person.write(feelings.note, "better", Qt.Key.Key_Return)
    assert person.window.pages.currentWidget() is person.window.done
    assert [one.note for one in sessions_of(person)] == ["better"]


def test_nothing_is_asked_where_that_is_switched_off(person: Person) -> None:
    person.app.preferences.change(feelings=False)
    end_session(person)
    assert not person.window.done.feelings.isVisible()
    person.key(Qt.Key.Key_3)
    assert [one.pain_after for one in sessions_of(person)] == [None]
    person.window.go_to("record")
    assert not person.window.record.range.isVisible()
    person.app.preferences.change(feelings=True)
    assert person.window.record.range.isVisible()


@pytest.mark.parametrize("size", swept([(900, 600), (1366, 768), (1080, 1920)], [(900, 600)]))
def test_the_last_page_has_room_for_it(person: Person, size: tuple[int, int]) -> None:
    resize(person, size)
    end_session(person)
    resize(person, size)
    assert faults(person.window.done) == []
    person.click(person.window.done.feelings.unfold)
    resize(person, size)
    assert faults(person.window.done) == []


@sweep
@pytest.mark.usefixtures("undrawn")
def test_six_weeks_as_they_are_lived_come_out_on_the_record_page(make: Open) -> None:
    """Three days a week, each with its pain before and after, every second after a walk."""
    person = make()
    person.clock.advance(DAY_MS)
    # A Monday; everything that follows is entered as a person would.
    for number in range(18):
        today = person.window.home.today
        assert today is not None
        if number % 2:
            person.click(today.walk.walked)
        before = 8 - number // 3
        person.click(today.pain.line)
        person.key(getattr(Qt.Key, f"Key_{before}"))
        person.start("hold")
        person.go_on(20_000)
        if number % 3 == 2:
            person.control.end()
        else:
            person.go_to("hold", "cat-cow")
            while person.window.is_in_session:
                person.go_on(5_000)
        person.key(getattr(Qt.Key, f"Key_{before - (2 if number % 2 else 1)}"))
        person.click(person.window.done.home)
        week_day = number % 3
        person.clock.advance((2 if week_day < 2 else 3) * DAY_MS - 600_000)
    person.clock.advance(-DAY_MS)
    person.window.go_to("record")
    view = person.window.record.view
    assert view is not None
    assert view.days_done == 18
    said = [week for week in view.pain if week.asked]
    assert [week.most for week in said] == [8, 7, 6, 5, 4, 3]
    assert [week.least for week in said] == [6, 5, 4, 3, 2, 1]
    assert view.high_days == 6
    assert len(view.pairs) == 18
    assert all(
        pair.change is (Change.LESS if pair.after_walk else Change.SAME) for pair in view.pairs
    )
    assert sum(pair.after_walk for pair in view.pairs) == 9
    assert view.asked.today - view.first >= timedelta(days=35)
