"""The way to the files of routines for whoever shows them: done where the writer does its works.

Nobody waits for the disk: ``RoutineFiles.ask`` takes what is to be done with ``OwnRoutines``, and
calls back with what came of it, or with the error of why it could not be; both by way of
``deliver``, which brings the call to the thread that asked::

    files.ask(lambda own: own.delete(key), self.offer_undo, self.tell_refused)
    files.ask(lambda own: own.restore(deleted))
    files.ask(lambda own: own.inspect(path), self.show_incoming, self.tell_refused)

What can be done are the methods of ``storage/own_routines/own_routines.py``, in the order in which
they were asked for.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.record.journal import Deliver, at_once
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.own_routines.document import RoutineDocument
from stretchtimer.storage.own_routines.drafts import Draft
from stretchtimer.storage.own_routines.folder import Deleted
from stretchtimer.storage.own_routines.own_routines import ChangedOnDiskError, OwnRoutines
from stretchtimer.storage.own_routines.sharing import Exported, Incoming

__all__ = [
    "ChangedOnDiskError",
    "Deleted",
    "Draft",
    "Exported",
    "Incoming",
    "OwnRoutines",
    "RoutineDocument",
    "RoutineFiles",
]

T = TypeVar("T")


class _Task(NamedTuple):
    work: Callable[[OwnRoutines], Any]
    answer: Callable[[Any], None] | None
    refused: Callable[[UserError], None] | None


class RoutineFiles:
    """Does one thing after the other with the files of routines, on the writer's thread."""

    def __init__(
        self, own: OwnRoutines, folder: Path, writer: Writer, deliver: Deliver = at_once
    ) -> None:
        self._own = own
        self._folder = folder
        self._writer = writer
        self._deliver = deliver
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._tasks: deque[_Task] = deque()

    @property
    def path(self) -> Path:
        return self._folder

    def ask(
        self,
        work: Callable[[OwnRoutines], T],
        answer: Callable[[T], None] | None = None,
        refused: Callable[[UserError], None] | None = None,
    ) -> None:
        """Has the work done, then ``answer`` called with what it gave.

        Where it raises UserError ``refused`` is called with that; without it the notice is told as
        any other of the writer.
        """
        with self._lock:
            self._tasks.append(_Task(work, answer, refused))
        self._writer.ask(self)

    def write(self) -> tuple[Notice, ...]:
        """Does what was asked for; called where the writer does its works."""
        told: list[Notice] = []
        while task := self._next():
            try:
                found = task.work(self._own)
            except UserError as error:
                self._refuse(task, error, told)
            else:
                self._give(task, found)
        return tuple(told)

    def close(self) -> None:
        """Nothing is open."""

    def _next(self) -> _Task | None:
        with self._lock:
            return self._tasks.popleft() if self._tasks else None

    def _give(self, task: _Task, found: object) -> None:
        answer = task.answer
        if answer is not None:
            self._deliver(lambda: answer(found))

    def _refuse(self, task: _Task, error: UserError, told: list[Notice]) -> None:
        refused = task.refused
        if refused is None:
            told.append(error.notice)
        else:
            self._deliver(lambda: refused(error))
