"""A key that is held acts once, as far as a terminal lets us tell.

A terminal tells no release: a held key comes again and again, as if it were pressed quickly. So
what comes again soon after the last time is taken for held. The first repeat comes later than the
others, and cannot be told from a second press: of a key that would take back what it did, or
answer what it asked, it is waited for; of one that goes on, such as Next, it acts once more.
"""

from __future__ import annotations

from collections.abc import Callable

from stretchtimer.terminal.keys.keys import HANGUP, Keys

HELD_WITHIN_MS = 250
"""Repeats come every 30 to 100 ms; who presses a key again on purpose takes longer."""
FIRST_WITHIN_MS = 700
"""The first repeat comes 250 to 660 ms after the press."""
TAKING_BACK = ("space", "enter", "escape", "q", "m", "?")


class OncePressed:
    """Gives the keys of ``keys``, but not again what is still held; ``now_ms`` never goes back."""

    def __init__(self, keys: Keys, now_ms: Callable[[], int]) -> None:
        self._keys = keys
        self._now_ms = now_ms
        self._last = ""
        self._last_ms = 0

    @property
    def usable(self) -> bool:
        return self._keys.usable

    def take(self) -> None:
        self._keys.take()

    def give_back(self) -> None:
        self._keys.give_back()

    def wait(self, timeout_ms: int | None) -> str | None:
        """As that of ``keys``; None at once where a key that is held came again."""
        key = self._keys.wait(timeout_ms)
        if key is None or key == HANGUP:
            return key
        now_ms = self._now_ms()
        within_ms = FIRST_WITHIN_MS if key in TAKING_BACK else HELD_WITHIN_MS
        is_held = key == self._last and now_ms - self._last_ms < within_ms
        self._last, self._last_ms = key, now_ms
        return None if is_held else key

    @property
    def wake_descriptor(self) -> int | None:
        return self._keys.wake_descriptor

    def wake(self) -> None:
        self._keys.wake()
