"""Logs what was really held, hold by hold, so that nothing is lost when things break.

- What happened is noted at its event, with its instant, and written by the writer. Whatever the
  log does meanwhile, nobody waits for it and nothing is lost.
- The instants of a session are its start and what a clock that is never set has counted since. So
  an end is never before its start, also where the time of day was put right in between.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from enum import Enum
from pathlib import Path

from stretchtimer.engine.errors import InternalError
from stretchtimer.engine.events import (
    Event,
    GapNoticed,
    Held,
    HoldFinished,
    SessionFinished,
    SessionStarted,
)
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import Plan
from stretchtimer.services.session.runner import Emitted, Listener
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.history.history import History, day_of
from stretchtimer.storage.history.rows import GapRow, HoldRow, SessionRow

log = logging.getLogger(__name__)


class RecordFault(Enum):
    """What was lost of the log."""

    PART_NOT_WRITTEN = "part_not_written"


class Recorder:
    """Keeps the log of sessions; a log that cannot be written never stops a session.

    ``history`` is only used where the writer does its works.
    """

    def __init__(self, history: History, clock: Clock, writer: Writer) -> None:
        self._history = history
        self._clock = clock
        self._writer = writer
        self._lock = threading.Lock()
        # Guarded by the lock: sessions as far as they have got, those begun earlier first.
        self._waiting: dict[str, SessionRow] = {}

    @property
    def path(self) -> Path:
        return self._history.path

    def follow(self, plan: Plan, session_id: str) -> Listener:
        """A listener that records one session of ``plan`` by that id, which no other ever has."""
        page: _Page | None = None

        def on_event(emitted: Emitted) -> None:
            nonlocal page
            is_start = isinstance(emitted.event, SessionStarted)
            if is_start:
                page = _Page(plan, session_id, self._clock)
            if page and page.add(emitted.event):
                with self._lock:
                    self._waiting[page.session.uuid] = page.session
                self._writer.ask(self, anew=is_start)

        return on_event

    def write(self) -> tuple[Notice, ...]:
        """Writes what waits; raises UserError, and lets it wait on, where it cannot."""
        faults: list[Notice] = []
        while session := self._first():
            try:
                self._history.write(session)
            except InternalError as error:
                log.error("not to be logged: %s", session, exc_info=error)
                faults = [Notice(RecordFault.PART_NOT_WRITTEN, path=self.path, error=str(error))]
            with self._lock:
                # Meanwhile it may have got further.
                if self._waiting[session.uuid] is session:
                    del self._waiting[session.uuid]
        return (*self._history.take_notes(), *faults)

    def close(self) -> None:
        self._history.close()

    def _first(self) -> SessionRow | None:
        with self._lock:
            return next(iter(self._waiting.values()), None)


class _Page:
    """One session as far as it has got."""

    def __init__(self, plan: Plan, session_id: str, clock: Clock) -> None:
        self._clock = clock
        self._started_ms = clock.boottime_ms()
        local = clock.local_now()
        self.session = SessionRow(
            uuid=session_id,
            routine_id=plan.routine.id,
            routine_name=plan.routine.name,
            started_utc=local.astimezone(timezone.utc),
            counts_for_date=day_of(local),
            planned_ms=plan.total_ms,
            ended_utc=None,
            completed=False,
            holds=(),
            gaps=(),
        )

    def add(self, event: Event) -> bool:
        """Notes an event with the present instant; False where there is nothing to note."""
        session = self.session
        since_start = timedelta(milliseconds=self._clock.boottime_ms() - self._started_ms)
        now = session.started_utc + since_start
        match event:
            case SessionStarted():
                pass
            case HoldFinished(held=held):
                row = _hold_row(len(session.holds) + 1, held, now)
                self.session = replace(session, holds=(*session.holds, row))
            case GapNoticed(gap_ms=gap_ms):
                self.session = replace(session, gaps=(*session.gaps, GapRow(now, gap_ms)))
            case SessionFinished(completed=completed):
                self.session = replace(session, ended_utc=now, completed=completed)
            case _:
                return False
        return True


def _hold_row(position: int, held: Held, ended_utc: datetime) -> HoldRow:
    return HoldRow(
        position,
        held.stretch_id,
        held.stretch_name,
        held.side,
        held.repetition,
        held.round,
        held.planned_ms,
        held.held_ms,
        ended_utc,
    )
