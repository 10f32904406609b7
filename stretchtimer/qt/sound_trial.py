"""Plays one real cue so that the person can hear whether, and how loud, it is heard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from stretchtimer.services.audio_out import AudioOut
from stretchtimer.services.session_crew import SETTLE_MS

CLIP = "hold_start"
_HEARD_MS = 2_000


class SoundTrial(QObject):
    """Wakes the device first, just as a session does.

    While ``in_session`` says that there is one, the device is left to it.
    """

    def __init__(
        self,
        out: AudioOut,
        in_session: Callable[[], bool] = lambda: False,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._out = out
        self._in_session = in_session
        self._wake = self._timer(SETTLE_MS, self._on_awake)
        self._rest = self._timer(_HEARD_MS, self._on_heard)

    def start(self) -> None:
        if self._in_session():
            return
        self._rest.stop()
        self._out.hold_open()
        self._wake.start()

    def _on_awake(self) -> None:
        if not self._in_session():
            self._out.play(CLIP)
            self._rest.start()

    def _on_heard(self) -> None:
        if not self._in_session():
            self._out.let_go()

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer
