"""Who speaks the words of the routine that is open, and how far that is: a value to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from stretchtimer.engine.notices import Notice


class SpokenBy(str, Enum):
    """Who says the words of the present routine."""

    CLIPS = "clips"
    RENDERING = "rendering"
    SYSTEM = "system"
    NOBODY = "nobody"


class VoiceFault(Enum):
    """Why words of one's own were not recorded."""

    NOT_STARTED = "not_started"
    NOT_RECORDED = "not_recorded"


@dataclass(frozen=True)
class VoiceStatus:
    """Who speaks the words that the bundled clips do not.

    While clips are being made, ``done`` ``of`` so many are there, and ``is_told`` means that the
    system's speech engine says the words until then. Where the system speaks, or nobody, ``done``
    ``of`` all texts of the routine are spoken by the app's voice nevertheless. ``problem`` is
    what went wrong in making clips; None where that was not even tried. The extra speaks no words
    that are ``is_foreign`` to it.
    """

    spoken_by: SpokenBy
    done: int = 0
    of: int = 0
    problem: Notice | None = None
    is_told: bool = False
    is_foreign: bool = False

    @property
    def is_partly(self) -> bool:
        """Whether the app's voice speaks some of the words, and the system or nobody the rest."""
        return self.spoken_by in (SpokenBy.SYSTEM, SpokenBy.NOBODY) and self.done > 0

    @property
    def is_awaited(self) -> bool:
        """Whether nobody can say the words yet, but somebody will soon."""
        return self.spoken_by is SpokenBy.RENDERING and not self.is_told
