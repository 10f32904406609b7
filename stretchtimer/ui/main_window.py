"""The one window: home, session, done and settings, and the way between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QStackedWidget

from stretchtimer.engine.errors import UserError
from stretchtimer.engine.events import GapNoticed
from stretchtimer.engine.model import Stretch
from stretchtimer.engine.session import SessionState
from stretchtimer.services.audio_out import AudioStatus
from stretchtimer.services.personal_routine import PersonalRoutine
from stretchtimer.services.profile import Profile
from stretchtimer.services.runner import Told
from stretchtimer.services.trace import Trace
from stretchtimer.ui.about_panel import AboutPanel
from stretchtimer.ui.done_page import DonePage
from stretchtimer.ui.end_question import EndQuestion
from stretchtimer.ui.home_page import HomePage
from stretchtimer.ui.key_panel import KeyPanel
from stretchtimer.ui.keys import Act
from stretchtimer.ui.look import Look
from stretchtimer.ui.pictures import Pictures
from stretchtimer.ui.routine_menu import RoutineMenu
from stretchtimer.ui.session_director import SessionDirector
from stretchtimer.ui.session_page import SessionPage
from stretchtimer.ui.settings_page import SettingsPage

_USUAL_SIZE = (1100, 720)
_LEAST_SIZE = (720, 540)


class MainWindow(QMainWindow):
    """Puts the pages together; what they ask for goes to the director and the services."""

    def __init__(
        self,
        look: Look,
        profile: Profile,
        director: SessionDirector,
        pictures: Pictures,
        devices: Callable[[], Sequence[tuple[str, str]]],
    ) -> None:
        super().__init__()
        self._look = look
        self._profile = profile
        self._director = director
        self._personal: PersonalRoutine | None = None
        self._question: EndQuestion | None = None
        self._closing = False
        self._was_maximized = False
        self.setWindowTitle(self.tr("Stretch Timer"))
        self.setMinimumSize(*_LEAST_SIZE)
        menu = RoutineMenu(look, profile, self)
        self.home = HomePage(look, menu, pictures.card(), pictures.row)
        self.session = SessionPage(look, profile.preferences, pictures.stage())
        self.done = DonePage(look, pictures.rest())
        self.settings = SettingsPage(
            look, profile.preferences, devices, self._named_folders(profile)
        )
        self.pages = QStackedWidget()
        for page in (self.home, self.session, self.done, self.settings):
            self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.keys = KeyPanel(look, self)
        self.about = AboutPanel(look, self)
        self._connect(menu)
        self._restore_size()

    def show_routine(self, personal: PersonalRoutine) -> None:
        """Takes another routine for the home page and the settings."""
        self._personal = personal
        self.home.show_routine(personal)
        self.settings.times.show_routine(personal)
        self.home.card.start.setFocus()

    def show_sound(self, status: AudioStatus) -> None:
        """Says everywhere whether sound can be heard."""
        self.settings.sound.show_status(status)
        self.settings.sound.refresh()
        self.home.show_sound(status, self._profile.preferences.settings.muted)

    def tell(self, sentence: str) -> None:
        """Says something without standing in the way; in a session it waits for its end."""
        self.home.notices.add(sentence)
        self.done.notices.add(sentence)

    def start(self, trace: Trace | None = None) -> None:
        """Starts a session of the present routine."""
        if self._personal is None or self._director.is_running:
            return
        self.keys.hide()
        self.about.hide()
        runner = self._director.begin(self._personal.plan(), trace)
        runner.listen(self._on_event)
        self.session.begin(runner)
        self.pages.setCurrentWidget(self.session)
        self.session.setFocus()
        self._director.start()

    def choose(self, id_or_path: str) -> None:
        """Takes the routine of that id or file, or says why it cannot."""
        try:
            routine = self._profile.find(id_or_path)
        except UserError as error:
            self.tell(str(error))
            return
        self.show_routine(self._profile.personal(routine))
        self._profile.preferences.change(last_routine=id_or_path)

    def toggle_full_screen(self) -> None:
        if self.isFullScreen():
            self._leave_full_screen()
        else:
            self._was_maximized = self.isMaximized()
            self.showFullScreen()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._director.is_running:
            event.ignore()
            self._closing = True
            self._ask_to_end()
            return
        if not (self.isFullScreen() or self.isMaximized()):
            self._profile.preferences.change(window_width=self.width(), window_height=self.height())
        maximized = self._was_maximized if self.isFullScreen() else self.isMaximized()
        self._profile.preferences.change(window_maximized=maximized)
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.WindowStateChange:
            self.session.controls.show_full_screen(self.isFullScreen())
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.keys.place()
        self.about.place()
        self.home.fit()

    def _connect(self, menu: RoutineMenu) -> None:
        self.home.started.connect(self._on_started)
        self.home.settings_asked.connect(self._on_settings_asked)
        self.home.help_asked.connect(self._show_keys)
        self.home.about_asked.connect(self._on_about_asked)
        menu.chosen.connect(self.choose)
        menu.complained.connect(self.tell)
        self.session.asked.connect(self._on_asked)
        self.session.place_chosen.connect(self._director.go_to)
        self.done.home_asked.connect(self._go_home)
        self.done.again_asked.connect(self._on_started)
        self.settings.left.connect(self._go_home)
        self._director.ticked.connect(self.session.refresh)
        self._director.finished.connect(self._on_finished)
        for key in (QKeySequence("F11"),):
            shortcut = QShortcut(key, self)
            shortcut.activated.connect(self.toggle_full_screen)
        for page in (self.home, self.done, self.settings):
            for key in (QKeySequence("?"), QKeySequence("F1")):
                shortcut = QShortcut(
                    key, page, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
                )
                shortcut.activated.connect(self._show_keys)

    def _on_started(self) -> None:
        self.start()

    def _on_asked(self, act: Act) -> None:
        if act is Act.FULL_SCREEN:
            self.toggle_full_screen()
        elif act is Act.HELP:
            self._show_keys()
        elif act is Act.MUTE:
            preferences = self._profile.preferences
            preferences.change(muted=not preferences.settings.muted)
        elif act is not Act.LEAVE:
            self._director.act(act)
        elif self.isFullScreen():
            self._leave_full_screen()
        else:
            self._ask_to_end()

    def _on_event(self, told: Told) -> None:
        if isinstance(told.event, GapNoticed):
            seconds = round(told.event.gap_ms / 1000)
            words = self.tr(
                "The computer stood still for %n second(s); the session was paused.", "", seconds
            )
            self.tell(words)

    def _ask_to_end(self) -> None:
        if self._question is not None:
            return
        self._director.interrupt()
        self._question = EndQuestion(self._look, self)
        self._question.finished.connect(self._on_answered)
        self._question.open()

    def _on_answered(self, answer: int) -> None:
        question, self._question = self._question, None
        if question:
            question.deleteLater()
        if answer == EndQuestion.DialogCode.Accepted.value:
            self._director.end()
            if self._closing:
                self.close()
        else:
            self._closing = False
            self._director.continue_()
            self.session.setFocus()

    def _on_finished(self, state: SessionState) -> None:
        if self._question is not None:
            self._question.close()
        self.keys.hide()
        self.done.show_session(state)
        self.pages.setCurrentWidget(self.done)
        self.done.home.setFocus()

    def _on_settings_asked(self) -> None:
        self.settings.sound.refresh()
        self.pages.setCurrentWidget(self.settings)
        self.settings.back.setFocus()

    def _on_about_asked(self, stretch_id: str) -> None:
        assert self._personal is not None
        self.about.open(self._stretch(stretch_id))

    def _stretch(self, stretch_id: str) -> Stretch:
        assert self._personal is not None
        return self._personal.original.stretch(stretch_id)

    def _show_keys(self) -> None:
        if self.keys.isVisible():
            self.keys.put_away()
        else:
            self.keys.open(self._profile.preferences.settings.letter_keys)

    def _go_home(self) -> None:
        self.done.notices.clear()
        self.pages.setCurrentWidget(self.home)
        self.home.card.start.setFocus()

    def _leave_full_screen(self) -> None:
        if self._was_maximized:
            self.showMaximized()
        else:
            self.showNormal()

    def _restore_size(self) -> None:
        settings = self._profile.preferences.settings
        width = settings.window_width or self._look.px(_USUAL_SIZE[0])
        height = settings.window_height or self._look.px(_USUAL_SIZE[1])
        screen = self.screen().availableSize()
        self.resize(min(width, screen.width()), min(height, screen.height()))
        self._was_maximized = settings.window_maximized

    def show_as_before(self) -> None:
        """Shows the window the way it was left."""
        if self._was_maximized:
            self.showMaximized()
        else:
            self.show()

    def _named_folders(self, profile: Profile) -> tuple[tuple[str, Path], ...]:
        return (
            (self.tr("Your own routines"), profile.folders.routines),
            (self.tr("Settings"), profile.folders.config),
            (self.tr("What was held"), profile.folders.data),
        )
