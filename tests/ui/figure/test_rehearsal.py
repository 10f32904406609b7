"""Before a session its first movement is found ahead, while nothing else is to be done."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from stretchtimer.figure.pose import Pose
from stretchtimer.ui.figure.frame_cache import SketchBook
from stretchtimer.ui.figure.rehearsal import Rehearsal
from tests.ui.driving import Person, part_of


def rehearse(person: Person) -> None:
    """Lets the time pass in which the person looks at the home page."""
    later = person.window.findChild(QTimer, "rehearsal")
    assert later is not None
    later.timeout.emit()
    timer = part_of(part_of(person.window, Rehearsal), QTimer)
    while timer.isActive():
        timer.timeout.emit()


def test_the_first_movement_is_drawn_before_the_session_begins(
    person: Person, drawn: list[Pose]
) -> None:
    person.app.preferences.change(motion="full")
    rehearse(person)
    assert 0 < person.app.pictures._sketches.size_bytes <= 2_600_000
    person.start("lead_in")
    drawn.clear()
    stage = person.window.session.stage
    for _ in range(30):
        person.clock.advance(100)
        stage.refresh()
    assert stage.view.pose == person.app.pictures.poses["knee_hug"]
    assert drawn == []


def test_while_a_session_runs_nothing_is_found_for_the_next_one(person: Person) -> None:
    person.app.preferences.change(motion="full")
    person.start("lead_in")
    sketches = SketchBook()
    pictures = person.app.pictures
    rehearsal = Rehearsal(
        pictures.poses,
        person.app.preferences,
        sketches,
        lambda: not person.window.is_in_session,
        person.app.appearance,
    )
    rehearsal.begin(person.state.plan)
    timer = part_of(rehearsal, QTimer)
    timer.timeout.emit()
    assert not timer.isActive()
    assert sketches.size_bytes == 0
