"""Somebody who changes something on the first page."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Open
from tests.ui.driving import Person
from tests.ui.home.plans import Capture, Everywhere


@pytest.fixture
def everywhere(person: Person, make: Open, capsys: Capture) -> Everywhere:
    return Everywhere(person, make, capsys)
