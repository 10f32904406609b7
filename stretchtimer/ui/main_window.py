"""The one window: home, session, done and settings, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from pathlib import Path

    from stretchtimer.engine.model import Routine
    from stretchtimer.engine.plan import Plan
    from stretchtimer.engine.session import SessionState
    from stretchtimer.qt.session_bridge import SessionBridge
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.record.journal import Deliver, Journal
    from stretchtimer.services.session.occasion import Occasion
    from stretchtimer.services.voice.voice_status import VoiceStatus
    from stretchtimer.ui.before.before_session import PreSession
    from stretchtimer.ui.done_page import DonePage
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.help.overlays import Overlays
    from stretchtimer.ui.home.routine_menu import RoutineMenu
    from stretchtimer.ui.other_days import OtherDays
    from stretchtimer.ui.reading import Reading
    from stretchtimer.ui.record.record_page import RecordPage
    from stretchtimer.ui.routine_pages import RoutinePages
    from stretchtimer.ui.routines.routines_page import RoutinesPage
    from stretchtimer.ui.session.page import SessionPage
    from stretchtimer.ui.session_acts import SessionActs
    from stretchtimer.ui.settings.settings_page import SettingsPage
    from stretchtimer.ui.theme.appearance import Appearance


class MainWindow(WindowFrame):
    """Puts the pages together; what they ask for goes to the session's control and the services.

    A new window is empty, so that it is there at once. ``build`` gives it the home page; all
    other pages are imported and built when they are first needed, and listen from then on. The
    names in ``Qt`` and the keys take a sixth of the time to an empty window, so they are imported
    after it.
    """

    routine_shown = Signal(object)
    """The routine that is open from now on, with the person's changes."""
    home_shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._personal: PersonalRoutine | None = None
        self._wanted: tuple[Plan, Occasion] | None = None
        self.setWindowTitle(tr("Stretch Timer"))

    def build(
        self,
        appearance: Appearance,
        profile: Profile,
        bridge: SessionBridge,
        pictures: Pictures,
        *,
        devices: Callable[[], Sequence[tuple[str, str]]],
        sound_check: Callable[[], SoundCheckRunner],
        journal: Callable[[], Journal],
        deliver: Deliver,
    ) -> None:
        """Builds the home page; ``deliver`` brings answers to this thread."""
        from stretchtimer.ui.home.home_page import HomePage
        from stretchtimer.ui.home.routine_menu import RoutineMenu
        from stretchtimer.ui.sound_news import SoundNews

        self._appearance = appearance
        self._profile = profile
        self._bridge = bridge
        self._pictures = pictures
        self._devices = devices
        self._sound_check = sound_check
        self._journal = journal
        self._deliver = deliver
        self.news = SoundNews(self)
        menu = RoutineMenu(appearance, profile, self)
        known = profile.preferences.settings
        self.home = HomePage(
            *(appearance, menu, pictures.card(), pictures.row),
            is_told=known.safety_read,
            is_asked=known.feelings,
        )
        self._connect(menu)
        self.fill(appearance, profile.preferences, self.home)

    @cached_property
    def session(self) -> SessionPage:
        from stretchtimer.ui.session.page import SessionPage

        preferences = self._profile.preferences
        page = SessionPage(self._appearance, preferences, self._pictures.stage(preferences))
        self._bridge.ticked.connect(page.refresh)
        self.news.keep_told(page.show_sound, page.show_voice)
        self.pages.addWidget(page)
        return page

    @cached_property
    def acts(self) -> SessionActs:
        from stretchtimer.ui.session_acts import SessionActs

        acts = SessionActs(
            self._appearance,
            self._profile.preferences,
            self._bridge,
            self.session,
            self.overlays,
            size=self._size,
            window=self,
        )
        self.resized.connect(acts.ending.place)
        return acts

    @cached_property
    def done(self) -> DonePage:
        from stretchtimer.ui.done_page import DonePage

        page = DonePage(self._appearance, self._pictures.rest())
        page.home_asked.connect(self._go_home)
        page.again_asked.connect(self._on_started)
        page.easier_kept.connect(self._on_easier_kept)
        self.home_shown.connect(page.notices.clear)
        self.other_days.follow(page)
        self.pages.addWidget(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        from stretchtimer.ui.session.room.metrics import reach_of
        from stretchtimer.ui.settings.settings_page import SettingsPage

        look, preferences, kept = self._appearance, self._profile.preferences, self._profile.folders
        folders = (
            (tr("Your own routines"), kept.routines),
            (tr("Settings"), kept.config),
            (tr("Your record"), kept.data),
        )
        reach = partial(reach_of, preferences, look)
        preview = self._pictures.rest()
        page = SettingsPage(look, preferences, self._devices, folders, reach, preview=preview)
        page.left.connect(self._go_home)
        page.safety.asked.connect(self.overlays.show_safety)
        page.sound.trial_asked.connect(lambda: self._sound_check().start())
        page.sound.sound_check_asked.connect(self.first.check_sound)
        if self._personal:
            page.show_routine(self._personal)
        self.routine_shown.connect(page.show_routine)
        self.news.keep_told(page.sound.show_status, page.voice.show_status)
        self.news.sound_told.connect(page.sound.refresh)
        self.pages.addWidget(page)
        return page

    @cached_property
    def other_days(self) -> OtherDays:
        """What the window knows and shows of other days; made after the first page stands."""
        from stretchtimer.ui.other_days import OtherDays

        days = OtherDays(
            self._appearance,
            self._profile,
            self._journal(),
            self.home,
            lambda: self._routine,
            parent=self,
        )
        days.start_wanted.connect(self.start)
        self.home_shown.connect(days.look)
        return days

    @cached_property
    def record(self) -> RecordPage:
        page = self.other_days.record
        page.place_asked.connect(self.go_to)
        page.settings_asked.connect(self._on_settings_asked)
        page.help_asked.connect(self._show_keys)
        self.pages.addWidget(page)
        return page

    @cached_property
    def routine_pages(self) -> RoutinePages:
        from stretchtimer.ui.routine_pages import RoutinePages

        pages = RoutinePages(
            self._appearance,
            self._profile,
            self._pictures,
            journal=self._journal,
            deliver=self._deliver,
            present=lambda: self.routine_id,
            parent=self,
        )
        pages.used.connect(self._on_used)
        pages.wanted.connect(self.choose)
        return pages

    @cached_property
    def routines(self) -> RoutinesPage:
        page = self.routine_pages.page
        page.place_asked.connect(self.go_to)
        page.settings_asked.connect(self._on_settings_asked)
        page.help_asked.connect(self._show_keys)
        page.safety_asked.connect(self._on_safety_asked)
        page.learn_asked.connect(self.show_learn)
        self.pages.addWidget(page)
        return page

    @cached_property
    def reading(self) -> Reading:
        from stretchtimer.ui.reading import Reading

        return Reading(self._appearance, self.pages)

    @cached_property
    def first(self) -> PreSession:
        from stretchtimer.ui.before.before_session import PreSession

        first = PreSession(
            self._appearance,
            self._profile.preferences,
            self._sound_check,
            self._devices,
            self._profile.today,
            show=self.show_page,
            parent=self,
        )
        first.ready.connect(self._begin_session)
        first.left.connect(self._go_home)
        first.checked.connect(self._on_settings_asked)
        self.news.keep_told(first.show_sound, first.show_voice)
        return first

    @cached_property
    def overlays(self) -> Overlays:
        from stretchtimer.ui.help.overlays import Overlays
        from stretchtimer.ui.session.shortcuts import key_rows

        preferences = self._profile.preferences
        overlays = Overlays(
            self._appearance,
            lambda: key_rows(preferences.settings.letter_keys),
            lambda: self.is_in_session,
            lambda: self._pictures.poses,
            self,
        )
        overlays.way_chosen.connect(self._choose_way)
        overlays.learn_asked.connect(self.show_learn)
        self.resized.connect(overlays.place)
        self.pages.currentChanged.connect(overlays.put_away)
        return overlays

    @property
    def routine_id(self) -> str:
        """That of the routine that is open."""
        return self._routine.original.id

    @property
    def _routine(self) -> PersonalRoutine:
        assert self._personal is not None
        return self._personal

    @property
    def is_in_session(self) -> bool:
        return self._bridge.is_running

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine for the home page and the settings."""
        self._personal = personal
        self.home.show_routine(personal)
        self.home.card.start.setFocus()
        self.routine_shown.emit(personal)

    def notify(self, words: str) -> None:
        """Says something without standing in the way; in a session it waits for its end."""
        self.home.notices.add(words)
        if self.is_in_session:
            self.done.notices.add(words)

    def start(self, plan: Plan | None = None, occasion: Occasion | None = None) -> None:
        """Starts a session, after what comes before the first one ever.

        It is one of the present routine, or of a part of it that was offered.
        """
        from stretchtimer.services.session.occasion import USUAL

        self._wanted = (plan or self._routine.plan(), occasion or USUAL)
        if self.first.go_on():
            self._begin_session()

    def go_to(self, place: str) -> None:
        """Goes to one of the places that can be gone to from each other; never from a session."""
        from stretchtimer.ui.widgets.places import RECORD, ROUTINES

        if self.is_in_session:
            return
        if place == ROUTINES:
            self.pages.setCurrentWidget(self.routines)
            self.routines.open()
            self.routines.places.words[ROUTINES].setFocus()
        elif place == RECORD:
            self.pages.setCurrentWidget(self.record)
            self.record.open()
            self.record.places.words[RECORD].setFocus()
        else:
            self._go_home()

    def show_learn(self) -> None:
        """Shows what there is to know about backs; from there one comes back to the same page."""
        self.reading.begin()

    def choose(self, id_or_path: str) -> None:
        """Takes the routine of that id or file, or says why it cannot."""
        try:
            routine = self._profile.find(id_or_path)
        except UserError as error:
            self.home.faults.tell(id_or_path, error)
            return
        self._take(id_or_path, routine)

    def takes_files(self) -> bool:
        return super().takes_files() and not self.is_in_session

    def _take(self, id_or_path: str, routine: Routine) -> None:
        """Makes it today's routine, also the next time."""
        if self._personal is None or routine != self._personal.original:
            # One that is open already keeps what can be undone of it.
            self.show_routine(self._profile.personal(routine))
        if not self._profile.preferences.take("last_routine", id_or_path):
            words = tr(
                "“{name}” will not open by itself next time, because its path cannot be saved."
            )
            self.notify(words.format(name=routine.name))

    def show_copy(self, made: str | UserError) -> None:
        """Takes the copy of that id, with what was changed in its original, or says why not."""
        if isinstance(made, UserError):
            self.notify(sentence(made))
        elif self._personal:
            changes = self._personal.adjustments
            self.choose(made)
            self._personal.begin_with(changes)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_built:
            return
        if self.is_in_session and not self.acts.may_close():
            event.ignore()
            return
        self._size.remember()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes the keys that mean the same on every page, where nothing else has taken them.

        They are no shortcuts: those come before it is known whether a key is only held.
        """
        from PySide6.QtCore import Qt

        from stretchtimer.ui.widgets.places import RECORD, ROUTINES, TODAY

        focus = self.focusWidget()
        keys = Qt.Key
        places: dict[int, str] = {keys.Key_1: TODAY, keys.Key_2: ROUTINES, keys.Key_3: RECORD}
        if event.isAutoRepeat() or not self._is_built:
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_F11:
            self.toggle_full_screen()
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and event.key() in places:
            self.go_to(places[event.key()])
        elif event.key() in (Qt.Key.Key_F1, Qt.Key.Key_Question) and (
            focus is None or self.pages.isAncestorOf(focus)
        ):
            self._show_keys()
        else:
            super().keyPressEvent(event)

    def _connect(self, menu: RoutineMenu) -> None:
        self.home.started.connect(self._on_started)
        self.home.place_asked.connect(self.go_to)
        self.home.settings_asked.connect(self._on_settings_asked)
        self.home.help_asked.connect(self._show_keys)
        self.home.safety_asked.connect(self._on_safety_asked)
        self.home.about_asked.connect(self._on_about_asked)
        self.home.learn_asked.connect(self.show_learn)
        self.home.sound_asked.connect(self._on_sound_asked)
        menu.chosen.connect(self.choose)
        self.file_dropped.connect(self._on_file_dropped)
        menu.complained.connect(self.notify)
        self.news.sound_told.connect(self._on_sound_told)
        self.news.voice_told.connect(self._on_voice_told)
        self._bridge.gap_noticed.connect(self._on_gap_noticed)
        self._bridge.finished.connect(self._on_finished)

    def _begin_session(self) -> None:
        """Nothing stands before the session any more."""
        assert self._wanted is not None
        if self.acts.begin(*self._wanted):
            self.other_days.begin()
            self.home.notices.let_pass()
            self.pages.setCurrentWidget(self.session)
            self.session.setFocus()
            self._bridge.control.start()

    def _on_sound_told(self, status: AudioStatus) -> None:
        self.home.show_sound(status, self._profile.preferences.settings.muted)

    def _on_voice_told(self, status: VoiceStatus | None) -> None:
        from stretchtimer.services.wording.voice import brief_voice_words, voice_words

        self.home.card.show_voice(brief_voice_words(status), voice_words(status))

    def _on_gap_noticed(self, gap_ms: int) -> None:
        from stretchtimer.services.wording.session import gap_words

        self.notify(gap_words(gap_ms))

    def _on_finished(self, state: SessionState) -> None:
        from stretchtimer.ui.widgets.announcement import announce

        self.done.show_session(state)
        self.done.offer_easier(self._routine.eased_in(state.plan))
        self.other_days.end(self._bridge.control.session_id)
        self.pages.setCurrentWidget(self.done)
        self.done.home.setFocus()
        announce(self.done, self.done.heard)

    def _on_settings_asked(self) -> None:
        self.settings.sound.refresh()
        self.pages.setCurrentWidget(self.settings)
        self.settings.back.setFocus()

    def _on_sound_asked(self) -> None:
        preferences = self._profile.preferences
        preferences.change(muted=not preferences.settings.muted)

    def _on_about_asked(self, stretch_id: str) -> None:
        stretches = self._routine.stretches
        self.overlays.show_about(next(one for one in stretches if one.id == stretch_id))

    def _choose_way(self, stretch_id: str, easier: bool) -> None:
        """Keeps which way a stretch is done, and has it done so in the session that runs."""
        self._routine.set_easier(stretch_id, easier)
        if self.is_in_session:
            self._bridge.control.choose_way(stretch_id, easier)

    def _on_easier_kept(self, stretch_ids: tuple[str, ...]) -> None:
        self._routine.keep_easier(stretch_ids)

    def _on_used(self, routine_id: str, routine: Routine) -> None:
        self._take(routine_id, routine)
        self._go_home()

    def _on_file_dropped(self, path: Path) -> None:
        from stretchtimer.ui.widgets.places import ROUTINES

        self.go_to(ROUTINES)
        self.routines.take_in(path)

    def _on_safety_asked(self) -> None:
        self.overlays.show_safety()

    def _show_keys(self) -> None:
        self.overlays.switch_keys()

    def _on_started(self) -> None:
        self.start(occasion=self.other_days.occasion())

    def _go_home(self) -> None:
        self.pages.setCurrentWidget(self.home)
        self.home.card.start.setFocus()
        self.home_shown.emit()
