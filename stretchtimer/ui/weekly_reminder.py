"""Reminds of the routine on the days of one's own plan, while the window is open."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.record.journal import Journal
from stretchtimer.services.record.weekly_plan import PLAN_KEYS, is_done_on_day_of, plan_in
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.wording.language import tr

_LOOK_MS = 20_000


class WeeklyReminder(QObject):
    """``reminded`` has a sentence, at most once a day; nothing runs where no day is chosen."""

    reminded = Signal(str)

    def __init__(
        self, preferences: Preferences, clock: Clock, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._clock = clock
        self._journal = journal
        self._since = clock.local_now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        preferences.observe(PLAN_KEYS, self._on_plan_changed)
        self._on_plan_changed()

    def look(self) -> None:
        """Reminds, if the time has come since it was last looked; nothing where it is done."""
        since, now = self._since, self._clock.local_now()
        self._since = now
        if plan_in(self._preferences.settings).is_due(since, now):
            self._journal.ask(lambda history: is_done_on_day_of(now, history), self._on_told)

    def _on_told(self, is_done: bool) -> None:
        if not is_done:
            self.reminded.emit(tr("Today is one of your days to stretch. Your routine is ready."))

    def _on_plan_changed(self) -> None:
        """What was planned for a time that has passed is no reason to remind now."""
        self._since = self._clock.local_now()
        if plan_in(self._preferences.settings).days:
            self._timer.start()
        else:
            self._timer.stop()
