"""Who comes to what stands before the first session."""

from __future__ import annotations

import pytest

from tests.ui.before.listening import go_there
from tests.ui.conftest import Open
from tests.ui.driving import Person


@pytest.fixture
def listener(make: Open) -> Person:
    """Somebody who has read the safety page for the first time, and is asked now."""
    person = make(first_time=True)
    go_there(person)
    return person


@pytest.fixture
def newcomer(make: Open) -> Person:
    """Somebody who has never had a session, and presses Start."""
    person = make(first_time=True)
    person.click(person.window.home.card.start)
    return person
