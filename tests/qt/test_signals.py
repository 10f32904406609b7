"""A plea to end, from the system or by Ctrl-C, ends a window's program tidily."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer
from typing import IO

import pytest
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.signals import EndingSignals
from tests.programs import ending_with_us

PROGRAM = """
import signal, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from stretchtimer.qt.signals import EndingSignals

app = QApplication(["test"])
told = 0

def ended():
    global told
    told += 1
    print("asked to end", flush=True)
    if told == int(sys.argv[1]):
        app.quit()

signals = EndingSignals(ended)
QTimer.singleShot(0, lambda: print("running", flush=True))
code = app.exec()
signals.close()
print("tidy", signal.getsignal(signal.SIGTERM) == signal.SIG_DFL, flush=True)
sys.exit(code + 7)
"""

WAIT_S = 60

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sends signals of Unix")


@contextmanager
def begun(asked: int = 1) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A program with a sleeping event loop, which ends when it was asked so often."""
    process = subprocess.Popen(
        ending_with_us([sys.executable, "-c", PROGRAM, str(asked)]),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    )
    # Only where a signal does not reach the loop.
    watch = Timer(WAIT_S, process.kill)
    watch.start()
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        yield process, process.stdout
    watch.cancel()


@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT", "SIGHUP"])
def test_a_signal_wakes_the_loop_and_ends_the_program_tidily(name: str) -> None:
    with begun() as (process, output):
        process.send_signal(getattr(signal, name))
        assert output.read() == "asked to end\ntidy True\n"
    assert process.returncode == 7


def test_a_program_that_did_not_end_can_be_asked_again() -> None:
    with begun(asked=3) as (process, output):
        for _ in range(3):
            process.send_signal(signal.SIGTERM)
            assert output.readline() == "asked to end\n"
        assert output.read() == "tidy True\n"
    assert process.returncode == 7


def test_closing_puts_back_what_was_there_before(qapp: QApplication) -> None:
    def mine(_number: int, _frame: object) -> None: ...

    reading, writing = socket.socketpair()
    writing.setblocking(False)
    handler = signal.signal(signal.SIGTERM, mine)
    before_fd = signal.set_wakeup_fd(writing.fileno())
    try:
        signals = EndingSignals(lambda: None)
        assert signal.getsignal(signal.SIGTERM) is not mine
        signals.close()
        assert signal.getsignal(signal.SIGTERM) is mine
        assert signal.set_wakeup_fd(writing.fileno()) == writing.fileno()
    finally:
        signal.set_wakeup_fd(before_fd)
        signal.signal(signal.SIGTERM, handler)
        reading.close()
        writing.close()
