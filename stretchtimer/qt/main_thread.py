"""Brings work from other threads to the thread of the interface."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class HandOver(QObject):
    """Called with something to do, has it done on the thread that this object was made on.

    From that thread itself it is done at once, from any other when the event loop comes to it.
    """

    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._on_asked)

    def __call__(self, work: Callable[[], None]) -> None:
        self._asked.emit(work)

    def _on_asked(self, work: Callable[[], None]) -> None:
        work()
