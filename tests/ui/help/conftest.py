"""Somebody in the middle of the twist, and whom it hurts there."""

from __future__ import annotations

import pytest

from stretchtimer.ui.help.this_hurts import HurtsOverlay
from tests.ui.driving import Person

IN_TWIST = 3_000


@pytest.fixture
def twist(session: Person) -> Person:
    """Some seconds into the first side of the twist."""
    session.go_to("hold", "spinal-twist")
    session.go_on(IN_TWIST)
    return session


@pytest.fixture
def hurts(twist: Person) -> HurtsOverlay:
    """The same person, whom it hurts."""
    twist.click(twist.window.session.hurts)
    sheet = twist.window.overlays.hurts
    assert sheet.isVisible()
    return sheet
