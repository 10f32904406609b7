"""The guide figure in a session: in which pose it is now, and when it moves.

In a hold it breathes or goes from one movement to the next; in the other phases it moves into the
pose or out of it. Where somebody jumps to another phase it goes on from where it was. Where less
motion is wanted it stands in the pose that is due, and a ghost and an arrow show the way there.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QVBoxLayout, QWidget

from stretchtimer.engine.model import Stretch
from stretchtimer.engine.plan import Phase
from stretchtimer.engine.session import SessionState, Status
from stretchtimer.figure.choreography import Path
from stretchtimer.figure.hint import Hint, hint_of
from stretchtimer.figure.pose import Pose
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.wording.routine import hold_name
from stretchtimer.ui.figure.colours import figure_colours
from stretchtimer.ui.figure.frame_cache import SketchBook
from stretchtimer.ui.figure.own_picture_view import OwnPictureView
from stretchtimer.ui.figure.session_motion import SessionMotion, figure_ms, has_jumped, knows
from stretchtimer.ui.figure.view import FigureView
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.palettes import DIMMED

_FRAME_MS = 45
"""As long as a step takes where a way is fastest, so that none is left out."""
_BREATH_FRAME_MS = 160
"""A chest rises so slowly that more frames would look the same."""
_LATE_MS = 6
"""A frame is at most so late: it is looked for in steps as long as the fastest, then halved."""
_SHORTEST_LOOK_MS, _LONGEST_LOOK_MS = 40, 960
"""How soon, and how late, the figure is looked at again: a way may have no steps, or no change."""
_MOST_KEPT_BYTES = 8_000_000
"""How much memory frames may take, and never more than the window's own picture."""
_AHEAD_MS = (80, 1_200)
"""How often a frame is found ahead: as seldom as time allows, within these bounds."""
_AHEAD_AFTER_MS = 200
"""How soon the first one is."""
_STANDING_MS, _HOLDING_MS = 200, 700
"""How often one can be found later, between two moves and in a hold: that is a time of calm."""
_SHARE_AHEAD = 0.8
"""The share of the time until a way begins in which its frames are found."""


class FigureStage(QWidget):
    """Follows one runner; its frames are timed only while the figure moves."""

    stepped = Signal()
    """Has taken a step of a movement, with which one breathes."""

    def __init__(
        self,
        appearance: Appearance,
        poses: Mapping[str, Pose],
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        sketches: SketchBook | None = None,
        picture: OwnPictureView | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._poses = poses
        self._runner: SessionRunner | None = None
        self._courses = SessionMotion(poses, preferences)
        self._phase: Phase | None = None
        self._seen: tuple[SessionState, int] | None = None
        self._paused: tuple[int, int] | None = None
        self._most_bytes = 0
        self._hints: dict[tuple[Pose, ...], Hint | None] = {}
        self.view = FigureView(poses, figure_colours(appearance), self, sketches)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.picture = picture
        if picture:
            layout.addWidget(picture)
            picture.hide()
        self._calm = QGraphicsOpacityEffect(self)
        self._calm.setOpacity(DIMMED)
        self._calm.setEnabled(False)
        self.setGraphicsEffect(self._calm)
        self._frames = QTimer(self)
        self._frames.setObjectName("frames")
        self._frames.setSingleShot(True)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.timeout.connect(self._on_frames_timeout)
        self._ahead = QTimer(self)
        self._ahead.setObjectName("ahead")
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._on_ahead_timeout)
        appearance.changed.connect(self._on_look_changed)

    def begin(self, runner: SessionRunner) -> None:
        self._runner = runner
        self._seen = self._paused = None
        self._courses.begin(None)
        self.refresh()

    def can_show(self, stretch: Stretch) -> bool:
        return self._has_picture(stretch) or knows(self._poses, stretch)

    @property
    def is_moving(self) -> bool:
        return self._frames.isActive()

    def refresh(self) -> None:
        """Shows the pose that is due now, and moves on while there is movement."""
        assert self._runner is not None
        state = self._runner.state
        phase = state.phase
        if self._show_picture(phase) or not self.can_show(phase.stretch):
            self._stop()
            self._seen = None
            return
        into_ms = self._into_ms()
        self._most_bytes = self._most_kept_bytes()
        self._notice_jump(state, into_ms)
        if phase is not self._phase:
            self._phase = phase
            coming = self._courses.coming(state)
            again = {path for path, begins_ms in coming.items() if begins_ms > 0}
            self.view.forget_motions(but=coming, again=again)
        self.view.setAccessibleName(hold_name(phase.stretch, phase.side))
        if self._appearance.less_motion:
            self._stop()
            stops = self._courses.move(state, into_ms).stops
            self.view.show_figure(stops[-1], self._hint(stops))
            return
        self._show_motion(into_ms)
        self._time_frames(into_ms)

    def set_turn(self, turn: int) -> None:
        """Shows everything turned by 0, 90, 180 or 270 degrees clockwise."""
        self.view.set_turn(turn)
        if self.picture:
            self.picture.set_turn(turn)

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop()

    def _has_picture(self, stretch: Stretch) -> bool:
        return self.picture is not None and bool(stretch.picture)

    def _show_picture(self, phase: Phase) -> bool:
        """Puts the picture of the stretch in the figure's place, or that of none away.

        Returns whether there is one.
        """
        assert self._runner is not None
        is_paused = self._runner.state.status is Status.PAUSED
        self._calm.setEnabled(is_paused and not self._appearance.theme.is_high_contrast)
        if self.picture is None:
            return False
        shows = self._has_picture(phase.stretch)
        if shows:
            words = phase.stretch.told(phase.side).position
            self.picture.tell(hold_name(phase.stretch, phase.side), words)
            self.picture.show_picture(phase.stretch.picture)
        if shows == self.picture.isHidden():
            self.picture.setVisible(shows)
            self.view.setVisible(not shows)
        return shows

    def _stop(self) -> None:
        self._frames.stop()
        self._ahead.stop()

    def _on_frames_timeout(self) -> None:
        assert self._runner is not None
        state = self._runner.state
        if self._seen is None or state is not self._seen[0]:
            self.refresh()
            return
        # All that is new is the time.
        into_ms = self._into_ms()
        self._seen = (state, into_ms)
        self._show_motion(into_ms)
        self._time_frames(into_ms)
        if state.phase.is_hold and state.phase.stretch.movements:
            self.stepped.emit()

    def _into_ms(self) -> int:
        """How far into the phase the figure is.

        Where somebody jumps and pauses at once, it still gets into the pose that is told.
        """
        assert self._runner is not None
        state, now_ms = self._runner.state, self._runner.now_ms()
        into_ms = figure_ms(state, now_ms)
        until_ms = self._comes_in_until_ms()
        if state.status is not Status.PAUSED or until_ms is None:
            self._paused = None
        elif self._paused is None and self._seen and self._seen[1] < until_ms:
            self._paused = (now_ms, self._seen[1])
        if self._paused and until_ms is not None:
            paused_at_ms, was_ms = self._paused
            into_ms = min(was_ms + now_ms - paused_at_ms, until_ms)
        return into_ms

    def _comes_in_until_ms(self) -> int | None:
        """How far into the phase the figure has come into it, if a jump led there."""
        assert self._runner is not None
        state = self._runner.state
        if self._seen is None or self._seen[0].phase_index != state.phase_index:
            return None
        return self._courses.comes_in_until_ms(state)

    def _notice_jump(self, state: SessionState, into_ms: int) -> None:
        """Where a jump led into a phase, remembers what was shown: from there the figure goes on.

        While time stands, or without motion, nothing can go on: it stands where the phase begins.
        """
        before, self._seen = self._seen, (state, into_ms)
        if before is None:
            return
        goes_on = state.status is not Status.PAUSED and not self._appearance.less_motion
        if has_jumped(*before, state, into_ms):
            self._courses.begin(self.view.moment if goes_on else None, into_ms)
        elif state.phase_index != before[0].phase_index:
            self._courses.begin(None)

    def _show_motion(self, into_ms: int) -> None:
        assert self._runner is not None
        state = self._runner.state
        moment = self._courses.moment(state, into_ms)
        ways = self._courses.ways_again(state, into_ms)
        if ways:
            self.view.show_again(moment, self._most_bytes // ways)
        else:
            self.view.show_once(moment, self._most_bytes)

    def _most_kept_bytes(self) -> int:
        size = self.window().size() * self.devicePixelRatioF()
        return min(_MOST_KEPT_BYTES, 4 * size.width() * size.height())

    def _time_frames(self, into_ms: int) -> None:
        assert self._runner is not None
        state = self._runner.state
        # Time also runs while a phase waits, and while somebody who came by a jump is counted in.
        runs = state.status in (Status.RUNNING, Status.WAITING) or into_ms < 0
        if self._paused:
            runs = into_ms < (self._comes_in_until_ms() or 0)
        moves = runs and self._courses.is_moving(state, into_ms)
        again = moves and self._courses.ways_again(state, into_ms) > 0
        # On a way that is gone only once there is no time to spare.
        if not runs or (moves and not again):
            self._ahead.stop()
        elif not self._ahead.isActive():
            self._ahead.start(_AHEAD_AFTER_MS)
        if not moves:
            self._frames.stop()
            return
        breathing = again and not state.phase.stretch.movements
        stays_ms = self._stays_ms(into_ms, _BREATH_FRAME_MS if breathing else _FRAME_MS)
        left_ms = self._courses.move(state, into_ms).ends_ms - into_ms
        if not again and left_ms > 0:
            stays_ms = min(stays_ms, left_ms)
        self._frames.start(stays_ms)

    def _stays_ms(self, into_ms: int, step_ms: int) -> int:
        """How long the figure looks as it does now; within ``step_ms`` it changes once at most.

        To wake for what looks the same takes a third of the time of a frame that is new.
        """
        assert self._runner is not None
        state = self._runner.state

        def stays(ms: int) -> bool:
            return self.view.shows(self._courses.moment(state, into_ms + ms))

        same_ms, other_ms = 0, step_ms
        while other_ms < _LONGEST_LOOK_MS and stays(other_ms):
            same_ms, other_ms = other_ms, other_ms + step_ms
        while other_ms - same_ms > _LATE_MS:
            middle_ms = (same_ms + other_ms) // 2
            if stays(middle_ms):
                same_ms = middle_ms
            else:
                other_ms = middle_ms
        return max(other_ms, _SHORTEST_LOOK_MS)

    def _on_ahead_timeout(self) -> None:
        """Does one frame of what comes next, and goes on while some are missing.

        Of ways that will be gone once or twice frames are found; of those that the next hold will
        go again and again they are drawn, too.
        """
        assert self._runner is not None
        state = self._runner.state
        into_ms = figure_ms(state, self._runner.now_ms())
        again = self._courses.again_next(state)
        begins = self._courses.coming(state)
        find_by = self._courses.find_by(state)
        ways = [(find_by[path], path, self.view.missing(path)) for path, at in begins.items()
                if at > into_ms and path not in again]  # fmt: skip
        ways += [(state.duration_ms, path, self.view.lacks_frames(path)) for path in again]
        missing, wait_ms, first = 0, math.inf, None
        for until_ms, path, lacks in sorted(ways, key=lambda way: way[0]):
            if lacks:
                first = first or path
                missing += lacks
                stands_ms, holds_ms = self._courses.time_until(state, until_ms)
                later = stands_ms // _STANDING_MS + holds_ms // _HOLDING_MS
                time_ms = min(until_ms, state.duration_ms) - into_ms
                wait_ms = min(wait_ms, _SHARE_AHEAD * time_ms / max(1, missing - later))
        if first and self._do_ahead(first, again):
            self._ahead.start(max(round(min(wait_ms, _AHEAD_MS[1])), _AHEAD_MS[0]))

    def _do_ahead(self, path: Path, again: Collection[Path]) -> bool:
        """Finds or draws one frame, if there is room."""
        if path in again:
            self.view.draw_ahead(path, self._most_bytes // len(again))
            return True
        return self.view.find_ahead(path, self._most_bytes)

    def _hint(self, stops: tuple[Pose, ...]) -> Hint | None:
        if stops not in self._hints:
            # Only that of the present picture is kept: it takes long to find.
            self._hints = {stops: hint_of(stops)}
        return self._hints[stops]

    def _on_look_changed(self) -> None:
        self.view.set_colours(figure_colours(self._appearance))
        if self._appearance.less_motion:
            self._courses.begin(None)
        if self._runner and self.isVisible():
            self.refresh()
