"""The ground of the session page, which takes on a colour at each cue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from stretchtimer.engine.cues import CueKind
from stretchtimer.engine.events import CueDue
from stretchtimer.services.session.session_view import Stage
from stretchtimer.ui.theme.appearance import Appearance
from stretchtimer.ui.theme.colour_mixing import mixed
from stretchtimer.ui.theme.palettes import Theme

_LIGHT = {
    "ready": "#B7D7F5",
    "hold": "#9FE0CC",
    "midst": "#DCC8F5",
    "count": "#FBCB9D",
    "out": "#EFE07F",
    "sides": "#F9BFD3",
}
_DARK = {
    "ready": "#1B4468",
    "hold": "#0F524A",
    "midst": "#483875",
    "count": "#6E3A1A",
    "out": "#534A0C",
    "sides": "#6B2A49",
}


def tints(theme: Theme) -> Mapping[str, str]:
    """Each tint of a theme: ink on it has a contrast of at least 7 to 1, the ring of 3 to 1."""
    return _DARK if theme.is_dark else _LIGHT


def tinted(theme: Theme, tint: str, level: float) -> QColor:
    """The ground of the window with so much (0 to 1) of a tint."""
    return mixed(QColor(theme.bg), QColor(tints(theme)[tint]), level)


RISE_MS = 120
FALL_MS = 600
LEAST_GAP_MS = 1_000

TINTS = {
    CueKind.LEAD_IN: "ready",
    CueKind.HOLD_START: "hold",
    CueKind.HALF_WAY: "midst",
    CueKind.MOVEMENT: "midst",
    CueKind.COUNT: "count",
    CueKind.REPETITION: "midst",
    CueKind.HOLD_END: "out",
    CueKind.STRETCH_END: "out",
    CueKind.ROUTINE_END: "out",
    CueKind.CHANGE_SIDES: "sides",
}
"""The colour for each kind of cue that is a mark in time; no other kind has a pulse."""


@dataclass(frozen=True)
class Pulse:
    """One pulse; ``due_ms`` is the instant of its cue on the session's clock."""

    tint: str
    due_ms: int

    @property
    def end_ms(self) -> int:
        return self.due_ms + RISE_MS + FALL_MS

    def level(self, now_ms: int) -> float:
        """How much of its colour shows, from 0 to 1."""
        into_ms = now_ms - self.due_ms
        if into_ms <= 0:
            return 0.0
        if into_ms < RISE_MS:
            return into_ms / RISE_MS
        left = max(0.0, 1 - (into_ms - RISE_MS) / FALL_MS)
        return left * left


class PulseTrack:
    """The pulse that is on, or comes next."""

    def __init__(self) -> None:
        self._pulse: Pulse | None = None

    def note(self, kind: CueKind, due_ms: int, now_ms: int) -> bool:
        """Takes a cue; tells whether a pulse of its own comes of it."""
        tint = TINTS.get(kind)
        last = self._pulse
        if tint is None or (last and abs(due_ms - last.due_ms) < LEAST_GAP_MS):
            return False
        coming = Pulse(tint, due_ms)
        if now_ms >= coming.end_ms:
            return False
        self._pulse = coming
        return True

    def pulse(self, now_ms: int) -> Pulse | None:
        """The pulse that is not over yet."""
        return self._pulse if self._pulse and now_ms < self._pulse.end_ms else None

    def forget(self) -> None:
        """Another session, with another clock."""
        self._pulse = None


_FRAME_MS = 66
"""Each frame paints the whole page, the figure too: fifteen a second are soft enough."""
_FRAME_PX = 16

STEADY = {
    Stage.COUNT_IN: "ready",
    Stage.READY: "ready",
    Stage.LEAD_IN: "ready",
    Stage.CHANGE_OVER: "ready",
    Stage.CHANGE_SIDES: "sides",
    Stage.HOLD: "hold",
    Stage.RELEASE: "out",
}
"""The colour that stays for a part of the session where nothing should move."""


class PulseGround(QWidget):
    """Lies behind everything on the page. In high contrast a frame takes the place of a colour.

    Where less motion is wanted the colour does not come and go, but stays for each part of the
    session. ``now_ms`` tells the time on the session's clock; frames are timed only in a pulse.
    """

    def __init__(
        self, appearance: Appearance, now_ms: Callable[[], int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._now_ms = now_ms
        self._track = PulseTrack()
        self._wanted = False
        self._stage = Stage.PAUSED
        self._shown: tuple[str, float] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._frames = QTimer(self)
        self._frames.setTimerType(Qt.TimerType.PreciseTimer)
        self._frames.setSingleShot(True)
        self._frames.timeout.connect(self.refresh)
        appearance.changed.connect(self._on_look_changed)
        self.hide()

    @property
    def is_pulsing(self) -> bool:
        return self._frames.isActive()

    def begin(self) -> None:
        """Another session begins."""
        self._track.forget()

    def set_wanted(self, wanted: bool) -> None:
        """Whether the window should take on colours at all."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.refresh()

    def show_stage(self, stage: Stage) -> None:
        """Which part of the session runs now."""
        if stage is not self._stage:
            self._stage = stage
            self.refresh()

    def note(self, event: CueDue) -> None:
        """A cue is due, or will be in a moment."""
        if self._track.note(event.cue.kind, event.due_ms, self._now_ms()):
            self.refresh()

    def refresh(self) -> None:
        """Shows the colour of this moment, and times the next frame while there is one."""
        shown = self._steady() if self._appearance.less_motion else self._pulsing()
        if shown != self._shown:
            self._shown = shown
            self.setVisible(shown is not None)
            self.update()

    def stop(self) -> None:
        """Nobody sees it now, so nothing need be timed."""
        self._frames.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._shown is None:
            return
        tint, level = self._shown
        painter = QPainter(self)
        if self._appearance.theme.is_high_contrast:
            width = self._appearance.px(_FRAME_PX) * level
            painter.setPen(
                QPen(
                    self._appearance.colour("ink"),
                    width,
                    Qt.PenStyle.SolidLine,
                    Qt.PenCapStyle.SquareCap,
                    Qt.PenJoinStyle.MiterJoin,
                )
            )
            edge = width / 2
            painter.drawRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge))
        else:
            painter.fillRect(self.rect(), tinted(self._appearance.theme, tint, level))
        painter.end()

    def _steady(self) -> tuple[str, float] | None:
        self._frames.stop()
        tint = STEADY.get(self._stage) if self._wanted else None
        if tint is None:
            return None
        # Frames have no colour: there a hold is told from the rest by a broad one.
        narrow = self._appearance.theme.is_high_contrast and self._stage is not Stage.HOLD
        return tint, 0.4 if narrow else 1.0

    def _pulsing(self) -> tuple[str, float] | None:
        now_ms = self._now_ms()
        pulse = self._track.pulse(now_ms) if self._wanted else None
        if pulse is None:
            self._frames.stop()
            return None
        self._frames.start(max(_FRAME_MS, pulse.due_ms - now_ms))
        level = pulse.level(now_ms)
        return (pulse.tint, level) if level > 0 else None

    def _on_look_changed(self) -> None:
        self.refresh()
        self.update()
