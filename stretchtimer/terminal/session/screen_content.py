"""What a terminal shows of a session at one instant, and what every way of showing it offers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.session.session_view import SessionView


class Over(str, Enum):
    """What lies over the session."""

    NOTHING = "nothing"
    KEYS = "keys"
    HURTS = "hurts"
    """It hurts, and it is to be chosen what to do."""
    HELP = "help_now"
    """When to get help."""
    END_QUESTION = "end_question"


@dataclass(frozen=True)
class ScreenContent:
    """The session with what surrounds it; ``note`` is a sentence, or empty."""

    view: SessionView
    over: Over = Over.NOTHING
    muted: bool = False
    note: str = ""


class Screen(Protocol):
    """Shows a session; a way of showing may use the pictures, the events, or both."""

    @property
    def lost(self) -> bool:
        """Whether what is shown reaches nobody any more: the terminal or the reader is gone."""
        ...

    def open(self) -> None:
        """Takes the place it shows in; may be called again after ``close``."""
        ...

    def close(self) -> None:
        """Leaves the terminal as it was."""
        ...

    def show(self, picture: ScreenContent) -> None:
        """Called after every look at the session."""
        ...

    def on_event(self, emitted: Emitted) -> None:
        """A listener of the session."""
        ...
