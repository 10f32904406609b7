"""What the history tells: sessions as they really went, and walks.

Instants are aware and in UTC. Beside those at which something began and ended stands how far the
clock on the wall was ahead of UTC then, in seconds; None where nobody noted it, as in files of the
first version. The date that an entry counts for is the local one, and its day begins at four in
the morning. A pain is a whole number from 0 to 10, None where nobody said: skipped is not zero.

``revision`` counts how often a person has changed an entry: of two that differ, the higher one
is the newer, whatever the clocks said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import Enum

from stretchtimer.engine.events import Held
from stretchtimer.engine.model import Side

DAY_STARTS = timedelta(hours=4)
MOST_PAIN = 10


def day_of(local: datetime) -> date:
    """The date that something at a local time counts for."""
    return (local - DAY_STARTS).date()


def offset_s(local: datetime) -> int:
    """How far the clock on the wall is ahead of UTC at that aware instant."""
    ahead = local.utcoffset()
    return round(ahead.total_seconds()) if ahead is not None else 0


class End(str, Enum):
    """How a session ended, as far as is known."""

    FINISHED = "finished"
    ENDED_EARLY = "ended_early"
    BROKEN_OFF = "broken_off"
    """The program or the machine stopped during it; or it is still going on."""


@dataclass(frozen=True)
class HoldRow:
    """One hold as it really went; ``position`` counts the holds of its session from 1.

    ``ended_utc`` is the last instant of it that is known: its end, or until then how far it was.
    """

    position: int
    held: Held
    ended_utc: datetime


@dataclass(frozen=True)
class PauseRow:
    """A time in which the person let the session stand; None where its end is not known."""

    at_utc: datetime
    paused_ms: int | None


@dataclass(frozen=True)
class GapRow:
    """A time during which the machine slept or stood still."""

    at_utc: datetime
    gap_ms: int


@dataclass(frozen=True)
class Place:
    """A stretch on one side in one round: where a session that was broken off can go on."""

    stretch_id: str
    side: Side | None
    round: int


@dataclass(frozen=True, kw_only=True)
class SessionRow:
    """One session.

    ``routine_digest`` tells two versions of a routine apart. While a session is not over,
    ``as_run`` tells how the routine was changed for it, ``next_place`` where it is, and
    ``last_seen_utc`` until when that is known. ``continues_uuid`` is the session that this one
    goes on with. Who adds an entry ``by_hand`` may know of no hold.
    """

    uuid: str
    routine_id: str
    routine_name: str
    started_utc: datetime
    counts_for_date: date
    planned_ms: int
    ended_utc: datetime | None = None
    completed: bool = False
    routine_digest: str = ""
    started_offset_s: int | None = None
    ended_offset_s: int | None = None
    last_seen_utc: datetime | None = None
    as_run: str | None = None
    next_place: Place | None = None
    continues_uuid: str | None = None
    by_hand: bool = False
    pain_before: int | None = None
    pain_after: int | None = None
    note: str = ""
    revision: int = 1
    holds: tuple[HoldRow, ...] = ()
    pauses: tuple[PauseRow, ...] = ()
    gaps: tuple[GapRow, ...] = ()

    @property
    def held_ms(self) -> int:
        """How long was held in all."""
        return sum(hold.held.held_ms for hold in self.holds)

    @property
    def end(self) -> End:
        if self.ended_utc is None:
            return End.BROKEN_OFF
        return End.FINISHED if self.completed else End.ENDED_EARLY

    @property
    def started_local(self) -> datetime:
        """When it began by the clock on the wall there; in UTC where that is not known."""
        return local_of(self.started_utc, self.started_offset_s)


@dataclass(frozen=True, kw_only=True)
class WalkRow:
    """One walk; without ``ended_utc`` the person is still walking.

    ``walked_ms`` is None where nobody said how long it was. ``session_uuid`` names the session
    that it was noted with.
    """

    uuid: str
    counts_for_date: date
    started_utc: datetime | None = None
    ended_utc: datetime | None = None
    offset_s: int | None = None
    walked_ms: int | None = None
    pain: int | None = None
    note: str = ""
    session_uuid: str | None = None
    revision: int = 1


@dataclass(frozen=True)
class DeletedRow:
    """What is left of an entry that was deleted, so that no old copy brings it back."""

    uuid: str
    revision: int


Entry = SessionRow | WalkRow | DeletedRow


def local_of(utc: datetime, ahead_s: int | None) -> datetime:
    """The instant by a clock that is so many seconds ahead of UTC."""
    return utc.astimezone(timezone(timedelta(seconds=ahead_s or 0)))
