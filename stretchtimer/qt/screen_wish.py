"""Keeps the screen on by asking the desktop over Qt's D-Bus, which the window has loaded anyway.

Desktops on Linux and its like take the wish as ``org.freedesktop.ScreenSaver``. It is taken back
by leaving the bus, with which a wish ends: to say it takes an unsigned number, which Qt for Python
cannot send. Tried with a pretended desktop, not yet on a real one.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusError, QDBusMessage, QDBusPendingCallWatcher

from stretchtimer.services.system.keep_awake import KeepAwake
from stretchtimer.services.wording.language import tr

log = logging.getLogger(__name__)

_NAME = "org.freedesktop.ScreenSaver"
_PATH = "/org/freedesktop/ScreenSaver"
_OURS = "stretchtimer-screen"
_ANSWER_MS = 10_000
"""A desktop that takes the call and says nothing could not be told from one that helps."""

_SILENT = (
    QDBusError.ErrorType.Disconnected,
    QDBusError.ErrorType.NoReply,
    QDBusError.ErrorType.Timeout,
    QDBusError.ErrorType.TimedOut,
)
"""On a bus that is gone or does not answer nobody else could do anything either."""


def _session_bus() -> QDBusConnection:
    return QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _OURS)


class ScreenWish(QObject):
    """A ``KeepAwake``; to be used in the window's thread, which never waits for it.

    Where the desktop knows nothing of this, what ``make_other`` makes is asked from then on;
    ``failed`` is called, once, where there is no bus or no answer.
    """

    def __init__(
        self,
        failed: Callable[[], None],
        make_other: Callable[[], KeepAwake],
        connect: Callable[[], QDBusConnection] = _session_bus,
        answer_ms: int = _ANSWER_MS,
    ) -> None:
        super().__init__()
        self._failed = failed
        self._make_other = make_other
        self._connect = connect
        self._answer_ms = answer_ms
        self._other: KeepAwake | None = None
        self._is_wanted = self._is_held = self._has_failed = False
        self._call: QDBusPendingCallWatcher | None = None

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the desktop is awaited."""
        return self._call is not None

    def hold(self) -> None:
        self._is_wanted = True
        if self._other:
            self._other.hold()
        elif not (self._is_held or self._call):
            self._ask(self._connect())

    def release(self) -> None:
        self._is_wanted = False
        if self._other:
            self._other.release()
        elif not self._call:
            # Until an answer has come nobody knows whether the desktop can do it at all.
            self._leave()

    def close(self) -> None:
        self._is_wanted = False
        self._leave()
        if self._other:
            self._other.close()

    def _ask(self, bus: QDBusConnection) -> None:
        if not bus.isConnected():
            self._fail(bus.lastError())
            return
        call = QDBusMessage.createMethodCall(_NAME, _PATH, _NAME, "Inhibit")
        call.setArguments(["Stretch Timer", tr("You are stretching")])
        self._call = QDBusPendingCallWatcher(bus.asyncCall(call, self._answer_ms), self)
        self._call.finished.connect(self._on_finished)

    def _on_finished(self, call: QDBusPendingCallWatcher) -> None:
        call.deleteLater()
        self._call = None
        self._is_held = not call.isError()
        if call.isError():
            self._do_without(call.error())
        if not self._is_wanted:
            self.release()

    def _do_without(self, error: QDBusError) -> None:
        if error.type() in _SILENT:
            self._fail(error)
            return
        self._leave()
        self._other = self._make_other()
        self._other.hold()

    def _fail(self, error: QDBusError) -> None:
        self._leave()
        log.info("The desktop does not keep the screen on: %s", error.message())
        if not self._has_failed:
            self._has_failed = True
            # Whoever asks is not to hear of it before it has its answer.
            QTimer.singleShot(0, self, self._failed)

    def _leave(self) -> None:
        self._is_held = False
        QDBusConnection.disconnectFromBus(_OURS)
