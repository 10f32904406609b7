"""Asks a process of its own what the window would have: Qt's version and its sound output.

The terminal's side never loads Qt itself, and a Qt that ends its process must not end ours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from stretchtimer.services.audio.audio_out import DUMMY_DEVICE

LONGEST_S = 20

_QUESTION = (
    f"DUMMY = {DUMMY_DEVICE.encode()!r}"
    + """
import json
from PySide6.QtCore import QCoreApplication, QTimer, qVersion
application = QCoreApplication([])
answer = {"qt": qVersion()}
try:
    from PySide6.QtMultimedia import QMediaDevices
    device = QMediaDevices.defaultAudioOutput()
    is_dummy = device.id().data() == DUMMY
    answer["output"] = "" if is_dummy else device.description()
except ImportError as error:
    answer["problem"] = str(error)
print(json.dumps(answer))
"""
)


@dataclass(frozen=True)
class WindowAnswer:
    """The version of Qt, its sound output's name, and why there is none; each may be empty.

    ``problem`` is in the words of Python or Qt.
    """

    qt: str = ""
    output: str = ""
    problem: str = ""


Run = Callable[[Sequence[str]], str]


def ask_window(run: Run | None = None) -> WindowAnswer:
    """Never raises; what could not be found out is a problem."""
    try:
        said = (run or _run)([sys.executable, "-c", _QUESTION])
        answer = json.loads(said.splitlines()[-1])
    except (OSError, subprocess.SubprocessError, ValueError, IndexError) as error:
        reason = getattr(error, "stderr", None) or error
        return WindowAnswer(problem=str(reason).strip().splitlines()[-1])
    output, problem = answer.get("output", ""), answer.get("problem", "")
    return WindowAnswer(answer["qt"], output, problem)


def _run(command: Sequence[str]) -> str:
    # Qt must say what it has even where there is no display.
    environ = {**os.environ, "QT_LOGGING_RULES": "*=false", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LONGEST_S, check=True, env=environ
    )
    return done.stdout
