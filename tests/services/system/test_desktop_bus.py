"""A desktop's bus that takes a call and says nothing is done without; any other is left alone."""

from __future__ import annotations

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from stretchtimer.services.system.desktop_bus import ADDRESS, NO_BUS, give_up_silent_bus

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="is about the bus of Linux"
)

SOON_S, LONG_S = 0.05, 60.0


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def listening(stack: ExitStack, path: Path | str) -> socket.socket:
    """A socket that takes every call, as the system does for a program that never looks."""
    server = stack.enter_context(socket.socket(socket.AF_UNIX))
    server.bind(str(path))
    server.listen(1)
    return server


def answer(server: socket.socket) -> None:
    caller, _ = server.accept()
    with caller:
        caller.recv(100)
        caller.sendall(b"REJECTED EXTERNAL\r\n")


def test_a_bus_that_says_nothing_is_done_without(stack: ExitStack, tmp_path: Path) -> None:
    listening(stack, tmp_path / "bus")
    environ = {ADDRESS: f"unix:path={tmp_path}/bus,guid=0123"}
    assert give_up_silent_bus(environ, SOON_S)
    assert environ == {ADDRESS: NO_BUS}


def test_a_bus_that_answers_is_kept(stack: ExitStack, tmp_path: Path) -> None:
    server = listening(stack, tmp_path / "bus")
    daemon = threading.Thread(target=answer, args=(server,))
    daemon.start()
    environ = {ADDRESS: f"unix:path={tmp_path}/bus"}
    assert not give_up_silent_bus(environ, LONG_S)
    daemon.join()
    assert environ == {ADDRESS: f"unix:path={tmp_path}/bus"}


def test_the_bus_of_the_person_is_looked_at_where_none_is_named(
    stack: ExitStack, tmp_path: Path
) -> None:
    listening(stack, tmp_path / "bus")
    environ = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert give_up_silent_bus(environ, SOON_S)
    assert environ[ADDRESS] == NO_BUS


def test_a_path_may_have_any_letters(stack: ExitStack, tmp_path: Path) -> None:
    listening(stack, tmp_path / "a b%,é")
    environ = {ADDRESS: f"unix:path={tmp_path}/a%20b%25%2c%c3%a9"}
    assert give_up_silent_bus(environ, SOON_S)


def test_a_bus_without_a_file_is_looked_at_as_well(stack: ExitStack, tmp_path: Path) -> None:
    listening(stack, f"\0{tmp_path}/abstract")
    assert give_up_silent_bus({ADDRESS: f"unix:abstract={tmp_path}/abstract"}, SOON_S)


def test_a_bus_whose_queue_is_full_says_nothing_either(stack: ExitStack, tmp_path: Path) -> None:
    listening(stack, tmp_path / "bus")
    for _ in range(4):
        caller = stack.enter_context(socket.socket(socket.AF_UNIX))
        caller.setblocking(False)
        if caller.connect_ex(str(tmp_path / "bus")):
            break
    assert give_up_silent_bus({ADDRESS: f"unix:path={tmp_path}/bus"}, SOON_S)


def test_a_silent_one_behind_one_that_is_gone_is_found(stack: ExitStack, tmp_path: Path) -> None:
    listening(stack, tmp_path / "bus")
    environ = {ADDRESS: f"unix:path={tmp_path}/gone;unix:path={tmp_path}/bus"}
    assert give_up_silent_bus(environ, SOON_S)


@pytest.mark.parametrize(
    "address",
    ["", "unix:path=/nonexistent/bus", "disabled:", "tcp:host=a,port=1", "x", ";", "unix:path=%zz"],
)
def test_one_that_refuses_or_is_of_another_kind_is_left_to_those_who_use_it(address: str) -> None:
    environ = {ADDRESS: address}
    assert not give_up_silent_bus(environ, SOON_S)
    assert environ == {ADDRESS: address}


def test_nothing_named_is_nothing_done() -> None:
    environ: dict[str, str] = {}
    assert not give_up_silent_bus(environ, SOON_S)
    assert environ == {}
