"""Who comes to what stands before the first session."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from stretchtimer.services.person.settings import Settings
from tests.ui.before.listening import go_there
from tests.ui.driving import Person
from tests.ui.resident import ASKED_ONCE


@pytest.fixture
def stranger(person: Person) -> Iterator[Person]:
    """Somebody who has never had a session."""
    usual, asked = Settings(), {name: getattr(person.settings, name) for name in ASKED_ONCE}
    person.app.preferences.override(**{name: getattr(usual, name) for name in ASKED_ONCE})
    yield person
    if hasattr(person, "app"):
        person.app.preferences.override(**asked)


@pytest.fixture
def listener(stranger: Person) -> Person:
    """Somebody who has read the safety page for the first time, and is asked now."""
    go_there(stranger)
    return stranger


@pytest.fixture
def newcomer(stranger: Person) -> Person:
    """Somebody who has never had a session, and presses Start."""
    stranger.click(stranger.window.home.card.start)
    return stranger
