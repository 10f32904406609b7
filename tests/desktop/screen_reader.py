"""Reads a program as a screen reader does: by AT-SPI, over buses of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from jeepney import (  # type: ignore[import-untyped]
    DBusAddress,
    MatchRule,
    MessageType,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import (  # type: ignore[import-untyped]
    DBusConnection,
    open_dbus_connection,
)

from tests.desktop.bus import NoBusError, private_bus
from tests.programs import ending_with_us

PATIENCE_S = 30.0
LOOKS = 200
_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_FOCUSABLE, _FOCUSED, _MODAL, _SHOWING = 11, 12, 16, 25
_LABELLED_BY = 2


class GoneError(AssertionError):
    """What was asked is no longer there to answer."""


class Place(NamedTuple):
    """Where the bus has something."""

    bus: str
    path: str


@dataclass(frozen=True)
class Thing:
    """One thing on the screen, as it is told; ``labels`` are what stands beside it as its name."""

    place: Place
    role: str
    name: str
    description: str
    takes_focus: bool
    has_focus: bool
    is_modal: bool
    labels: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.role} “{self.name}”"


class ScreenReader:
    """Knows one program, by its connection to the bus of accessibility."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection
        # Before anything else, so that the program has heard of it when something happens.
        registry = Place(_REGISTRY, "/org/a11y/atspi/registry")
        self._call(registry, _REGISTRY, "RegisterEvent", "s", ("object:announcement",))
        self._program = self._find_program()

    def things(self) -> list[Thing]:
        """All that is shown now, in the order in which it is told."""
        for _ in range(LOOKS):
            with suppress(GoneError):
                return list(self._walk(self._program))
        raise AssertionError("what is shown never stays")

    def find(self, role: str, name: str) -> Thing:
        """Of two, the one that is told last: it lies over the other."""
        things = self.things()
        for thing in reversed(things):
            if (thing.role, thing.name) == (role, name):
                return thing
        raise AssertionError(f"no {role} “{name}” among {', '.join(map(str, things))}")

    def wait_for(self, role: str, name: str) -> None:
        """Looks until it is there: what is pressed may act a moment later."""
        for _ in range(LOOKS):
            if any((thing.role, thing.name) == (role, name) for thing in self.things()):
                return
        self.find(role, name)

    def focused(self) -> list[str]:
        """The names of what has the focus."""
        return [thing.name for thing in self.things() if thing.has_focus]

    def press(self, name: str, role: str = "push button") -> None:
        """Presses a button, as whoever cannot use a mouse does."""
        thing = self.find(role, name)
        (count,) = self._get(thing.place, "org.a11y.atspi.Action", "NActions")
        for number in range(count):
            action = "org.a11y.atspi.Action"
            (what,) = self._call(thing.place, action, "GetName", "i", (number,))
            if what in ("Press", "Toggle", "ShowMenu"):
                self._call(thing.place, action, "DoAction", "i", (number,))
                return
        raise AssertionError(f"{thing} cannot be pressed")

    def key(self, place: int, *, down: bool) -> None:
        """Presses a key of the keyboard or lets it go; ``place`` is its number in X11."""
        path = "/org/a11y/atspi/registry/deviceeventcontroller"
        controller = "org.a11y.atspi.DeviceEventController"
        happens = (place, "", 0 if down else 1)
        self._call(Place(_REGISTRY, path), controller, "GenerateKeyboardEvent", "isu", happens)

    @contextmanager
    def hearing(self) -> Iterator[list[str]]:
        """A list that holds what was announced while the block ran, once it has ended."""
        rule = MatchRule(
            type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement"
        )
        self._ask(message_bus.AddMatch(rule))
        heard: list[str] = []
        with self._connection.filter(rule, bufsize=LOOKS) as signals:
            yield heard
            # What was announced comes before the answer to a question that is asked later.
            self._call(self._program, _ACCESSIBLE, "GetRole")
            heard += [signal.body[3][1] for signal in signals]

    def _find_program(self) -> Place:
        for _ in range(50 * LOOKS):
            (found,) = self._call(Place(_REGISTRY, _ROOT), _ACCESSIBLE, "GetChildren")
            if found:
                return Place(*found[0])
        raise AssertionError("the program has not told of itself")

    def _walk(self, place: Place) -> Iterator[Thing]:
        ((low, _high),) = self._call(place, _ACCESSIBLE, "GetState")
        (role,) = self._call(place, _ACCESSIBLE, "GetRoleName")
        if role != "application" and not low >> _SHOWING & 1:
            return
        (name,) = self._get(place, _ACCESSIBLE, "Name")
        (description,) = self._get(place, _ACCESSIBLE, "Description")
        takes_focus, has_focus = bool(low >> _FOCUSABLE & 1), bool(low >> _FOCUSED & 1)
        labels = self._labels(place) if role == "combo box" else ()
        is_modal = bool(low >> _MODAL & 1)
        yield Thing(place, role, name, description, takes_focus, has_focus, is_modal, labels)
        (children,) = self._call(place, _ACCESSIBLE, "GetChildren")
        for child in children:
            yield from self._walk(Place(*child))

    def _labels(self, place: Place) -> tuple[str, ...]:
        (relations,) = self._call(place, _ACCESSIBLE, "GetRelationSet")
        others = (other for kind, found in relations if kind == _LABELLED_BY for other in found)
        return tuple(self._get(Place(*other), _ACCESSIBLE, "Name")[0] for other in others)

    def _get(self, place: Place, of: str, name: str) -> tuple[Any, ...]:
        properties = "org.freedesktop.DBus.Properties"
        ((_, value),) = self._call(place, properties, "Get", "ss", (of, name))
        return (value,)

    def _call(
        self, place: Place, of: str, name: str, kinds: str = "", body: tuple[Any, ...] = ()
    ) -> tuple[Any, ...]:
        where = DBusAddress(place.path, bus_name=place.bus, interface=of)
        return self._ask(new_method_call(where, name, kinds or None, body))

    def _ask(self, question: Any) -> tuple[Any, ...]:
        answer = self._connection.send_and_get_reply(question, timeout=PATIENCE_S)
        if answer.header.message_type is MessageType.error:
            raise GoneError(f"{question.header.fields}: {answer.body}")
        body: tuple[Any, ...] = answer.body
        return body


@contextmanager
def reading(display: str, profile: Path, run_folder: Path, *words: str) -> Iterator[ScreenReader]:
    """A reader of the real program, started with these words and seen on that display.

    ``run_folder`` takes the socket of the bus. Raises NoBusError where there is no bus, or none of
    accessibility.
    """
    with ExitStack() as stack:
        environ: Mapping[str, str] = {
            **os.environ,
            "DISPLAY": display,
            "XDG_RUNTIME_DIR": str(run_folder),
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        session = stack.enter_context(private_bus(environ))
        with open_dbus_connection(bus=session) as connection:
            status = DBusAddress("/org/a11y/bus", bus_name="org.a11y.Bus", interface="org.a11y.Bus")
            asked = new_method_call(status, "GetAddress")
            answer = connection.send_and_get_reply(asked, timeout=PATIENCE_S)
        if answer.header.message_type is MessageType.error:
            raise NoBusError("at-spi2-core is not installed")
        program = [sys.executable, "-m", "tests.desktop.reading_program", *words]
        started = subprocess.Popen(
            ending_with_us([*program, "--profile", str(profile)]),
            cwd=Path(__file__).parents[2],
            env={**environ, "DBUS_SESSION_BUS_ADDRESS": session},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        # Its end closes the input, by which the program ends.
        process = stack.enter_context(started)
        assert process.stdout is not None
        assert process.stdout.readline() == "all is there\n"
        connection = stack.enter_context(open_dbus_connection(bus=answer.body[0]))
        yield ScreenReader(connection)
