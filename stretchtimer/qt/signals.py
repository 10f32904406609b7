"""Lets the signals of the system end the program tidily while Qt's event loop runs.

It is loaded when the home page is there, so that its socket does not put that off.
"""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_ENDING = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


class EndingSignals(QObject):
    """Calls ``ended`` on the interface's thread after Ctrl-C or a plea to end.

    Python runs its signal handlers only between its own instructions, and Qt's loop may sleep for
    long; so a signal also writes a byte to a socket, which wakes the loop.
    """

    def __init__(self, ended: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ended = ended
        self._reading, self._writing = socket.socketpair()
        self._reading.setblocking(False)
        self._writing.setblocking(False)
        self._notifier = QSocketNotifier(self._reading.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._before_fd = signal.set_wakeup_fd(self._writing.fileno())
        self._before = {number: signal.signal(number, _noted) for number in _ENDING}

    def close(self) -> None:
        """Puts back what was there before."""
        signal.set_wakeup_fd(self._before_fd)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._notifier.setEnabled(False)
        self._reading.close()
        self._writing.close()

    def _on_activated(self) -> None:
        try:
            self._reading.recv(64)
        except BlockingIOError:
            return
        self._ended()


def _noted(_number: int, _frame: object) -> None:
    """The byte in the socket does the work; this only takes the place of ending at once."""
