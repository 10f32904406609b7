"""The two families of errors: the world's fault, which is told, and our own."""

from __future__ import annotations

from enum import Enum

from stretchtimer.engine.notices import Notice


class UserError(Exception):
    """Something outside the program is wrong; ``notice`` tells what, so that a person can act."""

    def __init__(self, what: Enum | Notice, /, **values: object) -> None:
        self.notice = what if isinstance(what, Notice) else Notice(what, **values)
        super().__init__(self.notice)


class InternalError(Exception):
    """The program called itself wrongly; nothing was changed."""
