"""When the breath of a session is to be shown anew, where it is paced at all."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer

from stretchtimer.engine.breathing import BreathPoint, breath_at, breath_turns
from stretchtimer.engine.model import Breath
from stretchtimer.engine.session import Status, elapsed_ms
from stretchtimer.services.audio.cue_style import pace_of
from stretchtimer.services.person.preferences import Preferences
from stretchtimer.services.session.runner import SessionRunner
from stretchtimer.services.wording.language import tr
from stretchtimer.ui.theme.appearance import Appearance

_FRAME_MS = 84
"""A breath is slow: twelve pictures a second are as smooth as any."""
_LED_MS = 420
"""So long what leads the breath has time for its next step."""


class BreathFrames(QObject):
    """Calls ``show`` with the present point of the breath, or with None where it is not paced.

    ``word`` is what to do with one's breath now, or empty. Frames are timed only while a paced
    breath is shown; where less motion is wanted, only the next turn of the breath is.
    """

    def __init__(
        self,
        appearance: Appearance,
        preferences: Preferences,
        show: Callable[[BreathPoint | None], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._preferences = preferences
        self._show = show
        self._runner: SessionRunner | None = None
        self.word = ""
        self._led_until_ms = 0
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.CoarseTimer)
        self._frames.setSingleShot(True)
        self._frames.timeout.connect(self.refresh)

    @property
    def is_moving(self) -> bool:
        return self._frames.isActive()

    def begin(self, runner: SessionRunner) -> None:
        """Follows another session."""
        self._runner = runner
        self._led_until_ms = 0

    def follow(self) -> None:
        """Shows the breath together with a step of what moves with it.

        Two things that are painted at one time take less of it than one after the other.
        """
        if self._runner:
            self._led_until_ms = self._runner.now_ms() + _LED_MS
            self.refresh()

    def refresh(self) -> None:
        """Shows the breath as it is now."""
        runner = self._runner
        if runner is None or runner.state.status is not Status.RUNNING:
            self._frames.stop()
            self._tell(None)
            return
        pace, phase = pace_of(self._preferences.settings), runner.state.phase
        now_ms = runner.now_ms()
        into_ms = elapsed_ms(runner.state, now_ms)
        point = breath_at(phase, into_ms, pace)
        next_ms = max(_FRAME_MS, self._led_until_ms - now_ms) if point else None
        if point and self._appearance.less_motion:
            turns = (turn_ms for turn_ms, _ in breath_turns(phase, pace) if turn_ms > into_ms)
            # A hold that was made longer has no known turns: its word changes with the seconds.
            next_ms = next((turn_ms - into_ms for turn_ms in turns), None)
        if next_ms is None:
            self._frames.stop()
        else:
            self._frames.start(next_ms)
        self._tell(point)

    def _tell(self, point: BreathPoint | None) -> None:
        self.word = breath_word(point.breath) if point else ""
        self._show(point)

    def stop(self) -> None:
        self._frames.stop()


def breath_word(breath: Breath) -> str:
    """What to do with one's breath."""
    return tr("Breathe in") if breath is Breath.IN else tr("Breathe out")
