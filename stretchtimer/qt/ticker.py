"""Looks at a session whenever something is due, and never otherwise.

It stands apart from ``session_bridge``, because the home page needs none of what a session needs.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from stretchtimer.services.session.runner import SessionRunner


class Ticker(QObject):
    """One single-shot precise timer, aimed at the next deadline of one runner.

    While the session stands nothing is timed. ``ticked`` follows every look that may have found
    something else to show; some are for the record or the sound alone.
    """

    ticked = Signal()

    def __init__(self, runner: SessionRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.poll)

    @property
    def is_armed(self) -> bool:
        return self._timer.isActive()

    def poll(self) -> None:
        """Brings the session up to now and aims the timer anew; also after every command."""
        try:
            is_other = self._runner.poll()
        finally:
            # A fault in somebody who listens must not stop the clock.
            self.schedule()
        if is_other:
            self.ticked.emit()

    def schedule(self) -> None:
        next_ms = self._runner.next_poll_ms()
        if next_ms is None:
            self._timer.stop()
        else:
            self._timer.start(max(0, next_ms - self._runner.now_ms()))

    def stop(self) -> None:
        self._timer.stop()
