"""What is led in the tests of a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.engine.plan import Plan, make_plan
from tests.services.session.led import SHORT, Led


@pytest.fixture
def led(tmp_path: Path) -> Iterator[Led]:
    led = Led(tmp_path)
    yield led
    led.profile.close()


@pytest.fixture
def plan() -> Plan:
    return make_plan(SHORT)
