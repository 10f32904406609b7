"""A leaflet of four exercises, as somebody enters it by mouse and keys, does it, and hands it on.

The words are those of whoever has it before them. It is entered without a screen by
``test_leaflet.py``, and in a real window by ``tests/desktop/leaflet_program.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QFileDialog

from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import PhaseKind, Plan
from stretchtimer.engine.session import Status
from stretchtimer.figure.body import bottom_of, set_down
from stretchtimer.storage.routines.own_poses import own_pose_file
from stretchtimer.storage.routines.poses import read_pose
from stretchtimer.ui.editing.editor_page import EditorPage
from stretchtimer.ui.editing.fields import ChoiceField
from stretchtimer.ui.editing.pose_field import PoseField
from tests.ui.driving import Person, settle, shown
from tests.ui.editing.driving import CTRL, choose, field, new, work, write

PATIENCE_MS = 20_000
KEY = "own:My routine"
HOLDS_MS = [30_000, 30_000, 48_000, 48_000, 48_000, 60_000, 45_000]
"""Both sides of the first, three sets of eight times six seconds, six slides on each side."""


def pick(person: Person, box_of: object, words: str) -> None:
    """Chooses by keys: the arrows go along a closed box."""
    assert isinstance(box_of, ChoiceField)
    box = box_of.box
    person.focus(box)
    person.key(Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentText() == words:
            settle()
            return
        person.key(Qt.Key.Key_Down)
    raise AssertionError(f"there is no {words}")


def add_new(person: Person, page: EditorPage) -> None:
    """Adds an empty stretch after the chosen one, and stands in its name."""
    person.click(page.order.add)
    work(person)
    person.key(Qt.Key.Key_Return)
    settle()
    assert page.stretch.name.line.hasFocus()


def add_movement(person: Person, page: EditorPage, number: int, name: str, seconds: str) -> None:
    person.click(page.stretch.movements.add)
    settle()
    write(person, page, name, "movements", number, "name")
    write(person, page, seconds, "movements", number, "duration_s")


def make_pose(
    person: Person, page: EditorPage, name: str, *pulls: tuple[str, float, float]
) -> None:
    """Draws the usual figure into a pose: each handle so far across and down, in heights of it."""
    control = field(page, "pose")
    assert isinstance(control, PoseField)
    person.click(control.control)
    settle()
    pages = person.window.routine_pages
    person.click(pages.editor.poses.make)
    settle()
    made = pages.posing
    for handle, across, down in pulls:
        widget = made.view.handles[handle]
        way = QPoint(round(across * made.view.height()), round(down * made.view.height()))
        spy = QSignalSpy(made.settled)
        person.hands.drag(widget, way)
        assert spy.count() or spy.wait(PATIENCE_MS)
    person.hands.click(made.name, made.name.rect().center())
    person.hands.type(made.name, name)
    person.click(made.save)
    work(person)
    assert person.window.pages.currentWidget() is page


def enter(person: Person) -> EditorPage:
    """Enters the leaflet, in the words of whoever has it before them."""
    page = new(person)
    person.hands.type(page.whole.name.line, "From the clinic")
    choose(person, page, 0)
    write(person, page, "Calf at the wall", "name")
    write(person, page, "Hands on the wall, your {left|right} leg far back.", "position")
    pick(person, field(page, "sides"), "One side, then the other")
    pick(person, field(page, "first_side"), "Right first")

    add_new(person, page)
    write(person, page, "Small bridge", "name")
    make_pose(person, page, "Hips up", ("hips", 0.04, -0.15))
    add_movement(person, page, 0, "Lift", "4")
    add_movement(person, page, 1, "Lower", "2")
    pick(person, page.stretch.dose, "Done a number of times")
    write(person, page, "8", "times")
    write(person, page, "3", "sets")
    write(person, page, "20", "rest_s")

    add_new(person, page)
    write(person, page, "Heel slides", "name")
    add_movement(person, page, 0, "Out {left|right}", "2,5")
    add_movement(person, page, 1, "Back", "2.5")
    pick(person, field(page, "sides"), "In turn, side by side")
    pick(person, page.stretch.dose, "Done a number of times")
    write(person, page, "6", "times")

    add_new(person, page)
    write(person, page, "Rest on hands and knees", "name")
    write(person, page, "45", "hold_s")
    person.click(field(page, "wait_until_ready").control)
    return page


def check(plan: Plan) -> None:
    """It is what the leaflet says."""
    names = ["Calf at the wall", "Small bridge", "Heel slides", "Rest on hands and knees"]
    assert [stretch.name for stretch in plan.routine.stretches] == names
    assert [phase.duration_ms for phase in plan.phases if phase.is_hold] == HOLDS_MS
    assert [phase.side for phase in plan.phases if phase.is_hold][:2] == [Side.RIGHT, Side.LEFT]
    rests = [
        phase.duration_ms
        for phase in plan.phases
        if phase.stretch.name == "Small bridge" and phase.kind is PhaseKind.LEAD_IN
    ]
    assert rests[-2:] == [20_000, 20_000]
    slides = plan.routine.stretches[2]
    assert [move.name for move in slides.cycle()] == ["Out left", "Back", "Out right", "Back"]
    made = own_pose_file(plan.routine.stretches[1].pose or "")
    assert made is not None
    assert bottom_of(set_down(read_pose(made)), "pelvis") > 0.06, "the hips are not up"
    waiting = {phase.stretch.name for phase in plan.phases if phase.waits}
    assert waiting == {"Rest on hands and knees"}


def run_through(person: Person) -> None:
    """Does today's routine to its end, and says when one is ready."""
    person.click(person.window.home.card.start)
    check(person.state.plan)
    state = person.state
    for _ in range(400):
        if not person.window.is_in_session:
            break
        state = person.state
        if state.status is Status.WAITING:
            person.key(Qt.Key.Key_Space, widget=person.window.session)
        person.go_on(5_000)
    assert person.window.pages.currentWidget() is person.window.done
    assert state.phase.stretch.name == "Rest on hands and knees"
    assert person.window.done.title.text() == "Well done."
    assert "You did the whole routine" in person.window.done.sentence


def use_today(person: Person) -> None:
    person.click(person.window.routines.view.use)
    work(person)
    assert person.personal.original.name == "From the clinic"


def enter_and_do(person: Person) -> None:
    """Enters it, saves it, and does it to its end."""
    page = enter(person)
    assert not page.editing.faults
    person.key(Qt.Key.Key_S, CTRL)
    work(person)
    assert page.bar.text == "Saved."
    person.click(page.back)
    work(person)
    person.window.routines.show_one(KEY)
    work(person)
    use_today(person)
    run_through(person)
    person.click(person.window.done.home)


def export(person: Person, target: Path, choose_file: Callable[[QFileDialog, Path], None]) -> None:
    """Hands it on as one file."""
    person.key(Qt.Key.Key_2, CTRL, person.window)
    work(person)
    routines = person.window.routines
    routines.show_one(KEY)
    work(person)
    person.click(routines.view.export)
    work(person)
    (dialog,) = shown(routines, QFileDialog)
    choose_file(dialog, target)
    work(person)
    assert target.is_file()


def keep_and_do(other: Person) -> None:
    """Keeps what was handed over and is shown now, and does it to its end."""
    other.click(other.window.routines.view.keep)
    work(other)
    use_today(other)
    run_through(other)
