"""The command that goes straight into a session, in a window of its own process."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

PATIENCE_S = 60.0
PROGRAM = """
import sys
from pathlib import Path
from stretchtimer.window import run_window
run_window(Path(sys.argv[1]), None, start=True, mute=True, trace=Path(sys.argv[2]))
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_without_sound_it_is_not_asked_whether_any_is_heard(tmp_path: Path) -> None:
    settings = tmp_path / "profile" / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    noted = {"format": 1, "safety_read": True, "hearing_checked": False, "output": "off"}
    settings.write_text(json.dumps(noted), encoding="utf-8")
    trace = tmp_path / "trace"
    os.mkfifo(trace)
    reader = os.open(trace, os.O_RDONLY | os.O_NONBLOCK)
    program = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "profile"), str(trace)],
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
