"""The one window, and the ways between its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent, QKeyEvent

from stretchtimer.engine.errors import UserError
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.ui.window_pages import WindowPages

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

    from stretchtimer.engine.model import Routine
    from stretchtimer.engine.plan import Phase, Plan
    from stretchtimer.engine.session import SessionState
    from stretchtimer.services.person.personal_routine import PersonalRoutine
    from stretchtimer.services.session.occasion import Occasion


class MainWindow(WindowPages):
    """Brings what the pages ask for to the session's control and the services.

    The names in ``Qt`` and the keys take a sixth of the time to an empty window, so they are
    imported after it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._wanted: tuple[Plan, Occasion] | None = None
        self._returns_to: QWidget | None = None
        self.setWindowTitle(tr("Stretch Timer"))
        self.place_asked.connect(self.go_to)
        self.settings_asked.connect(self._on_settings_asked)
        self.keys_asked.connect(self._show_keys)
        self.safety_asked.connect(self._on_safety_asked)
        self.learn_asked.connect(self.show_learn)
        self.home_asked.connect(self._on_page_left)
        self.again_asked.connect(self._on_again)
        self.start_asked.connect(self._on_started)
        self.part_wanted.connect(self.start)
        self.session_ready.connect(self._begin_session)
        self.session_over.connect(self._on_finished)
        self.gap_noticed.connect(self._on_gap_noticed)
        self.about_asked.connect(self._on_about_asked)
        self.phase_about_asked.connect(self._on_phase_about_asked)
        self.way_chosen.connect(self._choose_way)
        self.easier_kept.connect(self._on_easier_kept)
        self.routine_used.connect(self._on_used)
        self.routine_wanted.connect(self.choose)
        self.editing_left.connect(self._on_editing_left)
        self.trial_asked.connect(self._on_trial_asked)
        self.complained.connect(self.notify)
        self.reminded.connect(self._on_reminded)
        self.file_dropped.connect(self._on_file_dropped)

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

    def _begin_session(self) -> None:
        """Nothing stands before the session any more."""
        assert self._wanted is not None
        if self.acts.begin(*self._wanted):
            self.other_days.begin()
            for number in range(self.pages.count()):
                if bar := getattr(self.pages.widget(number), "notices", None):
                    bar.let_pass()
            self.pages.setCurrentWidget(self.session)
            self.session.setFocus()
            self._bridge.control.start()

    def _on_gap_noticed(self, gap_ms: int) -> None:
        from stretchtimer.services.wording.session import gap_words

        self.notify(gap_words(gap_ms))

    def _on_finished(self, state: SessionState) -> None:
        from stretchtimer.ui.widgets.announcement import announce

        if self._is_trial:
            self.done.show_trial(state)
            self.words_wanted.emit(self._routine.original)
        else:
            self.done.show_session(state, goes_on=self._goes_on)
            self.done.offer_easier(self._routine.eased_in(state.plan))
            self.other_days.end(self._bridge.control.session_id)
        self.pages.setCurrentWidget(self.done)
        self.done.home.setFocus()
        announce(self.done, self.done.heard)

    def _on_settings_asked(self) -> None:
        self.settings.sound.refresh()
        self.pages.setCurrentWidget(self.settings)
        self.settings.back.setFocus()

    def _on_about_asked(self, stretch_id: str) -> None:
        stretches = self._routine.stretches
        self.overlays.show_about(next(one for one in stretches if one.id == stretch_id))

    def _on_phase_about_asked(self, phase: Phase) -> None:
        runner = self._bridge.control.runner
        eased = self._routine.eased_in(runner.state.plan) if runner else ()
        for_today = phase.stretch.id in (stretch.id for stretch in eased)
        self.overlays.show_about(phase.stretch, phase.side, for_today=for_today)

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

    def _on_editing_left(self) -> None:
        self.pages.setCurrentWidget(self.routines)
        self.routines.focus_first()

    @property
    def _is_trial(self) -> bool:
        return self._wanted is not None and self._wanted[1].is_trial

    @property
    def _goes_on(self) -> bool:
        return self._wanted is not None and self._wanted[1].continues_uuid is not None

    def _on_trial_asked(self, plan: Plan) -> None:
        from stretchtimer.services.session.occasion import TRIAL

        self._returns_to = self.pages.currentWidget()
        self.words_wanted.emit(plan.routine)
        self.start(plan, TRIAL)

    def _on_page_left(self) -> None:
        """Goes to Today; from a trial back to where it was asked for."""
        page, self._returns_to = self._returns_to, None
        if page is not None:
            self.pages.setCurrentWidget(page)
        else:
            self._go_home()

    def _on_again(self) -> None:
        if self._is_trial and self._wanted is not None:
            self.start(*self._wanted)
        else:
            self._on_started()

    def _on_safety_asked(self) -> None:
        self.overlays.show_safety()

    def _show_keys(self) -> None:
        self.overlays.switch_keys()

    def _on_started(self) -> None:
        self.start(occasion=self.other_days.occasion())

    def _on_reminded(self, words: str) -> None:
        """Says it on Today and on the page that is shown, and to whoever is in another window."""
        from PySide6.QtWidgets import QApplication

        from stretchtimer.ui.widgets.announcement import announce

        if self.is_in_session:
            return
        shown = getattr(self.pages.currentWidget(), "notices", self.home.notices)
        for bar in {self.home.notices, shown}:
            bar.add(words, passing=True)
        announce(shown, words)
        QApplication.alert(self)

    def _go_home(self) -> None:
        self._returns_to = None
        self.pages.setCurrentWidget(self.home)
        self.home.card.start.setFocus()
        self.home_shown.emit()
