"""Whether a window can be shown is found out without starting Qt."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import pytest

from stretchtimer.services.system.display_probe import LinuxDesktop, display_problem, other_platform
from tests.conftest import why_no_qt
from tests.wording import said

X11 = {"DISPLAY": ":0"}
WAYLAND = {"WAYLAND_DISPLAY": "wayland-0"}


@dataclass
class FakeDesktop:
    """A machine with displays that let us in, and libraries that are missing."""

    displays: tuple[str, ...] = (":0", "wayland-0")
    missing: tuple[str, ...] = ()
    needs: tuple[str, ...] = ("libEGL.so.1", "libxcb-cursor.so.0", "libxcb-icccm.so.4")
    installed: bool = True
    brings_plugins: bool = True
    starting: tuple[str, ...] = ("vnc", "eglfs")

    def plugin(self, platform: str) -> str | None:
        if not self.installed:
            raise ModuleNotFoundError
        return f"lib{platform}.so" if self.brings_plugins else None

    def load(self, library: str) -> None:
        needed = self.needs if library == "libxcb.so" else (library,)
        for name in needed:
            if name in self.missing:
                raise OSError(f"{name}: cannot open shared object file: No such file or directory")

    def starts(self, platform: str) -> bool:
        return platform in self.starting

    def reaches_x11(self, display: str) -> bool:
        return display in self.displays

    def reaches_wayland(self, display: str) -> bool:
        return display in self.displays


def problem(environ: dict[str, str], desktop: FakeDesktop, platform: str = "linux") -> str:
    return said(display_problem(environ, platform, desktop))


@pytest.mark.parametrize("environ", [X11, WAYLAND, X11 | WAYLAND])
def test_a_display_that_lets_us_in_is_no_problem(environ: dict[str, str]) -> None:
    assert display_problem(environ, "linux", FakeDesktop()) is None


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_windows_and_macos_always_have_a_display(platform: str) -> None:
    assert display_problem({}, platform, FakeDesktop(displays=())) is None


def test_without_any_display_it_says_how_to_get_one() -> None:
    assert "no display" in problem({}, FakeDesktop())
    assert "ssh with -X" in problem({}, FakeDesktop())


@pytest.mark.parametrize("chosen", ["offscreen", "minimal", "vnc:size=800x600", "eglfs"])
def test_a_platform_that_needs_no_display_is_left_to_whoever_chose_it(chosen: str) -> None:
    assert display_problem({"QT_QPA_PLATFORM": chosen}, "linux", FakeDesktop(())) is None


def test_a_chosen_platform_without_its_display_is_a_problem() -> None:
    environ = {"QT_QPA_PLATFORM": "xcb", **WAYLAND}
    assert "no display" in problem(environ, FakeDesktop())
    environ = {"QT_QPA_PLATFORM": "wayland-egl", **X11}
    assert "WAYLAND_DISPLAY" in problem(environ, FakeDesktop(displays=(":0",)))


@pytest.mark.parametrize("chosen", ["xbc", "wayland", "wayland-egl", "eglfs", "xbc;eglfs", "XBC"])
@pytest.mark.parametrize(("environ", "other"), [(X11, "xcb"), (X11 | WAYLAND, "xcb")])
def test_a_chosen_platform_that_cannot_be_is_said_and_another_one_taken(
    chosen: str, environ: dict[str, str], other: str
) -> None:
    desktop = FakeDesktop(displays=(":0",), starting=())
    environ = environ | {"QT_QPA_PLATFORM": chosen}
    assert display_problem(environ, "linux", desktop)
    found = other_platform(environ, "linux", desktop)
    assert found is not None
    assert found.platform == other
    assert f"“{chosen}”" in said(found.notice)
    assert f"“{other}” is used instead" in said(found.notice)


def test_wayland_is_taken_where_x11_was_chosen_in_vain() -> None:
    environ = {"QT_QPA_PLATFORM": "xcb", **WAYLAND}
    found = other_platform(environ, "linux", FakeDesktop())
    assert found is not None
    assert found.platform == "wayland"


def test_where_no_other_platform_can_be_the_chosen_one_is_the_problem() -> None:
    environ = {"QT_QPA_PLATFORM": "xbc"}
    assert other_platform(environ, "linux", FakeDesktop(starting=())) is None
    assert "“xbc”, which QT_QPA_PLATFORM names" in problem(environ, FakeDesktop(starting=()))


def test_without_a_choice_there_is_no_other_one() -> None:
    assert other_platform(X11, "linux", FakeDesktop(displays=())) is None
    assert other_platform({}, "win32", FakeDesktop()) is None


@pytest.mark.skipif(bool(why_no_qt()), reason="asks Qt")
def test_the_machine_itself_knows_with_which_platforms_qt_starts() -> None:
    assert LinuxDesktop().starts("offscreen")
    assert not LinuxDesktop().starts("nonsense")


def test_one_of_several_chosen_platforms_is_enough() -> None:
    environ = {"QT_QPA_PLATFORM": "wayland;xcb", **X11}
    assert display_problem(environ, "linux", FakeDesktop(displays=(":0",))) is None


def test_a_display_out_of_reach_is_named() -> None:
    told = problem(X11, FakeDesktop(displays=()))
    assert "display :0" in told
    assert "cannot be reached" in told


def test_x11_stands_in_for_a_wayland_that_is_out_of_reach() -> None:
    assert display_problem(X11 | WAYLAND, "linux", FakeDesktop(displays=(":0",))) is None


def test_with_neither_in_reach_the_one_that_qt_tries_first_is_named() -> None:
    assert "wayland-0" in problem(X11 | WAYLAND, FakeDesktop(displays=()))


def test_a_wayland_connection_that_is_handed_over_is_not_used_up() -> None:
    assert display_problem({"WAYLAND_SOCKET": "7"}, "linux", FakeDesktop(displays=())) is None


def test_every_missing_library_is_named_with_its_package() -> None:
    missing = ("libxcb-cursor.so.0", "libxcb-icccm.so.4")
    told = problem(X11, FakeDesktop(missing=missing))
    assert "libxcb-cursor.so.0 and libxcb-icccm.so.4" in told
    assert told.endswith("sudo apt install libxcb-cursor0 libxcb-icccm4")


def test_libraries_of_the_other_platform_are_not_asked_for() -> None:
    told = problem(X11, FakeDesktop(missing=("libEGL.so.1", "libwayland-client.so.0")))
    assert told.endswith("sudo apt install libegl1")


def test_a_missing_library_without_a_known_package_is_named_all_the_same() -> None:
    desktop = FakeDesktop(needs=("libodd.so.3",), missing=("libodd.so.3",))
    assert "Qt needs libodd.so.3" in problem(X11, desktop)
    assert "apt" not in problem(X11, desktop)


def test_a_damaged_plugin_asks_for_a_new_installation() -> None:
    class Damaged(FakeDesktop):
        def load(self, library: str) -> None:
            raise OSError("invalid ELF header")

    assert "Install PySide6 again" in problem(X11, Damaged())


def test_a_missing_pyside_is_named() -> None:
    assert "PySide6" in problem(X11, FakeDesktop(installed=False))


def test_a_qt_of_the_system_is_judged_by_the_display_alone() -> None:
    desktop = FakeDesktop(brings_plugins=False, missing=("libxcb-cursor.so.0",))
    assert display_problem(X11, "linux", desktop) is None


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the X library of Linux")
def test_the_machine_itself_knows_a_display_that_is_not_there() -> None:
    assert not LinuxDesktop().reaches_x11(":64999")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the library of Linux")
def test_a_machine_without_a_folder_for_sockets_is_not_complained_of(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert not LinuxDesktop().reaches_wayland("wayland-0")
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks the loader of Linux")
def test_the_machine_itself_finds_the_plugins_that_come_with_pyside() -> None:
    assert str(LinuxDesktop().plugin("xcb")).endswith("libqxcb.so")
    assert "libqwayland" in str(LinuxDesktop().plugin("wayland"))
    with pytest.raises(OSError, match=r"libnot-there\.so\.1"):
        LinuxDesktop().load("libnot-there.so.1")
