"""A program of its own that holds the window's sound output and does what lines on its input say.

A line is a JSON list: what to do and its arguments. The answer is one JSON line:
``{"at_ns": ..., "result": ...}``, with the instant of the monotonic clock at which it was done.
With ``--lazy`` its interface sleeps 20 of each 33 ms, and stands still for 300 ms every 3 s.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QLabel

from stretchtimer.qt.main_thread import HandOver
from stretchtimer.qt.stream_out import StreamOut
from stretchtimer.services.audio.audio_out import AudioOut, AudioStatus, Sound
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.playsound_out import PlaysoundOut
from stretchtimer.services.audio.router import AudioRouter
from stretchtimer.services.wording.notices import sentence
from tests.fakes import preferences_in

LAZY_EVERY_MS, LAZY_MS = 33, 20
STILL_EVERY, STILL_MS = 91, 300


def _told(status: AudioStatus) -> dict[str, Any]:
    """A status with its problem in words; empty for none."""
    problem = sentence(status.problem)
    return {"working": status.working, "output": status.output, "problem": problem}


def status_kb(name: str) -> int:
    """A figure of this program in kilobytes, as the kernel tells it."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise ValueError(f"the kernel does not tell the {name}")


class Program:
    """What can be asked for; the speaker with both outputs, or the window's stream alone."""

    def __init__(self, clips: Mapping[str, Path], folder: str) -> None:
        self.bare_kb = status_kb("Pss")
        self.statuses: list[AudioStatus] = []
        self.out: AudioOut
        if folder:
            self.preferences = preferences_in(Path(folder) / "s.json")
            self.preferences.change(volume=100)
            self.router = AudioRouter(
                self.preferences,
                lambda: StreamOut(clips),
                lambda: PlaysoundOut(clips),
                HandOver(),
            )
            self.out = self.router
            self.router.open()
        else:
            self.out = StreamOut(clips)
        self.out.on_status_changed(self.statuses.append)
        self._wanted: dict[str, list[Sound]] = {}

    def schedule(self, sounds: Sequence[tuple[int, str]]) -> None:
        """Wants clips, each so many milliseconds from now, and nothing else."""
        now_ms = time.monotonic_ns() // 1_000_000
        self.out.schedule([Sound(now_ms + in_ms, clip) for in_ms, clip in sounds])

    def schedule_at(self, sounds: Sequence[tuple[int, str]]) -> None:
        """Wants clips, each at an instant of the monotonic clock in milliseconds."""
        self.out.schedule([Sound(at_ms, clip) for at_ms, clip in sounds])

    def status(self) -> dict[str, Any]:
        return _told(self.out.status())

    def told(self) -> list[dict[str, Any]]:
        return [_told(status) for status in self.statuses]

    def devices(self) -> Sequence[tuple[str, str]]:
        assert isinstance(self.out, StreamOut)
        return self.out.devices()

    def choose(self, device: str) -> None:
        assert isinstance(self.out, StreamOut)
        self.out.choose(device)

    def finish(self) -> None:
        self.out.close(let_finish=True)

    def cost(self) -> dict[str, float]:
        """What the program takes: memory, handles, threads and processor time."""
        return {
            "bare_kb": self.bare_kb,
            "pss_kb": status_kb("Pss"),
            "handles": len(os.listdir("/proc/self/fd")),  # noqa: PTH208
            "threads": len(os.listdir("/proc/self/task")),  # noqa: PTH208
            "python_threads": threading.active_count(),
            "cpu_s": time.process_time(),
        }

    def perform(self, name: str, arguments: Sequence[Any]) -> object:
        own: Callable[..., object] | None = getattr(self, name, None)
        return (own or getattr(self.out, name))(*arguments)


def be_lazy(application: QApplication) -> QTimer:
    """Keeps the interface's thread asleep for most of the time."""
    rounds = 0

    def sleep() -> None:
        nonlocal rounds
        rounds += 1
        time.sleep((STILL_MS if rounds % STILL_EVERY == 0 else LAZY_MS) / 1_000)

    timer = QTimer(application)
    timer.timeout.connect(sleep)
    timer.start(LAZY_EVERY_MS)
    return timer


def main() -> None:
    """Serves until standard input ends."""
    if "--log" in sys.argv:
        logging.basicConfig(level=logging.INFO)
    application = QApplication([])
    label = QLabel("Stretch Timer")
    label.show()
    application.processEvents()
    folder = sys.argv[sys.argv.index("--speaker") + 1] if "--speaker" in sys.argv else ""
    program = Program(bundled_clips().files, folder)
    if "--lazy" in sys.argv:
        be_lazy(application)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    pending = b""

    def on_activated() -> None:
        nonlocal pending
        got = os.read(sys.stdin.fileno(), 65_536)
        if not got:
            notifier.setEnabled(False)
            application.quit()
            return
        *lines, pending = (pending + got).split(b"\n")
        for line in lines:
            name, *arguments = json.loads(line)
            at_ns = time.monotonic_ns()
            result = program.perform(name, arguments)
            print(json.dumps({"at_ns": at_ns, "result": result}), flush=True)

    notifier.activated.connect(on_activated)
    print(json.dumps({"at_ns": 0, "result": "ready"}), flush=True)
    application.exec()
    program.out.close()


if __name__ == "__main__":
    main()
