"""What of the window has to do with other days: today's line, the Record, feelings and reminder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from stretchtimer.services.record.first_sides import NO_TURNS, FirstSides, next_first_sides
from stretchtimer.services.record.ledger import SideLine, make_up
from stretchtimer.services.record.offers import Offer
from stretchtimer.services.record.today_desk import TodayDesk
from stretchtimer.services.record.weekly_reminder import PLAN_KEYS, is_done_on_day_of, plan_in
from stretchtimer.services.session.occasion import USUAL, Occasion
from stretchtimer.services.wording.language import tr

if TYPE_CHECKING:
    from stretchtimer.engine.plan import Plan
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.services.person.preferences import Preferences
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.record.journal import Journal
    from stretchtimer.services.system.clock import Clock
    from stretchtimer.ui.done_page import DonePage
    from stretchtimer.ui.home.home_page import HomePage
    from stretchtimer.ui.record.record_page import RecordPage
    from stretchtimer.ui.theme.appearance import Appearance

_LOOK_MS = 20_000


class OtherDays(QObject):
    """``start_wanted`` tells the plan and the occasion of a session that is to begin.

    ``personal`` gives the routine that is open.
    """

    start_wanted = Signal(object, object)
    reminded = Signal(str)
    """It is a day of the person's plan, and nothing is done yet."""

    def __init__(
        self,
        appearance: Appearance,
        profile: Profile,
        journal: Journal,
        home: HomePage,
        personal: Callable[[], PersonalRoutine],
        *,
        place: QWidget,
    ) -> None:
        """``place`` is where the record is shown, and made."""
        super().__init__(place)
        self._place = place
        self._appearance = appearance
        self._profile = profile
        self._journal = journal
        self._personal = personal
        self._session_id = ""
        find = profile.find_or_none
        self._desk = TodayDesk(journal, profile.clock, profile.preferences, find)
        self._today = home.add_today(self._desk)
        self._looked_on = self._desk.today
        self.reminder = WeeklyReminder(profile.preferences, profile.clock, journal, self)
        self.reminder.reminded.connect(self.reminded)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.applicationStateChanged.connect(self._on_application_state_changed)
        self._done: DonePage | None = None
        self._today.taken_up.connect(self._on_taken_up)
        profile.preferences.observe(("days_a_week", "warm_minutes"), self.look)
        profile.preferences.observe(("alternate_sides",), self.look_at_sides)
        profile.preferences.observe(("feelings",), self._on_feelings_changed)
        profile.preferences.observe(("safety_read",), self._on_safety_read)
        self._on_feelings_changed()
        self._on_safety_read()

    @cached_property
    def record(self) -> RecordPage:
        """The Record page; it is loaded when it is first gone to."""
        from stretchtimer.services.record.desk import RecordDesk
        from stretchtimer.ui.record.record_page import RecordPage

        profile = self._profile
        desk = RecordDesk(self._journal, profile.clock, profile.preferences)
        page = RecordPage(self._appearance, desk, self._routine_now, self._can_make_up, self._place)
        page.make_up_asked.connect(self._on_make_up_asked)
        page.show_feelings(profile.preferences.settings.feelings)
        return page

    def look(self) -> None:
        """Asks what the first page has to tell."""
        self._looked_on = self._desk.today
        self._today.look()
        self.look_at_sides()

    def look_at_sides(self) -> None:
        """Has each stretch begin on the side whose turn it is, where the sides take turns."""
        personal = self._personal()

        def begin(due: FirstSides) -> None:
            personal.begin_on(due.sides, due.after)

        if self._profile.preferences.settings.alternate_sides:
            routine_id = personal.original.id
            self._journal.ask(lambda history: next_first_sides(history, routine_id), begin)
        else:
            begin(NO_TURNS)

    def occasion(self) -> Occasion:
        """What goes with a session that is begun from the first page."""
        return replace(USUAL, pain_before=self._today.pain_now)

    def begin(self) -> None:
        """A session has begun."""
        self._today.begin_anew()

    def follow(self, done: DonePage) -> None:
        """Notes what is said on the last page, of the session that it shows."""
        self._done = done
        done.feelings.felt.connect(lambda pain: self._feel("pain_after", pain))
        done.feelings.noted.connect(lambda note: self._feel("note", note))

    def end(self, session_id: str) -> None:
        """The session of that id is over, and is shown on the last page."""
        self._session_id = session_id
        if self._done is not None:
            self._done.feelings.ask(wanted=self._profile.preferences.settings.feelings)
        self.look_at_sides()

    def _on_application_state_changed(self, _state: object) -> None:
        """A window may stay open over night: what it tells is of today all the same."""
        if self._looked_on != self._desk.today:
            self.look()

    def _feel(self, what: str, value: int | str | None) -> None:
        self._desk.feel(self._session_id, {what: value})

    def _routine_now(self) -> tuple[str, str, int]:
        """The id and name of the routine that is open, and how long it takes, in milliseconds."""
        personal = self._personal()
        return personal.original.id, personal.original.name, personal.plan().total_ms

    def _can_make_up(self, line: SideLine) -> bool:
        return self._make_up(line) is not None

    def _make_up(self, line: SideLine) -> Plan | None:
        """The holds of the present routine that would make up for a side."""
        offer = make_up(self._personal().plan(), [line], "")
        return offer.plan if offer else None

    def _on_make_up_asked(self, line: SideLine) -> None:
        self.start_wanted.emit(self._make_up(line), USUAL)

    def _on_taken_up(self, offer: Offer) -> None:
        pain = self._today.pain_now
        self.start_wanted.emit(offer.plan, replace(offer.occasion, pain_before=pain))

    def _on_safety_read(self) -> None:
        """Nobody has done a session without it."""
        self._today.expect(self._profile.preferences.settings.safety_read)

    def _on_feelings_changed(self) -> None:
        wanted = self._profile.preferences.settings.feelings
        self._today.ask_of_feelings(wanted)
        if "record" in self.__dict__:
            self.record.show_feelings(wanted)


class WeeklyReminder(QObject):
    """``reminded`` has a sentence, at most once a day; nothing runs where no day is chosen."""

    reminded = Signal(str)

    def __init__(
        self, preferences: Preferences, clock: Clock, journal: Journal, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._clock = clock
        self._journal = journal
        self._since = clock.local_now()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        preferences.observe(PLAN_KEYS, self._on_plan_changed)
        self._on_plan_changed()

    def look(self) -> None:
        """Reminds, if the time has come since it was last looked; nothing where it is done."""
        since, now = self._since, self._clock.local_now()
        self._since = now
        if plan_in(self._preferences.settings).is_due(since, now):
            self._journal.ask(partial(is_done_on_day_of, now), self._on_told)

    def _on_told(self, is_done: bool) -> None:
        if not is_done:
            self.reminded.emit(tr("Today is one of your days to stretch. Your routine is ready."))

    def _on_plan_changed(self) -> None:
        """What was planned for a time that has passed is no reason to remind now."""
        self._since = self._clock.local_now()
        if plan_in(self._preferences.settings).days:
            self._timer.start()
        else:
            self._timer.stop()
