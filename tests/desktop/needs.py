"""Decides what becomes of a test whose surroundings lack something it needs."""

from __future__ import annotations

import os

import pytest

REQUIRE = "STRETCHTIMER_REQUIRE_DESKTOP"


def need(condition: bool, reason: str) -> None:
    """Skip the calling test unless the condition holds; fail it where a desktop is required.

    A machine that is meant to have everything sets `STRETCHTIMER_REQUIRE_DESKTOP=1`, so that a
    test which quietly stopped running there is noticed.
    """
    if condition:
        return
    if os.environ.get(REQUIRE) == "1":
        pytest.fail(f"{reason} ({REQUIRE}=1 forbids skipping)", pytrace=False)
    pytest.skip(reason)
