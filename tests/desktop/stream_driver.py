"""Drives the program that holds the window's sound output, and hears what a sink has played."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from tests.desktop.pulse import PATIENCE_S, wait_until
from tests.programs import ending_with_us

ROOT = Path(__file__).parents[2]


class StreamProgram:
    """A program of its own that plays what it is told to."""

    def __init__(self, env: Mapping[str, str], *options: str) -> None:
        self._errors: TextIO = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115
        self.process = subprocess.Popen(
            ending_with_us([sys.executable, "-m", "tests.desktop.stream_program", *options]),
            cwd=ROOT,
            env={**env, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # A file, since a pipe that nobody reads would stop the program when it is full.
            stderr=self._errors,
            text=True,
        )
        self._answer()

    def ask(self, *request: object) -> dict[str, Any]:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        return self._answer()

    def schedule(self, *sounds: tuple[int, str]) -> int:
        """Wants clips so many milliseconds from now; gives the instant that now was."""
        at_ns: int = self.ask("schedule", sounds)["at_ns"]
        return at_ns

    def status(self) -> dict[str, Any]:
        answer: dict[str, Any] = self.ask("status")["result"]
        return answer

    def told(self) -> Sequence[dict[str, Any]]:
        """Every status that was told since the beginning."""
        answer: Sequence[dict[str, Any]] = self.ask("told")["result"]
        return answer

    def wait_for(self, *, working: bool) -> dict[str, Any]:
        """Waits until the output works, or says what is wrong; gives its status."""

        def is_there() -> bool:
            status = self.status()
            return bool(status["working"] if working else status["problem"])

        wait_until(is_there, "the output works" if working else "the loss is told")
        return self.status()

    def end(self) -> str:
        """Ends the program and gives what it wrote to its standard error."""
        try:
            self.process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
        errors = self._said()
        self._errors.close()
        assert self.process.returncode == 0, errors[:2000]
        return errors

    def _answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], PATIENCE_S)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            raise AssertionError(f"the player does not answer; it said: {self._said()[:2000]}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _said(self) -> str:
        self._errors.seek(0)
        return self._errors.read()
