"""A log of its own for a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.storage.history.history import History
from tests.storage.history.samples import today


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data/history.db"


@pytest.fixture
def history(path: Path) -> Iterator[History]:
    history = History(path, today)
    yield history
    history.close()
