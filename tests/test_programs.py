"""Programs that tests start do not outlive them."""

from __future__ import annotations

import os
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.programs import ending_with_us

STARTS_ANOTHER = """
import subprocess, sys
from tests.programs import ending_with_us
held = int(sys.argv[1])
waiting = "import os, signal; print(os.getpid(), flush=True); signal.pause()"
subprocess.Popen(ending_with_us([sys.executable, "-c", waiting]), pass_fds=(held,))
input()
"""
PATIENCE_S = 30.0


@pytest.mark.skipif(not shutil.which("setpriv"), reason="setpriv is not installed")
def test_what_tests_start_ends_when_they_are_killed() -> None:
    # The program that waits for nobody holds the writing end as long as it lives.
    reading, writing = os.pipe()
    with (
        os.fdopen(reading, "rb") as pipe,
        subprocess.Popen(
            ending_with_us([sys.executable, "-c", STARTS_ANOTHER, str(writing)]),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            pass_fds=(writing,),
            cwd=Path(__file__).parents[1],
        ) as tests,
    ):
        os.close(writing)
        assert tests.stdout is not None
        waiting = int(tests.stdout.readline())
        tests.kill()
        ended, _, _ = select.select([pipe], [], [], PATIENCE_S)
        if not ended:
            os.kill(waiting, signal.SIGKILL)
    assert ended


def test_a_program_keeps_its_number() -> None:
    command = ending_with_us([sys.executable, "-c", "import os; print(os.getpid())"])
    with subprocess.Popen(command, stdout=subprocess.PIPE) as program:
        output, _ = program.communicate()
    assert int(output) == program.pid
