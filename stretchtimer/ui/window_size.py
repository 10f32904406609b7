"""How large the window is, in full screen and out of it, and how that is remembered."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QMainWindow

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.ui.theme.appearance import Appearance


class WindowSize:
    """Remembers a size only where the person chose one: not that of a full screen."""

    def __init__(
        self, window: QMainWindow, appearance: Appearance, preferences: Preferences
    ) -> None:
        self._window = window
        self._appearance = appearance
        self._preferences = preferences
        self._was_maximized = preferences.settings.window_maximized

    def restore(self, usual: QSize) -> None:
        """Takes the remembered size, or ``usual`` grown with the font; never beyond the screen."""
        settings = self._preferences.settings
        width = settings.window_width or self._appearance.px(usual.width())
        height = settings.window_height or self._appearance.px(usual.height())
        screen = self._window.screen().availableSize()
        self._window.resize(min(width, screen.width()), min(height, screen.height()))

    def show_as_before(self) -> None:
        """Shows the window the way it was left."""
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.show()

    def toggle_full_screen(self) -> None:
        if self._window.isFullScreen():
            self.leave_full_screen()
        else:
            self._was_maximized = self._window.isMaximized()
            self._window.showFullScreen()

    def leave_full_screen(self) -> None:
        if self._was_maximized:
            self._window.showMaximized()
        else:
            self._window.showNormal()

    def remember(self) -> None:
        """Keeps in the settings how the window is now."""
        window = self._window
        if not (window.isFullScreen() or window.isMaximized()):
            self._preferences.take("window_width", window.width())
            self._preferences.take("window_height", window.height())
        maximized = self._was_maximized if window.isFullScreen() else window.isMaximized()
        self._preferences.change(window_maximized=maximized)
