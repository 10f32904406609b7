"""A platform of Qt's that cannot be never ends the program: it says so, and takes another one."""

from __future__ import annotations

import ctypes
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.services.system.display_probe import LinuxDesktop
from tests.conftest import why_no_qt
from tests.desktop.display import NoDisplayError, private_display
from tests.desktop.needs import need
from tests.profiles import asked_before
from tests.programs import ending_with_us
from tests.sweeps import swept

PATIENCE_S = 60.0


@pytest.fixture(scope="module")
def display() -> Iterator[str]:
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")
    try:
        with private_display(1024, 768) as name:
            yield name
    except NoDisplayError as error:
        need(False, str(error))


def shown(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """What the real program says until its window stands, in a folder for a core dump."""
    profile = asked_before(folder / "profile")
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    kept.pop("QT_QPA_PLATFORM", None)

    def allow_core_dumps() -> None:
        most = resource.getrlimit(resource.RLIMIT_CORE)[1]
        resource.setrlimit(resource.RLIMIT_CORE, (most, most))

    program = [sys.executable, "-m", "tests.desktop.painted_program", "--profile", str(profile)]
    return subprocess.run(
        ending_with_us(program),
        cwd=folder,
        env={**kept, "PYTHONPATH": str(Path(__file__).parents[2]), **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
        preexec_fn=allow_core_dumps,
    )


@pytest.mark.parametrize(
    "chosen", swept(["xbc", "wayland", "XCB ", "xbc;wayland"], ["xbc;wayland"])
)
def test_a_platform_that_cannot_be_is_said_in_one_sentence_and_x11_taken(
    display: str, tmp_path: Path, chosen: str
) -> None:
    done = shown(tmp_path, DISPLAY=display, QT_QPA_PLATFORM=chosen)
    assert (done.returncode, done.stdout) == (0, "painted by xcb\n"), done.stderr
    (said,) = done.stderr.splitlines()
    assert f"“{chosen}”" in said
    assert "“xcb” is used instead" in said
    assert list(tmp_path.glob("core*")) == []


@pytest.mark.parametrize("chosen", swept(["", "xcb", "XCB:x"], [""]))
def test_a_platform_that_can_be_needs_no_words(display: str, tmp_path: Path, chosen: str) -> None:
    done = shown(tmp_path, DISPLAY=display, QT_QPA_PLATFORM=chosen)
    assert (done.returncode, done.stdout, done.stderr) == (0, "painted by xcb\n", "")


def atom(display: str, name: str, *, make: bool) -> int:
    """The number that the server has given a name; 0 where it knows none, and is to make none."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = xcb.xcb_intern_atom_reply.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    cookie = xcb.xcb_intern_atom(connection, not make, len(name), name.encode())
    reply = xcb.xcb_intern_atom_reply(connection, ctypes.c_uint(cookie), None)
    # After a byte each for its kind and nothing, two for its number and four for its length.
    number = ctypes.c_uint32.from_address(reply + 8).value
    xcb.xcb_disconnect(connection)
    return number


def test_to_ask_for_the_display_does_not_have_the_server_begin_anew(display: str) -> None:
    # It does when its last client leaves, and lets nobody in until it has: Qt would come just then.
    assert LinuxDesktop().reaches_x11(display)
    made = atom(display, "STRETCHTIMER", make=True)
    assert atom(display, "STRETCHTIMER", make=False) == made != 0
