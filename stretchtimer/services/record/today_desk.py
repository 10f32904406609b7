"""What the first page asks of the record and tells it: other days, offers, and walks.

All of it is done where the writer works, and answered by way of the journal; nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from stretchtimer.engine.model import Routine
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.record.home import HomeFacts, Moment, home_facts
from stretchtimer.services.record.journal import Journal
from stretchtimer.services.record.walks import (
    back_from,
    going_for_a_walk,
    just_walked,
    warm_left_ms,
)
from stretchtimer.services.system.clock import Clock
from stretchtimer.storage.history.rows import WalkRow, day_of

_MINUTE_MS = 60_000

Walk = WalkRow
"""A walk, as whoever shows it knows it."""


class TodayDesk:
    """``find`` gives the original routine of an id, None where it cannot be had."""

    def __init__(
        self,
        journal: Journal,
        clock: Clock,
        preferences: Preferences,
        find: Callable[[str], Routine | None],
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._preferences = preferences
        self._find = find
        self._warm_until: datetime | None = None

    @property
    def today(self) -> date:
        """The date that counts now; it begins at four in the morning."""
        return day_of(self._clock.local_now())

    def look(self, answer: Callable[[HomeFacts], None]) -> None:
        """Asks what there is to tell."""
        settings = self._preferences.settings
        moment = Moment(
            self._clock.local_now(),
            self._find,
            settings.days_a_week,
            settings.offer_let_be,
            settings.warm_minutes,
        )

        def told(facts: HomeFacts) -> None:
            self._stay_warm(facts.warm_ms)
            answer(facts)

        self._journal.ask(lambda history: home_facts(history, moment), told)

    def let_be(self, session_uuid: str) -> None:
        """No offer is made any more of that session."""
        self._preferences.change(offer_let_be=session_uuid)

    def note_walk(self, then: Callable[[WalkRow], None]) -> None:
        """A walk has ended just now."""
        self._put(just_walked(str(uuid4()), self._clock.local_now()), then)

    def begin_walk(self, then: Callable[[WalkRow], None]) -> None:
        """A walk begins now, and is timed, also while the program is closed."""
        self._put(going_for_a_walk(str(uuid4()), self._clock.local_now()), then)

    def end_walk(self, walk: WalkRow, then: Callable[[WalkRow], None]) -> None:
        """The walk that was timed has ended."""
        self._put(back_from(walk, self._clock.local_now()), then)

    def tell_of_walk(
        self, walk: WalkRow, minutes: int | None, pain: int | None, then: Callable[[WalkRow], None]
    ) -> None:
        """How long it was, and how the back felt; None where nobody said."""
        walked_ms = walk.walked_ms
        if minutes != walk_minutes(walk):
            walked_ms = None if minutes is None else minutes * _MINUTE_MS
        self._put(replace(walk, walked_ms=walked_ms, pain=pain), then)

    def take_back(self, walk: WalkRow, then: Callable[[], None]) -> None:
        """There was no such walk: nothing is left of it."""

        def removed(_: object) -> None:
            self._stay_warm(None)
            then()

        self._journal.ask(lambda history: history.remove(walk.uuid), removed)

    def warm_ms(self) -> int | None:
        """How long one is still warm after the last walk, in milliseconds; None where not."""
        if self._warm_until is None:
            return None
        left = (self._warm_until - self._clock.utc_now()) // timedelta(milliseconds=1)
        return left if left > 0 else None

    def _stay_warm(self, left_ms: int | None) -> None:
        now = self._clock.utc_now()
        self._warm_until = None if left_ms is None else now + timedelta(milliseconds=left_ms)

    def feel(self, session_uuid: str, values: Mapping[str, int | str | None]) -> None:
        """Notes how the back feels with a session: ``pain_after``, ``note``."""
        self._journal.ask(lambda history: history.feel(session_uuid, values))

    def _put(self, walk: WalkRow, then: Callable[[WalkRow], None]) -> None:
        def put(kept: object) -> None:
            assert isinstance(kept, WalkRow)
            minutes = self._preferences.settings.warm_minutes
            self._stay_warm(warm_left_ms(kept, self._clock.utc_now(), minutes))
            then(kept)

        self._journal.ask(lambda history: history.put(walk), put)


def walk_minutes(walk: Walk) -> int | None:
    """How long it was, in whole minutes; None where nobody said."""
    return None if walk.walked_ms is None else round(walk.walked_ms / _MINUTE_MS)
