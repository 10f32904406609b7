"""What a screen reader says of what a person does in a session, whatever has the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.events import PhaseExtended, SessionPaused, SessionResumed
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.control import Act
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.wording.keys import act_words
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.widgets.announcement import announce


class Announcements(QObject):
    """Speaks in the name of ``page``; ``on_event`` is told the events of its session."""

    def __init__(self, preferences: Preferences, page: QWidget) -> None:
        super().__init__(page)
        self._preferences = preferences
        self._page = page
        preferences.observe(("muted",), self._on_muted_changed)

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        if isinstance(event, SessionPaused):
            announce(self._page, tr("Paused"))
        elif isinstance(event, SessionResumed):
            announce(self._page, tr("Going on"))
        elif isinstance(event, PhaseExtended):
            announce(self._page, act_words(Act.EXTEND.value))

    def _on_muted_changed(self) -> None:
        if self._page.isVisible():
            muted = self._preferences.settings.muted
            announce(self._page, tr("Muted") if muted else tr("Sound on"))
