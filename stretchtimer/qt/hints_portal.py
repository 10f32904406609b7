"""The wishes of a desktop on Linux and its like, asked of the desktop portal over D-Bus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtDBus import (
    QDBusConnection,
    QDBusError,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusVariant,
)
from PySide6.QtGui import QGuiApplication

from stretchtimer.qt.accessibility_hints import Hints

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"

_KDE_SPEED = ("org.kde.kdeglobals.KDE", "AnimationDurationFactor")
_LESS_MOTION = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): 0,
    _KDE_SPEED: 0,
}
"""By namespace and key, the value that is a wish; each desktop knows some of them."""

_MORE_CONTRAST = {
    ("org.freedesktop.appearance", "contrast"): 1,
    ("org.gnome.desktop.a11y.interface", "high-contrast"): 1,
}


class PortalWishes(QObject):
    """A ``AccessibilityHints``. Without a bus or a portal nothing is ever wished."""

    def __init__(self, bus: QDBusConnection) -> None:
        super().__init__()
        self._bus = bus
        self._values: dict[tuple[str, str], float | None] = {}
        self._notify: Callable[[Hints], None] = lambda _hints: None

    def follow(self, notify: Callable[[Hints], None]) -> None:
        if not self._bus.isConnected():
            return
        self._notify = notify
        slot = SLOT("_on_setting_changed(QString,QString,QDBusVariant)")
        # The stubs ask for bytes, which it does not take.
        self._bus.connect(  # type: ignore[call-overload]
            _SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot
        )
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state_changed)
        for namespace, key in (*_LESS_MOTION, *_MORE_CONTRAST):
            self._ask("ReadOne", namespace, key)

    def _ask(self, method: str, namespace: str, key: str) -> None:
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, method)
        call.setArguments([namespace, key])
        watcher = QDBusPendingCallWatcher(self._bus.asyncCall(call), self)
        watcher.finished.connect(lambda done: self._on_finished(method, namespace, key, done))

    def _on_finished(
        self, method: str, namespace: str, key: str, watcher: QDBusPendingCallWatcher
    ) -> None:
        watcher.deleteLater()
        if method == "ReadOne" and watcher.error().type() is QDBusError.ErrorType.UnknownMethod:
            # A portal of before 2023.
            self._ask("Read", namespace, key)
            return
        # A key that is not there (any more) is an error, and no wish.
        values = [] if watcher.isError() else watcher.reply().arguments()
        self._note(namespace, key, values[0] if values else None)

    @Slot(str, str, QDBusVariant)
    def _on_setting_changed(self, namespace: str, key: str, value: QDBusVariant) -> None:
        if (namespace, key) in _LESS_MOTION or (namespace, key) in _MORE_CONTRAST:
            self._note(namespace, key, value)

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        # KDE does not say when its speed has changed, so it is asked when the person comes back.
        if state is Qt.ApplicationState.ApplicationActive:
            self._ask("ReadOne", *_KDE_SPEED)

    def _note(self, namespace: str, key: str, value: object) -> None:
        self._values[namespace, key] = _number(value)
        self._notify(Hints(self._has_any(_LESS_MOTION), self._has_any(_MORE_CONTRAST)))

    def _has_any(self, wished: dict[tuple[str, str], int]) -> bool:
        return any(self._values.get(name) == value for name, value in wished.items())


def _number(value: object) -> float | None:
    """Booleans, numbers and KDE's texts alike; the older method wraps them twice."""
    while isinstance(value, QDBusVariant):
        value = value.variant()
    try:
        return float(value) if isinstance(value, int | float | str) else None
    except ValueError:
        return None
