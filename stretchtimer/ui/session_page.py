"""The page of a running session: what to do, on which side, and how long still."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFont,
    QHideEvent,
    QKeyEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QStyle, QWidget

from stretchtimer.engine.durations import short_text
from stretchtimer.engine.events import CueDue, PhaseEntered
from stretchtimer.services.audio_out import AudioStatus
from stretchtimer.services.preferences import Preferences
from stretchtimer.services.runner import SessionRunner, Told
from stretchtimer.services.session_view import SessionView, Stage, session_view
from stretchtimer.ui.fading import Fading
from stretchtimer.ui.figure_stage import FigureStage
from stretchtimer.ui.fit_label import FitLabel
from stretchtimer.ui.keys import Act, act_for
from stretchtimer.ui.look import Look
from stretchtimer.ui.ring import Ring
from stretchtimer.ui.session_controls import SessionControls
from stretchtimer.ui.session_layout import (
    DIGIT_SHARE,
    LARGE_TEXT_SHARE,
    NAME_SHARE,
    SMALL_SHARE,
    TEXT_SHARE,
    Wishes,
    places,
)
from stretchtimer.ui.side_badge import SideBadge
from stretchtimer.ui.strip import Strip
from stretchtimer.ui.wording import badge_text, coming_text, cue_word, hold_name, stage_word

_NARROW_PX = 1000
_CUE_SHOWN_MS = 2_000


class SessionPage(QWidget):
    """Shows one runner's session. ``asked`` tells acts, ``place_chosen`` the phase to go to."""

    asked = Signal(Act)
    place_chosen = Signal(int)

    def __init__(
        self,
        look: Look,
        preferences: Preferences,
        stage: FigureStage,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look = look
        self._preferences = preferences
        self._runner: SessionRunner | None = None
        self._cue_words = ""
        self._cue_until_ms = 0
        self._can_be_heard = True
        self.stage = stage
        stage.setParent(self)
        self.strip = Strip(look, self)
        self.left = FitLabel(1, QFont.Weight.DemiBold, self)
        self.name = FitLabel(2, QFont.Weight.DemiBold, self)
        self.badge = SideBadge(look, self)
        self.ring = Ring(look, self)
        self.instruction = FitLabel(3, parent=self)
        self.coming = FitLabel(1, parent=self)
        self.controls = SessionControls(look, preferences, self)
        self.fading = Fading(look, self.controls)
        self.left.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.name.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.strip.chosen.connect(self.place_chosen)
        self.controls.asked.connect(self.asked)

    def begin(self, runner: SessionRunner) -> None:
        """Takes another session."""
        self._runner = runner
        self._cue_words = ""
        runner.listen(self._on_event)
        plan = runner.state.plan
        holds = [phase for phase in plan.phases if phase.is_hold]
        self.strip.show_plan(plan, tuple(hold_name(hold.stretch, hold.side) for hold in holds))
        self.stage.begin(runner)
        self.refresh()
        self._arrange()
        self.setFocus()

    def refresh(self) -> None:
        """Shows the session as it is now."""
        if self._runner is None or self._runner.state.is_over:
            return
        view = session_view(self._runner.state, self._runner.now_ms())
        self._show_words(view)
        self._show_ring(view)
        left = self.tr("{time} left") if self._can_be_heard else self.tr("No sound · {time} left")
        self._show_left(left.format(time=short_text(view.total_left_ms)))
        self.strip.show_place(self._runner.state.plan.total_ms - view.total_left_ms)
        self.controls.refresh(self._runner)
        self.stage.refresh()
        self.fading.hold(view.stage in (Stage.PAUSED, Stage.READY))

    def show_sound(self, status: AudioStatus) -> None:
        """Says beside the time whether the session is a silent one."""
        self._can_be_heard = status.working or not status.problem
        self.controls.volume.show_problem(status.problem)
        self.refresh()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.MouseButtonPress):
            self.fading.pointed()
        elif event.type() is QEvent.Type.ShortcutOverride:
            # It comes before every key, also before those that a button or Tab takes for itself.
            self.fading.typed()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = act_for(event.key(), self._preferences.settings.letter_keys)
        if act is None:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.asked.emit(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        self.fading.hold(True)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.FontChange:
            self._arrange()
        super().changeEvent(event)

    def _on_event(self, told: Told) -> None:
        event = told.event
        if isinstance(event, CueDue):
            self._cue_words = cue_word(event.cue)
            self._cue_until_ms = event.due_ms + _CUE_SHOWN_MS
        elif isinstance(event, PhaseEntered):
            self._cue_words = ""
            self._announce()

    def _announce(self) -> None:
        """Tells a screen reader, once a phase, what is shown now."""
        assert self._runner is not None
        view = session_view(self._runner.state, self._runner.now_ms())
        words = [stage_word(view.stage), view.stretch.name, badge_text(view)]
        words.append(short_text(view.duration_ms))
        event = QAccessibleAnnouncementEvent(self, ". ".join(word for word in words if word))
        QAccessible.updateAccessibility(event)

    def _show_words(self, view: SessionView) -> None:
        texts = (
            (self.name, view.stretch.name),
            (self.badge, badge_text(view)),
            (self.instruction, view.instruction),
            (self.coming, coming_text(view)),
        )
        changed = [widget for widget, text in texts if widget.text() != text]
        for widget, text in texts:
            widget.setText(text)
        if changed:
            self._arrange()

    def _show_left(self, words: str) -> None:
        longer = len(words) != len(self.left.text())
        self.left.setText(words)
        if longer:
            self._arrange()

    def _show_ring(self, view: SessionView) -> None:
        assert self._runner is not None
        caption = stage_word(view.stage)
        if self._cue_words and self._runner.now_ms() < self._cue_until_ms:
            caption = self._cue_words
        token = "accent" if view.stage is Stage.HOLD else "muted"
        signs = len(self.ring.digits)
        self.ring.show_left(
            view.seconds,
            view.left_ms,
            view.duration_ms,
            caption if view.stage is not Stage.PAUSED else stage_word(Stage.PAUSED),
            token="hold" if view.ending else token,
            dimmed=view.stage is Stage.PAUSED,
        )
        if len(self.ring.digits) > signs:
            self._arrange()

    def _arrange(self) -> None:
        """Lays everything out for the present size and words."""
        px, height = self._look.px, self.height()
        self.name.set_capital_height(height * NAME_SHARE)
        self.badge.set_capital_height(height * NAME_SHARE)
        has_figure = self._shows_figure()
        reading = min(height, self.width())
        text = max(reading * (TEXT_SHARE if has_figure else LARGE_TEXT_SHARE), px(12))
        self.instruction.set_capital_height(text)
        self.coming.set_capital_height(max(reading * SMALL_SHARE, px(10)))
        self.ring.set_digit_height(height * DIGIT_SHARE)
        self.left.set_capital_height(max(min(height, self.width()) * SMALL_SHARE, px(9)))
        margin = px(24 if self.width() < _NARROW_PX else 32)
        self.controls.fit(self.width() - 2 * margin)
        found = places(
            self.size(),
            Wishes(
                gap=px(8),
                margin=margin,
                left_label=round(self.left.sizeHint().width() * 1.15),
                badge=self.badge.sizeHint().width() if self.badge.text() else 0,
                controls=self.controls.sizeHint().height(),
                name_line=self.name.sizeHint().height(),
                name_height=self.name.heightForWidth,
                instruction_height=self.instruction.heightForWidth,
                coming_height=self.coming.sizeHint().height(),
                ring_width=self.ring.width_for,
                has_figure=has_figure,
            ),
        )
        self.badge.setVisible(bool(self.badge.text()))
        self.stage.setVisible(has_figure)
        for widget, place in (
            (self.strip, found.strip),
            (self.left, found.left),
            (self.name, found.name),
            (self.badge, found.badge),
            (self.stage, found.figure),
            (self.ring, found.ring),
            (self.instruction, found.instruction),
            (self.coming, found.coming),
            (self.controls, found.controls),
        ):
            widget.setGeometry(self._visual(place))

    def _shows_figure(self) -> bool:
        return self._runner is not None and self.stage.can_show(self._runner.state.phase.stretch)

    def _visual(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)
