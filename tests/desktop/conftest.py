"""What tests of desktops share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desktop.bus import NoBusError, private_bus
from tests.desktop.needs import need


@pytest.fixture
def bus() -> Iterator[str]:
    """The address of a session bus on which nobody else is."""
    try:
        with private_bus() as address:
            yield address
    except NoBusError as error:
        need(False, str(error))
