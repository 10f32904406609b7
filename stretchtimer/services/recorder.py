"""Writes down what was really held, hold by hold, so that nothing is lost when things break."""

from __future__ import annotations

import logging
import uuid
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
        session = uuid.uuid4()
        complained = False

        def on_event(told: Told) -> None:
            nonlocal complained
            try:
                self._write(str(session), plan, told)
            except UserError as error:
                _log.warning("the log could not be written: %s", error)
                if not complained:
                    complained = True
                    self._failed(str(error))

        return on_event

    def _write(self, session: str, plan: Plan, told: Told) -> None:
        event = told.event
        if isinstance(event, SessionStarted):
            routine = plan.routine
            self._history.begin(
                session,
                routine_id=routine.id,
                routine_name=routine.name,
                started_utc=self._clock.utc_now(),
                started_local=self._clock.local_now(),
                planned_ms=plan.total_ms,
            )
        elif isinstance(event, HoldFinished):
            self._history.add_hold(session, event.held, self._clock.utc_now())
        elif isinstance(event, GapNoticed):
            self._history.add_gap(session, self._clock.utc_now(), event.gap_ms)
        elif isinstance(event, SessionFinished):
            self._history.end(session, self._clock.utc_now(), event.completed)
