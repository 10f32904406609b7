"""A program of its own that holds an `EffectOut` and does what lines on its standard input say.

A line is a JSON list: the name of a method and its arguments. The answer is one JSON line:
`{"at_ns": ..., "took_ns": ..., "result": ...}` on the monotonic clock, taken around the call.
"""

from __future__ import annotations

import dataclasses
import json
import os
import resource
import sys
import time
from pathlib import Path

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication, QLabel

from stretchtimer.qt.effect_out import EffectOut
from stretchtimer.services.audio_out import AudioStatus


def pss_kb() -> int:
    """Give this program's proportional set size."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise ValueError("the kernel does not tell the Pss")


def main() -> None:
    """Serve until standard input ends."""
    application = QApplication([])
    label = QLabel("Stretch Timer")
    label.show()
    application.processEvents()
    bare_kb = pss_kb()
    started_ns = time.monotonic_ns()
    out = EffectOut()
    built_ns = time.monotonic_ns() - started_ns
    statuses: list[AudioStatus] = []
    out.on_status_changed(statuses.append)
    notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    pending = b""

    def perform(name: str, arguments: list[object]) -> object:
        if name == "load":
            folder = Path(str(arguments[0]))
            out.load({path.stem: path for path in sorted(folder.glob("*.wav"))})
            return None
        if name == "statuses":
            return [dataclasses.asdict(status) for status in statuses]
        if name == "status":
            return dataclasses.asdict(out.status())
        if name == "finish":
            out.close(let_finish=True)
            return None
        if name == "cost":
            used = resource.getrusage(resource.RUSAGE_SELF)
            return {
                "bare_kb": bare_kb,
                "pss_kb": pss_kb(),
                "cpu_s": used.ru_utime + used.ru_stime,
                "built_ns": built_ns,
            }
        return getattr(out, name)(*arguments)

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
            result = perform(name, arguments)
            took_ns = time.monotonic_ns() - at_ns
            print(json.dumps({"at_ns": at_ns, "took_ns": took_ns, "result": result}), flush=True)

    notifier.activated.connect(on_activated)
    print(json.dumps({"at_ns": 0, "took_ns": 0, "result": "ready"}), flush=True)
    application.exec()
    out.close()


if __name__ == "__main__":
    main()
