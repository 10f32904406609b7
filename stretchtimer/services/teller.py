"""What the system's own speech engine is asked to say, where there is no clip for a text.

Nobody knows beforehand how long such a text will take, so the plan reckons with an estimate, and
whatever sounds next cuts it short: two voices never speak at once.
"""

from __future__ import annotations

from typing import Protocol

PREFIX = "tell:"
"""Begins the name of a clip that is no file but a text to be told."""

_START_MS = 500
_LETTER_MS = 75
"""Generous: at the usual rates of speech a letter takes 60 to 70 ms."""


class Teller(Protocol):
    """A speech engine. No call raises because of the world outside, and none waits."""

    def is_available(self) -> bool:
        """Whether the system has an engine that works; the first call may take a moment."""
        ...

    def say(self, text: str) -> None:
        """Says the text now, instead of whatever is being said."""
        ...

    def stop(self) -> None: ...

    def set_volume(self, volume: float) -> None:
        """Sets the volume as it is perceived, 0 to 1, of what is said from now on."""
        ...


class NoTeller:
    """Where there is no speech engine."""

    def is_available(self) -> bool:
        return False

    def say(self, text: str) -> None:
        pass

    def stop(self) -> None:
        pass

    def set_volume(self, volume: float) -> None:
        pass


def told_ms(text: str) -> int:
    """About how long an engine takes to tell a text, in milliseconds."""
    return _START_MS + _LETTER_MS * len(text)
