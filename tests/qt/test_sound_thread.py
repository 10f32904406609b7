"""How the thread of sound begins, what it loads, and what is told when it hangs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QApplication

from stretchtimer.qt import stream_out
from stretchtimer.qt.stream_out import StreamOut
from stretchtimer.qt.stream_player import StreamPlayer
from stretchtimer.services.audio.audio_out import (
    AudioOut,
    AudioStatus,
)
from tests.qt.sound_world import CLIPS, MS, WORKS
from tests.wording import said


def test_importing_it_does_not_load_qt_multimedia() -> None:
    code = (
        "import sys, stretchtimer.qt.stream_out\nassert 'PySide6.QtMultimedia' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


LISTENING = """
import logging
from PySide6.QtCore import QCoreApplication, QObject, qInstallMessageHandler
from stretchtimer.qt.stream_player import _media_devices

logging.basicConfig(level=logging.DEBUG)
app = QCoreApplication([])
qInstallMessageHandler(lambda _kind, _where, words: print("called with:", words))
devices = _media_devices(QObject(app))
qInstallMessageHandler(None)
del devices
"""


def test_no_python_is_called_while_libraries_are_loaded() -> None:
    """It would wait for another thread that imports, and that one for the end of the loading."""
    surroundings = {**os.environ, "PULSE_SERVER": "unix:/nowhere"}
    done = subprocess.run(
        [sys.executable, "-c", LISTENING],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("", "")


class FakeThread(QObject):
    """A thread that never begins, as one that hangs in its first call."""

    started = Signal()
    finished = Signal()
    Priority = QThread.Priority

    def start(self, _priority: object) -> None:
        pass

    def isFinished(self) -> bool:  # noqa: N802
        return False

    def wait(self, _ms: int) -> bool:
        return True


@pytest.fixture
def asked(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What is left to the thread of the sound, which never does it by itself."""
    asked: list[Callable[[], None]] = []

    class Left(QObject):
        def __call__(self, work: Callable[[], None]) -> None:
            asked.append(work)

    monkeypatch.setattr(stream_out, "QThread", FakeThread)
    monkeypatch.setattr(stream_out, "HandOver", Left)
    monkeypatch.setattr(StreamPlayer, "moveToThread", lambda *_: True)
    monkeypatch.setattr(Left, "moveToThread", lambda *_: True)
    return asked


def test_a_thread_of_sound_that_hangs_is_told_and_so_is_its_return(
    asked: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    now_ms = 0
    monkeypatch.setattr(stream_out, "monotonic_ns", lambda: (now_ms + 1) * MS)
    out = StreamOut(CLIPS)
    same: AudioOut = out
    told: list[AudioStatus] = []
    same.on_status_changed(told.append)
    out._on_told(WORKS, (), False)
    out.schedule([])
    now_ms = 4_000
    out.schedule([])
    assert told == [WORKS]
    now_ms = 6_000
    out.schedule([])
    assert "The sound output Speakers is not responding" in said(told[-1].problem)
    assert not out.status().working
    out._player._news = (WORKS, ())
    for work in list(asked):
        work()
    # What the player tells is left to the thread of the interface.
    asked[-1]()
    assert told[-1] == WORKS
    out.close()
