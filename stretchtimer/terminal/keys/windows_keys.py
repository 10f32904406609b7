"""Keys from a Windows console, or from none: then it only waits."""

from __future__ import annotations

import threading
from collections import deque
from typing import Protocol

from stretchtimer.terminal.keys.keys import MOST_AT_ONCE
from stretchtimer.terminal.keys.places import letter_meant

LOOK_MS = 30
"""How often to look for a key: the console has no way to wait for one with a time limit."""

_PREFIXES = ("\x00", "\xe0")
_NAMED = {" ": "space", "\r": "enter", "\n": "enter", "\x1b": "escape"}
_AFTER_PREFIX = {
    "M": "right",
    "K": "left",
    "Q": "page_down",
    "I": "page_up",
    "G": "home",
    ";": "f1",
}


class Console(Protocol):
    """The part of ``msvcrt`` that is used."""

    def kbhit(self) -> bool: ...

    def getwch(self) -> str: ...


class WindowsKeys:
    """Reads keys from ``console``; None gives no keys."""

    def __init__(self, console: Console | None) -> None:
        self._console = console
        self._keys: deque[str] = deque()
        self._woken = threading.Event()

    @property
    def usable(self) -> bool:
        return self._console is not None

    def take(self) -> None:
        """Nothing to do: the console gives keys one by one anyway."""

    def give_back(self) -> None:
        """Nothing to do: ``take`` changed nothing."""

    def wait(self, timeout_ms: int | None) -> str | None:
        left_ms = timeout_ms
        while True:
            if not self._keys and self._console:
                self._keys.extend(self._pressed(self._console))
            if self._keys:
                return self._keys.popleft()
            step_ms = LOOK_MS if left_ms is None else min(LOOK_MS, left_ms)
            if step_ms <= 0:
                return None
            if self._woken.wait(step_ms / 1000):
                self._woken.clear()
                return None
            if left_ms is not None:
                left_ms -= step_ms

    @property
    def wake_descriptor(self) -> None:
        """Not needed: a wait looks up many times a second."""
        return None

    def wake(self) -> None:
        self._woken.set()

    def _pressed(self, console: Console) -> list[str]:
        """What has been pressed since the last look; nothing, where so much was pasted."""
        keys: list[str] = []
        while console.kbhit():
            if key := self._read(console):
                keys.append(key)
        return keys if len(keys) <= MOST_AT_ONCE else []

    def _read(self, console: Console) -> str | None:
        character = console.getwch()
        if character in _PREFIXES:
            return _AFTER_PREFIX.get(console.getwch())
        named = _NAMED.get(character)
        return named or (letter_meant(character.lower()) if character.isprintable() else None)
