"""The clocks of the machine: which of them are set, and which go on in sleep."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from stretchtimer.services.system import clock as clocks
from stretchtimer.services.system.clock import SystemClock


def test_the_clocks_of_the_machine_go_on_and_agree() -> None:
    clock = SystemClock()
    before = clock.monotonic_ms(), clock.boottime_ms(), clock.utc_now()
    local = clock.local_now()
    after = clock.monotonic_ms(), clock.boottime_ms(), clock.utc_now()
    assert before[0] <= after[0]
    assert before[1] <= after[1]
    assert before[2] <= local <= after[2]
    assert local.utcoffset() is not None
    assert clock.utc_now().utcoffset() == timedelta(0)


def test_the_clock_that_goes_on_in_sleep_is_asked_by_its_name_on_this_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(time, "CLOCK_OF_THIS", 77, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", lambda number: number * 1_000_000)
    monkeypatch.setattr(clocks, "_BOOTTIME", "CLOCK_OF_THIS")
    assert SystemClock().boottime_ms() == 77


def test_a_system_without_such_a_clock_has_its_monotonic_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clocks, "_BOOTTIME", "CLOCK_OF_NOBODY")
    clock = SystemClock()
    before = clock.monotonic_ms()
    assert before <= clock.boottime_ms() <= clock.monotonic_ms()
