"""Measures start and memory beside a bare PySide6 window with one label, in the same run.

    python -m tests.benchmarks.start [--rounds N]

Needs Xvfb and PulseAudio. Prints ratios: start to the first painted window, start to the whole
home page, memory (PSS) on the home page and in a session, start with 10,000 routine files.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.desktop.display import private_display
from tests.desktop.pulse import private_pulse
from tests.profiles import asked_before

ROOT = Path(__file__).parents[2]
MANY = 10_000

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
import sys, time

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print("painted", time.monotonic(), flush=True)
        QTimer.singleShot(int(sys.argv[1]), end)

def end():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    print("pss", next(line.split()[1] for line in lines if line.startswith("Pss:")), flush=True)
    app.quit()

app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
window.setCentralWidget(Label("Stretch Timer"))
window.show()
app.exec()
"""

OURS = """
from pathlib import Path
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import sys, time
from stretchtimer.ui.main_window import MainWindow
import stretchtimer.window as start

class Watch(QObject):
    home = 0.0
    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint and hasattr(watched.window(), "home"):
            if watched is watched.window().home and not self.home:
                self.home = time.monotonic()
                print("home", self.home, flush=True)
                QTimer.singleShot(int(sys.argv[1]), end)
        return False

def end():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    print("pss", next(line.split()[1] for line in lines if line.startswith("Pss:")), flush=True)
    QApplication.exit(0)

def remember(window):
    print("painted", time.monotonic(), flush=True)
    if sys.argv[3] == "session":
        QTimer.singleShot(int(sys.argv[1]), end)

made = start.WindowRun.first_window
def first_window(self):
    global watch
    window = made(self)
    window.painted.connect(lambda: remember(window))
    if sys.argv[3] == "home":
        watch = Watch()
        QApplication.instance().installEventFilter(watch)
    return window
start.WindowRun.first_window = first_window
start.run_window(Path(sys.argv[2]), None, sys.argv[3] == "session", False, None)
"""


def run(code: str, env: dict[str, str], *arguments: str) -> dict[str, float]:
    """What one program told: seconds from its start, and kilobytes."""
    began = time.monotonic()
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(
        command, env=env, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    told = dict(line.split() for line in done.stdout.splitlines())
    return {name: float(value) - (0 if name == "pss" else began) for name, value in told.items()}


def medians(runs: list[dict[str, float]]) -> dict[str, float]:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def main() -> int:
    """Measures in turn, so that both see the same machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args().rounds
    with ExitStack() as stack:
        server = stack.enter_context(private_pulse(("mat",)))
        display = stack.enter_context(private_display(1920, 1080))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = {**server.env, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        # An installed program has its byte code.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        few, many = folder / "few", folder / "many"
        copies(few, 5)
        copies(many, MANY)
        kinds = {
            "bare": (BARE, "0"),
            "few": (OURS, "0", str(few), "home"),
            "many": (OURS, "0", str(many), "home"),
        }
        found: dict[str, list[dict[str, float]]] = {name: [] for name in kinds}
        for number in range(rounds + 1):
            for name, (code, *arguments) in kinds.items():
                result = run(code, env, *arguments)
                if number:
                    found[name].append(result)
        middle = {name: medians(results) for name, results in found.items()}
        bare = middle["bare"]["painted"]
        print(f"bare window painted after {bare * 1000:.0f} ms")
        print(f"first painted window: {middle['few']['painted'] / bare:.2f} x")
        print(f"whole home page: {middle['few']['home'] / bare:.2f} x")
        print(
            f"with {MANY} routines: {middle['many']['painted'] / middle['few']['painted']:.2f} x,"
        )
        print(f"  whole home page {middle['many']['home'] / middle['few']['home']:.2f} x")
        memory(env, few)
    return 0


def memory(env: dict[str, str], profile: Path) -> None:
    """Prints how much more memory is in use than by the bare window."""
    bare = run(BARE, env, "3000")["pss"]
    home = run(OURS, env, "3000", str(profile), "home")["pss"]
    session = run(OURS, env, "20000", str(profile), "session")["pss"]
    print(f"memory of the bare window {bare / 1024:.1f} MB")
    print(f"memory on the home page: {home / bare:.2f} x ({home / 1024:.1f} MB)")
    print(f"memory in a session: {session / bare:.2f} x ({session / 1024:.1f} MB)")


def copies(profile: Path, count: int) -> None:
    """A profile with so many routines of one's own."""
    folder = asked_before(profile) / "data" / "routines"
    folder.mkdir(parents=True)
    source = ROOT / "assets" / "routines" / "post-walk.toml"
    first = folder / "walk-00000.toml"
    shutil.copy(source, first)
    for number in range(1, count):
        os.link(first, folder / f"walk-{number:05}.toml")


if __name__ == "__main__":
    sys.exit(main())
