"""What Home knows of other days: when it was last done, this week, and what may be offered.

``home_facts`` asks the history for little, whatever its length; everything else is pure. Nothing
here scolds: it tells, and offers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from stretchtimer.engine.model import Routine
from stretchtimer.engine.plan import Plan, part_of
from stretchtimer.services.record.days import DayMark, Week, day_marks, monday_of, week_of
from stretchtimer.services.record.ledger import MakeUp, SideLine, ledger_of, make_up
from stretchtimer.services.record.resume import ResumeOffer, resume_offer
from stretchtimer.services.record.walks import WARM_MINUTES, last_walk, under_way, warm_left_ms
from stretchtimer.storage.history.history import History
from stretchtimer.storage.history.rows import End, SessionRow, WalkRow, day_of

GAP_OF_WEEKS = timedelta(days=21)
"""After so long a shorter first step is offered."""
_PARTS = 8
"""So many sessions may be parts of one; nobody goes on more often than that."""


@dataclass(frozen=True)
class Moment:
    """When, and for whom, Home is asked about.

    ``local`` is the present local time, aware. ``find`` gives the original routine of an id.
    """

    local: datetime
    find: Callable[[str], Routine | None]
    days_a_week: int = 0
    let_be: str = ""
    warm_minutes: int = WARM_MINUTES

    @property
    def today(self) -> date:
        return day_of(self.local)


@dataclass(frozen=True)
class HomeFacts:
    """What Home tells; the latest session is None for somebody who has done none yet.

    ``days_ago`` counts from the day that it counts for. ``sides`` is the ledger of the latest
    session with all its parts, of which ``make_up`` of ``ledger`` makes the offer by the plan
    shown. ``walking`` is a walk being timed, ``warm_ms`` how long one is warm after the last one,
    None where the routine was done since.
    """

    latest: SessionRow | None
    days_ago: int | None
    week: Week
    resume: ResumeOffer | None
    sides: tuple[SideLine, ...]
    is_after_weeks: bool
    walking: WalkRow | None
    warm_ms: int | None
    is_day_whole: bool = False
    """Whether the day of the latest session has one that was done to its end."""

    def make_up(self, plan: Plan) -> MakeUp | None:
        """What may be made up for, by the plan of the routine that is shown.

        Nothing while there is something to go on with: one offer at a time.
        """
        if self.resume or self.latest is None:
            return None
        return make_up(plan, self.sides, self.latest.uuid)


def home_facts(history: History, moment: Moment) -> HomeFacts:
    """Asks the history; where the writer does its works (``Journal.ask``)."""
    today, now_utc = moment.today, moment.local.astimezone(timezone.utc)
    monday = monday_of(today)
    latest = history.latest(_PARTS)
    this_week = history.sessions(monday, monday + timedelta(days=6), parts=False)
    walks = history.walks(today - timedelta(days=1))
    last = latest[0] if latest else None
    days_ago = None if last is None else max(0, (today - last.counts_for_date).days)
    # Another window, or a terminal, may be at it just now.
    running = last.uuid if last and history.running.is_running(last.uuid) else ""
    offer = resume_offer(latest, moment.find, now_utc, let_be=moment.let_be, running=running)
    is_let_be = last is not None and last.uuid in (moment.let_be, running)
    walked = _not_yet_stretched(last_walk(walks), last)
    return HomeFacts(
        latest=last,
        days_ago=days_ago,
        week=week_of(today, this_week, moment.days_a_week),
        resume=offer,
        sides=() if is_let_be else tuple(ledger_of(parts_of(latest))),
        is_after_weeks=bool(
            days_ago is not None and days_ago >= GAP_OF_WEEKS.days and not is_let_be
        ),
        walking=under_way(walks),
        warm_ms=warm_left_ms(walked, now_utc, moment.warm_minutes),
        is_day_whole=last is not None
        and day_marks((*this_week, *latest)).get(last.counts_for_date) is DayMark.DONE,
    )


def _not_yet_stretched(walk: WalkRow | None, last: SessionRow | None) -> WalkRow | None:
    """The walk, where no session that came after it was done to its end."""
    if walk is None or last is None or walk.ended_utc is None or last.end is not End.FINISHED:
        return walk
    return walk if last.started_utc < walk.ended_utc else None


def parts_of(latest: tuple[SessionRow, ...]) -> tuple[SessionRow, ...]:
    """The latest session with those that it goes on with, the latest first."""
    by_uuid = {session.uuid: session for session in latest}
    parts: list[SessionRow] = []
    session = latest[0] if latest else None
    while session and session not in parts:
        parts.append(session)
        session = by_uuid.get(session.continues_uuid or "")
    return tuple(parts)


def shorter_step(plan: Plan) -> Plan:
    """The first stretches of the plan that fit into half of its time, both sides of each.

    One at least; of several rounds the first.
    """
    chosen = [phase for phase in plan.phases if phase.round == 1]
    half_ms = plan.total_ms // 2
    ends_ms = {phase.stretch.id: phase.end_ms for phase in chosen}
    first = chosen[0].stretch.id
    wanted = {i for i, end_ms in ends_ms.items() if end_ms <= half_ms} | {first}
    return part_of(plan, [p for p in chosen if p.is_hold and p.stretch.id in wanted])
