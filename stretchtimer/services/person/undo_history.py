"""What Undo and Redo go back to and forward to, on the home page and where routines are edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

MOST_UNDONE = 200
"""So many changes can be undone."""

State = TypeVar("State")


class UndoHistory(Generic[State]):
    """The states before the present one, and those that were undone.

    What a change is, and how a state comes about, says ``personal_routine`` or ``editing``, which
    has the present one as well.
    """

    def __init__(self) -> None:
        self._before: list[State] = []
        self._undone: list[State] = []

    @property
    def can_undo(self) -> bool:
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    def note(self, present: State) -> None:
        """A change follows: what was undone cannot be made again any more."""
        self._before = [*self._before[1 - MOST_UNDONE :], present]
        self._undone = []

    def forget(self) -> None:
        """The change that was noted last came to nothing."""
        self._before.pop()

    def renew(self, anew: Callable[[State], State]) -> None:
        """Has every state be what ``anew`` makes of it, which must not look different."""
        self._before = [*map(anew, self._before)]
        self._undone = [*map(anew, self._undone)]

    def undo(self, present: State) -> State:
        """The state before the latest change; there must be one."""
        self._undone.append(present)
        return self._before.pop()

    def redo(self, present: State) -> State:
        """The state that was undone last; there must be one."""
        self._before.append(present)
        return self._undone.pop()
