"""A leaflet of four exercises is entered in a real window, with its own pose, and handed on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import why_no_qt
from tests.desktop.display import NoDisplayError, private_display
from tests.desktop.needs import need
from tests.programs import ending_with_us
from tests.sweeps import sweep

PATIENCE_S = 120.0


@sweep
def test_a_leaflet_is_entered_done_handed_on_and_done_the_same(tmp_path: Path) -> None:
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    need(shutil.which("xdotool") is not None, "xdotool is not installed")
    program = [sys.executable, "-m", "tests.desktop.leaflet_program", str(tmp_path)]
    try:
        with private_display(1366, 768) as display:
            done = subprocess.run(
                ending_with_us(program),
                cwd=Path(__file__).parents[2],
                env={**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE_S,
                check=False,
            )
    except NoDisplayError as error:
        need(False, str(error))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "imported and done the same by somebody else"
