"""The window with its pages, each made when it is first needed; what they ask for, it asks for.

It stands apart from what becomes of that, in ``main_window``: a page that is added is added here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from stretchtimer.services.wording.language import tr
from stretchtimer.ui.window_frame import WindowFrame

if TYPE_CHECKING:
    from stretchtimer.qt.session_bridge import SessionBridge
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.record.journal import Deliver, Journal
    from stretchtimer.services.voice.voice_status import VoiceStatus
    from stretchtimer.ui.before.before_session import PreSession
    from stretchtimer.ui.done_page import DonePage
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.help.overlays import Overlays
    from stretchtimer.ui.other_days import OtherDays
    from stretchtimer.ui.reading import Reading
    from stretchtimer.ui.record.record_page import RecordPage
    from stretchtimer.ui.routine_pages import RoutinePages
    from stretchtimer.ui.routines.routines_page import RoutinesPage
    from stretchtimer.ui.session.page import SessionPage
    from stretchtimer.ui.session_acts import SessionActs
    from stretchtimer.ui.settings.settings_page import SettingsPage
    from stretchtimer.ui.theme.appearance import Appearance


class WindowPages(WindowFrame):
    """Makes the pages and has them listen to the services.

    A new window is empty, so that it is there at once. ``build`` gives it the home page; all
    other pages are imported and built when they are first needed, and listen from then on.
    """

    place_asked = Signal(str)
    settings_asked = Signal()
    keys_asked = Signal()
    safety_asked = Signal()
    learn_asked = Signal()
    home_asked = Signal()
    start_asked = Signal()
    again_asked = Signal()
    words_wanted = Signal(object)
    """The routine whose words are to be spoken from now on."""
    part_wanted = Signal(object, object)
    """A plan, and the occasion on which it is to be started."""
    session_ready = Signal()
    """What comes before the first session is done with."""
    session_over = Signal(object)
    """The state at the end."""
    gap_noticed = Signal(object)
    about_asked = Signal(str)
    phase_about_asked = Signal(object)
    way_chosen = Signal(str, bool)
    easier_kept = Signal(object)
    routine_used = Signal(str, object)
    routine_wanted = Signal(str)
    editing_left = Signal()
    trial_asked = Signal(object)
    """The plan of one stretch that is being edited."""
    complained = Signal(str)
    reminded = Signal(str)
    routine_shown = Signal(object)
    """The routine that is open from now on, with the person's changes."""
    home_shown = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._personal: PersonalRoutine | None = None

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
        menu = RoutineMenu(appearance, profile, deliver, self)
        known = profile.preferences.settings
        self.make_room()
        self.home = HomePage(
            *(appearance, menu, pictures.card(), pictures.row, self.pages),
            is_told=known.safety_read,
            is_asked=known.feelings,
        )
        menu.chosen.connect(self.routine_wanted)
        menu.complained.connect(self.complained)
        self._follow(bridge)
        self.fill(appearance, profile.preferences, self.home)

    def _follow(self, bridge: SessionBridge) -> None:
        self.home.started.connect(self.start_asked)
        self.home.place_asked.connect(self.place_asked)
        self.home.settings_asked.connect(self.settings_asked)
        self.home.help_asked.connect(self.keys_asked)
        self.home.safety_asked.connect(self.safety_asked)
        self.home.about_asked.connect(self.about_asked)
        self.home.learn_asked.connect(self.learn_asked)
        self.home.sound_asked.connect(self._on_sound_asked)
        self.news.sound_told.connect(self._on_sound_told)
        self.news.voice_told.connect(self._on_voice_told)
        bridge.gap_noticed.connect(self.gap_noticed)
        bridge.finished.connect(self.session_over)

    @cached_property
    def session(self) -> SessionPage:
        from stretchtimer.ui.session.page import SessionPage

        preferences = self._profile.preferences
        stage = self._pictures.stage(preferences)
        page = SessionPage(self._appearance, preferences, stage, self.pages)
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
        acts.about_asked.connect(self.phase_about_asked)
        self.resized.connect(acts.ending.place)
        return acts

    @cached_property
    def done(self) -> DonePage:
        from stretchtimer.ui.done_page import DonePage

        page = DonePage(self._appearance, self._pictures.rest(), self.pages)
        page.home_asked.connect(self.home_asked)
        page.again_asked.connect(self.again_asked)
        page.easier_kept.connect(self.easier_kept)
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
        page = SettingsPage(
            *(look, preferences, self._devices, folders, reach), preview=preview, parent=self.pages
        )
        page.left.connect(self.home_asked)
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
            place=self.pages,
        )
        days.start_wanted.connect(self.part_wanted)
        days.reminded.connect(self.reminded)
        self.home_shown.connect(days.look)
        self.routine_shown.connect(lambda _shown: days.look_at_sides())
        return days

    @cached_property
    def record(self) -> RecordPage:
        page = self.other_days.record
        page.place_asked.connect(self.place_asked)
        page.settings_asked.connect(self.settings_asked)
        page.help_asked.connect(self.keys_asked)
        page.safety_asked.connect(self.safety_asked)
        page.learn_asked.connect(self.learn_asked)
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
            place=self.pages,
        )
        pages.used.connect(self.routine_used)
        pages.wanted.connect(self.routine_wanted)
        pages.shown.connect(self.show_page)
        pages.left.connect(self.editing_left)
        pages.trial_asked.connect(self.trial_asked)
        return pages

    @cached_property
    def routines(self) -> RoutinesPage:
        page = self.routine_pages.page
        page.place_asked.connect(self.place_asked)
        page.settings_asked.connect(self.settings_asked)
        page.help_asked.connect(self.keys_asked)
        page.safety_asked.connect(self.safety_asked)
        page.learn_asked.connect(self.learn_asked)
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
        first.ready.connect(self.session_ready)
        first.left.connect(self.home_asked)
        first.checked.connect(self.settings_asked)
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
            self._pictures,
            self,
            is_editing=lambda: "routine_pages" in self.__dict__ and self.routine_pages.is_editing,
        )
        overlays.way_chosen.connect(self.way_chosen)
        overlays.learn_asked.connect(self.learn_asked)
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

    def _on_sound_told(self, status: AudioStatus) -> None:
        self.home.show_sound(status, self._profile.preferences.settings.muted)

    def _on_voice_told(self, status: VoiceStatus | None) -> None:
        from stretchtimer.services.wording.voice import brief_voice_words, voice_words

        self.home.card.show_voice(brief_voice_words(status), voice_words(status))

    def _on_sound_asked(self) -> None:
        preferences = self._profile.preferences
        preferences.change(muted=not preferences.settings.muted)
