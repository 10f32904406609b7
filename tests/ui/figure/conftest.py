"""Somebody in a hold, where motion is wanted."""

from __future__ import annotations

import pytest

from stretchtimer.figure.choreography import LONGEST_MOVE_MS
from tests.ui.driving import Person


@pytest.fixture
def moving(session: Person) -> Person:
    """Somebody who breathes in the first hold, where motion is wanted and no breath is paced."""
    session.app.preferences.change(motion="full", breathing="off")
    session.go_on(LONGEST_MOVE_MS)
    return session
