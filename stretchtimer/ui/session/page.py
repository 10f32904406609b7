"""The page of a running session: what to do, on which side, and how long still."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.breathing import BreathPoint
from stretchtimer.engine.events import CueDue, GapNoticed, PhaseEntered, SessionResumed
from stretchtimer.engine.plan import Phase
from stretchtimer.qt.key_places import key_meant
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.person.choices import PulseChoice
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.control import Act, Answer
from stretchtimer.services.session.runner import Emitted, SessionRunner
from stretchtimer.services.session.session_view import SessionView, Stage, session_view
from stretchtimer.services.voice.voice_status import VoiceStatus
from stretchtimer.services.wording.answers import answer_words
from stretchtimer.services.wording.durations import short_text
from stretchtimer.services.wording.keys import act_words
from stretchtimer.services.wording.language import ntr, tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.services.wording.routine import amount_text, hold_name
from stretchtimer.services.wording.session import (
    badge_text,
    coming_text,
    cue_word,
    gap_words,
    instruction_text,
    moment_word,
    stage_word,
)
from stretchtimer.ui.figure.stage import FigureStage
from stretchtimer.ui.session.breath import BreathFrames
from stretchtimer.ui.session.controls import SessionControls
from stretchtimer.ui.session.desk_view import DeskView
from stretchtimer.ui.session.page_texts import PageTexts, left_words, page_texts, room_words
from stretchtimer.ui.session.parts import SessionParts
from stretchtimer.ui.session.pulse import TINTS, PulseGround
from stretchtimer.ui.session.ready_button import ReadyButton
from stretchtimer.ui.session.ring import Ring, RingColour
from stretchtimer.ui.session.room.view import RoomView
from stretchtimer.ui.session.shortcuts import AnyAct, ViewAct, act_for, keys_text
from stretchtimer.ui.session.side_badge import SideBadge
from stretchtimer.ui.session.strip import Strip
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.widgets.announcement import announce
from stretchtimer.ui.widgets.buttons import TextButton
from stretchtimer.ui.widgets.fading import Fading
from stretchtimer.ui.widgets.fit_label import FitLabel
from stretchtimer.ui.widgets.spoken_roles import HEADING

_CUE_SHOWN_MS = 2_000
_SHOWN_BY = (
    *("room_mode", "room_distance_m", "room_turn", "screen_diagonal_mm", "pulse"),
    *("breathing", "breaths_per_minute"),
)
"""The settings by which the page looks different at once."""
_ANSWER_SHOWN_MS = 3_000


class SessionPage(QWidget):
    """Shows one runner's session, as seen from close by or from across the room.

    ``on_event`` is told its events. ``asked`` tells acts, ``place_chosen`` the hold to go to.
    """

    asked = Signal(object)
    place_chosen = Signal(int)

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        stage: FigureStage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Session"))
        self._appearance = appearance
        self._preferences = preferences
        self._runner: SessionRunner | None = None
        self._gap_words = self._answer_words = self._cue_words = self._moment = ""
        self._answered = QTimer(self, singleShot=True)
        self._answered.timeout.connect(self._on_answered_timeout)
        self._cue_until_ms = 0
        self._can_be_heard = True
        self._is_voice_awaited = False
        self._is_cue = False
        self._texts: PageTexts | None = None
        self._has_figure = False
        self._left_arranged = ""
        self.ground = PulseGround(appearance, self._now_ms, self)
        self.stage = stage
        stage.setParent(self)
        self.strip = Strip(appearance, self)
        self.left = FitLabel(1, QFont.Weight.DemiBold, self)
        self.name = FitLabel(2, QFont.Weight.DemiBold, self)
        self.name.setProperty(HEADING, True)
        self.badge = SideBadge(appearance, self)
        self.ring = Ring(appearance, self)
        self.ready = ReadyButton(appearance, self)
        self.cue = FitLabel(1, QFont.Weight.DemiBold, self)
        self.instruction = FitLabel(3, parent=self)
        self.coming = FitLabel(1, parent=self)
        self.controls = SessionControls(appearance, preferences, self)
        self.hurts = TextButton(appearance, tr("This hurts"), "care", parent=self)
        self.hurts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fading = Fading(appearance, self.controls)
        self.breath = BreathFrames(appearance, preferences, self._show_breath, self)
        stage.stepped.connect(self.breath.follow)
        parts = SessionParts(
            self.strip,
            self.left,
            self.name,
            self.badge,
            self.stage,
            self.ring,
            self.ready,
            self.cue,
            self.instruction,
            self.coming,
            self.hurts,
            self.controls,
        )
        self.desk = DeskView(appearance, parts, self)
        self.room = RoomView(appearance, preferences, parts, self)
        self._is_room = preferences.settings.room_mode
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.strip.chosen.connect(self.place_chosen)
        self.controls.asked.connect(self._ask)
        self.ready.clicked.connect(lambda: self._ask(Act.READY))
        self.hurts.clicked.connect(lambda: self._ask(ViewAct.HURTS))
        preferences.observe("letter_keys", self._name)
        self._name()
        preferences.observe(_SHOWN_BY, self._on_preferences_changed)

    def begin(self, runner: SessionRunner) -> None:
        """Takes another session."""
        self._runner = runner
        self._cue_words = self._gap_words = self._answer_words = ""
        plan = runner.state.plan
        holds = [phase for phase in plan.phases if phase.is_hold]
        self.strip.show_plan(plan, tuple(map(_hold_words, holds)))
        self._texts = page_texts(plan)
        self._has_figure = any(map(self.stage.can_show, plan.routine.stretches))
        self.controls.settle(counts=any(hold.times is not None for hold in holds))
        self.stage.begin(runner)
        self.breath.begin(runner)
        self.ground.begin()
        self.refresh()
        self._arrange()
        self.setFocus()
        self._show_view()

    def refresh(self) -> None:
        """Shows the session as it is now."""
        if self._runner is None or self._runner.state.is_over:
            return
        view = session_view(self._runner.state, self._runner.now_ms())
        self._show_words(view)
        self._show_ring(view)
        self._show_left(short_text(view.total_left_ms))
        self._tell_left(view.total_left_ms)
        self.strip.show_place(self._runner.state.plan.total_ms - view.total_left_ms)
        self.controls.refresh(self._runner)
        self._show_parts(view)
        if not self.stage.isHidden():
            self.stage.refresh()
        self.breath.refresh()
        self.ground.show_stage(view.stage)
        if self._is_room and self.room.is_outdated:
            self._arrange()
        self.fading.hold(view.stage in (Stage.PAUSED, Stage.READY) or view.is_open)

    def show_sound(self, status: AudioStatus) -> None:
        """Says beside the time whether the session is a silent one."""
        self._can_be_heard = status.working or not status.problem
        self.controls.volume.show_problem(sentence(status.problem))
        self.refresh()

    def show_voice(self, status: VoiceStatus | None) -> None:
        """Says beside the time whether the words of the routine are still being recorded."""
        self._is_voice_awaited = bool(status and status.is_awaited)
        self.refresh()

    def show_answer(self, answer: Answer) -> None:
        """Says why something was not done, for a moment and in the place of what comes next."""
        self._answer_words = answer_words(answer)
        if self._answer_words:
            self._answered.start(_ANSWER_SHOWN_MS)
            announce(self, self._answer_words)
        else:
            self._answered.stop()
        self.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseButtonPress):
            self.fading.pointed()
        elif event.type() is QEvent.Type.ShortcutOverride:
            # It comes before every key, also before those that a button or Tab takes for itself.
            self.fading.typed()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        letters = self._preferences.settings.letter_keys
        act = act_for(key_meant(event), letters, shift=shift)
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._ask(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.ground.setGeometry(self.rect())
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        self.ground.refresh()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.fading.hold(True)
        self.fading.stop()
        self._answered.stop()
        self.breath.stop()
        self.ground.stop()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self.controls.settle()
            self._arrange()
        super().changeEvent(event)

    def on_event(self, emitted: Emitted) -> None:
        event = emitted.event
        if isinstance(event, CueDue):
            self._on_cue_due(event)
        elif isinstance(event, PhaseEntered):
            self._cue_words = self._gap_words = self._answer_words = ""
            self._announce()
        elif isinstance(event, GapNoticed):
            self._gap_words = gap_words(event.gap_ms)
            announce(self, self._gap_words)
        elif isinstance(event, SessionResumed):
            self._gap_words = ""

    def _on_cue_due(self, event: CueDue) -> None:
        word, tints = cue_word(event.cue, event.phase.stretch), event.cue.kind in TINTS
        if word or tints:
            self._cue_words = word
            self._cue_until_ms = event.due_ms + _CUE_SHOWN_MS
        if tints:
            self.ground.note(event)

    def _ask(self, act: AnyAct) -> None:
        """Does what is the page's own matter, and asks for the rest."""
        if act is ViewAct.ROOM:
            self._preferences.change(room_mode=not self._preferences.settings.room_mode)
        else:
            self.asked.emit(act)

    def _on_preferences_changed(self) -> None:
        settings = self._preferences.settings
        if settings.room_mode != self._is_room or (self._is_room and self.room.is_outdated):
            self._is_room = settings.room_mode
            self._arrange()
            self.refresh()
        if self.isVisible():
            self._show_view()
            self.breath.refresh()

    def _show_view(self) -> None:
        """Has colours and controls come and go as the view asks for it."""
        pulse = self._preferences.settings.pulse
        in_room = pulse is PulseChoice.ROOM and self._is_room
        self.ground.set_wanted(pulse is PulseChoice.ALWAYS or in_room)
        self.fading.show_briefly(self._is_room)

    def _now_ms(self) -> int:
        return self._runner.now_ms() if self._runner else 0

    def _announce(self) -> None:
        """Tells a screen reader, once a phase, what is shown now."""
        assert self._runner is not None
        view = session_view(self._runner.state, self._runner.now_ms())
        words = [stage_word(view.stage, view.stretch), view.stretch.name, badge_text(view)]
        phase = view.phase
        if not phase.is_open:
            counted = phase.is_hold and phase.times is not None
            words.append(amount_text(phase.stretch) if counted else short_text(view.duration_ms))
        announce(self, ". ".join(word for word in words if word))

    def _show_words(self, view: SessionView) -> None:
        texts = (
            (self.name, view.stretch.name),
            (self.badge, badge_text(view)),
            (self.instruction, self._gap_words or instruction_text(view)),
            (self.coming, self._answer_words or coming_text(view)),
        )
        for widget, text in texts:
            widget.setText(text)

    def _show_parts(self, view: SessionView) -> None:
        """Shows what there is to see now; each thing has its place, also while it is hidden."""
        waits = view.stage is Stage.READY or view.is_open
        self.ready.show_open(view.is_open)
        self.desk.show_words_alone(not (self._is_room or self.stage.can_show(view.stretch)))
        for part, is_wanted in (
            (self.badge, bool(self.badge.text())),
            (self.stage, self.stage.can_show(view.stretch)),
            (self.ring, not waits),
            (self.ready, waits),
            (self.cue, view.stage is not Stage.READY),
        ):
            part.setVisible(is_wanted and not part.geometry().isEmpty())

    def _on_answered_timeout(self) -> None:
        self._answer_words = ""
        self.refresh()

    def _left_words(self) -> str:
        return left_words(self._can_be_heard, self._is_voice_awaited)

    def _show_left(self, time: str) -> None:
        words = self._left_words()
        self.left.setText(words.format(time=time))
        if words != self._left_arranged and not self._is_room:
            self._arrange()

    def _tell_left(self, left_ms: int) -> None:
        """Tells a screen reader the time left by the minute: a new name each second is noise."""
        told = ntr("{n} minute left", "{n} minutes left", -(-left_ms // 60_000))
        if told != self.left.accessibleName():
            self.left.setAccessibleName(told)

    def _show_ring(self, view: SessionView) -> None:
        assert self._runner is not None
        fresh = self._runner.now_ms() < self._cue_until_ms and view.stage is not Stage.PAUSED
        self._is_cue = bool(self._cue_words) and fresh
        self._moment = moment_word(view, self._cue_words if self._is_cue else "")
        colour = RingColour.HOLD if view.stage is Stage.HOLD else RingColour.BETWEEN_HOLDS
        settled = max(len(self._texts.digits) if self._texts else 0, len(self.ring.digits))
        self.ring.show_left(
            view.seconds,
            view.left_ms,
            view.duration_ms,
            colour=RingColour.LAST_SECONDS if view.ending else colour,
            dimmed=view.stage is Stage.PAUSED,
            times=None if view.stage is Stage.COUNT_IN else view.times,
        )
        if len(self.ring.digits) > settled:
            self._arrange()

    def _show_breath(self, point: BreathPoint | None) -> None:
        fullness = point.fullness if point and not self._appearance.less_motion else None
        self.ring.show_breath(fullness)
        moment = self._moment if self._is_cue else self.breath.word or self._moment
        self.cue.setText(self._in_room(moment) if self._is_room else moment)

    def _in_room(self, moment: str) -> str:
        """The word of the moment with what else stands nowhere in the view across the room."""
        if self._gap_words:
            return tr("Paused: the computer was asleep")
        # From across the room there is no instruction to stand in the place of.
        return self._answer_words or room_words(moment, self._can_be_heard, self._is_voice_awaited)

    def _arrange(self) -> None:
        """Lays everything out for the present size, words and view."""
        if self._texts is None:
            return
        if self._is_room:
            self.room.arrange(self._texts, self._has_figure)
        else:
            self._left_arranged = self._left_words()
            self.desk.arrange(self._texts, self._has_figure, self._left_arranged)
        if self._runner and not self._runner.state.is_over:
            self._show_parts(session_view(self._runner.state, self._runner.now_ms()))

    def _name(self) -> None:
        letters = self._preferences.settings.letter_keys
        self.hurts.setToolTip(f"{act_words('hurts')} ({keys_text(ViewAct.HURTS, letters)})")


def _hold_words(hold: Phase) -> str:
    """A hold on the strip, with its time."""
    words = tr("{hold}, {time}")
    return words.format(hold=hold_name(hold.stretch, hold.side), time=amount_text(hold.stretch))
