"""Moves the pointer and presses the keys of a display, as its own devices do."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.hands import NO_MODIFIER, Hands

PATIENCE_S = 20.0
LOOK_MS = 50
STEPS = 8
"""So many places lie on the way of a pointer that draws something."""

_KEYS = {
    Qt.Key.Key_Return: "Return",
    Qt.Key.Key_Escape: "Escape",
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Home: "Home",
    Qt.Key.Key_Down: "Down",
    Qt.Key.Key_Tab: "Tab",
}
_MODIFIERS = {
    NO_MODIFIER: "",
    Qt.KeyboardModifier.ControlModifier: "ctrl+",
    Qt.KeyboardModifier.ShiftModifier: "shift+",
}
_ONLY_MODIFY = {Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta}


class _Told(QObject):
    """Counts what a program is told by its display, of one kind."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.kind = QEvent.Type.None_
        self.count = 0
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        # What a window is told goes on to its widgets, and would be counted again.
        if event.type() is self.kind and watched.isWindowType():
            modifies = isinstance(event, QKeyEvent) and Qt.Key(event.key()) in _ONLY_MODIFY
            self.count += not modifies
        return False


class DisplayHands(Hands):
    """Hands at the display that ``DISPLAY`` names, in front of the program of this process.

    Keys go to what has the focus there, whichever widget they are meant for. Each act ends when
    the program has been told of it. Raises AssertionError when it never is.
    """

    def __init__(self, app: QApplication) -> None:
        self._told = _Told(app)

    def key(self, _widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        name = _KEYS.get(key) or chr(key.value).lower()
        self._do(["key", _MODIFIERS[modifier] + name], QEvent.Type.KeyRelease)

    def type(self, _widget: QWidget, text: str) -> None:
        self._do(["type", "--delay", "0", "--", text], QEvent.Type.KeyRelease, len(text))

    def click(self, widget: QWidget, at: QPoint) -> None:
        self._do([*_to(widget.mapToGlobal(at)), "click", "1"], QEvent.Type.MouseButtonRelease)

    def drag(self, widget: QWidget, way: QPoint) -> None:
        begin = widget.mapToGlobal(widget.rect().center())
        self._do([*_to(begin), "mousedown", "1"], QEvent.Type.MouseButtonPress)
        for step in range(1, STEPS + 1):
            self._do(_to(begin + way * step / STEPS), QEvent.Type.MouseMove)
        self._do(["mouseup", "1"], QEvent.Type.MouseButtonRelease)

    def _do(self, act: list[str], awaited: QEvent.Type, count: int = 1) -> None:
        self._told.kind, self._told.count = awaited, 0
        subprocess.run(["xdotool", *act], check=True)
        until(lambda: self._told.count >= count, f"the program is not told of {act}")


def _to(place: QPoint) -> list[str]:
    return ["mousemove", str(place.x()), str(place.y())]


def until(holds: Callable[[], bool], otherwise: str) -> None:
    """Lets the program do what comes up, until that holds.

    Raises AssertionError when it does not for long.
    """
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, otherwise
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, LOOK_MS)
