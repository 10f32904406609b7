"""Somebody at the Record page after six weeks; and dialogs that a test can see into."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.driving import Person
from tests.ui.record.driving import history_of, page_of
from tests.weeks import fill


@pytest.fixture
def six_weeks(person: Person) -> Person:
    """Somebody after six weeks, at the Record page."""
    fill(history_of(person))
    page_of(person)
    return person


@pytest.fixture(autouse=True)
def _no_native_dialogs(qapp: QApplication) -> Iterator[None]:
    """Dialogs of the system are beyond a test; Qt's own have the same parts."""
    attribute = Qt.ApplicationAttribute.AA_DontUseNativeDialogs
    before = qapp.testAttribute(attribute)
    qapp.setAttribute(attribute, True)
    yield
    qapp.setAttribute(attribute, before)
