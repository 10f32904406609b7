"""The last page: what was held, and the ways on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from tests.ui.driving import Person, texts


def finish(person: Person) -> Person:
    person.start()
    while person.window.is_in_session:
        person.go_on(5_000)
    return person


def test_a_whole_routine_is_told_in_a_sentence_and_a_table(person: Person) -> None:
    done = finish(person).window.done
    assert "Well done." in texts(done)
    held = "You went through the whole routine and held for 3 min 25 s in all."
    assert done.sentence == held
    assert done.table() == (
        ("Knee hug", "", "25 s", "25 s"),
        ("Spinal twist", "left", "30 s", "30 s"),
        ("Spinal twist", "right", "30 s", "30 s"),
        ("Hamstring stretch", "left", "30 s", "30 s"),
        ("Hamstring stretch", "right", "30 s", "30 s"),
        ("Child's pose", "", "30 s", "30 s"),
        ("Cat-cow", "", "30 s", "30 s"),
    )


def test_what_was_skipped_is_told_as_it_was(session: Person) -> None:
    session.go_on(10_000)
    session.key(Qt.Key.Key_Right)
    session.control.end()
    done = session.window.done
    assert "Ended early." in texts(done)
    assert done.table()[:2] == (
        ("Knee hug", "", "10 s", "25 s"),
        ("Spinal twist", "left", "left out", "30 s"),
    )


def test_nothing_held_is_no_boast(person: Person) -> None:
    person.start()
    person.control.end()
    assert person.window.done.sentence == "Nothing was held this time."


def test_an_extended_hold_is_told_with_all_its_time(session: Person) -> None:
    session.key(Qt.Key.Key_Plus)
    session.go_on(35_000)
    session.control.end()
    assert session.window.done.table()[0] == ("Knee hug", "", "35 s", "25 s")


def test_a_shorter_routine_after_a_longer_one_leaves_no_lines_behind(person: Person) -> None:
    finish(person)
    person.click(person.window.done.home)
    for stretch in person.order()[1:]:
        person.row(stretch).leave_out.trigger()
    finish(person)
    assert person.window.done.table() == (("Knee hug", "", "25 s", "25 s"),)


def test_once_more_begins_again(person: Person) -> None:
    finish(person)
    person.click(person.window.done.again)
    assert person.window.is_in_session
    assert person.phase.index == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape])
def test_enter_and_escape_go_back_to_the_first_page(session: Person, key: Qt.Key) -> None:
    session.control.end()
    session.key(key)
    assert session.window.home.isVisible()
    assert session.window.home.card.start.hasFocus()


def test_enter_on_once_more_means_once_more(session: Person) -> None:
    session.control.end()
    session.focus(session.window.done.again)
    session.key(Qt.Key.Key_Return)
    assert session.window.is_in_session


def test_the_way_back_is_a_button_too(session: Person) -> None:
    session.control.end()
    session.click(session.window.done.home)
    assert session.window.home.isVisible()
