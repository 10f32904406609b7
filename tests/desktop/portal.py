"""A desktop portal with the settings that a test gives it, as a program of its own.

    python -m tests.desktop.portal METHOD

It answers METHOD: ``ReadOne`` as the portals of today do, or only ``Read`` as older ones. ``Set``,
which no real one has, gives a setting a value and tells it or not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    HeaderFields,
    MessageType,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.bus_messages import message_bus  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.programs import ending_with_us

NAME = "org.freedesktop.portal.Desktop"
PLACE = DBusAddress("/org/freedesktop/portal/desktop", NAME, "org.freedesktop.portal.Settings")

Value = tuple[str, object]
"""A type in the bus's own words, and a value of it."""


class Portal:
    """The portal as a test sees it."""

    def __init__(self, bus: str) -> None:
        self._connection = open_dbus_connection(bus)

    def set(self, namespace: str, key: str, value: Value, told: bool = True) -> None:
        """Changes a setting; returns once that is done, and ``told`` to all who listen."""
        call = new_method_call(PLACE, "Set", "ssvb", (namespace, key, value, told))
        self._connection.send_and_get_reply(call)

    def close(self) -> None:
        self._connection.close()


@contextmanager
def portal(bus: str, method: str = "ReadOne") -> Iterator[Portal]:
    """A portal on that bus while the block runs."""
    program = subprocess.Popen(
        ending_with_us([sys.executable, "-m", "tests.desktop.portal", method]),
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus},
        stdout=subprocess.PIPE,
    )
    try:
        assert program.stdout is not None
        assert program.stdout.readline() == b"ready\n"
        with closing(Portal(bus)) as client:
            yield client
    finally:
        program.terminate()
        program.communicate()


def main(method: str) -> None:
    """Answers until it is ended."""
    connection = open_dbus_connection("SESSION")
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    print("ready", flush=True)
    values: dict[tuple[str, str], Value] = {}

    def answer(call: Any) -> Any:
        asked, (namespace, key, *given) = call.header.fields[HeaderFields.member], call.body
        if asked == "Set":
            value, told = given
            values[namespace, key] = value
            if told:
                body = (namespace, key, value)
                connection.send(new_signal(PLACE, "SettingChanged", "ssv", body))
            return new_method_return(call)
        if asked != method:
            return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod", "s", (asked,))
        if (namespace, key) not in values:
            return new_error(call, "org.freedesktop.portal.Error.NotFound", "s", (key,))
        value = values[namespace, key]
        return new_method_return(call, "v", (value if method == "ReadOne" else ("v", value),))

    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            connection.send(answer(message))


if __name__ == "__main__":
    main(sys.argv[1])
