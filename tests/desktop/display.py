"""Starts an X display of its own that nobody sees."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.programs import ending_with_us


class NoDisplayError(Exception):
    """Xvfb is not installed or did not start."""


@contextmanager
def private_display(width: int, height: int) -> Iterator[str]:
    """The name of a display of that size, for ``DISPLAY``, while the block runs.

    Raises NoDisplayError where there is no Xvfb.
    """
    if not shutil.which("Xvfb"):
        raise NoDisplayError("Xvfb is not installed")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ending_with_us(
            [
                *("Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"),
                *("-screen", "0", f"{width}x{height}x24"),
            ]
        ),
        pass_fds=(writing,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        if not number:
            raise NoDisplayError("Xvfb did not start")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
