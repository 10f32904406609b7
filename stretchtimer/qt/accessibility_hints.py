"""What the system knows of its person's needs: less motion, more contrast, and when they change."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hints:
    """What is set for all programs; nothing, where the system does not say."""

    less_motion: bool = False
    more_contrast: bool = False


class AccessibilityHints(Protocol):
    """A system that can be asked. No call raises because of the world outside, and none waits."""

    def follow(self, notify: Callable[[Hints], None]) -> None:
        """Tells the wishes in a moment and at every change, some of them more than once."""
        ...


class SystemHints:
    """Those of the system that the program runs on; how to ask it is loaded when it is asked."""

    def __init__(self) -> None:
        self._system: AccessibilityHints | None = None

    def follow(self, notify: Callable[[Hints], None]) -> None:
        try:
            self._system = _this_system()
        except ImportError as error:
            _log.info("the system cannot be asked for its wishes: %s", error)
            return
        self._system.follow(notify)


def _this_system() -> AccessibilityHints:
    if sys.platform in ("win32", "darwin"):
        from stretchtimer.qt.hints_asked import AskedWishes, asked_of_macos
        from stretchtimer.qt.hints_asked import asked_of_windows as windows

        return AskedWishes(windows if sys.platform == "win32" else asked_of_macos)
    from PySide6.QtDBus import QDBusConnection

    from stretchtimer.qt.hints_portal import PortalWishes

    return PortalWishes(QDBusConnection.sessionBus())
