"""A pose is made on the way through the Editor, and is that of the stretch from then on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from stretchtimer.storage.routines.poses import read_pose
from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.form import value_at
from stretchtimer.ui.editing.pose_field import PoseField
from stretchtimer.ui.posing.posing_page import PosingPage
from tests.sweeps import sweep, swept
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.editing.driving import choose, field, new, work
from tests.ui.places import clipped, misplaced, resize

SIZES = ((900, 600), (1366, 768), (1920, 1080), (1080, 1920))
POSE = ("stretches", 0, "pose")


def posing(person: Person, page: EditorPage) -> PosingPage:
    """Goes from the first stretch's pose to the page on which one is made."""
    choose(person, page, 0)
    control = field(page, "pose")
    assert isinstance(control, PoseField)
    person.click(control.control)
    settle()
    pages = person.window.routine_pages
    person.click(pages.editor.poses.make)
    settle()
    assert person.window.pages.currentWidget() is pages.posing
    return pages.posing


def make(person: Person, made: PosingPage, name: str) -> None:
    person.focus(made.view.handles["head"])
    QTest.keyClicks(made.name, name)
    person.click(made.save)
    work(person)


def test_a_pose_that_was_made_is_that_of_the_stretch(alone: Open) -> None:
    person = alone()
    page = new(person)
    made = posing(person, page)
    made.mirror.click()
    make(person, made, "My lying")
    assert person.window.pages.currentWidget() is page
    document = page.editing.document
    assert value_at(document.data, POSE) == "my_lying"
    assert not page.editing.faults
    shown = field(page, "pose")
    assert isinstance(shown, PoseField)
    assert shown.picture.pose == page.editing.own_poses["my_lying"]
    file = Path(page.editing.own_poses["my_lying"].rpartition("#")[0])
    assert file.parent.parent.parent == document.path.parent
    assert read_pose(file).rests == made.pose.rests
    # It can be chosen again, and begun from, but its name is taken.
    made = posing(person, page)
    assert "my_lying" in page.editing.poses
    QTest.keyClicks(made.name, "My lying")
    person.click(made.save)
    assert made.said.text().startswith("There is a pose of that name")
    person.key(Qt.Key.Key_Escape, widget=made)
    settle()
    assert person.window.pages.currentWidget() is page


@sweep
def test_cancel_leaves_the_stretch_as_it_was(alone: Open) -> None:
    person = alone()
    page = new(person)
    before = page.editing.document.data
    made = posing(person, page)
    person.click(made.cancel)
    work(person)
    assert person.window.pages.currentWidget() is page
    assert page.editing.document.data == before
    assert page.editing.own_poses == {}


@sweep
def test_what_cannot_be_written_is_told_in_the_editor(alone: Open) -> None:
    person = alone()
    page = new(person)
    made = posing(person, page)
    path = page.editing.document.path
    path.with_name(f"{path.stem}.parts").write_text("no folder")
    make(person, made, "My lying")
    assert "my_lying" in page.bar.text
    assert value_at(page.editing.document.data, POSE) is None


@pytest.mark.parametrize("percent", swept([100, 150], [150]))
def test_all_of_it_has_room(alone: Open, percent: int) -> None:
    person = alone()
    person.app.preferences.change(text_percent=percent)
    made = posing(person, new(person))
    for size in SIZES:
        resize(person, size)
        for start in ("standing", "legs_straight"):
            made.begin(start)
            made.said.setText("Not farther: the left hand would slip.")
            settle()
            assert misplaced(made) + clipped(made) == [], (size, start)
        assert made.view.height() > made.height() // 4
