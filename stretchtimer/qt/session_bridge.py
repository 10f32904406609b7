"""Bridges the control of a session to Qt: wakes it when something is due, and signals for it.

The control, and with it the engine and all that sounds, is made when it is first asked for: the
home page needs none of it, and it would take some of the time to that page and of its memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from stretchtimer.engine.session import SessionState
    from stretchtimer.qt.ticker import Ticker
    from stretchtimer.services.session.control import SessionControl, Watcher


class SessionBridge(QObject):
    """A ``Watcher`` of the one control that there is."""

    ticked = Signal()
    """The session was looked at, or a command was sent: it is to be shown anew."""
    end_asked = Signal()
    gap_noticed = Signal(object)
    """The session was paused because the machine stood still for so many milliseconds."""
    finished = Signal(object)
    """The last state of the session, which is over."""

    def __init__(
        self, make: Callable[[Watcher], SessionControl], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make = make
        self._control: SessionControl | None = None
        self._ticker: Ticker | None = None

    @property
    def control(self) -> SessionControl:
        if self._control is None:
            self._control = self._make(self)
        return self._control

    @property
    def is_running(self) -> bool:
        """Whether there is a session that is not over."""
        return self._control is not None and self._control.is_running

    def on_changed(self) -> None:
        self._ticker = self._ticker or self._new_ticker()
        self._ticker.schedule()
        self.ticked.emit()

    def on_end_asked(self) -> None:
        self.end_asked.emit()

    def on_gap(self, gap_ms: int) -> None:
        self.gap_noticed.emit(gap_ms)

    def on_finished(self, state: SessionState) -> None:
        if self._ticker:
            self._ticker.stop()
            self._ticker.deleteLater()
            self._ticker = None
        self.finished.emit(state)

    def _new_ticker(self) -> Ticker:
        from stretchtimer.qt.ticker import Ticker

        runner = self.control.runner
        assert runner is not None
        ticker = Ticker(runner, self)
        ticker.ticked.connect(self.ticked)
        return ticker
