"""Writes on a thread of its own, so that whoever keeps time or paints never waits for a disk.

- Works are done one at a time, in the order in which they are due. One that is asked for again
  before it is due is done once, at the later instant: so a row of changes is gathered.
- What could not be written is kept by its work, told once, and tried again: soon at first, then
  ever more rarely, and a last time at the end.
- Closing waits for what is still to be written, but not for ever.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Protocol

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.clock import Clock

log = logging.getLogger(__name__)

GATHER_MS = 500
"""How long what a person changes by hand waits for the next change."""
FIRST_RETRY_MS = 1_000
LAST_RETRY_MS = 60_000
LAST_TRIES = 2
CLOSE_WAIT_S = 7.0
"""Long enough to try twice what another program keeps to itself."""


class WriteFault(Enum):
    """Why something was not written, beyond what its file told."""

    OUR_FAULT = "our_fault"
    NOT_IN_TIME = "not_in_time"


class Work(Protocol):
    """Something that writes one file whenever it is asked to."""

    @property
    def path(self) -> Path: ...

    def write(self) -> tuple[Notice, ...]:
        """Writes all that waits, and returns what there is to tell of it.

        Raises UserError where it cannot; what could not be written then waits on.
        """
        ...

    def close(self) -> None:
        """Gives back what it has opened; called where it writes."""
        ...


class Backlog:
    """Which works are to be done, and when. Instants are in milliseconds on one clock."""

    def __init__(self) -> None:
        self._due_ms: dict[Work, int] = {}
        self._retry_ms: dict[Work, int] = {}
        self._told: dict[Work, Notice] = {}

    def ask(self, work: Work, at_ms: int, *, anew: bool) -> None:
        """Has it done at that instant; ``anew`` has a failure told again that was told before."""
        self._due_ms[work] = at_ms
        self._retry_ms.pop(work, None)
        if anew:
            self._told.pop(work, None)

    def next_ms(self) -> int | None:
        """The instant at which the next work is due."""
        return min(self._due_ms.values(), default=None)

    def hurry(self, now_ms: int) -> None:
        """Has all that waits done now, in its order."""
        in_order = sorted(self._due_ms, key=self._due_ms.__getitem__)
        # Of those that are due at one instant the first one kept comes first.
        self._due_ms = {work: min(self._due_ms[work], now_ms) for work in in_order}

    def take(self, now_ms: int | None) -> Work | None:
        """The work that has been due for longest, which is then not due any more.

        Without an instant it is the next one, whether due or not.
        """
        work = min(self._due_ms, key=self._due_ms.__getitem__, default=None)
        if work is None or (now_ms is not None and self._due_ms[work] > now_ms):
            return None
        del self._due_ms[work]
        return work

    def done(self, work: Work) -> None:
        """It has written all that there was."""
        self._retry_ms.pop(work, None)
        self._told.pop(work, None)

    def failed(self, work: Work, problem: Notice, now_ms: int) -> bool:
        """It is to be tried again; tells whether the problem is one to be told."""
        wait_ms = self._retry_ms.get(work, FIRST_RETRY_MS)
        self._retry_ms[work] = min(2 * wait_ms, LAST_RETRY_MS)
        # Asked for again meanwhile, it is due already.
        self._due_ms.setdefault(work, now_ms + wait_ms)
        is_new = self._told.get(work) != problem
        self._told[work] = problem
        return is_new

    def left(self) -> tuple[Work, ...]:
        """The works that are still to be done."""
        return tuple(self._due_ms)


class Writer:
    """Does works when it is called to; ``notify`` hears of what went wrong, wherever that was."""

    def __init__(self, clock: Clock, notify: Callable[[Notice], None]) -> None:
        self._clock = clock
        self._notify = notify
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._backlog = Backlog()
        self._works: dict[Work, None] = {}
        self._at_work: Work | None = None

    def ask(self, work: Work, in_ms: int = 0, *, anew: bool = True) -> None:
        """Has the work done in that time, and a failure of it told again that was told before.

        Not ``anew``, only another failure is told.
        """
        with self._lock:
            self._works[work] = None
            self._backlog.ask(work, self._clock.monotonic_ms() + in_ms, anew=anew)

    def hurry(self) -> None:
        """Has all that is gathered done now: there may be no later."""
        with self._lock:
            self._backlog.hurry(self._clock.monotonic_ms())

    def do_due(self) -> int | None:
        """Does all that is due; returns the milliseconds until more is, None when nothing is."""
        while work := self._next(self._clock.monotonic_ms()):
            notes, problem = self._do(work)
            with self._lock:
                if not problem:
                    self._backlog.done(work)
                elif self._backlog.failed(work, problem, self._clock.monotonic_ms()):
                    log.warning("%s", problem)
                    notes = (problem,)
            for note in notes:
                self._notify(note)
        with self._lock:
            due_ms = self._backlog.next_ms()
        return None if due_ms is None else max(0, due_ms - self._clock.monotonic_ms())

    def close(self) -> tuple[Notice, ...]:
        """Does what is left, due or not; returns what is to be told of it."""
        told: list[Notice] = []
        while work := self._next(None):
            for _ in range(LAST_TRIES):
                notes, problem = self._do(work)
                if not problem:
                    break
            told += (problem,) if problem else notes
        for work in self._works:
            work.close()
        return tuple(told)

    def unfinished(self) -> tuple[Work, ...]:
        """The works that are being done, or still to be."""
        with self._lock:
            return tuple(filter(None, (self._at_work, *self._backlog.left())))

    def _next(self, now_ms: int | None) -> Work | None:
        with self._lock:
            self._at_work = self._backlog.take(now_ms)
            return self._at_work

    @staticmethod
    def _do(work: Work) -> tuple[tuple[Notice, ...], Notice | None]:
        """What there is to tell, or what stood in the way."""
        try:
            return work.write(), None
        except UserError as error:
            return (), error.notice
        except Exception as error:
            log.error("%s was not written", work.path, exc_info=error)
            return (), Notice(WriteFault.OUR_FAULT, path=work.path)


class BackgroundWriter(Writer):
    """Does works on a thread of its own, which begins with the first of them."""

    def __init__(
        self, clock: Clock, notify: Callable[[Notice], None], close_wait_s: float = CLOSE_WAIT_S
    ) -> None:
        super().__init__(clock, notify)
        self._close_wait_s = close_wait_s
        self._asked = threading.Event()
        self._is_closing = False
        self._last_words: tuple[Notice, ...] = ()
        # A disk that hangs must not keep the program from ending.
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)

    def ask(self, work: Work, in_ms: int = 0, *, anew: bool = True) -> None:
        super().ask(work, in_ms, anew=anew)
        if not (self._thread.ident or self._is_closing):
            self._thread.start()
        self._asked.set()

    def hurry(self) -> None:
        super().hurry()
        self._asked.set()

    def close(self) -> tuple[Notice, ...]:
        """Waits until all is written, or for long enough; see there."""
        self._is_closing = True
        self._asked.set()
        if not self._thread.ident:
            return ()
        self._thread.join(self._close_wait_s)
        if not self._thread.is_alive():
            return self._last_words
        paths = dict.fromkeys(work.path for work in self.unfinished())
        return tuple(Notice(WriteFault.NOT_IN_TIME, path=path) for path in paths)

    def _run(self) -> None:
        while not self._is_closing:
            self._asked.clear()
            next_ms = self.do_due()
            if not self._is_closing:
                self._asked.wait(None if next_ms is None else next_ms / 1000)
        self._last_words = super().close()
