"""The way to the record for whoever shows it: asked and changed where the writer does its works.

Nobody waits for the disk: ``Journal.ask`` takes what is to be done with the history, and calls back
with what came of it, or with the notice of why it could not be; both by way of ``deliver``, which
brings the call to the thread that asked (``Machine.hand_over`` in the window)::

    journal.ask(lambda history: home_facts(history, moment), self.show_facts)
    journal.ask(lambda history: history.feel(uuid, {"pain_after": 3}))
    journal.ask(lambda history: history.remove(uuid), self.offer_undo)     # undo: history.put(row)

What can be asked: the methods of ``storage/history/history.History``, alone or several at once, and
the functions of this folder that take a history:

- ``home.home_facts``: all that Home tells of other days, with the offers;
- ``days``: calendar, weeks and the aim; ``ledger``: sides; ``pain``: ranges and pairs;
- ``walks``: a walk noted, timed, and still warm;
- ``exchange``: export, import, backups.

Works are done in the order in which they were asked for.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.notices import Notice
from stretchtimer.services.system.writer import Writer
from stretchtimer.storage.history.history import History

T = TypeVar("T")

Deliver = Callable[[Callable[[], None]], None]


def at_once(call: Callable[[], None]) -> None:
    """Delivers on the thread where the work was done."""
    call()


class _Question(NamedTuple):
    work: Callable[[History], Any]
    answer: Callable[[Any], None] | None
    refused: Callable[[Notice], None] | None


class Journal:
    """Asks and changes the history, one thing after the other, on the writer's thread."""

    def __init__(self, history: History, writer: Writer, deliver: Deliver = at_once) -> None:
        self._history = history
        self._writer = writer
        self._deliver = deliver
        self._lock = threading.Lock()
        # Guarded by the lock.
        self._questions: deque[_Question] = deque()

    @property
    def path(self) -> Path:
        return self._history.path

    def ask(
        self,
        work: Callable[[History], T],
        answer: Callable[[T], None] | None = None,
        refused: Callable[[Notice], None] | None = None,
    ) -> None:
        """Has the work done, then ``answer`` called with what it gave.

        Where it raises UserError ``refused`` is called with its notice; without that the notice
        is told as any other of the writer.
        """
        with self._lock:
            self._questions.append(_Question(work, answer, refused))
        self._writer.ask(self)

    def write(self) -> tuple[Notice, ...]:
        """Answers what was asked; called where the writer does its works."""
        told: list[Notice] = []
        while question := self._next():
            try:
                found = question.work(self._history)
            except UserError as error:
                self._refuse(question, error.notice, told)
            else:
                self._give(question, found)
        return (*self._history.take_notes(), *told)

    def close(self) -> None:
        self._history.close()

    def _next(self) -> _Question | None:
        with self._lock:
            return self._questions.popleft() if self._questions else None

    def _give(self, question: _Question, found: object) -> None:
        answer = question.answer
        if answer is not None:
            self._deliver(lambda: answer(found))

    def _refuse(self, question: _Question, notice: Notice, told: list[Notice]) -> None:
        refused = question.refused
        if refused is None:
            told.append(notice)
        else:
            self._deliver(lambda: refused(notice))
