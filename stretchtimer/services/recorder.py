"""Writes down what was really held, hold by hold, so that nothing is lost when things break."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from datetime import datetime

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.events import (
    Event,
    GapNoticed,
    HoldFinished,
    SessionFinished,
    SessionStarted,
)
from stretchtimer.engine.plan import Plan
from stretchtimer.services.clock import Clock
from stretchtimer.services.runner import Listener, Told
from stretchtimer.storage.history import History

_log = logging.getLogger(__name__)


class Recorder:
    """Keeps the log of sessions; a log that cannot be written never stops a session.

    ``report`` is told why it cannot, once a session, and once where a damaged log was moved
    aside.
    """

    def __init__(self, history: History, clock: Clock, report: Callable[[str], None]) -> None:
        self._history = history
        self._clock = clock
        self._report = report
        self._noted = ""

    def follow(self, plan: Plan) -> Listener:
        """A listener that records one session of ``plan``."""
        pages = _Pages(self._history, self._clock, plan)
        complained = False

        def on_event(told: Told) -> None:
            nonlocal complained
            try:
                pages.add(told.event)
            except UserError as error:
                _log.warning("the log could not be written: %s", error)
                if not complained:
                    complained = True
                    self._report(str(error))
            self._tell_note()

        return on_event

    def _tell_note(self) -> None:
        if self._history.note != self._noted:
            self._noted = self._history.note
            self._report(self._noted)


class _Pages:
    """What is to be written of one session; what cannot be waits for what comes next."""

    def __init__(self, history: History, clock: Clock, plan: Plan) -> None:
        self._history = history
        self._clock = clock
        self._plan = plan
        self._session = ""
        self._is_begun = False
        self._waiting: deque[Callable[[], None]] = deque()

    def add(self, event: Event) -> None:
        """Writes an event, and before it all that waits; raises UserError when it cannot."""
        self._is_begun = self._is_begun or isinstance(event, SessionStarted)
        entry = self._entry(event) if self._is_begun else None
        if entry is None:
            return
        self._waiting.append(entry)
        while self._waiting:
            first = self._waiting.popleft()
            try:
                first()
            except UserError:
                self._waiting.appendleft(first)
                raise

    def _entry(self, event: Event) -> Callable[[], None] | None:
        """The writing of an event with the present instant; None where there is nothing to."""
        history, local, utc = self._history, self._clock.local_now(), self._clock.utc_now()
        match event:
            case SessionStarted():
                return lambda: self._begin(local)
            case HoldFinished(held=held):
                return lambda: history.add_hold(self._session, held, utc)
            case GapNoticed(gap_ms=gap_ms):
                return lambda: history.add_gap(self._session, utc, gap_ms)
            case SessionFinished(completed=completed):
                return lambda: history.end(self._session, utc, completed)
        return None

    def _begin(self, local: datetime) -> None:
        routine = self._plan.routine
        self._session = self._history.begin(routine.id, routine.name, local, self._plan.total_ms)
