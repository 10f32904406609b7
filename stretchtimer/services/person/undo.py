"""What Undo and Redo on the home page go back to and forward to."""

from __future__ import annotations

from typing import Generic, TypeVar

MOST_UNDONE = 200
"""So many changes can be undone."""

State = TypeVar("State")


class UndoHistory(Generic[State]):
    """The states before the present one, and those that were undone.

    What a change is, and how a state comes about, says ``personal_routine``, which has the present
    one as well.
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

    def undo(self, present: State) -> State:
        """The state before the latest change; there must be one."""
        self._undone.append(present)
        return self._before.pop()

    def redo(self, present: State) -> State:
        """The state that was undone last; there must be one."""
        self._before.append(present)
        return self._undone.pop()
