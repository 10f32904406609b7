"""Asks the system that the program runs on for its hints; how, is loaded when it is asked.

Loading a bus or a library of the system before the first painted window would delay it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

from stretchtimer.qt.accessibility_hints import AccessibilityHints, Hints

log = logging.getLogger(__name__)


class SystemHints:
    """The ``AccessibilityHints`` of this system."""

    def __init__(self) -> None:
        self._system: AccessibilityHints | None = None

    def follow(self, notify: Callable[[Hints], None]) -> None:
        try:
            self._system = _this_system()
        except ImportError as error:
            log.info("the system cannot be asked for its wishes: %s", error)
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
