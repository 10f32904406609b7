"""The program on a bus of its own, with a portal that says what the system wishes."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.conftest import why_no_qt
from tests.desktop.needs import need
from tests.profiles import asked_before
from tests.programs import ending_with_us
from tests.sweeps import sweep, swept

try:
    from tests.desktop.portal import portal
except ModuleNotFoundError:
    HAS_JEEPNEY = False
else:
    HAS_JEEPNEY = True

PATIENCE_S = 60.0
NOTHING = {"less_motion": False, "more_contrast": False}
LESS_MOTION = {**NOTHING, "less_motion": True}
MORE_CONTRAST = {**NOTHING, "more_contrast": True}
ANIMATIONS = ("org.gnome.desktop.interface", "enable-animations")
CONTRAST = ("org.freedesktop.appearance", "contrast")
KDE_SPEED = ("org.kde.kdeglobals.KDE", "AnimationDurationFactor")
NO_BUS = "unix:path=/nonexistent/bus"
"""An address at which there is nothing."""


@pytest.fixture(autouse=True)
def _all_is_there() -> None:
    need(HAS_JEEPNEY, "jeepney is not installed")
    need(not why_no_qt(), f"Qt cannot be loaded: {why_no_qt()}")


class Program:
    """The program as it is heard."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def says(self) -> dict[str, bool]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "it says no more"
        said: dict[str, bool] = json.loads(line)
        return said

    def come_back(self) -> None:
        """Has the person come back to it from another program."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()

    def end(self) -> tuple[str, str]:
        """What it has not yet said, and all that it has complained of; it ends well."""
        rest = self._process.communicate(timeout=PATIENCE_S)
        assert self._process.returncode == 0
        return rest


@contextmanager
def program(bus: str, folder: Path) -> Iterator[Program]:
    """The program on that bus, without sound, after it has said how it looked at first."""
    profile = asked_before(folder / "profile")
    settings = profile / "config" / "settings.json"
    noted: dict[str, Any] = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**noted, "output": "off"}), encoding="utf-8")
    process = subprocess.Popen(
        ending_with_us([sys.executable, "-m", "tests.desktop.wishing_program", str(profile)]),
        cwd=Path(__file__).parents[2],
        env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": bus, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    end_of_patience = Timer(PATIENCE_S, process.kill)
    end_of_patience.start()
    try:
        started = Program(process)
        assert started.says() == {"loaded": False}, "D-Bus comes after the painted page"
        assert started.says() == NOTHING
        yield started
    finally:
        end_of_patience.cancel()
        process.terminate()
        process.communicate()


@pytest.mark.parametrize("method", swept(["ReadOne", "Read"], ["Read"]))
def test_what_was_wished_before_the_start_is_done_soon_after_it(
    bus: str, tmp_path: Path, method: str
) -> None:
    with portal(bus, method) as desktop:
        desktop.set(*ANIMATIONS, ("b", False))
        with program(bus, tmp_path) as started:
            assert started.says() == LESS_MOTION


def test_every_wish_is_done_and_undone_as_soon_as_it_is_told(bus: str, tmp_path: Path) -> None:
    with portal(bus) as desktop, program(bus, tmp_path) as started:
        for setting, wish, none, expected in (
            (ANIMATIONS, ("b", False), ("b", True), LESS_MOTION),
            (("org.freedesktop.appearance", "reduced-motion"), ("u", 1), ("u", 0), LESS_MOTION),
            (KDE_SPEED, ("s", "0"), ("s", "1"), LESS_MOTION),
            (CONTRAST, ("u", 1), ("u", 0), MORE_CONTRAST),
            (
                ("org.gnome.desktop.a11y.interface", "high-contrast"),
                ("b", True),
                ("b", False),
                MORE_CONTRAST,
            ),
        ):
            desktop.set(*setting, wish)
            assert started.says() == expected, setting
            desktop.set(*setting, none)
            assert started.says() == NOTHING, setting


def test_a_wish_of_which_kde_tells_nobody_is_done_when_the_person_comes_back(
    bus: str, tmp_path: Path
) -> None:
    with portal(bus) as desktop, program(bus, tmp_path) as started:
        # The first answers have come: what is told now comes after them.
        desktop.set(*CONTRAST, ("u", 1))
        assert started.says() == MORE_CONTRAST
        desktop.set(*KDE_SPEED, ("s", "0"), told=False)
        started.come_back()
        assert started.says() == {"less_motion": True, "more_contrast": True}


@sweep
def test_other_settings_and_values_without_a_meaning_are_no_wish(bus: str, tmp_path: Path) -> None:
    with portal(bus) as desktop, program(bus, tmp_path) as started:
        desktop.set("org.gnome.desktop.interface", "cursor-blink", ("b", False))
        desktop.set(*KDE_SPEED, ("s", "fast"))
        desktop.set(*CONTRAST, ("(ddd)", (1.0, 1.0, 1.0)))
        desktop.set(*ANIMATIONS, ("b", False))
        assert started.says() == LESS_MOTION
        _, complaints = started.end()
        assert "Traceback" not in complaints


@pytest.fixture
def silent_bus(tmp_path: Path) -> Iterator[str]:
    """A bus that takes every call, and never says anything."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "silent"))
        server.listen()
        yield f"unix:path={tmp_path}/silent"


@pytest.mark.parametrize("which", swept(["bus", "no bus", "silent bus"], ["silent bus"]))
def test_without_a_portal_nothing_is_wished_and_nothing_complained_of(
    bus: str, silent_bus: str, tmp_path: Path, which: str
) -> None:
    address = {"bus": bus, "no bus": NO_BUS, "silent bus": silent_bus}[which]
    with program(address, tmp_path) as started:
        started.come_back()
        said, complaints = started.end()
    assert said == ""
    assert [line for line in complaints.splitlines() if "plugin does not support" not in line] == []
