"""Logs what was really held, as it happens, so that nothing is lost when things break.

- What happened is noted at its event, with its instant, and written by the writer. Whatever the
  log does meanwhile, nobody waits for it and nothing is lost.
- While a hold lasts it is written again before each second is over: after a power cut at most the
  last second of it is missing.
- The instants of a session are its start and what a clock that is never set has counted since. So
  an end is never before its start, also where the time of day was put right in between.
- Until a session is over it is kept where it could go on, and how the routine was changed for it;
  ``services/record/resume`` makes an offer of that.
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
    PhaseEntered,
    SessionFinished,
    SessionPaused,
    SessionResumed,
    SessionStarted,
)
from stretchtimer.engine.notices import Notice
from stretchtimer.engine.plan import Phase, PhaseKind, Plan
from stretchtimer.engine.session import SessionState, Status, held_so_far
from stretchtimer.services.record.as_run import as_run, digest_of
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.system.clock import Clock
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import (
    GapRow,
    HoldRow,
    PauseRow,
    Place,
    SessionRow,
    day_of,
    offset_s,
)

log = logging.getLogger(__name__)

CHECKPOINT_MS = 750
"""How long a hold goes on before it is written again; the rest of a second is for the writing."""


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

    def follow(self, plan: Plan, session_id: str, occasion: Occasion = USUAL) -> SessionLog:
        """What records one session of ``plan`` by that id, which no other ever has."""
        return SessionLog(self, plan, session_id, occasion, self._clock)

    def take(self, session: SessionRow, *, anew: bool) -> None:
        """Has the session written as far as it has got."""
        with self._lock:
            self._waiting[session.uuid] = session
        self._writer.ask(self, anew=anew)

    def write(self) -> tuple[Notice, ...]:
        """Writes what waits; raises UserError, and lets it wait on, where it cannot."""
        faults: list[Notice] = []
        while session := self._first():
            is_over = session.ended_utc is not None
            if not is_over:
                # Before it is in the file: there it could be taken for one that was broken off.
                self._history.running.begin(session.uuid)
            try:
                self._history.write(session)
            except InternalError as error:
                log.error("not to be logged: %s", session, exc_info=error)
                faults = [Notice(RecordFault.PART_NOT_WRITTEN, path=self.path, error=str(error))]
            if is_over:
                self._history.running.end(session.uuid)
            with self._lock:
                # Meanwhile it may have got further.
                if self._waiting[session.uuid] is session:
                    del self._waiting[session.uuid]
        return (*self._history.take_notes(), *faults)

    def close(self) -> None:
        self._history.running.close()
        self._history.close()

    def _first(self) -> SessionRow | None:
        with self._lock:
            return next(iter(self._waiting.values()), None)


class SessionLog:
    """Follows one session: as a listener by ``on_event``, and looking at it by the second."""

    def __init__(
        self, recorder: Recorder, plan: Plan, session_id: str, occasion: Occasion, clock: Clock
    ) -> None:
        self._recorder = recorder
        self._plan = plan
        self._session_id = session_id
        self._occasion = occasion
        self._clock = clock
        self._page: _Page | None = None
        self._noted_ms: int | None = None

    def on_event(self, emitted: Emitted) -> None:
        is_start = isinstance(emitted.event, SessionStarted) and not self._occasion.is_trial
        if is_start:
            self._page = _Page(self._plan, self._session_id, self._occasion, self._clock)
        if self._page and self._page.add(emitted.event):
            self._recorder.take(self._page.session(), anew=is_start)

    def look_ahead(self, state: SessionState, now_ms: int) -> None:
        """Has the present hold written as far as it has got, if that has not just been done."""
        next_ms = self.next_look_ahead_ms(state, now_ms)
        if next_ms is not None and next_ms > now_ms:
            return
        self._noted_ms = None if next_ms is None else now_ms
        if self._page and self._page.note_so_far(held_so_far(state, now_ms)):
            self._recorder.take(self._page.session(), anew=False)

    def next_look_ahead_ms(self, state: SessionState, now_ms: int) -> int | None:
        if state.status is not Status.RUNNING or not state.phase.is_hold:
            return None
        return now_ms if self._noted_ms is None else self._noted_ms + CHECKPOINT_MS


class _Page:
    """One session as far as it has got."""

    def __init__(self, plan: Plan, session_id: str, occasion: Occasion, clock: Clock) -> None:
        self._clock = clock
        self._plan = plan
        self._started_ms = clock.boottime_ms()
        self._under_way: HoldRow | None = None
        self._paused_ms: int | None = None
        local = clock.local_now()
        self._session = SessionRow(
            uuid=session_id,
            routine_id=plan.routine.id,
            routine_name=plan.routine.name,
            routine_digest=digest_of(plan.routine),
            started_utc=local.astimezone(timezone.utc),
            started_offset_s=offset_s(local),
            counts_for_date=day_of(local),
            planned_ms=plan.total_ms,
            as_run=as_run(plan),
            continues_uuid=occasion.continues_uuid,
            pain_before=occasion.pain_before,
        )

    def session(self) -> SessionRow:
        """The session with the hold that is under way."""
        session = self._session
        if session.ended_utc is None:
            session = replace(session, last_seen_utc=self._now())
        if self._under_way is None:
            return session
        return replace(session, holds=(*session.holds, self._under_way))

    def note_so_far(self, held: Held | None) -> bool:
        """Notes how far the present hold has got; tells whether that is news."""
        if held == (self._under_way and self._under_way.held):
            return False
        self._under_way = None if held is None else self._row(held, self._now())
        return True

    def add(self, event: Event) -> bool:
        """Notes an event with the present instant; False where there is nothing to note."""
        session, now = self._session, self._now()
        match event:
            case SessionStarted():
                pass
            case PhaseEntered(phase=phase):
                session = replace(session, next_place=self._place(phase))
            case HoldFinished(held=held):
                self._under_way = None
                session = replace(session, holds=(*session.holds, self._row(held, now)))
            case SessionPaused():
                self._paused_ms = self._clock.boottime_ms()
                session = replace(session, pauses=(*session.pauses, PauseRow(now, None)))
            case SessionResumed():
                session = self._gone_on(session)
            case GapNoticed(gap_ms=gap_ms):
                session = replace(session, gaps=(*session.gaps, GapRow(now, gap_ms)))
            case SessionFinished(completed=completed):
                session = replace(
                    self._gone_on(session),
                    ended_utc=now,
                    ended_offset_s=offset_s(self._clock.local_now()),
                    completed=completed and not self._was_passed_over(session),
                    last_seen_utc=now,
                    as_run=None,
                    next_place=None,
                )
            case _:
                return False
        self._session = session
        return True

    def _now(self) -> datetime:
        since_ms = self._clock.boottime_ms() - self._started_ms
        return self._session.started_utc + timedelta(milliseconds=since_ms)

    def _row(self, held: Held, now: datetime) -> HoldRow:
        return HoldRow(len(self._session.holds) + 1, held, now)

    def _was_passed_over(self, session: SessionRow) -> bool:
        """Whether most of it was gone past: whoever presses *Next* to the end has not done it."""
        if self._plan.routine.times.own_pace:
            return False
        planned_ms = sum(phase.duration_ms for phase in self._plan.phases if phase.is_hold)
        return 2 * session.held_ms < planned_ms

    def _gone_on(self, session: SessionRow) -> SessionRow:
        """The session with the length of the pause that is over now, if there was one."""
        if self._paused_ms is None:
            return session
        *others, last = session.pauses
        paused = replace(last, paused_ms=self._clock.boottime_ms() - self._paused_ms)
        self._paused_ms = None
        return replace(session, pauses=(*others, paused))

    def _place(self, phase: Phase) -> Place | None:
        """The hold to begin with if the session were broken off in that phase."""
        hold: Phase | None = phase
        if phase.kind is PhaseKind.RELEASE:
            hold = self._plan.hold_after(phase.index)
        return None if hold is None else Place(hold.stretch.id, hold.side, hold.round)
