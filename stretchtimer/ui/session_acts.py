"""What the window does in a session: its start, acts, what is laid over the page, and its end.

While something is read or chosen over the page the clock stands. Put away, the session goes on with
the usual count-in; only whom it hurts goes on when they say so.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from stretchtimer.engine.events import PhaseExtended, SessionPaused, SessionResumed
from stretchtimer.engine.plan import Phase, Plan
from stretchtimer.qt.session_bridge import SessionBridge
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.control import Act
from stretchtimer.services.session.occasion import Occasion
from stretchtimer.services.session.runner import Emitted
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.help.overlays import Overlays
from stretchtimer.ui.session.ending import Ending
from stretchtimer.ui.session.page import SessionPage
from stretchtimer.ui.session.shortcuts import AnyAct, ViewAct
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.window_size import WindowSize

if TYPE_CHECKING:
    from stretchtimer.ui.help.this_hurts import HurtsOverlay


class SessionActs(QObject):
    """Follows what ``page`` asks for; ``about_asked`` has the phase that is to be told of."""

    about_asked = Signal(object)

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        session: SessionBridge,
        page: SessionPage,
        overlays: Overlays,
        *,
        size: WindowSize,
        window: QMainWindow,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._page = page
        self._overlays = overlays
        self._size = size
        self._window = window
        self._it_hurts = False
        self._announcements = Announcements(preferences, page)
        self.ending = Ending(appearance, session, window)
        self.ending.stayed.connect(page.setFocus)
        page.asked.connect(self.do)
        page.place_chosen.connect(self._on_place_chosen)
        session.end_asked.connect(self.ending.show_question)
        overlays.closed.connect(self._on_overlay_closed)
        overlays.hurts_asked.connect(lambda: self.do(ViewAct.HURTS))
        # Not ``changeEvent``: for an event of no kind of its own PySide makes every kind there is.
        # A session may begin in a window that nobody has seen, and that has no handle yet.
        window.winId()
        window.windowHandle().windowStateChanged.connect(self._on_window_state_changed)
        page.controls.show_full_screen(window.isFullScreen())

    def do(self, act: AnyAct) -> None:
        """Does what was asked for in the session."""
        if act is ViewAct.FULL_SCREEN:
            self._size.toggle_full_screen()
        elif act is ViewAct.HELP:
            self._session.control.stand_still()
            self._overlays.switch_keys()
        elif act is ViewAct.ABOUT:
            self._session.control.stand_still()
            self.about_asked.emit(self._phase())
        elif act is ViewAct.HURTS:
            self._session.control.pause()
            self._show_hurts()
        elif act is Act.LEAVE and self._window.isFullScreen():
            self._size.leave_full_screen()
        elif isinstance(act, Act):
            self._page.show_answer(self._session.control.do(act))

    def begin(self, plan: Plan, occasion: Occasion) -> bool:
        """Has a session of that plan ready to start; False where there can be none now."""
        screens = (self._page.on_event, self._announcements.on_event)
        runner = self._session.control.begin(plan, screens, occasion)
        if runner is None:
            return False
        self._it_hurts = False
        self.ending.is_kept = not occasion.is_trial
        self._page.begin(runner)
        return True

    def may_close(self) -> bool:
        """Whether the window may be closed: a session that is paused ends with it, else it asks."""
        if not self._session.control.is_paused:
            self.ending.ask(closing=True)
            return False
        # Nobody is in the middle of it, and a log-out that closes windows must not be held up.
        self._session.control.end()
        return True

    @cached_property
    def _hurts(self) -> HurtsOverlay:
        hurts = self._overlays.hurts
        hurts.easier_asked.connect(self._on_easier_asked)
        hurts.skip_asked.connect(self._on_skip_asked)
        hurts.help_asked.connect(self._on_help_asked)
        hurts.resume_asked.connect(self._resume)
        hurts.end_asked.connect(self._session.control.end)
        return hurts

    def _show_hurts(self) -> None:
        self._it_hurts = False
        phase = self._phase()
        self._hurts.open(phase.stretch, phase.side)

    def _phase(self) -> Phase:
        runner = self._session.control.runner
        assert runner is not None
        return runner.state.phase

    def _resume(self) -> None:
        if self._session.control.is_paused:
            self._session.control.do(Act.PAUSE)

    def _on_easier_asked(self) -> None:
        # Only now, while it hurts; whether it is kept is asked after the session.
        self._session.control.choose_way(self._phase().stretch.id, True)
        self._resume()

    def _on_skip_asked(self) -> None:
        self._session.control.do(Act.SKIP)
        self._resume()

    def _on_help_asked(self) -> None:
        self._it_hurts = True
        self._overlays.show_safety()

    def _on_overlay_closed(self) -> None:
        if not self._session.is_running:
            return
        if self._it_hurts:
            # Whoever has read when to get help still has to choose.
            self._show_hurts()
        else:
            self._session.control.go_on()

    def _on_place_chosen(self, hold_index: int) -> None:
        self._page.show_answer(self._session.control.go_to(hold_index))

    def _on_window_state_changed(self, state: Qt.WindowState) -> None:
        self._page.controls.show_full_screen(state is type(state).WindowFullScreen)


class Announcements(QObject):
    """What a screen reader says of what a person does, whatever has the focus.

    It speaks in the name of ``page``; ``on_event`` is told the events of its session.
    """

    def __init__(self, preferences: Preferences, page: QWidget) -> None:
        super().__init__(page)
        self._preferences = preferences
        self._page = page
        preferences.observe(("muted",), self._on_muted_changed)

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        if isinstance(event, SessionPaused):
            announce(self._page, tr("Paused"))
        elif isinstance(event, SessionResumed):
            announce(self._page, tr("Resuming"))
        elif isinstance(event, PhaseExtended):
            counts = event.phase.times is not None
            announce(self._page, tr("One more") if counts else tr("Ten more seconds"))

    def _on_muted_changed(self) -> None:
        if self._page.isVisible():
            muted = self._preferences.settings.muted
            announce(self._page, tr("Muted") if muted else tr("Sound on"))
