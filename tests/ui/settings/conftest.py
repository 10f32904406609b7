"""The page of settings."""

from __future__ import annotations

import pytest

from stretchtimer.ui.settings.settings_page import SettingsPage
from tests.ui.driving import Person


@pytest.fixture
def page(person: Person) -> SettingsPage:
    person.click(person.window.home.settings)
    return person.window.settings
