"""What the history tells about past sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from stretchtimer.engine.model import Side


@dataclass(frozen=True)
class HoldRow:
    """One hold as it really went; ``position`` counts the holds of its session from 1."""

    position: int
    stretch_id: str
    stretch_name: str
    side: Side | None
    repetition: int
    round: int
    planned_ms: int
    held_ms: int
    ended_utc: datetime


@dataclass(frozen=True)
class GapRow:
    """A time during which the machine slept or stood still."""

    at_utc: datetime
    gap_ms: int


@dataclass(frozen=True)
class SessionRow:
    """One session; ``ended_utc`` is None where the program or the machine stopped during it."""

    uuid: str
    routine_id: str
    routine_name: str
    started_utc: datetime
    counts_for_date: date
    planned_ms: int
    ended_utc: datetime | None
    completed: bool
    holds: tuple[HoldRow, ...]
    gaps: tuple[GapRow, ...]

    @property
    def held_ms(self) -> int:
        """How long was held in all."""
        return sum(hold.held_ms for hold in self.holds)
