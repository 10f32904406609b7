"""Starts a PulseAudio of its own with null sinks, whose sound can be recorded and never heard."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

START_WAIT_S = 10.0
PATIENCE_S = 15.0
LONELY_S = 60
"""A server that has had no client for so long ends by itself, as that of tests that were killed.

It gives up rights when it starts, and with them any wish to end with its parent.
"""
RATE = 48_000


class NoPulseError(Exception):
    """PulseAudio is not installed or did not start."""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Return once the condition holds; raises TimeoutError if it never does.

    For what other programs do and do not announce; the time it takes proves nothing.
    """
    give_up_at = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > give_up_at:
            raise TimeoutError(f"waited in vain until {what}")
        time.sleep(0.02)


class PrivatePulse:
    """A sound server of our own; ``env`` makes a child process use it, and only it."""

    def __init__(self, folder: Path, idle_s: int) -> None:
        self._folder = folder
        self._idle_s = idle_s
        self._process: subprocess.Popen[bytes] | None = None
        self.socket = folder / "native"
        self.env = {
            **os.environ,
            "PULSE_SERVER": f"unix:{self.socket}",
            "PULSE_COOKIE": str(folder / "cookie"),
            "XDG_RUNTIME_DIR": str(folder),
        }

    def restart(self, sinks: tuple[str, ...]) -> None:
        """Start the server with these null sinks, the first being the default."""
        name = str(self._folder)
        modules = [
            f"module-native-protocol-unix socket={self.socket} auth-anonymous=1",
            f"module-suspend-on-idle timeout={self._idle_s}",
            *(f"module-null-sink {' '.join(_sink(sink))}" for sink in sinks),
        ]
        self._process = subprocess.Popen(
            [
                *("pulseaudio", "--daemonize=no", f"--exit-idle-time={LONELY_S}", "-n"),
                # As on a desktop: where it may, the server comes before all other programs.
                *("--use-pid-file=no", "--disallow-exit", "--high-priority=yes", "--realtime=yes"),
                *(f"--load={module}" for module in modules),
            ],
            env={**os.environ, "XDG_RUNTIME_DIR": name, "HOME": name, "PULSE_STATE_PATH": name},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._wait_until_it_answers()
        if sinks:
            self.pactl("set-default-sink", sinks[0])

    def kill(self) -> None:
        """End the server without a word to anybody."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def signal(self, number: int) -> None:
        """Send the server a signal, such as one that makes it stand still."""
        if self._process:
            self._process.send_signal(number)

    def close(self) -> None:
        if self._process:
            self._process.terminate()
            # One that was made to stand still would not hear of it.
            self.signal(signal.SIGCONT)
            self._process.wait()

    def pactl(self, *arguments: str) -> str:
        """Send one command and give its answer; one that fails raises CalledProcessError."""
        answer = subprocess.run(
            ["pactl", *arguments], env=self.env, check=True, capture_output=True, text=True
        )
        return answer.stdout.strip()

    def add_sink(self, name: str) -> None:
        """Add a null sink of this name."""
        self.pactl("load-module", "module-null-sink", *_sink(name))

    def remove_sink(self, name: str) -> None:
        modules = self.pactl("list", "short", "modules").splitlines()
        for number, _, arguments in (row.split("\t")[:3] for row in modules):
            if f"sink_name={name}" in arguments.split():
                self.pactl("unload-module", number)

    def sink_states(self) -> dict[str, str]:
        """Give each sink's state: RUNNING, IDLE or SUSPENDED."""
        rows = (line.split("\t") for line in self.pactl("list", "short", "sinks").splitlines())
        return {row[1]: row[-1] for row in rows}

    def _wait_until_it_answers(self) -> None:
        give_up_at = time.monotonic() + START_WAIT_S
        while time.monotonic() < give_up_at and self._process and self._process.poll() is None:
            try:
                with socket.socket(socket.AF_UNIX) as client:
                    client.connect(str(self.socket))
                return
            except OSError:
                time.sleep(0.02)
        raise NoPulseError("PulseAudio did not start")


def _sink(name: str) -> tuple[str, ...]:
    description = f"sink_properties=device.description={name}"
    return (f"sink_name={name}", f"rate={RATE}", "channels=1", description)


@contextmanager
def private_pulse(sinks: tuple[str, ...] = ("mat",), idle_s: int = 5) -> Iterator[PrivatePulse]:
    """Run a sound server with these null sinks, the first being the default.

    A sink without sound falls asleep after `idle_s`, as outputs do. Raises NoPulseError.
    """
    if shutil.which("pulseaudio") is None or shutil.which("pactl") is None:
        raise NoPulseError("PulseAudio is not installed")
    with tempfile.TemporaryDirectory(prefix="pulse-") as name:
        folder = Path(name)
        folder.chmod(0o700)
        server = PrivatePulse(folder, idle_s)
        try:
            server.restart(sinks)
            yield server
        finally:
            server.close()
