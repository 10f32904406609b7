"""Whether a window can be shown, found out without starting Qt.

Qt ends the whole process when it reaches no display, when a library of its platform plugin is
missing, or when ``QT_QPA_PLATFORM`` is misspelt. So the same plugin is loaded and the same display
is connected to beforehand; Qt would load those libraries anyway, which leaves about 5 ms of extra
cost. Any other platform that somebody names is tried in a process of its own.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from enum import Enum
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from stretchtimer.engine.notices import AllOf, Given, Notice

_X11 = "xcb"
_WAYLAND = "wayland"
_ALWAYS = ("offscreen", "minimal")
CHOICE = "QT_QPA_PLATFORM"
_LONGEST_START_S = 20
_START = """
import resource
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
from PySide6.QtGui import QGuiApplication
QGuiApplication([])
"""

_FOR_ALL: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
_FOR_X11: Mapping[str, str] = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
_FOR_WAYLAND: Mapping[str, str] = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
_PACKAGES: Mapping[str, Mapping[str, str]] = {
    _X11: {**_FOR_ALL, **_FOR_X11},
    _WAYLAND: {**_FOR_ALL, **_FOR_WAYLAND},
}
"""The libraries that Qt takes from the system, and their packages in Debian and Ubuntu."""

_LIBRARY = re.compile(r"[\w.+-]+\.so(?:\.\d+)*")


class DisplayFault(Enum):
    """Why there can be no window."""

    NO_PYSIDE = "no_pyside"
    NO_DISPLAY = "no_display"
    DISPLAY_UNREACHABLE = "display_unreachable"
    PLATFORM_UNUSABLE = "platform_unusable"
    PLATFORM_REPLACED = "platform_replaced"
    LIBRARIES_MISSING = "libraries_missing"
    LIBRARIES_MISSING_IN_DEBIAN = "libraries_missing_in_debian"
    QT_NOT_LOADED = "qt_not_loaded"


class Desktop(Protocol):
    """What the check asks of the machine."""

    def plugin(self, platform: str) -> str | None:
        """The file of Qt's platform plugin; None where Qt does not bring it along.

        Raises ModuleNotFoundError when PySide6 is not installed.
        """
        ...

    def load(self, library: str) -> None:
        """Loads a library; raises OSError that names what is missing."""
        ...

    def starts(self, platform: str) -> bool:
        """Whether Qt starts with that platform, tried in a process of its own."""
        ...

    def reaches_x11(self, display: str) -> bool:
        """Whether the X server lets us in; raises OSError without the library to ask it."""
        ...

    def reaches_wayland(self, display: str) -> bool:
        """Whether the compositor lets us in; raises OSError without the library to ask it."""
        ...


class LinuxDesktop:
    """The machine itself, asked through the libraries that Qt uses."""

    def plugin(self, platform: str) -> str | None:
        spec = find_spec("PySide6")
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError("PySide6 is not installed")
        # Before Qt 6.10 the plugin of Wayland was called libqwayland-generic.so.
        names = {_X11: "libqxcb.so", _WAYLAND: "libqwayland*.so"}
        folder = Path(spec.origin).parent / "Qt" / "plugins" / "platforms"
        found = sorted(folder.glob(names[platform]))
        return str(found[-1]) if found else None

    def load(self, library: str) -> None:
        ctypes.CDLL(library)

    def starts(self, platform: str) -> bool:
        import subprocess  # hardly ever needed, and on the way of every start

        try:
            done = subprocess.run(
                [sys.executable, "-c", _START],
                env={**os.environ, CHOICE: platform},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_LONGEST_START_S,
                check=False,
            )
        except (OSError, ValueError, subprocess.SubprocessError):
            return False
        return done.returncode == 0

    def reaches_x11(self, display: str) -> bool:
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
        xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
        xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
        connection = xcb.xcb_connect(display.encode(), None)
        refused = bool(xcb.xcb_connection_has_error(connection))
        if refused:
            xcb.xcb_disconnect(connection)
        # Else it stays: a server without other clients begins anew when its last one leaves, and
        # would let nobody in just when Qt comes.
        return not refused

    def reaches_wayland(self, display: str) -> bool:
        if not display.startswith("/") and not os.environ.get("XDG_RUNTIME_DIR"):
            return False  # the library would only complain
        wayland = ctypes.CDLL("libwayland-client.so.0")
        wayland.wl_display_connect.restype = ctypes.c_void_p
        wayland.wl_display_connect.argtypes = (ctypes.c_char_p,)
        wayland.wl_display_disconnect.argtypes = (ctypes.c_void_p,)
        connection = wayland.wl_display_connect(display.encode())
        if connection:
            wayland.wl_display_disconnect(connection)
        return bool(connection)


def display_problem(
    environ: Mapping[str, str], platform: str, desktop: Desktop | None = None
) -> Notice | None:
    """None when a window can be shown, else why not, and what to do.

    ``platform`` is such as ``sys.platform``. Only Linux and its like are looked at closely.
    """
    if platform in ("win32", "darwin", "cygwin"):
        return None
    desktop = desktop or LinuxDesktop()
    wanted = _wanted(environ)
    try:
        problems = [_platform_problem(name, environ, desktop) for name in wanted]
    except ModuleNotFoundError:
        return Notice(DisplayFault.NO_PYSIDE)
    if None in problems:
        return None
    return problems[0] if problems else Notice(DisplayFault.NO_DISPLAY)


class OtherPlatform(NamedTuple):
    """A platform that Qt can show windows by, and why it is not the one chosen."""

    platform: str
    notice: Notice


def other_platform(
    environ: Mapping[str, str], platform: str, desktop: Desktop | None = None
) -> OtherPlatform | None:
    """What to use in place of the platform that ``QT_QPA_PLATFORM`` names in vain, if anything."""
    chosen = environ.get(CHOICE)
    if not chosen or platform in ("win32", "darwin", "cygwin"):
        return None
    desktop = desktop or LinuxDesktop()
    others = _wanted({name: value for name, value in environ.items() if name != CHOICE})
    for other in others:
        if _platform_problem(other, environ, desktop) is None:
            values = {"variable": CHOICE, "platform": Given(chosen), "other": Given(other)}
            return OtherPlatform(other, Notice(DisplayFault.PLATFORM_REPLACED, **values))
    return None


def _wanted(environ: Mapping[str, str]) -> list[str]:
    """The platforms Qt would try, in its order."""
    if chosen := environ.get(CHOICE):
        return [name.partition(":")[0].lower() for name in chosen.split(";")]
    by_session = environ.get("WAYLAND_DISPLAY") or environ.get("WAYLAND_SOCKET")
    return [*([_WAYLAND] if by_session else []), *([_X11] if environ.get("DISPLAY") else [])]


def _platform_problem(name: str, environ: Mapping[str, str], desktop: Desktop) -> Notice | None:
    name = _WAYLAND if name.startswith(f"{_WAYLAND}-") else name
    if name not in (_X11, _WAYLAND):
        usable = name in _ALWAYS or desktop.starts(name)
        values = {"variable": CHOICE, "platform": Given(name)}
        return None if usable else Notice(DisplayFault.PLATFORM_UNUSABLE, **values)
    plugin = desktop.plugin(name)
    try:
        if plugin:
            desktop.load(plugin)
        return _connection_problem(name, environ, desktop)
    except OSError as error:
        return _library_problem(str(error), _PACKAGES[name], desktop)


def _connection_problem(name: str, environ: Mapping[str, str], desktop: Desktop) -> Notice | None:
    variable = "DISPLAY" if name == _X11 else "WAYLAND_DISPLAY"
    if name == _WAYLAND and environ.get("WAYLAND_SOCKET"):
        return None  # an open connection, handed over for one use only
    display = environ.get(variable, "" if name == _X11 else "wayland-0")
    reaches = desktop.reaches_x11 if name == _X11 else desktop.reaches_wayland
    if not display:
        return Notice(DisplayFault.NO_DISPLAY)
    if reaches(display):
        return None
    return Notice(DisplayFault.DISPLAY_UNREACHABLE, display=display, variable=variable)


def _library_problem(message: str, packages: Mapping[str, str], desktop: Desktop) -> Notice:
    """Names everything that is missing; the system's own message stops at the first library."""
    named = _LIBRARY.match(message)
    if not named:
        return Notice(DisplayFault.QT_NOT_LOADED, message=message)
    missing = {named[0], *(library for library in packages if _is_missing(library, desktop))}
    libraries = AllOf(tuple(sorted(missing)))
    known = [package for library, package in packages.items() if library in missing]
    if not known:
        return Notice(DisplayFault.LIBRARIES_MISSING, libraries=libraries)
    command = f"sudo apt install {' '.join(known)}"
    return Notice(DisplayFault.LIBRARIES_MISSING_IN_DEBIAN, libraries=libraries, command=command)


def _is_missing(library: str, desktop: Desktop) -> bool:
    try:
        desktop.load(library)
    except OSError:
        return True
    return False
