"""Measures start and memory beside a bare PySide6 window with one label, in the same run.

    python -m tests.benchmarks.start [--rounds N] [--beside CHECKOUT] [--many]

Needs Xvfb and PulseAudio. Prints medians, each also as a multiple of the bare window's: the start
to the first painted window, to where the painting of the whole home page begins and to where it
has ended, each as time passed and as processor time (which other programs disturb less); memory on
the home page and in a session. A start is one after the first, which draws what later ones show.
``--beside`` measures another checkout of this project in turn with this one. ``--many`` adds the
start with 10,000 routine files beside that with five.

Memory is the PSS as it is where no other program runs Python or Qt: what is mapped from them is
counted whole, the libraries of the system by shares.
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
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from tests.desktop.display import private_display
from tests.desktop.pulse import private_pulse
from tests.profiles import asked_before

ROOT = Path(__file__).parents[2]
MANY = 10_000
HOME_MS, SESSION_MS = 3_000, 20_000
"""How long after its first picture the memory of a window is looked at."""

TELLING = """
import os, sys, time

def tell(name):
    print(name, time.monotonic(), time.process_time(), flush=True)

def end():
    import PySide6
    own = [os.path.dirname(PySide6.__path__[0]), sys.base_prefix]
    total, whole = 0, False
    for line in open("/proc/self/smaps"):
        first = line.split(None, 1)[0]
        if not first.endswith(":"):
            whole = any(folder != "/usr" and folder in line for folder in own)
        elif first == ("Rss:" if whole else "Pss:"):
            total += int(line.split()[1])
    print("memory", total, 0, flush=True)
    # How tidily a program ends is measured elsewhere.
    os._exit(0)
"""

BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        tell("painted")
        QTimer.singleShot(int(sys.argv[1]), end)

app = QApplication([])
window = QMainWindow()
window.resize(1100, 720)
window.setCentralWidget(Label("Stretch Timer"))
window.show()
app.exec()
"""

OURS = """
import gc, importlib.util
from pathlib import Path
# As the command does; a checkout beside this one may be older.
if importlib.util.find_spec("stretchtimer.qt.quick_import"):
    from stretchtimer.qt.quick_import import import_pyside
    gc.disable()
    import_pyside()
from stretchtimer.app import run_window
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.ui.main_window import MainWindow

wait_ms, profile, is_session = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "session"
seen = set()

def once(name):
    first = name not in seen
    seen.add(name)
    if first:
        tell(name)
    return first

def on_painted():
    from PySide6.QtCore import QTimer
    once("painted")
    if is_session:
        QTimer.singleShot(wait_ms, end)

class Watched(MainWindow):
    def __init__(self, *args):
        super().__init__(*args)
        self.painted.connect(on_painted)

    def build(self, *args, **named):
        from stretchtimer.ui.home.home_page import HomePage
        HomePage.paintEvent = lambda page, event: once("page")
        super().build(*args, **named)

    def event(self, event):
        done = super().event(event)
        if "page" in seen and once("whole") and not is_session:
            from PySide6.QtCore import QTimer
            QTimer.singleShot(wait_ms, end)
        return done

import stretchtimer.app
stretchtimer.app.MainWindow = Watched
run_window(StartRequest(profile, at_once=is_session))
"""

MOMENTS = {
    "painted": "first painted window",
    "page": "home page, painting begins",
    "whole": "home page, painted",
}


@dataclass(frozen=True)
class Kind:
    """A program that is measured: its code, the checkout it is from, and its arguments."""

    code: str
    checkout: Path
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Emitted:
    """What one program told at a moment: milliseconds passed and of the processor."""

    passed: float
    processor: float


def run(kind: Kind, env: dict[str, str], wait_ms: int = 0) -> dict[str, Emitted]:
    """What one program told at each moment, and its memory in kilobytes as ``passed``."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", TELLING + kind.code, str(wait_ms), *kind.arguments],
        env=env,
        cwd=kind.checkout,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    told = {}
    for name, passed, processor in (line.split() for line in done.stdout.splitlines()):
        since = 0.0 if name == "memory" else began
        factor = 1.0 if name == "memory" else 1000.0
        told[name] = Emitted((float(passed) - since) * factor, float(processor) * factor)
    return told


def medians(runs: list[dict[str, Emitted]]) -> dict[str, Emitted]:
    return {
        name: Emitted(
            statistics.median(run[name].passed for run in runs),
            statistics.median(run[name].processor for run in runs),
        )
        for name in runs[0]
    }


def measured(
    kinds: dict[str, Kind], env: dict[str, str], rounds: int, wait_ms: int = 0
) -> dict[str, dict[str, Emitted]]:
    """The medians of each kind; all in turn, so that each sees the same machine."""
    found: dict[str, list[dict[str, Emitted]]] = {name: [] for name in kinds}
    for _ in range(rounds):
        for name, kind in kinds.items():
            found[name].append(run(kind, env, wait_ms))
    return {name: medians(results) for name, results in found.items()}


def main() -> int:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--beside", type=Path, help="another checkout to measure as well")
    parser.add_argument("--many", action="store_true", help="with 10,000 routine files too")
    asked = parser.parse_args()
    checkouts = {"this": ROOT}
    if asked.beside:
        checkouts["beside"] = asked.beside.resolve()
    with ExitStack() as stack:
        server = stack.enter_context(private_pulse(("mat",)))
        display = stack.enter_context(private_display(1920, 1080))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        env = {**server.env, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        # An installed program has its byte code.
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env["PYTHONPYCACHEPREFIX"] = str(folder / "pyc")
        bare = {"bare": Kind(BARE, folder)}

        # Each its own: stills that one has kept are none for another.
        few = {name: copies(folder / f"few-{name}", 5) for name in checkouts}

        def ours(way: str) -> dict[str, Kind]:
            return {
                name: Kind(OURS, place, (str(few[name]), way)) for name, place in checkouts.items()
            }

        kinds = bare | ours("home")
        # The first time of each compiles, brings the files into memory, and draws the stills that
        # are shown from then on: long enough for them to be kept.
        measured(kinds, env, 1, HOME_MS)
        told = measured(kinds, env, asked.rounds)
        for line in table(told, list(checkouts)):
            print(line, flush=True)
        once_in = max(1, asked.rounds // 3)
        plain = measured(bare, env, once_in, HOME_MS)["bare"]["memory"].passed
        print(f"memory of the bare window: {plain / 1024:.1f} MB", flush=True)
        for way, wait_ms in (("home", HOME_MS), ("session", SESSION_MS)):
            for name, values in measured(ours(way), env, once_in, wait_ms).items():
                used = values["memory"].passed
                place = "on the home page" if way == "home" else "in a session"
                print(
                    f"memory {place}, {name}: {used / plain:.2f} x ({used / 1024:.1f} MB)",
                    flush=True,
                )
        if asked.many:
            many = copies(folder / "many", MANY)
            kinds = {"few": Kind(OURS, ROOT, (str(few["this"]), "home"))}
            kinds["many"] = Kind(OURS, ROOT, (str(many), "home"))
            told = measured(kinds, env, asked.rounds)
            for moment, words in MOMENTS.items():
                ratio = told["many"][moment].passed / told["few"][moment].passed
                print(f"with {MANY} routines, {words}: {ratio:.2f} x")
    return 0


def table(told: dict[str, dict[str, Emitted]], names: list[str]) -> Iterator[str]:
    """The times of each checkout beside those of the bare window."""
    bare = told["bare"]["painted"]
    yield (
        f"bare window painted after {bare.passed:.0f} ms, "
        f"with {bare.processor:.0f} ms of the processor"
    )
    for name in names:
        for moment, words in MOMENTS.items():
            found = told[name][moment]
            yield (
                f"{name:6} {words:27}"
                f" {found.passed / bare.passed:5.2f} x ({found.passed:.0f} ms),"
                f" processor {found.processor / bare.processor:5.2f} x ({found.processor:.0f} ms)"
            )


def copies(profile: Path, count: int) -> Path:
    """A profile with so many routines of one's own."""
    folder = asked_before(profile) / "data" / "routines"
    folder.mkdir(parents=True)
    source = ROOT / "assets" / "routines" / "post-walk.toml"
    first = folder / "walk-00000.toml"
    shutil.copy(source, first)
    for number in range(1, count):
        os.link(first, folder / f"walk-{number:05}.toml")
    return profile


if __name__ == "__main__":
    sys.exit(main())
