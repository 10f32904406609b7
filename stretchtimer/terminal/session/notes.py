"""Sentences for the person that come up during a session, from any thread."""

from __future__ import annotations

from collections.abc import Callable


class Notes:
    """Keeps every sentence once, in order; ``changed`` is called after each new one."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self._sentences: list[str] = []

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(self._sentences)

    @property
    def latest(self) -> str:
        return self._sentences[-1] if self._sentences else ""

    def add(self, sentence: str) -> None:
        if sentence and sentence not in self._sentences:
            self._sentences.append(sentence)
            self._changed()
