"""The one window: home, session, done and settings, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence

if TYPE_CHECKING:
    from PySide6.QtCore import Qt

    from stretchtimer.engine.session import SessionState
    from stretchtimer.qt.sound_check_runner import SoundCheckRunner
    from stretchtimer.services.audio.audio_out import AudioStatus
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.session.runner import Emitted
    from stretchtimer.services.session.trace import Trace
    from stretchtimer.services.voice.voice_status import VoiceStatus
    from stretchtimer.ui.before.before_session import PreSession
    from stretchtimer.ui.done_page import DonePage
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.help.overlays import AboutOverlay, KeysOverlay, Overlays
    from stretchtimer.ui.home.routine_menu import RoutineMenu
    from stretchtimer.ui.session.director import SessionDirector
    from stretchtimer.ui.session.ending import Ending
    from stretchtimer.ui.session.page import SessionPage
    from stretchtimer.ui.session.shortcuts import Act
    from stretchtimer.ui.settings.settings_page import SettingsPage
    from stretchtimer.ui.theme.appearance import Appearance

_USUAL_SIZE = (1100, 720)
_LEAST_SIZE = (820, 540)
_ALWAYS_ENOUGH = (900, 600)
"""At this size everything works, so the window can always be made so small."""


class MainWindow(QMainWindow):
    """Puts the pages together; what they ask for goes to the director and the services.

    A new window is empty, so that it is there at once. ``build`` gives it the home page; all
    other pages are imported and built when they are first needed. The names in ``Qt`` and the keys
    take a sixth of the time to an empty window, so they are imported after it.
    """

    painted = Signal()
    """The window was painted for the first time, still empty."""
    page_painted = Signal()
    """The home page is about to be painted for the first time."""
    trial_asked = Signal()
    routine_shown = Signal(object)
    """The routine that is open from now on, without the person's changes."""
    keep_awake_failed = Signal()
    """Emitted from whatever thread finds that the screen cannot be kept on."""

    def __init__(self) -> None:
        super().__init__()
        self._personal: PersonalRoutine | None = None
        self._sound: AudioStatus | None = None
        self._voice: VoiceStatus | None = None
        self._trace: Trace | None = None
        self._is_painted = False
        self._is_built = False
        self._is_page_painted = False
        self.setWindowTitle(tr("Stretch Timer"))
        self.setMinimumSize(*_LEAST_SIZE)
        self.resize(*_USUAL_SIZE)

    def build(
        self,
        appearance: Appearance,
        profile: Profile,
        make_director: Callable[[], SessionDirector],
        pictures: Pictures,
        *,
        devices: Callable[[], Sequence[tuple[str, str]]],
        make_trial: Callable[[], SoundCheckRunner],
    ) -> None:
        """Builds the home page."""
        from PySide6.QtWidgets import QStackedWidget

        from stretchtimer.ui.home.home_page import HomePage
        from stretchtimer.ui.home.routine_menu import RoutineMenu
        from stretchtimer.ui.window_size import WindowSize

        self._appearance = appearance
        self._profile = profile
        self._make_director = make_director
        self._pictures = pictures
        self._devices = devices
        self._make_trial = make_trial
        menu = RoutineMenu(appearance, profile, self)
        self.home = HomePage(appearance, menu, pictures.card(), pictures.row)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.home)
        self._is_built = True
        least = self.home.minimumSizeHint().expandedTo(QSize(*_LEAST_SIZE))
        self.setMinimumSize(least.boundedTo(QSize(*_ALWAYS_ENOUGH)))
        self._connect(menu)
        self._size = WindowSize(self, appearance, profile.preferences)
        self._size.restore(QSize(*_USUAL_SIZE))
        self.setCentralWidget(self.pages)

    @cached_property
    def director(self) -> SessionDirector:
        director = self._make_director()
        director.finished.connect(self._on_finished)
        return director

    @cached_property
    def ending(self) -> Ending:
        from stretchtimer.ui.session.ending import Ending

        ending = Ending(self._appearance, self.director, self)
        ending.stayed.connect(self.session.setFocus)
        return ending

    @cached_property
    def session(self) -> SessionPage:
        from stretchtimer.ui.session.page import SessionPage

        page = SessionPage(
            self._appearance,
            self._profile.preferences,
            self._pictures.stage(self._profile.preferences),
        )
        page.asked.connect(self._on_asked)
        page.place_chosen.connect(self.director.go_to)
        self.director.ticked.connect(page.refresh)
        if self._sound:
            page.show_sound(self._sound)
        page.show_voice(self._voice)
        self.pages.addWidget(page)
        # Not ``changeEvent``: for an event of no kind of its own PySide makes every kind there is.
        # A session may begin in a window that nobody has seen, and that has no handle yet.
        self.winId()
        self.windowHandle().windowStateChanged.connect(self._on_window_state_changed)
        page.controls.show_full_screen(self.isFullScreen())
        return page

    @cached_property
    def done(self) -> DonePage:
        from stretchtimer.ui.done_page import DonePage

        page = DonePage(self._appearance, self._pictures.rest())
        page.home_asked.connect(self._go_home)
        page.again_asked.connect(self._on_started)
        self._add(page)
        return page

    @cached_property
    def settings(self) -> SettingsPage:
        from stretchtimer.ui.settings.settings_page import SettingsPage

        folders = self._named_folders()
        page = SettingsPage(self._appearance, self._profile.preferences, self._devices, folders)
        page.left.connect(self._go_home)
        page.safety.asked.connect(self.overlays.show_safety)
        page.sound.trial_asked.connect(self.trial_asked)
        page.sound.sound_check_asked.connect(self.first.check_sound)
        if self._personal:
            page.show_routine(self._personal)
        if self._sound:
            page.sound.show_status(self._sound)
        if self._voice:
            page.voice.show_status(self._voice)
        self._add(page)
        return page

    @cached_property
    def first(self) -> PreSession:
        from stretchtimer.ui.before.before_session import PreSession

        first = PreSession(
            self._appearance,
            self._profile.preferences,
            self._make_trial,
            self._devices,
            show=self._show_page,
            parent=self,
        )
        first.ready.connect(self._on_ready)
        first.left.connect(self._go_home)
        first.checked.connect(self._on_settings_asked)
        if self._sound:
            first.show_sound(self._sound)
        first.show_voice(self._voice)
        return first

    @cached_property
    def overlays(self) -> Overlays:
        from stretchtimer.ui.help.overlays import Overlays
        from stretchtimer.ui.session.shortcuts import key_rows

        preferences = self._profile.preferences
        return Overlays(self._appearance, lambda: key_rows(preferences.settings.letter_keys), self)

    @property
    def keys(self) -> KeysOverlay:
        return self.overlays.keys

    @property
    def about(self) -> AboutOverlay:
        return self.overlays.about

    @property
    def is_in_session(self) -> bool:
        return self._has("director") and self.director.is_running

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine for the home page and the settings."""
        self._personal = personal
        self.home.show_routine(personal)
        if self._has("settings"):
            self.settings.show_routine(personal)
        self.home.card.start.setFocus()
        self.routine_shown.emit(personal.original)

    def show_sound(self, status: AudioStatus) -> None:
        """Says everywhere whether sound can be heard."""
        self._sound = status
        if self._has("settings"):
            self.settings.sound.show_status(status)
            self.settings.sound.refresh()
        if self._has("session"):
            self.session.show_sound(status)
        if self._has("first"):
            self.first.show_sound(status)
        self.home.show_sound(status, self._profile.preferences.settings.muted)

    def show_voice(self, status: VoiceStatus | None) -> None:
        """Says who speaks the words of the routine; nothing where nothing is to be said."""
        from stretchtimer.services.wording.voice import brief_voice_words, voice_words

        self._voice = status
        if self._has("settings"):
            self.settings.voice.show_status(status)
        if self._has("session"):
            self.session.show_voice(status)
        if self._has("first"):
            self.first.show_voice(status)
        self.home.card.show_voice(brief_voice_words(status), voice_words(status))

    def notify(self, sentence: str) -> None:
        """Says something without standing in the way; in a session it waits for its end."""
        self.home.notices.add(sentence)
        if self.is_in_session:
            self.done.notices.add(sentence)

    def start(self, trace: Trace | None = None) -> None:
        """Starts a session of the present routine, after what comes before the first one ever."""
        if self._personal is None or self.is_in_session:
            return
        self._trace = trace or self._trace
        self._put_overlays_away()
        self.first.go_on()

    def skip_sound_check(self) -> None:
        """Whoever wants no sound is not asked whether it is heard."""
        self.first.skip_sound_check()

    def choose(self, id_or_path: str) -> None:
        """Takes the routine of that id or file, or says why it cannot."""
        try:
            routine = self._profile.find(id_or_path)
        except UserError as error:
            self.notify(sentence(error))
            return
        self.show_routine(self._profile.personal(routine))
        if not self._profile.preferences.take("last_routine", id_or_path):
            words = tr("“{name}” is not opened by itself next time: its path cannot be kept.")
            self.notify(words.format(name=routine.name))

    def toggle_full_screen(self) -> None:
        self._size.toggle_full_screen()

    def show_as_before(self) -> None:
        """Shows the window the way it was left."""
        self._size.show_as_before()
        # Qt shows what is in a window a moment later, and lays it out again after it was painted.
        self.pages.show()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_built:
            event.accept()
            return
        if self.is_in_session and self.director.is_paused:
            # Nobody is in the middle of it, and a log-out that closes windows must not be held up.
            self.director.end()
        elif self.is_in_session:
            event.ignore()
            self.ending.ask(closing=True)
            return
        self._size.remember()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()
        if self._is_built and not self._is_page_painted:
            self._is_page_painted = True
            self.page_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._has("overlays"):
            self.overlays.place()

    def _connect(self, menu: RoutineMenu) -> None:
        from PySide6.QtGui import QKeySequence, QShortcut

        self.home.started.connect(self._on_started)
        self.home.settings_asked.connect(self._on_settings_asked)
        self.home.help_asked.connect(self._show_keys)
        self.home.safety_asked.connect(self._on_safety_asked)
        self.home.about_asked.connect(self._on_about_asked)
        menu.chosen.connect(self.choose)
        menu.complained.connect(self.notify)
        self.keep_awake_failed.connect(self._on_keep_awake_failed)
        QShortcut(QKeySequence("F11"), self).activated.connect(self.toggle_full_screen)
        self._add_help_keys(self.home)

    def _add(self, page: QWidget) -> None:
        self.pages.addWidget(page)
        self._add_help_keys(page)

    def _add_help_keys(self, page: QWidget) -> None:
        """On the session page these keys are among its own."""
        from PySide6.QtCore import Qt
        from PySide6.QtGui import QKeySequence, QShortcut

        for key in ("?", "F1"):
            shortcut = QShortcut(QKeySequence(key), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._show_keys)

    def _has(self, name: str) -> bool:
        """Whether something that is built when needed has been."""
        return name in self.__dict__

    def _put_overlays_away(self) -> None:
        if self._has("overlays"):
            self.overlays.put_away()

    def _show_page(self, page: QWidget) -> None:
        """Shows a page that is new, or was built before."""
        if self.pages.indexOf(page) < 0:
            self._add(page)
        self.pages.setCurrentWidget(page)

    def _on_started(self) -> None:
        self.start()

    def _on_ready(self) -> None:
        """Nothing stands before the session any more."""
        assert self._personal is not None
        trace, self._trace = self._trace, None
        runner = self.director.begin(self._personal.plan(), trace)
        runner.listen(self._on_event)
        self.session.begin(runner)
        self.pages.setCurrentWidget(self.session)
        self.session.setFocus()
        self.director.start()

    def _on_window_state_changed(self, state: Qt.WindowState) -> None:
        self.session.controls.show_full_screen(state is type(state).WindowFullScreen)

    def _on_asked(self, act: Act) -> None:
        from stretchtimer.ui.session.shortcuts import Act

        if act is Act.FULL_SCREEN:
            self.toggle_full_screen()
        elif act is Act.HELP:
            self._show_keys()
        elif act is Act.MUTE:
            preferences = self._profile.preferences
            preferences.change(muted=not preferences.settings.muted)
        elif act is not Act.LEAVE:
            self.director.act(act)
        elif self.isFullScreen():
            self._size.leave_full_screen()
        else:
            self.ending.ask()

    def _on_event(self, emitted: Emitted) -> None:
        from stretchtimer.engine.events import GapNoticed

        if isinstance(emitted.event, GapNoticed):
            from stretchtimer.services.wording.session import gap_words

            self.notify(gap_words(emitted.event.gap_ms))

    def _on_keep_awake_failed(self) -> None:
        self.notify(tr("The screen could not be kept on; the system offers no way to ask."))

    def _on_finished(self, state: SessionState) -> None:
        if self._has("ending"):
            self.ending.withdraw()
        self._put_overlays_away()
        self.done.show_session(state)
        self.pages.setCurrentWidget(self.done)
        self.done.home.setFocus()

    def _on_settings_asked(self) -> None:
        self.settings.sound.refresh()
        self.pages.setCurrentWidget(self.settings)
        self.settings.back.setFocus()

    def _on_about_asked(self, stretch_id: str) -> None:
        assert self._personal is not None
        self.overlays.show_about(self._personal.original.stretch(stretch_id))

    def _on_safety_asked(self) -> None:
        self.overlays.show_safety()

    def _show_keys(self) -> None:
        self.overlays.switch_keys()

    def _go_home(self) -> None:
        if self._has("done"):
            self.done.notices.clear()
        self.pages.setCurrentWidget(self.home)
        self.home.card.start.setFocus()

    def _named_folders(self) -> tuple[tuple[str, Path], ...]:
        folders = self._profile.folders
        return (
            (tr("Your own routines"), folders.routines),
            (tr("Settings"), folders.config),
            (tr("What was held"), folders.data),
        )
