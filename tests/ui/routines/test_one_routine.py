"""One routine that is opened: read, chosen, copied, deleted, put back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle, shown, texts
from tests.ui.editing.driving import work
from tests.ui.own_routines import short_routine, write_routine
from tests.ui.places import resize
from tests.ui.routines.driving import later, names, open_one, page_of, tile

COUNTED = """
format = 2
name = "Lifts"

[[stretches]]
id = "bridge"
name = "Bridge"
times = 6
sets = 2
movements = [
  { pose = "bridge", name = "Up", duration_s = 3 },
  { pose = "feet_flat", name = "Down", duration_s = 3 },
]
"""


def test_one_that_is_used_becomes_the_routine_of_today_and_stays_so(
    owner: Person, make: Open
) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    assert owner.window.pages.currentWidget() is owner.window.home
    assert owner.window.routine_id == "own:evening"
    page_of(owner)
    assert not tile(page, "Evening").mark.isHidden()
    open_one(owner, page, "Evening")
    assert page.view.use.text() == "Go to Today"
    owner.write_down()
    owner.close()
    assert make().window.routine_id == "own:evening"


@sweep
def test_each_routine_keeps_its_own_changes(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    owner.click(owner.row("one").stepper.longer)
    longer = owner.personal.plan().total_ms
    page_of(owner)
    open_one(owner, page, "Twist only")
    owner.click(page.view.use)
    page_of(owner)
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    assert owner.personal.plan().total_ms == longer


@sweep
def test_going_to_today_leaves_the_changes_alone(owner: Person) -> None:
    page = owner.window.routines
    before = owner.personal
    open_one(owner, page, "After your walk")
    owner.click(page.view.use)
    assert owner.personal is before
    assert owner.window.pages.currentWidget() is owner.window.home


def test_an_opened_card_shows_stretches_doses_and_care(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    said = texts(page.view)
    assert "Cat-cow" in said
    assert "30 s · each side, left first" in said
    assert any("hip replacement" in words for words in said)
    assert [button.text() for button in (page.view.use, page.view.copy)] == [
        "Go to Today",
        "Make my own of it",
    ]
    assert not page.view.delete.isVisible()


@sweep
def test_what_is_counted_is_told_in_times_and_sets(make: Open, profile: Path) -> None:
    write_routine(profile, "lifts", COUNTED)
    person = make()
    page = page_of(person)
    open_one(person, page, "Lifts")
    assert "6 times · Up 3 s + Down 3 s · 2 sets" in texts(page.view)


def test_care_leads_to_the_learn_page_and_back_to_the_same_routine(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    owner.click(page.view.sheet.learn)  # type: ignore[union-attr]
    assert owner.window.pages.currentWidget() is owner.window.reading.page
    owner.key(Qt.Key.Key_Escape)
    assert owner.window.pages.currentWidget() is page
    assert page.is_showing_one
    owner.click(page.view.sheet.safety)  # type: ignore[union-attr]
    assert owner.window.overlays.safety.isVisible()


def test_the_page_of_a_routine_is_scrolled_by_keys_wherever_the_focus_is(owner: Person) -> None:
    page = owner.window.routines
    resize(owner, (900, 600))
    open_one(owner, page, "After your walk")
    settle()
    bar = page.view.area.verticalScrollBar()
    assert page.view.use.hasFocus()
    owner.key(Qt.Key.Key_PageDown)
    assert bar.value() == min(bar.pageStep(), bar.maximum()) > 0
    owner.key(Qt.Key.Key_PageUp)
    assert bar.value() == 0


@sweep
def test_escape_leads_back_to_the_card(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.key(Qt.Key.Key_Escape)
    assert not page.is_showing_one
    assert tile(page, "Evening").hasFocus()


@sweep
def test_an_opened_routine_follows_its_file(owner: Person, profile: Path) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    write_routine(profile, "evening", short_routine("Night", 300))
    later(owner)
    assert "Night" in texts(page.view)
    (profile / "data" / "routines" / "evening.toml").unlink()
    later(owner)
    assert not page.is_showing_one


def test_a_copy_is_made_under_a_name_edited_and_shown(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    owner.click(page.view.copy)
    assert page.copying.field.text() == "After your walk, my copy"
    owner.write(page.copying.field, "Mine", Qt.Key.Key_Return)
    work(owner)
    editor = owner.window.routine_pages.editor.page
    assert editor.isVisible()
    assert editor.whole.name.line.text() == "Mine"
    owner.click(editor.back)
    later(owner)
    assert page.view.card is not None
    assert (page.view.card.name, page.view.card.is_bundled) == ("Mine", False)
    assert page.view.delete.isVisible()


@pytest.mark.parametrize("way", ["click", "key"])
def test_what_is_deleted_can_be_put_back(owner: Person, profile: Path, way: str) -> None:
    page = owner.window.routines
    path = profile / "data" / "routines" / "evening.toml"
    before = path.read_bytes()
    open_one(owner, page, "Evening")
    owner.click(page.view.delete)
    work(owner)
    later(owner)
    assert not path.exists()
    assert "Evening" not in names(page)
    assert page.undo_bar.text == "Deleted: Evening."
    assert page.undo_bar.undo.hasFocus()
    if way == "click":
        owner.click(page.undo_bar.undo)
    else:
        owner.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    work(owner)
    later(owner)
    assert path.read_bytes() == before
    assert page.view.card is not None
    assert page.view.card.name == "Evening"


def test_where_todays_is_deleted_home_shows_the_usual_one_until_it_is_back(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "Evening")
    owner.click(page.view.use)
    page_of(owner)
    open_one(owner, page, "Evening")
    owner.click(page.view.delete)
    work(owner)
    assert owner.window.routine_id == "post-walk"
    assert owner.window.pages.currentWidget() is page
    owner.click(page.undo_bar.undo)
    work(owner)
    assert owner.window.routine_id == "own:evening"


def test_ones_own_can_be_edited_and_a_bundled_one_only_copied(owner: Person) -> None:
    page = owner.window.routines
    asked: list[str] = []
    page.edit_asked.disconnect()
    page.edit_asked.connect(asked.append)
    owner.click(page.new)
    open_one(owner, page, "Evening")
    owner.click(page.view.edit)
    assert asked == ["", "own:evening"]
    owner.click(page.view.back)
    open_one(owner, page, "After your walk")
    assert not page.view.edit.isVisible()


@sweep
def test_headings_are_headings(owner: Person) -> None:
    page = owner.window.routines
    open_one(owner, page, "After your walk")
    found = [
        one.text()
        for one in shown(page.view, QLabel)
        if QAccessible.queryAccessibleInterface(one).role() is QAccessible.Role.Heading
    ]
    assert found[:3] == ["After your walk", "Stretches", "When to take care"]
