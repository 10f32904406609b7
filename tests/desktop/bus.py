"""Starts a session bus of its own, on which nobody else is."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from tests.programs import ending_with_us


class NoBusError(Exception):
    """The bus is not installed or did not start."""


@contextmanager
def private_bus(environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a bus, for ``DBUS_SESSION_BUS_ADDRESS``, while the block runs.

    What it starts has ``environ``, ours where none is given.
    Raises NoBusError where there is no dbus-daemon.
    """
    if not shutil.which("dbus-daemon"):
        raise NoBusError("dbus-daemon is not installed")
    bus = subprocess.Popen(
        ending_with_us(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
        ),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environ,
        text=True,
    )
    try:
        assert bus.stdout is not None
        address = bus.stdout.readline().strip()
        if not address:
            raise NoBusError("dbus-daemon did not start")
        yield address
    finally:
        bus.terminate()
        bus.communicate()
