"""The command that goes straight into a session, in a window of its own process."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import ending_with_us
from tests.sweeps import swept, swept_rows

PATIENCE_S = 60.0
PROGRAM = """
import sys
from pathlib import Path
from stretchtimer.ui.main_window import MainWindow
from stretchtimer.app import run_window
from stretchtimer.services.session.start_request import StartRequest
if "hidden" in sys.argv:
    MainWindow.show = lambda self: None
run_window(StartRequest(Path(sys.argv[1]), at_once=True, mute=True, trace=Path(sys.argv[2])))
"""


BROKEN = """
import functools, importlib, sys
from stretchtimer import cli

def break_down(*_, **__):
    raise {error}

module, *owners, name = "{where}".split()
owner = functools.reduce(getattr, owners, importlib.import_module(module))
setattr(owner, name, break_down)
sys.exit(cli.main(["--profile", sys.argv[1], *sys.argv[2:]]))
"""
_BUILD = "stretchtimer.ui.main_window MainWindow build"
_LOOK = "stretchtimer.ui.theme.appearance Appearance"
_START = "stretchtimer.ui.main_window MainWindow start"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize("shown", swept(["shown", "hidden"], ["hidden"]))
def test_without_sound_it_is_not_asked_whether_any_is_heard_even_in_a_window_nobody_sees(
    tmp_path: Path, shown: str
) -> None:
    settings = tmp_path / "profile" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    noted = {"format": 1, "safety_read": True, "hearing_checked": False, "output": "off"}
    settings.write_text(json.dumps(noted), encoding="utf-8")
    trace = tmp_path / "trace"
    os.mkfifo(trace)
    reader = os.open(trace, os.O_RDONLY | os.O_NONBLOCK)
    program = subprocess.Popen(
        ending_with_us(
            [sys.executable, "-c", PROGRAM, str(tmp_path / "profile"), str(trace), shown]
        ),
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        stderr=subprocess.PIPE,
    )
    try:
        told, _, _ = select.select([reader], [], [], PATIENCE_S)
        assert told, "no session has begun"
        first = os.read(reader, 65_536).decode().splitlines()[0]
        assert json.loads(first)["event"] == "session_started"
    finally:
        program.terminate()
        program.communicate(timeout=PATIENCE_S)
        os.close(reader)


@pytest.mark.parametrize(
    ("where", "arguments"),
    swept_rows(
        [
            (_BUILD, []),
            ("stretchtimer.ui.main_window MainWindow __init__", []),
            (_LOOK, []),
            ("stretchtimer.ui.home.home_page HomePage paintEvent", []),
            ("stretchtimer.qt.signals EndingSignals", []),
            (_START, ["start"]),
        ],
        [_BUILD],
    ),
    ids=lambda value: value.rpartition(" ")[-1] if isinstance(value, str) else "",
)
def test_a_fault_while_it_starts_ends_the_program_and_is_told_and_logged(
    tmp_path: Path, where: str, arguments: list[str]
) -> None:
    told = _ended(where, "ZeroDivisionError('oh')", 3, tmp_path, *arguments)
    assert len(told) == 1
    assert "ZeroDivisionError: oh" in told[0]
    logs = [path.read_text(encoding="utf-8") for path in (tmp_path / "cache").glob("*.log")]
    assert any("Traceback" in log and "break_down" in log for log in logs)


@pytest.mark.parametrize("where", swept([_BUILD, _LOOK], [_BUILD]))
def test_ctrl_c_while_it_starts_ends_the_program_without_a_word(tmp_path: Path, where: str) -> None:
    assert _ended(where, "KeyboardInterrupt()", 130, tmp_path) == []


def _ended(where: str, error: str, code: int, profile: Path, *arguments: str) -> list[str]:
    """What is told on standard error by a program that breaks there, and ends with that code."""
    done = subprocess.run(
        [sys.executable, "-c", BROKEN.format(where=where, error=error), str(profile), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return [line for line in done.stderr.splitlines() if "plugin does not" not in line]


@pytest.mark.skipif(sys.platform == "win32", reason="is about the locales of Unix")
def test_a_locale_that_qt_reads_in_its_own_way_is_not_complained_of(tmp_path: Path) -> None:
    code = BROKEN.format(where=_LOOK, error="KeyboardInterrupt()")
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert "locale" not in done.stderr
