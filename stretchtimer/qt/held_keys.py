"""A key that is held acts once, however the system tells that it is held.

X11 tells a held key as many releases and presses, both of the same instant. Qt marks such a press
as a repeat, but only where the press had already come in when it looked at the release: about
every sixth it takes for a new one. So that is looked at again here, in one place for the window.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

_SAME_INSTANT_MS = 10
"""Nobody lets go of a key and presses it again so soon."""
_SOON_MS = 30
"""The same by when the press comes in here, which may be put off."""
_MOVING = frozenset(
    key.value
    for key in (
        *(Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down),
        *(Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Tab, Qt.Key.Key_Backtab),
        *(Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus),
    )
)
"""Keys that may go on changing something while they are held; who takes them decides."""


class _Release(NamedTuple):
    """When a key was let go (0 where that is not told), and when that came in."""

    key: tuple[int, int]
    at_ms: int
    came_ms: int


class HeldKeys(QObject):
    """Watches the keys of ``window``, and keeps all but the first press of a held one from acting.

    Text can still be typed by holding a key; what moves by arrows goes on moving, and is told that
    the press is a repeat. ``now_ms`` counts where Qt has lost the instant of a press, as it does
    while a screen reader runs, to which it shows every key first.
    """

    def __init__(self, window: QWindow, now_ms: Callable[[], int]) -> None:
        super().__init__(window)
        self._now_ms = now_ms
        self._released: _Release | None = None
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            self._released = _Release(_key_of(event), event.timestamp(), self._now_ms())
        elif event.type() is QEvent.Type.KeyPress:
            return self._keeps(watched, event)
        elif event.type() is QEvent.Type.ShortcutOverride and self._is_held(event):
            # Else it would be looked for a shortcut, before the press itself comes here.
            event.accept()
            return True
        return False

    def _keeps(self, window: QObject, event: QKeyEvent) -> bool:
        """Whether the press goes no further."""
        if self._is_held(event):
            return True
        if event.isAutoRepeat() or not self._goes_on(event):
            return False
        QCoreApplication.sendEvent(window, _as_repeat(event))
        return True

    def _is_held(self, event: QKeyEvent) -> bool:
        """Whether the press is a repeat of a key that is to act once."""
        if event.key() in _MOVING or _is_typing():
            return False
        return event.isAutoRepeat() or self._goes_on(event)

    def _goes_on(self, event: QKeyEvent) -> bool:
        """Whether a press that counts as new belongs to a key that was never let go."""
        released = self._released
        if released is None or released.key != _key_of(event):
            return False
        if event.timestamp() and released.at_ms:
            return 0 <= event.timestamp() - released.at_ms <= _SAME_INSTANT_MS
        return self._now_ms() - released.came_ms <= _SOON_MS


def _key_of(event: QKeyEvent) -> tuple[int, int]:
    return event.nativeScanCode(), event.key()


def _is_typing() -> bool:
    return isinstance(QGuiApplication.focusObject(), QLineEdit | QAbstractSpinBox)


def _as_repeat(event: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        event.nativeModifiers(),
        event.text(),
        True,
        event.count(),
    )
