"""What was edited is saved, kept, given up or found again, and nothing else is written over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, texts
from tests.ui.editing.driving import (
    CTRL,
    choose,
    edit,
    field,
    new,
    page_of,
    work,
    write,
)
from tests.ui.editing.three import THREE


@pytest.fixture
def person(make: Open, three: Path) -> Person:
    return make()


def test_only_what_was_changed_changes_in_the_file(person: Person, three: Path) -> None:
    page = edit(person, "own:three")
    choose(person, page, 0)
    write(person, page, "25", "hold_s")
    person.click(page.save)
    work(person)
    assert three.read_text() == THREE.replace("hold_s = 20", "hold_s = 25")


@sweep
def test_changes_are_kept_when_one_leaves_and_are_found_again(person: Person, three: Path) -> None:
    page = edit(person, "own:three")
    write(person, page, "Other", "name")
    person.click(page.back)
    work(person)
    bar = person.window.routines.undo_bar
    assert bar.text == "Your changes to “Other” are kept, but not saved yet."
    person.click(bar.undo)
    work(person)
    assert page.isVisible()
    assert page.whole.name.line.text() == "Other"
    assert three.read_text() == THREE


def test_whatever_way_one_leaves_the_changes_are_kept(person: Person) -> None:
    page = edit(person, "own:three")
    write(person, page, "Other", "name")
    person.key(Qt.Key.Key_1, CTRL, person.window)
    assert person.window.home.isVisible()
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    bar = person.window.routines.undo_bar
    assert bar.text == "Your changes to “Other” are kept, but not saved yet."
    new(person)
    person.key(Qt.Key.Key_Escape)
    work(person)
    assert person.window.routines.isVisible()
    work(person)
    assert all(card.name != "My routine" for card in person.window.routines.grid.cards)


def test_discarding_can_be_undone(person: Person, three: Path) -> None:
    page = edit(person, "own:three")
    write(person, page, "Other", "name")
    person.click(page.discard)
    assert page.whole.name.line.text() == "Three"
    assert not page.save.isEnabled()
    person.click(page.bar.undo)
    assert page.whole.name.line.text() == "Other"
    person.click(page.discard)
    person.click(page.back)
    work(person)
    page = edit(person, "own:three")
    assert page.whole.name.line.text() == "Three"
    assert three.read_text() == THREE


def test_unsaved_changes_are_offered_after_a_crash(make: Open, three: Path) -> None:
    person = make()
    page = edit(person, "own:three")
    write(person, page, "Other", "name")
    person.go_on(10_000)
    work(person)
    person.app.profile.writer.close()
    after = make()
    after.key(Qt.Key.Key_2, CTRL, after.window)
    work(after)
    bar = after.window.routines.undo_bar
    assert bar.text == "You have unsaved changes to “Other”."
    after.click(bar.undo)
    work(after)
    page = page_of(after)
    assert page.whole.name.line.text() == "Other"
    after.click(page.save)
    work(after)
    assert three.read_text() == THREE.replace('"Three"', '"Other"')


def test_a_file_changed_by_another_program_is_not_written_over_unasked(
    person: Person, three: Path
) -> None:
    page = edit(person, "own:three")
    write(person, page, "Mine", "name")
    theirs = THREE.replace('"Three"', '"Theirs"')
    three.write_text(theirs)
    person.click(page.save)
    work(person)
    conflict = person.window.routine_pages.editor.conflict
    assert conflict.isVisible()
    assert three.read_text() == theirs
    person.click(conflict.copy)
    work(person)
    assert not conflict.isVisible()
    assert three.read_text() == theirs
    assert page.whole.name.line.text() == "Mine, my copy"

    three.write_text(THREE)
    person.click(page.back)
    work(person)
    page = edit(person, "own:three")
    write(person, page, "Mine", "name")
    three.write_text(theirs)
    person.click(page.save)
    work(person)
    person.click(conflict.over)
    work(person)
    assert page.bar.text == "Saved."
    assert 'name = "Mine"' in three.read_text()


def test_todays_routine_is_the_changed_one_once_it_is_saved(make: Open, three: Path) -> None:
    person = make(routine="own:three")
    page = edit(person, "own:three")
    choose(person, page, 0)
    write(person, page, "55", "hold_s")
    person.click(page.save)
    work(person)
    assert page.isVisible()
    assert person.personal.original.stretches[0].hold_ms == 55_000


@pytest.mark.parametrize("by", ["the Editor", "another program"])
def test_words_alone_that_were_changed_are_shown_and_run(
    person: Person, three: Path, by: str
) -> None:
    if by == "the Editor":
        page = edit(person, "own:three")
        choose(person, page, 2)
        write(person, page, "Another name", "name")
        person.click(page.save)
        work(person)
        person.click(page.back)
    else:
        person.key(Qt.Key.Key_2, CTRL, person.window)
        work(person)
        person.window.routines.show_one("own:three")
        work(person)
        three.write_text(THREE.replace("Three of them", "Another name"), encoding="utf-8")
        person.go_on(60_000)
        work(person)
    view = person.window.routines.view
    assert any(words.endswith("Another name") for words in texts(view))
    person.click(view.use)
    assert person.personal.stretches[2].name == "Another name"


def test_a_faulty_file_is_mended(person: Person, three: Path) -> None:
    three.write_text(THREE.replace("hold_s = 20", "hold_s = 0").replace("Three of", "{left|}"))
    page = edit(person, "own:three")
    assert page.order.rows.row_at(1).is_wrong
    choose(person, page, 0)
    assert field(page, "hold_s").fault.isVisible()
    write(person, page, "20", "hold_s")
    person.click(page.save)
    work(person)
    assert page.bar.text == "Saved."
