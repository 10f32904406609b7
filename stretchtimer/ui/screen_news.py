"""Whether the screen can be kept on while a session runs, and telling that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from stretchtimer.services.wording.language import tr

if TYPE_CHECKING:
    from stretchtimer.services.person.preferences import Preferences
    from stretchtimer.services.system.keep_awake import KeepAwake
    from stretchtimer.ui.main_window import MainWindow

Told = Callable[[], None]


class ScreenNews:
    """Tells ``window`` that the screen may turn off, before the first session and in the settings.

    ``make`` gives what keeps the screen on, which calls what it is given where it cannot.
    """

    def __init__(
        self, make: Callable[[Told], KeepAwake], preferences: Preferences, window: MainWindow
    ) -> None:
        self._make = make
        self._preferences = preferences
        self._window = window
        self._keep_awake: KeepAwake | None = None
        self._has_failed = self._has_settings = False
        window.settings_asked.connect(self._on_settings_asked)

    def keep_awake(self) -> KeepAwake:
        """What keeps the screen on; made when it is first needed."""
        if self._keep_awake is None:
            self._keep_awake = self._make(self._on_failed)
        return self._keep_awake

    def try_once(self) -> None:
        """Finds out once, before the first session, whether the screen can be kept on."""
        if not self._preferences.settings.screen_tried:
            self._preferences.change(screen_tried=True)
            self._try()

    def close(self) -> None:
        """Lets the screen do as the system likes."""
        if self._keep_awake:
            self._keep_awake.close()

    def _try(self) -> None:
        self.keep_awake().hold()
        self.keep_awake().release()

    def _on_settings_asked(self) -> None:
        """Finds out how it is now: the desktop may be another one than at the first time."""
        self._has_settings = True
        if self._has_failed:
            self._window.settings.session.tell_screen_fails()
        elif self._preferences.settings.keep_awake and not self._window.is_in_session:
            self._try()

    def _on_failed(self) -> None:
        self._has_failed = True
        if self._has_settings:
            self._window.settings.session.tell_screen_fails()
        if self._preferences.settings.screen_told:
            return
        self._preferences.change(screen_told=True)
        words = tr(
            "The screen may turn off during a session, because the app cannot keep it on here. "
            "To keep it on, change the power or display settings of your computer."
        )
        self._window.home.notices.add(words, passing=True)
