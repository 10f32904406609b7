"""Somebody in a hold, where motion is wanted; and what is drawn of the figure."""

from __future__ import annotations

import pytest

from stretchtimer.figure.choreography import LONGEST_MOVE_MS
from stretchtimer.figure.pose import Pose
from stretchtimer.figure.scene import Drawing, drawing_of
from stretchtimer.ui.figure import view as figure_view
from tests.ui.driving import Person


@pytest.fixture
def moving(session: Person) -> Person:
    """Somebody who breathes in the first hold, where motion is wanted and no breath is paced."""
    session.app.preferences.change(motion="full", breathing="off")
    session.go_on(LONGEST_MOVE_MS)
    return session


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Pose]:
    """What is drawn from now on."""
    poses: list[Pose] = []

    def drawing(pose: Pose) -> Drawing:
        poses.append(pose)
        return drawing_of(pose)

    monkeypatch.setattr(figure_view, "drawing_of", drawing)
    return poses
