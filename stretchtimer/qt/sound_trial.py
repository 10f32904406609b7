"""Plays a real cue, and a sentence if wanted, so that the person can hear how it will be heard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from stretchtimer.services.audio_out import AudioOut
from stretchtimer.services.session_crew import SETTLE_MS

CLIP = "hold_start"
SPEAK_AFTER_MS = 1_500
"""From the beginning of the cue to that of the sentence; the cue has faded by then."""
ROUND_MS = 8_000
"""From one cue to the next, with time to think in between."""
_HEARD_MS = 2_000
_SPOKEN_MS = 4_000


class SoundTrial(QObject):
    """Wakes the device first, just as a session does.

    While ``in_session`` says that there is one, the device is left to it. ``sentence`` is the
    clip that is spoken; without one ("") the cue sounds alone.
    """

    sounded = Signal(int)
    """The cue sounds, for the first time (1), the second, and so on."""
    ended = Signal()
    """All is played, and the device may sleep again."""

    def __init__(
        self,
        out: AudioOut,
        in_session: Callable[[], bool] = lambda: False,
        sentence: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._out = out
        self._in_session = in_session
        self._sentence = sentence
        self._times = 1
        self._round = 0
        self._speaks = False
        self._wake = self._timer(SETTLE_MS, self._on_awake)
        self._speak = self._timer(SPEAK_AFTER_MS, self._on_faded)
        self._again = self._timer(ROUND_MS, self._on_awake)
        self._rest = self._timer(_HEARD_MS, self._on_heard)

    @property
    def is_running(self) -> bool:
        return any(timer.isActive() for timer in self._timers())

    def start(self, times: int = 1, *, speaks: bool = False) -> None:
        """Plays so many times, from now on, whatever was being played; the cue alone or both."""
        if self._in_session():
            return
        self._halt()
        self._times, self._round, self._speaks = times, 0, speaks and bool(self._sentence)
        self._out.hold_open()
        self._wake.start()

    def stop(self) -> None:
        """Falls silent at once; does nothing where nothing is played."""
        if self.is_running:
            self._halt()
            self._on_heard()

    def _halt(self) -> None:
        if self.is_running and not self._in_session():
            self._out.stop()
        for timer in self._timers():
            timer.stop()

    def _on_awake(self) -> None:
        if self._in_session():
            return
        self._round += 1
        self._out.play(CLIP)
        if self._speaks:
            self._speak.start()
        else:
            self._go_on(ROUND_MS, _HEARD_MS)
        self.sounded.emit(self._round)

    def _on_faded(self) -> None:
        if not self._in_session():
            self._out.play(self._sentence)
            self._go_on(ROUND_MS - SPEAK_AFTER_MS, _SPOKEN_MS)

    def _go_on(self, again_ms: int, rest_ms: int) -> None:
        if self._round < self._times:
            self._again.start(again_ms)
        else:
            self._rest.start(rest_ms)

    def _on_heard(self) -> None:
        if not self._in_session():
            self._out.let_go()
            self.ended.emit()

    def _timers(self) -> tuple[QTimer, ...]:
        return self._wake, self._speak, self._again, self._rest

    def _timer(self, interval_ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval_ms)
        timer.timeout.connect(slot)
        return timer
