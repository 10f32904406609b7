"""Writes down what was really held, hold by hold, so that nothing is lost when things break."""

from __future__ import annotations

import logging
from collections.abc import Callable

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.events import GapNoticed, HoldFinished, SessionFinished, SessionStarted
from stretchtimer.engine.plan import Plan
from stretchtimer.services.clock import Clock
from stretchtimer.services.runner import Listener, Told
from stretchtimer.storage.history import History

_log = logging.getLogger(__name__)


class Recorder:
    """Keeps the log of sessions; a log that cannot be written never stops a session.

    ``failed`` is told the reason, once a session.
    """

    def __init__(self, history: History, clock: Clock, failed: Callable[[str], None]) -> None:
        self._history = history
        self._clock = clock
        self._failed = failed

    def follow(self, plan: Plan) -> Listener:
        """A listener that records one session of ``plan``."""
        session = ""
        complained = False

        def on_event(told: Told) -> None:
            nonlocal complained, session
            try:
                if isinstance(told.event, SessionStarted):
                    session = self._begin(plan)
                elif session:
                    self._write(session, told)
            except UserError as error:
                _log.warning("the log could not be written: %s", error)
                if not complained:
                    complained = True
                    self._failed(str(error))

        return on_event

    def _begin(self, plan: Plan) -> str:
        routine = plan.routine
        started = self._clock.local_now()
        return self._history.begin(routine.id, routine.name, started, plan.total_ms)

    def _write(self, session: str, told: Told) -> None:
        event = told.event
        now = self._clock.utc_now()
        if isinstance(event, HoldFinished):
            self._history.add_hold(session, event.held, now)
        elif isinstance(event, GapNoticed):
            self._history.add_gap(session, now, event.gap_ms)
        elif isinstance(event, SessionFinished):
            self._history.end(session, now, event.completed)
