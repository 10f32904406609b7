"""A key that is held in a terminal acts once, or at most twice, and quick presses still count."""

from __future__ import annotations

import pytest

from stretchtimer.terminal.keys.held_keys import OncePressed
from stretchtimer.terminal.keys.keys import HANGUP
from tests.terminal.fakes import FakeClock, FakeKeys, Press

REPEATS = {
    "GNOME": (500, 30),
    "X11": (660, 40),
    "a Linux console": (250, 92),
    "macOS": (500, 83),
    "Windows": (500, 33),
}
"""After how many milliseconds a held key comes again, and how often from then on."""


def passed(*script: tuple[int, str]) -> list[str]:
    """The keys of a script that are given on."""
    clock = FakeClock()
    presses: list[tuple[int, Press]] = list(script)
    keys = OncePressed(FakeKeys(clock, presses), clock.monotonic_ms)
    return [key for _ in range(len(presses)) if (key := keys.wait(None))]


def held(key: str, of: str, for_ms: int = 3_000) -> list[tuple[int, str]]:
    first_ms, every_ms = REPEATS[of]
    return [(0, key), *((at_ms, key) for at_ms in range(first_ms, for_ms, every_ms))]


@pytest.mark.parametrize("of", REPEATS)
@pytest.mark.parametrize("key", ["space", "enter", "escape", "q", "m", "?"])
def test_a_held_key_does_not_take_back_what_it_did(key: str, of: str) -> None:
    assert passed(*held(key, of)) == [key]


@pytest.mark.parametrize("of", REPEATS)
@pytest.mark.parametrize("key", ["right", "n", "left", "b", "+", "r"])
def test_a_held_key_acts_twice_at_most(key: str, of: str) -> None:
    assert passed(*held(key, of)) in ([key], [key, key])


def test_presses_one_after_the_other_all_count() -> None:
    assert passed((0, "n"), (300, "n"), (600, "n"), (700, "b"), (750, "n")) == list("nnnbn")
    assert passed((0, "space"), (800, "space"), (900, "n")) == ["space", "space", "n"]


def test_a_terminal_that_is_gone_is_always_told() -> None:
    assert passed((0, HANGUP), (0, HANGUP)) == [HANGUP, HANGUP]


def test_all_else_is_that_of_the_source() -> None:
    clock = FakeClock()
    source = FakeKeys(clock, usable=False)
    keys = OncePressed(source, clock.monotonic_ms)
    assert not keys.usable
    keys.take()
    keys.give_back()
    assert source.taken == ["take", "give back"]
    assert keys.wait(100) is None
    assert clock.now_ms == 100
