"""A routine of one's own that can be edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.editing.three import THREE
from tests.ui.own_routines import write_routine


@pytest.fixture
def three(profile: Path) -> Path:
    return write_routine(profile, "three", THREE)
