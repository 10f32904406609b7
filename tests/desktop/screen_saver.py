"""A desktop's screen saver that takes wishes, as a program of its own.

    python -m tests.desktop.screen_saver KIND

``KIND`` is how it answers: ``takes`` them, ``refuses`` them, or ``silent``. It tells each wish by a
line on its standard output, and another when whoever had it has left the bus, as real ones notice.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from jeepney import (  # type: ignore[import-untyped]
    HeaderFields,
    MatchRule,
    MessageType,
    new_error,
    new_method_return,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.programs import ending_with_us

NAME = "org.freedesktop.ScreenSaver"


@contextmanager
def screen_saver(bus: str, kind: str) -> Iterator[IO[str]]:
    """What such a one on that bus tells while the block runs."""
    program = subprocess.Popen(
        ending_with_us([sys.executable, "-m", "tests.desktop.screen_saver", kind, bus]),
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == "ready\n"
        yield program.stdout
    finally:
        program.terminate()
        program.communicate()


def main(kind: str, bus: str) -> None:
    """Answers until it is ended."""
    connection = open_dbus_connection(bus)
    left = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
    connection.send_and_get_reply(message_bus.AddMatch(left))
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    print("ready", flush=True)
    holders: set[str] = set()
    while True:
        message = connection.receive()
        fields = message.header.fields
        if message.header.message_type is MessageType.method_call:
            print("wished", *message.body, sep="|", flush=True)
            if kind == "takes":
                holders.add(fields[HeaderFields.sender])
                connection.send(new_method_return(message, "u", (7,)))
            elif kind == "refuses":
                error = "org.freedesktop.DBus.Error.UnknownMethod"
                connection.send(new_error(message, error, "s", ("no such method",)))
        elif message.header.message_type is MessageType.signal:
            name, _, owner = message.body if len(message.body) == 3 else ("", "", "")
            if name in holders and not owner:
                holders.discard(name)
                print("left", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
