"""Plays a real cue, and a sentence if wanted, so that the person can hear how it will be heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from stretchtimer.services.audio.audio_out import SETTLE_MS, AudioOut, Sound
from stretchtimer.services.system.clock import Clock

CLIP = "hold_start"
SPEAK_AFTER_MS = 1_500
"""From the beginning of the cue to that of the sentence; the cue has faded by then."""
ROUND_MS = 8_000
"""From one cue to the next, with time to think in between."""
_HEARD_MS = 2_000
_SPOKEN_MS = 4_000


class SoundCheckRunner(QObject):
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
        clock: Clock,
        in_session: Callable[[], bool] = lambda: False,
        sentence: str = "",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._out = out
        self._clock = clock
        self._in_session = in_session
        self._sentence = sentence
        self._times = 1
        self._round = 0
        self._speaks = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_timeout)

    @property
    def is_running(self) -> bool:
        return self._timer.isActive()

    def start(self, times: int = 1, *, speaks: bool = False) -> None:
        """Plays so many times, from now on, whatever was being played; the cue alone or both."""
        if self._in_session():
            return
        self._times, self._round, self._speaks = times, 0, speaks and bool(self._sentence)
        self._out.hold_open()
        self._out.schedule(list(self._sounds()))
        self._timer.start(SETTLE_MS)

    def stop(self) -> None:
        """Falls silent at once; does nothing where nothing is played."""
        if self.is_running:
            self._timer.stop()
            self._end()

    def _sounds(self) -> Iterator[Sound]:
        begin_ms = self._clock.monotonic_ms() + SETTLE_MS
        for at_ms in range(begin_ms, begin_ms + self._times * ROUND_MS, ROUND_MS):
            yield Sound(at_ms, CLIP)
            if self._speaks:
                yield Sound(at_ms + SPEAK_AFTER_MS, self._sentence)

    def _on_timeout(self) -> None:
        if self._in_session():
            return
        if self._round == self._times:
            self._end()
            return
        self._round += 1
        is_last = self._round == self._times
        rest_ms = SPEAK_AFTER_MS + _SPOKEN_MS if self._speaks else _HEARD_MS
        self._timer.start(rest_ms if is_last else ROUND_MS)
        self.sounded.emit(self._round)

    def _end(self) -> None:
        if not self._in_session():
            self._out.schedule(())
            self._out.let_go()
            self.ended.emit()
