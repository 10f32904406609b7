"""Going on with a session that was broken off: from the beginning of the side under way.

The offer stands for twelve hours, for the latest session alone, until it is let be or another one
is begun. What is gone on with is a session of its own in the record, which names the one it goes
on with: so both parts are told as they were. To take the offer up::

    control.begin(offer.plan, screens, offer.occasion)

To let it be, remember ``offer.session_uuid`` and give it as ``let_be`` from then on (the setting
``offer_let_be``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.services.record.as_run import plan_of
from stretchtimer.services.session.occasion import Occasion
from stretchtimer.storage.history.rows import End, Place, SessionRow

STANDS_FOR = timedelta(hours=12)


@dataclass(frozen=True)
class ResumeOffer:
    """To go on at ``place``; ``plan`` is what is left from there on, as it was to be run."""

    session_uuid: str
    place: Place
    plan: Plan

    @property
    def first_hold(self) -> Phase:
        """The hold that it goes on with; its stretch and side have the words to tell it by."""
        return next(phase for phase in self.plan.phases if phase.is_hold)

    @property
    def occasion(self) -> Occasion:
        """What has the log tell that it is the second part."""
        return Occasion(continues_uuid=self.session_uuid)


def resume_offer(
    latest: Sequence[SessionRow],
    find: Callable[[str], Routine | None],
    now_utc: datetime,
    *,
    let_be: str = "",
    running: str = "",
) -> ResumeOffer | None:
    """The offer, if there is one.

    ``latest`` are some sessions, beginning with the one begun last (``History.latest(8)``).
    ``find`` gives the original routine of an id, None where it cannot be had. ``running`` is the
    session that goes on just now, in whatever program (``History.running``).
    """
    session = latest[0] if latest else None
    if session is None or session.uuid in (let_be, running) or session.end is not End.BROKEN_OFF:
        return None
    place, seen, text = session.next_place, session.last_seen_utc, session.as_run
    # Where the clock was set back, what goes on with it may seem to be earlier.
    if any(other.continues_uuid == session.uuid for other in latest):
        return None
    # A clock that was put right meanwhile may lie behind.
    if place is None or seen is None or text is None or abs(now_utc - seen) > STANDS_FOR:
        return None
    original = find(session.routine_id)
    if original is None:
        return None
    reached = _Reached(place)
    plan = plan_of(text, session.routine_digest, original, reached)
    return ResumeOffer(session.uuid, place, plan) if plan else None


class _Reached:
    """Whether a hold lies at or behind a place, asked in their order."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._is_reached = False

    def __call__(self, phase: Phase) -> bool:
        here = Place(phase.stretch.id, phase.side, phase.round)
        self._is_reached = self._is_reached or here == self._place
        return self._is_reached
