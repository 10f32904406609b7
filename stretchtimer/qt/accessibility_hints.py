"""What the system knows of its person's needs: less motion, more contrast, and when they change."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol


class Hints(NamedTuple):
    """What is set for all programs; nothing, where the system does not say."""

    less_motion: bool = False
    more_contrast: bool = False


class AccessibilityHints(Protocol):
    """A system that can be asked. No call raises because of the world outside, and none waits."""

    def follow(self, notify: Callable[[Hints], None]) -> None:
        """Tells the wishes in a moment and at every change, some of them more than once."""
        ...
