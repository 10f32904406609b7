"""Every field of the Editor puts what is typed or chosen into the file, at its key."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from stretchtimer.engine.model import Place, Routine, Side
from stretchtimer.storage.routines.routine_file import read_routine
from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.fields import ChoiceField, Field, TickField
from stretchtimer.ui.editing.pose_field import PoseField
from stretchtimer.ui.editing.range_field import RangeField
from tests.sweeps import sweep
from tests.ui.conftest import Open
from tests.ui.driving import Person, settle
from tests.ui.editing.driving import CTRL, choose, edit, field, names, work, write
from tests.ui.own_routines import write_routine

PLAIN = """\
format = 1
name = "Plain"

[[stretches]]
id = "one"
name = "One"
hold_s = 20
pose = "knee_hug"
"""


@pytest.fixture
def plain(profile: Path) -> Path:
    return write_routine(profile, "plain", PLAIN)


@pytest.fixture
def person(make: Open, plain: Path) -> Person:
    return make()


def saved(person: Person, page: EditorPage, path: Path) -> Routine:
    person.click(page.save)
    work(person)
    assert page.bar.text == "Saved.", page.bar.text
    return read_routine(path)


def take(person: Person, found: Field, words: str) -> None:
    """Chooses with the arrow keys."""
    assert isinstance(found, ChoiceField)
    person.focus(found.box)
    person.key(Qt.Key.Key_Home)
    while found.box.currentText() != words:
        before = found.box.currentIndex()
        person.key(Qt.Key.Key_Down)
        assert found.box.currentIndex() > before, f"there is no {words}"
    settle()


def tick(person: Person, found: Field) -> None:
    assert isinstance(found, TickField)
    person.focus(found.box)
    person.key(Qt.Key.Key_Space)


def test_every_field_of_the_routine(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    write(person, page, "Other", "name")
    write(person, page, "For the evening", "summary")
    write(person, page, "With a new hip", "care")
    write(person, page, "2", "times", "rounds")
    seconds = {
        "first_lead_in": 21,
        "lead_in": 11,
        "change_sides": 12,
        "change_over": 13,
        "release": 7,
        "round_rest": 40,
    }
    for key, value in seconds.items():
        write(person, page, str(value), "times", f"{key}_s")
    tick(person, field(page, "times", "wait_until_ready"))
    tick(person, field(page, "times", "own_pace"))
    routine = saved(person, page, plain)
    assert (routine.name, routine.summary, routine.care) == (
        "Other",
        "For the evening",
        "With a new hip",
    )
    times = routine.times
    assert (times.rounds, times.wait_until_ready, times.own_pace) == (2, True, True)
    assert {key: getattr(times, f"{key}_ms") // 1000 for key in seconds} == seconds


def test_every_field_of_a_stretch_that_is_held(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    write(person, page, "Other", "name")
    write(person, page, "33", "hold_s")
    write(person, page, "3", "repetitions")
    write(person, page, "9", "rest_s")
    sane = field(page, "sane_hold_s")
    assert isinstance(sane, RangeField)
    person.write(sane.least, "15")
    person.write(sane.most, "50")
    tick(person, field(page, "wait_until_ready"))
    take(person, field(page, "sides"), "One side, then the other")
    take(person, field(page, "first_side"), "Right first")
    take(person, field(page, "place"), "Bed")
    texts = {
        "position": "Like this",
        "feel": "In the back",
        "breathing": "Slowly",
        "easier": "With a cushion",
        "easier_breathing": "As you like",
        "easier_half_way": "Other leg",
        "easier_release": "One leg at a time",
        "half_way": "Other arm",
        "care": "Not with a new knee",
        "release": "And back",
    }
    for key, words in texts.items():
        write(person, page, words, key)
    person.write(field(page, "setup").control, "First", end=Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Return)
    QTest.keyClicks(person.focused(), "Second")
    write(person, page, "Hurrying", "mistakes")
    (stretch,) = saved(person, page, plain).stretches
    assert stretch.name == "Other"
    assert (stretch.hold_ms, stretch.dose.repetitions, stretch.dose.rest_ms) == (33_000, 3, 9_000)
    assert stretch.dose.sane_ms == (15_000, 50_000)
    assert (stretch.two_sided, stretch.first_side) == (True, Side.RIGHT)
    assert (stretch.wait_until_ready, stretch.place) == (True, Place.BED)
    assert {key: getattr(stretch.words, key) for key in texts} == texts
    assert stretch.words.setup == ("First", "Second")
    assert stretch.words.mistakes == ("Hurrying",)


def test_every_field_of_a_stretch_that_is_counted(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    for number, name in enumerate(("Up", "Down")):
        person.click(page.stretch.movements.add)
        write(person, page, name, "movements", number, "name")
        write(person, page, "2.5", "movements", number, "duration_s")
    write(person, page, "Lift it", "movements", 0, "instruction")
    take(person, field(page, "movements", 0, "breath"), "In")
    take(person, field(page, "movements", 1, "breath"), "Out")
    take(person, page.stretch.dose, "Done a number of times")
    assert not field(page, "hold_s").isVisible()
    write(person, page, "7", "times")
    write(person, page, "2", "sets")
    sane = field(page, "sane_times")
    assert isinstance(sane, RangeField)
    person.write(sane.least, "6")
    person.write(sane.most, "9")
    (stretch,) = saved(person, page, plain).stretches
    assert (stretch.times, stretch.dose.repetitions) == (7, 2)
    assert stretch.dose.sane_ms == (30_000, 45_000)
    moves = [(one.name, one.duration_ms, one.breath) for one in stretch.movements]
    assert [(name, ms, breath and breath.value) for name, ms, breath in moves] == [
        ("Up", 2500, "in"),
        ("Down", 2500, "out"),
    ]
    assert stretch.movements[0].instruction == "Lift it"
    take(person, page.stretch.dose, "Held for a time")
    assert field(page, "hold_s").isVisible()
    assert saved(person, page, plain).stretches[0].hold_ms == 35_000


def test_movements_are_ordered_and_taken_out(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    movements = page.stretch.movements
    for number, name in enumerate(("A", "B", "C")):
        person.click(movements.add)
        write(person, page, name, "movements", number, "name")

    def shown() -> list[object]:
        return [form.value(("name",)) for form in movements.forms if not form.isHidden()]

    person.click(movements.forms[0].down)
    assert shown() == ["B", "A", "C"]
    person.click(movements.forms[2].up)
    assert shown() == ["B", "C", "A"]
    assert not movements.forms[0].up.isEnabled()
    assert not movements.forms[2].down.isEnabled()
    person.click(movements.forms[1].remove)
    assert shown() == ["B", "A"]
    names_saved = [one.name for one in saved(person, page, plain).stretches[0].movements]
    assert names_saved == ["B", "A"]


def test_a_pose_is_chosen_by_searching_and_taken_out(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    poses = person.window.routine_pages.editor.poses
    start = field(page, "start_pose")
    assert isinstance(start, PoseField)
    person.click(start.choose)
    assert poses.isVisible()
    assert poses.search.hasFocus()
    QTest.keyClicks(poses.search, "bridge")
    person.key(Qt.Key.Key_Return)
    assert not poses.isVisible()
    person.click(start.choose)
    assert poses.list.currentRow() > 0, "it does not begin at the pose that there is"
    person.key(Qt.Key.Key_Return)
    held = field(page, "pose")
    assert isinstance(held, PoseField)
    person.click(held.choose)
    QTest.keyClicks(poses.search, "nothing like it")
    assert poses.none_found.isVisible()
    person.key(Qt.Key.Key_Escape)
    assert not poses.isVisible()
    person.click(held.remove)
    assert page.figure.none.isVisible()
    (stretch,) = saved(person, page, plain).stretches
    assert (stretch.start_pose, stretch.pose) == ("bridge", "")


def test_a_stretch_is_taken_from_the_catalogue(person: Person, plain: Path) -> None:
    page = edit(person, "own:plain")
    catalogue = person.window.routine_pages.editor.stretches
    person.click(page.order.add)
    work(person)
    assert catalogue.isVisible()
    assert catalogue.list.row_at(0).name == "A new stretch"
    row = catalogue.place_box.findText("Chair")
    catalogue.place_box.setCurrentIndex(row)
    catalogue.place_box.activated.emit(row)
    chairs = catalogue.list.count()
    QTest.keyClicks(catalogue.search, "knee")
    assert 0 < catalogue.list.count() < chairs
    name = catalogue.list.row_at(0).name
    person.focus(catalogue.list)
    person.key(Qt.Key.Key_Return)
    assert names(page) == ["1. One", f"2. {name}"]
    assert page.stretch.name.line.hasFocus()
    second = saved(person, page, plain).stretches[1]
    assert (second.name, second.place) == (name, Place.CHAIR)


def test_the_catalogue_is_found_by_the_part_of_the_body(person: Person) -> None:
    page = edit(person, "own:plain")
    catalogue = person.window.routine_pages.editor.stretches
    person.click(page.order.add)
    work(person)
    every = catalogue.list.count()
    row = catalogue.part_box.findText("Back of the thigh")
    catalogue.part_box.setCurrentIndex(row)
    catalogue.part_box.activated.emit(row)
    assert 0 < catalogue.list.count() < every


def test_numbers_go_up_and_down_by_the_arrow_keys(person: Person) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    box = field(page, "hold_s").control
    assert isinstance(box, QLineEdit)
    person.focus(box)
    person.key(Qt.Key.Key_Up)
    assert page.order.rows.row_at(1).under == "25 s"
    person.key(Qt.Key.Key_Down)
    person.key(Qt.Key.Key_Down)
    assert page.order.rows.row_at(1).under == "15 s"
    rest = field(page, "rest_s").control
    assert isinstance(rest, QLineEdit)
    person.focus(rest)
    person.key(Qt.Key.Key_Up)
    assert rest.text() == "15"


def test_what_is_typed_stays_as_it_is_until_it_is_left(person: Person) -> None:
    page = edit(person, "own:plain")
    choose(person, page, 0)
    box = field(page, "hold_s").control
    assert isinstance(box, QLineEdit)
    person.write(box, "030,50", end=None)
    assert box.text() == "030,50"
    person.key(Qt.Key.Key_Tab)
    assert box.text() == "30.5"
    setup = field(page, "setup").control
    assert isinstance(setup, QPlainTextEdit)
    person.focus(setup)
    QTest.keyClicks(setup, "One")
    person.key(Qt.Key.Key_Return)
    person.key(Qt.Key.Key_Return)
    assert setup.toPlainText() == "One\n\n"
    person.key(Qt.Key.Key_Tab)
    assert setup.toPlainText() == "One"
    person.key(Qt.Key.Key_Z, CTRL)
    assert setup.toPlainText() == ""


@sweep
def test_what_is_wrong_where_there_is_no_field_is_said_above_the_fields(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "odd", PLAIN.replace("hold_s = 20", "hold_s = 20\nwidth = 3"))
    person = make()
    page = edit(person, "own:odd")
    assert page.elsewhere.isVisible()
    assert "width" in page.elsewhere.text()


def test_a_file_in_which_stretches_are_no_tables_can_be_looked_at(
    make: Open, profile: Path
) -> None:
    write_routine(profile, "odd", 'format = 2\nname = "Odd"\nstretches = [1, "two"]\ntimes = 3\n')
    person = make()
    page = edit(person, "own:odd")
    for number in (0, 1, -1):
        choose(person, page, number)
    assert page.elsewhere.isVisible()
    assert not field(page, "times", "rounds").isEnabled()
    choose(person, page, 0)
    assert not field(page, "name").isEnabled()
    assert not page.stretch.movements.add.isEnabled()
    person.click(page.trial)
    for _ in range(2):
        person.click(page.order.remove)
    assert names(page) == []
    person.click(page.order.add)
    work(person)
    person.key(Qt.Key.Key_Return)
    assert names(page) == ["1. New stretch"]


def test_a_file_that_has_no_list_of_stretches_can_be_looked_at(make: Open, profile: Path) -> None:
    write_routine(profile, "odd", 'format = 2\nname = "Odd"\nstretches = 3\n')
    person = make()
    page = edit(person, "own:odd")
    assert not page.order.add.isEnabled()
    assert page.elsewhere.isVisible()
