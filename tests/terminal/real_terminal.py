"""The real program in a pseudo terminal, driven by what it shows."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

from tests.programs import ending_with_us

PATIENCE_S = 20.0
READS = 60
LOOKS = 500
_IN_TERMINAL = """
import os, signal, sys
for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGHUP):
    signal.signal(number, signal.SIG_DFL)
terminal = os.open(sys.argv[1], os.O_RDWR)
for descriptor in range(3):
    os.dup2(terminal, descriptor)
os.execv(sys.argv[2], sys.argv[2:])
"""
"""The first process of a session gets the first terminal it opens as its own. Tests that are run in
the background ignore what ends a program in a terminal, and would hand that on."""
_CODES = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[()][A-Z0-9])")


class RealTerminal:
    """Starts ``stretchtimer`` with these arguments in a terminal of its own."""

    def __init__(self, profile: Path, *arguments: str, width: int = 80, **environ: str) -> None:
        self._person, self._program = pty.openpty()
        size = struct.pack("HHHH", 24, width, 0, 0)
        fcntl.ioctl(self._program, termios.TIOCSWINSZ, size)
        self.before = self.settings()
        self.shown = b""
        self._read_to = 0
        clean = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.process = subprocess.Popen(
            ending_with_us(
                [
                    *(sys.executable, "-I", "-S", "-c", _IN_TERMINAL, os.ttyname(self._program)),
                    *(sys.executable, "-m", "stretchtimer", "--profile", str(profile), *arguments),
                ]
            ),
            start_new_session=True,
            env={**clean, "TERM": "xterm-256color", "QT_QPA_PLATFORM": "", **environ},
            cwd=Path(__file__).parents[2],
        )

    def settings(self) -> list[Any]:
        """How the terminal is set."""
        return termios.tcgetattr(self._program)

    def press(self, keys: str) -> None:
        os.write(self._person, keys.encode())

    def wait_for(self, words: str) -> None:
        """Waits until the words are shown, after those that were waited for before."""
        for _ in range(READS):
            if (place := self._text().find(words, self._read_to)) >= 0:
                self._read_to = place + len(words)
                return
            if not self._drain(PATIENCE_S):
                break
        raise AssertionError(f"{words!r} was never shown, but: {self._text()[-2000:]}")

    def wait_for_end(self) -> int:
        """The exit code, once the program has ended."""
        for _ in range(LOOKS):
            if self.process.poll() is not None:
                self._drain(0)
                return self.process.returncode
            self._drain(0.02)
        raise AssertionError(f"the program has not ended, but shown: {self._text()[-2000:]}")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._person)
        os.close(self._program)

    def _text(self) -> str:
        return _CODES.sub(b"", self.shown).decode("utf-8", "replace")

    def _drain(self, timeout_s: float) -> bool:
        """Reads what there is; False when nothing came in time."""
        readable, _, _ = select.select([self._person], [], [], timeout_s)
        if readable:
            self.shown += os.read(self._person, 65536)
        return bool(readable)
