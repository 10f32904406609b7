"""Signals of the system, turned into something that the session's loop can ask for.

A handler only notes the signal and wakes the loop, so that nothing is ever broken off half-way.
A signal that whoever started the program wanted ignored (``nohup``) stays ignored.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

HANGUP_NUMBER = 1
"""The number of SIGHUP, also for a terminal that went away on a system without that signal."""

_ENDING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK")
_OTHERS = ("SIGTSTP", "SIGCONT", "SIGWINCH")


def is_ending(number: int) -> bool:
    """Whether the signal asks the program to end."""
    known = [getattr(signal, name, None) for name in _ENDING]
    return number == HANGUP_NUMBER or number in known


def is_stop(number: int) -> bool:
    """Whether the signal asks the program to stand still in the background (Ctrl-Z)."""
    return number == getattr(signal, "SIGTSTP", None)


class Signals:
    """Collects signals while entered; ``wake`` is called from within the handler.

    Python runs its handlers between two steps of its own: one that comes just before a wait begins
    is run only after that. So the system itself writes to ``wake_descriptor``, too.
    """

    def __init__(self, wake: Callable[[], None], wake_descriptor: int | None = None) -> None:
        self._wake = wake
        self._wake_descriptor = wake_descriptor
        self._descriptor_before: int | None = None
        self._before: dict[int, Any] = {}
        self._caught: deque[int] = deque()

    def __enter__(self) -> Signals:
        if self._wake_descriptor is not None:
            self._descriptor_before = signal.set_wakeup_fd(
                self._wake_descriptor, warn_on_full_buffer=False
            )
        for name in (*_ENDING, *_OTHERS):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self.note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            # A handler that was not set from Python is unknown here, and is None.
            signal.signal(number, signal.SIG_DFL if handler is None else handler)
        self._before.clear()
        if self._descriptor_before is not None:
            signal.set_wakeup_fd(self._descriptor_before)
            self._descriptor_before = None

    def take(self) -> int | None:
        """The next signal that came in; None when there was none."""
        return self._caught.popleft() if self._caught else None

    def stand_still(self) -> None:
        """Stops the process as the system would have; returns when it is continued."""
        number: int | None = getattr(signal, "SIGTSTP", None)
        if number is None:
            return
        signal.signal(number, signal.SIG_DFL)
        try:
            os.kill(os.getpid(), number)
        finally:
            signal.signal(number, self.note)

    def note(self, number: int, _frame: FrameType | None = None) -> None:
        """The handler."""
        self._caught.append(number)
        with suppress(OSError):
            self._wake()
