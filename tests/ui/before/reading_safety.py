"""The safety page, and who goes through it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel

from stretchtimer.services.person.safety_words import safety_page
from stretchtimer.ui.before.safety_page import SafetyPage
from tests.ui.driving import Person, texts

Way = Callable[[Person], None]
PAGE = safety_page()
DAY_MS = 24 * 60 * 60 * 1_000


def page_of(person: Person) -> SafetyPage:
    page = person.window.pages.currentWidget()
    assert isinstance(page, SafetyPage)
    return page


def confirm(person: Person) -> None:
    """Goes through both steps: none of these, and read, with all that is closed opened."""
    page = page_of(person)
    person.click(page.confirm)
    while page.rest.closed:
        person.click(page.confirm)
    person.click(page.confirm)


def shown_in(page: SafetyPage) -> list[str]:
    """All words that can be read, folded or not, of the step that is shown."""
    found = texts(page)
    if page.step is page.rest:
        for fold in page.rest.folds.values():
            found += [fold.heading.text(), *(w.text() for w in fold.findChildren(QLabel))]
    return found


def stored(profile: Path) -> dict[str, object]:
    settings: dict[str, object] = json.loads((profile / "config" / "settings.json").read_text())
    return settings


def from_home(person: Person) -> None:
    person.click(person.window.home.safety)
