"""The sound output of the window, as the interface's thread has it: messages, and a status.

Everything of Qt Multimedia lives in one thread of its own, its import included: some of its calls
wait for the sound server. The interface only leaves messages there, and gets them from there.
"""

from __future__ import annotations

import atexit
import logging
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QEventLoop, QThread, QTimer

from stretchtimer.engine.notices import Notice
from stretchtimer.qt.main_thread import HandOver
from stretchtimer.qt.stream_player import Devices, StreamPlayer
from stretchtimer.services.audio.audio_out import (
    CLOSE_WAIT_MS,
    AudioStatus,
    Sound,
    SoundFault,
    StatusBoard,
    amplitude,
)
from stretchtimer.services.system.clock import monotonic_ns

log = logging.getLogger(__name__)

_HANGS_MS = 5_000
"""How long the thread of the sound may leave its messages alone before it is told."""
_END_MS = 1_000


class StreamOut(StatusBoard):
    """An ``AudioOut`` of one stream; all calls and listeners are on the interface's thread.

    ``clips`` are the files of all that may sound. There can be one in a program, as Qt cannot
    leave its thread again: another device is chosen by ``choose``.
    """

    def __init__(self, clips: Mapping[str, Path]) -> None:
        super().__init__()
        self._is_missing = False
        self._devices: Devices = ()
        self._is_closed = False
        self._asked_ns = 0
        self._hangs = False
        # Nothing may be asked for the whole of a long hold.
        self._watch = QTimer()
        self._watch.setSingleShot(True)
        self._watch.setInterval(_HANGS_MS)
        self._watch.timeout.connect(self._on_watch_timeout)
        self._here = HandOver()
        self._there = HandOver()
        self._thread = QThread()
        self._thread.setObjectName("sound")
        self._player = StreamPlayer(clips)
        self._player.told.connect(lambda *news: self._here(lambda: self._on_told(*news)))
        for one in (self._player, self._there):
            one.moveToThread(self._thread)
        self._thread.started.connect(self._player.begin)
        self._thread.start(QThread.Priority.TimeCriticalPriority)

    def choose(self, device: str) -> None:
        """Play by the output of that id; while it is not there, or for "", by the default."""
        self._ask(lambda: self._player.choose(device.encode()))

    def devices(self) -> Devices:
        """Give all outputs as they were last told; listeners are called when others come or go."""
        return self._devices

    def is_missing(self) -> bool:
        return self._is_missing

    def schedule(self, sounds: Collection[Sound]) -> None:
        wanted = frozenset(sounds)
        self._ask(lambda: self._player.schedule(wanted))

    def hold_open(self) -> None:
        self._ask(lambda: self._player.hold(True))

    def let_go(self) -> None:
        self._ask(lambda: self._player.hold(False))

    def set_volume(self, volume: float) -> None:
        self._ask(lambda: self._player.set_volume(amplitude(volume)))

    def close(self, *, let_finish: bool = False) -> None:
        """Give the device back; see ``AudioOut.close``. Events other than input are served."""
        if self._is_closed:
            return
        self._ask(lambda: self._player.finish(let_finish))
        self._is_closed = True
        self._watch.stop()
        self._listeners.clear()
        if let_finish and not self._thread.isFinished():
            loop = QEventLoop()
            self._thread.finished.connect(loop.quit)
            QTimer.singleShot(CLOSE_WAIT_MS, loop, loop.quit)
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        if not self._thread.wait(_END_MS):
            # It hangs in a call of Qt's, and Qt would end the program with an error for that.
            log.warning("The sound output does not end")
            atexit.register(os._exit, 0)

    def _ask(self, work: Callable[[], None]) -> None:
        """Leaves work for the thread of the sound; where that hangs in a call of Qt's, says so."""
        if self._is_closed:
            return
        self._asked_ns = self._asked_ns or monotonic_ns()
        if not self._watch.isActive():
            self._watch.start()

        def answer() -> None:
            self._asked_ns = 0
            if self._hangs:
                self._hangs = False
                self._player.tell_again()
            work()

        self._there(answer)

    def _on_watch_timeout(self) -> None:
        if not self._asked_ns or self._hangs:
            return
        if monotonic_ns() - self._asked_ns < _HANGS_MS * 1_000_000:
            self._watch.start()
            return
        self._hangs = True
        problem = Notice(SoundFault.NO_ANSWER, output=self._status.output)
        self._on_told(AudioStatus(False, "", problem), self._devices, self._is_missing)

    def _on_told(self, status: AudioStatus, devices: Devices, is_missing: bool) -> None:
        self._status, self._devices, self._is_missing = status, devices, is_missing
        self._notify()
