"""The wishes of systems that answer at once, Windows and macOS.

What asks these two was written after their documentation and has not been run.
"""

from __future__ import annotations

import ctypes
import logging
import sys
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from stretchtimer.qt.accessibility_hints import Hints

log = logging.getLogger(__name__)

_SPI_GETHIGHCONTRAST = 0x0042
_SPI_GETCLIENTAREAANIMATION = 0x1042
_HCF_HIGHCONTRASTON = 1


class AskedWishes:
    """A ``AccessibilityHints`` that asks at once, and again whenever the person comes back.

    Whoever changes what the system does, does so outside of this program.
    """

    def __init__(self, ask: Callable[[], Hints]) -> None:
        self._ask = ask
        self._notify: Callable[[Hints], None] = lambda _hints: None

    def follow(self, notify: Callable[[Hints], None]) -> None:
        self._notify = notify
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state_changed)
        self._ask_and_tell()

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self._ask_and_tell()

    def _ask_and_tell(self) -> None:
        try:
            hints = self._ask()
        except (OSError, AttributeError) as error:
            log.info("the system does not tell its wishes: %s", error)
            return
        self._notify(hints)


class _HighContrast(ctypes.Structure):
    """``HIGHCONTRASTW``."""

    _fields_ = (
        ("cbSize", ctypes.c_uint32),
        ("dwFlags", ctypes.c_uint32),
        ("lpszDefaultScheme", ctypes.c_wchar_p),
    )


def asked_of_windows() -> Hints:
    """Whether Windows animates what is in windows, and whether it uses high contrast."""
    if sys.platform != "win32":
        return Hints()
    get = ctypes.WinDLL("user32").SystemParametersInfoW
    animates = ctypes.c_int(1)
    get(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0)
    contrast = _HighContrast(ctypes.sizeof(_HighContrast))
    get(_SPI_GETHIGHCONTRAST, contrast.cbSize, ctypes.byref(contrast), 0)
    return Hints(not animates.value, bool(contrast.dwFlags & _HCF_HIGHCONTRASTON))


def asked_of_macos() -> Hints:
    """What ``NSWorkspace`` says for accessibility; Qt has loaded it for its windows."""
    objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
    name, pointer = ctypes.c_char_p, ctypes.c_void_p
    class_of = ctypes.CFUNCTYPE(pointer, name)(("objc_getClass", objc))
    selector = ctypes.CFUNCTYPE(pointer, name)(("sel_registerName", objc))
    get = ctypes.CFUNCTYPE(pointer, pointer, pointer)(("objc_msgSend", objc))
    holds = ctypes.CFUNCTYPE(ctypes.c_bool, pointer, pointer)(("objc_msgSend", objc))
    workspace = get(class_of(b"NSWorkspace"), selector(b"sharedWorkspace"))
    return Hints(
        holds(workspace, selector(b"accessibilityDisplayShouldReduceMotion")),
        holds(workspace, selector(b"accessibilityDisplayShouldIncreaseContrast")),
    )
