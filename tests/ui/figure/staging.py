"""The figure of a session as a test looks at it."""

from __future__ import annotations

from PySide6.QtCore import QTimer

from stretchtimer.engine.session import elapsed_ms
from stretchtimer.figure.pose import Pose
from stretchtimer.ui.figure.session_motion import SessionMotion
from stretchtimer.ui.figure.stage import FigureStage
from tests.ui.driving import Person


def stage_of(person: Person) -> FigureStage:
    return person.window.session.stage


def courses_of(person: Person) -> SessionMotion:
    """What the figure does in the phases of a session."""
    return SessionMotion(person.app.pictures.poses, person.app.preferences)


def ahead(stage: FigureStage) -> QTimer:
    """What finds frames ahead, one at each of its ends."""
    timer = stage.findChild(QTimer, "ahead")
    assert timer is not None
    return timer


def shown(person: Person) -> Pose:
    stage_of(person).refresh()
    pose = stage_of(person).view.pose
    assert pose is not None
    return pose


def later(person: Person, ms: int) -> Pose:
    """What is shown after that time, without a look at the session in between."""
    person.clock.advance(ms)
    return shown(person)


def into_ms(person: Person) -> int:
    return elapsed_ms(person.state, person.clock.ms)
